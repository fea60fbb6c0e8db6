package grounding

import (
	"sync"

	"footnote/retrieval/language"
)

// Words are compared folded, so lists of them are folded, too.

func gatherFolded(list func(*language.Language) language.Words) language.Lexicon {
	return language.Gather(func(l *language.Language) language.Words { return language.FoldList(list(l)) })
}

var (
	functionWords = gatherFolded(func(l *language.Language) language.Words { return l.Grammar.Function })
	negations     = gatherFolded(func(l *language.Language) language.Words { return l.Denial.Negations })
	denyingEnds   = gatherFolded(func(l *language.Language) language.Words { return l.Denial.Endings })
	denyingStarts = gatherFolded(func(l *language.Language) language.Words { return l.Denial.Prefixes })
	clauses       = gatherFolded(func(l *language.Language) language.Words { return l.Denial.Clauses })
	harmlessPairs = gatherFolded(func(l *language.Language) language.Words { return l.Denial.HarmlessPairs })
	beforeFigure  = gatherFolded(func(l *language.Language) language.Words { return l.Denial.BeforeFigure })
	// together join names that do something with each other.
	together = gatherFolded(func(l *language.Language) language.Words { return l.Grammar.Together })
	// notNames are written with a capital and name nobody: titles, weekdays.
	notNames = gatherFolded(func(l *language.Language) language.Words {
		return l.Names.Titles + " " + l.Time.Weekdays + " " + fullMonthNames(l)
	})
	weekdays      = gatherFolded(func(l *language.Language) language.Words { return l.Time.Weekdays })
	peopleEndings = gatherFolded(func(l *language.Language) language.Words { return l.Names.PeopleEndings })
	bareAfter     = gatherFolded(func(l *language.Language) language.Words { return l.Names.BareAfter })
	nounEndings   = gatherFolded(func(l *language.Language) language.Words { return l.Names.NounEndings })
)

// fullMonthNames returns the full names of the months: abbreviations are other
// words, too.
func fullMonthNames(l *language.Language) language.Words {
	var full language.Words
	for _, names := range l.Time.Months {
		if list := names.List(); len(list) > 0 {
			full += language.Words(list[0]) + " "
		}
	}
	return full
}

// peoples maps a place to its people, and back, where the words are unlike.
var peoples = sync.OnceValue(func() map[string]string {
	m := make(map[string]string)
	for _, l := range language.All() {
		list := language.FoldList(l.Names.Peoples).List()
		for i := 0; i+1 < len(list); i += 2 {
			m[list[i]], m[list[i+1]] = list[i+1], list[i]
		}
	}
	return m
})

// These lists are as written, since accents tell small words apart: à, a.
var (
	placeWords   = language.Gather(func(l *language.Language) language.Words { return l.Grammar.PlacePrepositions })
	lightVerbs   = gatherLimits(func(l *language.Limits) language.Words { return l.Light })
	whoever      = gatherLimits(func(l *language.Limits) language.Words { return l.Whoever })
	demanded     = gatherLimits(func(l *language.Limits) language.Words { return l.Demanded })
	relations    = gatherLimits(func(l *language.Limits) language.Words { return l.Relations })
	anyone       = gatherLimits(func(l *language.Limits) language.Words { return l.Anyone })
	addressing   = gatherLimits(func(l *language.Limits) language.Words { return l.Addressing })
	freeWords    = gatherLimits(func(l *language.Limits) language.Words { return l.Free })
	passiveWords = gatherLimits(func(l *language.Limits) language.Words { return l.Passive })
	whichWords   = gatherLimits(func(l *language.Limits) language.Words { return l.Which })
	articles     = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Articles })
	// definite are articles that stand for nothing by themselves, in whatever language.
	definite     = gatherLimits(func(l *language.Limits) language.Words { return l.Definite })
	prepositions = language.Gather(func(l *language.Language) language.Words {
		return l.Grammar.Prepositions + " " + l.Limits.Relations
	})
	voiceWords    = gatherLimits(func(l *language.Limits) language.Words { return l.Voice })
	degreeWords   = gatherLimits(func(l *language.Limits) language.Words { return l.Degree })
	apposed       = gatherLimits(func(l *language.Limits) language.Words { return l.Apposed })
	infinitives   = gatherLimits(func(l *language.Limits) language.Words { return l.Infinitive })
	nameLinks     = language.Gather(func(l *language.Language) language.Words { return l.Names.Links })
	stateWords    = gatherLimits(func(l *language.Limits) language.Words { return l.State })
	functionVerbs = language.Gather(func(l *language.Language) language.Words {
		return l.Grammar.Auxiliaries + " " + l.Grammar.Copulas
	})
	backWords = language.Gather(func(l *language.Language) language.Words {
		return l.Grammar.Back + " " + l.Grammar.ThingPronouns + " " + l.Grammar.PersonPronouns + " " + l.Grammar.PluralPronouns + " " + l.Grammar.Possessives
	})
)

package grounding

import (
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// limitKinds is a set of the kinds of words that decide whether, for whom, when and
// how far a statement holds; see language.Limits.
type limitKinds uint64

const (
	limitNot limitKinds = 1 << iota
	limitFalse
	limitOnly
	limitCan
	limitMight
	limitMust
	limitShould
	limitWould
	limitWill
	limitPlan
	limitPerhaps
	limitSaid
	limitDoubted
	limitIf
	limitWhen
	limitUnless
	limitExcept
	limitAlthough
	limitBecause
	limitAll
	limitMost
	limitSome
	limitFew
	limitMany
	limitEach
	limitHalf
	limitTwice
	limitMore
	limitLess
	limitNoLonger
	limitAgain
	limitBefore
	limitAfter
	limitUntil
	limitSince
	limitWhile
	limitBy
	limitWithin
	limitFrom
	limitNext
	limitLast
	limitNearly
)

// besideFigures count only right before a figure.
const besideFigures = limitBy | limitWithin | limitFrom

// timeRelations say on which side of a time something happens.
const timeRelations = limitBefore | limitAfter | limitUntil | limitSince | limitBy | limitWithin | limitFrom

// verbLimits may be nouns, too: a plan, the report.
const verbLimits = limitPlan | limitSaid | limitDoubted | limitMust | limitCan

func limitLists(l *language.Limits) []language.Words {
	return []language.Words{
		l.Not, l.False, l.Only, l.Can, l.Might, l.Must, l.Should, l.Would, l.Will, l.Plan, l.Perhaps, l.Said, l.Doubted,
		l.If, l.When, l.Unless, l.Except, l.Although, l.Because, l.All, l.Most, l.Some, l.Few, l.Many, l.Each, l.Half, l.Twice,
		l.More, l.Less, l.NoLonger, l.Again, l.Before, l.After, l.Until, l.Since, l.While, l.By, l.Within, l.From, l.Next, l.Last, l.Nearly,
	}
}

// limitWords maps a word or phrase, in lower case, to its kinds by language.
var limitWords = sync.OnceValue(func() map[string]map[string]limitKinds {
	all := make(map[string]map[string]limitKinds)
	for _, l := range language.All() {
		for i, list := range limitLists(&l.Limits) {
			if 1<<i == limitNot && list == "" {
				list = l.Denial.Negations
			}
			for _, phrase := range list.List() {
				phrase = strings.Join(cutPieces(phrase), " ")
				if all[phrase] == nil {
					all[phrase] = make(map[string]limitKinds)
				}
				all[phrase][l.Code] |= 1 << i
			}
		}
	}
	return all
})

// longestLimit is how many pieces a phrase of limitWords has at the most.
const longestLimit = 4

func gatherWritten(list func(*language.Language) language.Words) language.Lexicon {
	return language.Gather(list)
}

func gatherLimits(list func(*language.Limits) language.Words) language.Lexicon {
	return gatherWritten(func(l *language.Language) language.Words { return list(&l.Limits) })
}

var (
	freeWords    = gatherLimits(func(l *language.Limits) language.Words { return l.Free })
	passiveWords = gatherLimits(func(l *language.Limits) language.Words { return l.Passive })
	whichWords   = gatherLimits(func(l *language.Limits) language.Words { return l.Which })
	articles     = gatherWritten(func(l *language.Language) language.Words { return l.Grammar.Articles })
	// definite are articles that stand for nothing by themselves, in whatever language.
	definite      = language.Gather(func(l *language.Language) language.Words { return l.Limits.Definite })
	prepositions  = gatherWritten(func(l *language.Language) language.Words { return l.Grammar.Prepositions })
	voiceWords    = gatherLimits(func(l *language.Limits) language.Words { return l.Voice })
	degreeWords   = gatherLimits(func(l *language.Limits) language.Words { return l.Degree })
	apposed       = gatherLimits(func(l *language.Limits) language.Words { return l.Apposed })
	infinitives   = gatherLimits(func(l *language.Limits) language.Words { return l.Infinitive })
	nameLinks     = gatherWritten(func(l *language.Language) language.Words { return l.Names.Links })
	stateWords    = gatherLimits(func(l *language.Limits) language.Words { return l.State })
	functionVerbs = gatherWritten(func(l *language.Language) language.Words {
		return l.Grammar.Auxiliaries + " " + l.Grammar.Copulas
	})
	backWords = gatherWritten(func(l *language.Language) language.Words {
		return l.Grammar.Back + " " + l.Grammar.ThingPronouns + " " + l.Grammar.PersonPronouns + " " + l.Grammar.PluralPronouns + " " + l.Grammar.Possessives
	})
)

// limitedLanguages are those whose limits are known. In others every word that isn't one
// of closedWords is taken for one of content.
var limitedLanguages = sync.OnceValue(func() language.Codes {
	var set language.Codes
	for _, l := range language.All() {
		if l.Limits.Not != "" {
			set |= language.Of(l.Code)
		}
	}
	return set
})

// closedWords may be in a claim in whatever language without changing what it says.
var closedWords = gatherWritten(func(l *language.Language) language.Words {
	gr := l.Grammar
	return gr.Articles + " " + gr.Copulas + " " + gr.Conjunctions + " " + gr.Together + " " + gr.Prepositions + " " + gr.Back
})

// limit is one such word or phrase in a sentence: the words [at, end).
type limit struct {
	kinds   limitKinds
	at, end int
	// governs is the next word of content or figure behind it in its clause, -1 if there is none.
	governs int
}

// piece is a word, or what an apostrophe cuts off one.
type piece struct {
	word int
	text string
}

// cutPieces splits a word in lower case, or the words of a phrase, at apostrophes: l'an is
// l and an, don't is do and n't.
func cutPieces(lower string) []string {
	var pieces []string
	for _, word := range strings.Fields(lower) {
		if base, ok := strings.CutSuffix(word, "n't"); ok {
			switch base {
			case "":
			case "ca":
				pieces = append(pieces, "can")
			case "wo":
				pieces = append(pieces, "will")
			default:
				pieces = append(pieces, base)
			}
			pieces = append(pieces, "n't")
			continue
		}
		if base, ok := strings.CutSuffix(word, "nnot"); ok {
			pieces = append(pieces, base+"n", "not")
			continue
		}
		for part := range strings.SplitSeq(word, "'") {
			if part != "" {
				pieces = append(pieces, part)
			}
		}
	}
	return pieces
}

func piecesOf(words []word) []piece {
	var pieces []piece
	for i, w := range words {
		for _, text := range cutPieces(w.lower) {
			pieces = append(pieces, piece{i, text})
		}
	}
	return pieces
}

// findLimits lists the limits of a sentence in these languages.
func (t *laid) findLimits() []limit {
	pieces := piecesOf(t.words)
	var found []limit
	for i := 0; i < len(pieces); {
		kinds, n := t.limitAt(pieces[i:])
		if kinds == 0 {
			i++
			continue
		}
		found = append(found, limit{kinds: kinds, at: pieces[i].word, end: pieces[i+n-1].word + 1, governs: -1})
		i += n
	}
	found = append(found, t.onlyAround(pieces)...)
	if t.opensWithVerb() {
		found = append(found, limit{kinds: limitIf, governs: -1})
	}
	for i := range found {
		found[i].governs = t.nextContent(found[i].end)
	}
	return found
}

// limitAt returns the kinds of the longest phrase that the pieces begin with, and how
// many of them it has.
func (t *laid) limitAt(pieces []piece) (limitKinds, int) {
	for n := min(longestLimit, len(pieces)); n > 0; n-- {
		phrase := pieces[0].text
		for _, p := range pieces[1:n] {
			phrase += " " + p.text
		}
		var kinds limitKinds
		for code, k := range limitWords()[phrase] {
			if language.Of(code)&t.spoken != 0 {
				kinds |= k
			}
		}
		at, end := pieces[0].word, pieces[n-1].word+1
		if kinds&besideFigures != 0 && !t.figureFollows(end) {
			kinds &^= besideFigures
		}
		if kinds&(limitNext|limitLast) != 0 && (end >= len(t.words) || !isPeriod(t.words[end].lower, t.spoken)) {
			kinds &^= limitNext | limitLast
		} else if kinds&limitNext != 0 {
			kinds = limitNext
		}
		if n == 1 && at > 0 && kinds&verbLimits != 0 && articles.In(t.words[at-1].lower, t.spoken) {
			kinds &^= verbLimits
		}
		if kinds&(limitMore|limitLess|limitTwice) != 0 && t.inFigure[at] >= 0 {
			kinds &^= limitMore | limitLess // a part of "more than 3"
		}
		if kinds != 0 {
			return kinds, n
		}
	}
	return 0, 0
}

// opensWithVerb reports whether a sentence begins with a verb and is no question: in
// German that is a condition.
func (t *laid) opensWithVerb() bool {
	if t.spoken&capitalNouns == 0 || t.spoken&^capitalNouns != 0 || len(t.words) < 4 || t.words[0].stop || t.quantityAt(0) {
		return false
	}
	comma := strings.Contains(t.text, ",")
	return comma && articles.In(t.words[1].lower, t.spoken) && !t.isContentNoun(0)
}

var onlyOpens, onlyCloses = gatherLimits(func(l *language.Limits) language.Words { return l.OnlyAround[0] }),
	gatherLimits(func(l *language.Limits) language.Words { return l.OnlyAround[1] })

// onlyAround lists the limits of two words with others between them: ne … que.
func (t *laid) onlyAround(pieces []piece) []limit {
	var found []limit
	for i, p := range pieces {
		if !onlyOpens.In(p.text, t.spoken) {
			continue
		}
		for j := i + 2; j < min(i+6, len(pieces)); j++ {
			if kinds, _ := t.limitAt(pieces[j:]); kinds&limitNot != 0 {
				break
			}
			if onlyCloses.In(pieces[j].text, t.spoken) {
				found = append(found, limit{kinds: limitOnly, at: pieces[j].word, end: pieces[j].word + 1, governs: -1})
				break
			}
		}
	}
	return found
}

// quantityAt reports whether word i is a part of a figure, if only of a weak one.
func (t *laid) quantityAt(i int) bool {
	for _, q := range t.quantities {
		if q.Start < t.words[i].End && t.words[i].Start < q.End {
			return true
		}
	}
	return false
}

// someLanguage reports whether a language of the text has a property.
func (t *laid) someLanguage(has func(*language.Limits) bool) bool {
	if t.spoken == language.Anything {
		return false
	}
	for _, l := range t.spoken.List() {
		if has(&l.Limits) {
			return true
		}
	}
	return false
}

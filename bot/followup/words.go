package followup

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// leader is a phrase that begins fragments, with the languages that have it.
type leader struct {
	words []string
	in    language.Codes
}

// leaders begin fragments; longer ones come first.
var leaders = sync.OnceValue(func() []leader {
	var list []leader
	for phrase, in := range language.Gather(func(l *language.Language) language.Words { return l.Talk.Leaders }).All() {
		var words []string
		for _, w := range parseText(phrase).words {
			words = append(words, w.lower)
		}
		list = append(list, leader{words, in})
	}
	slices.SortFunc(list, func(a, b leader) int {
		return cmp.Or(len(b.words)-len(a.words), slices.Compare(a.words, b.words))
	})
	return list
})

var (
	leaderWords  = language.Gather(func(l *language.Language) language.Words { return firstWords(l.Talk.Leaders) })
	asking       = language.Gather(language.Asking)
	function     = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Function })
	companions   = language.Gather(func(l *language.Language) language.Words { return l.Talk.Companions })
	prepositions = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Prepositions })
	// placePrepositions mostly stand before places, where a name follows.
	placePrepositions = language.Gather(func(l *language.Language) language.Words { return l.Grammar.PlacePrepositions })
	articles          = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Articles })
	auxiliaries       = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Auxiliaries })
	courtesies        = language.Gather(func(l *language.Language) language.Words { return l.Talk.Courtesies })
	plurals           = language.Gather(func(l *language.Language) language.Words { return l.Grammar.PluralPronouns })
	possessives       = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Possessives })
	nameLinks         = language.Gather(func(l *language.Language) language.Words { return l.Names.Links })
	nameParticles     = language.Gather(func(l *language.Language) language.Words { return l.Names.Particles })
	demonstratives    = language.Gather(func(l *language.Language) language.Words { return l.Asks.Demonstratives })
	expletiveAfter    = language.Gather(func(l *language.Language) language.Words { return l.Talk.ExpletiveAfter })
	expletiveBefore   = language.Gather(func(l *language.Language) language.Words { return l.Talk.ExpletiveBefore })
	persons           = language.Gather(func(l *language.Language) language.Words { return l.Grammar.PersonPronouns })
	things            = language.Gather(func(l *language.Language) language.Words { return l.Grammar.ThingPronouns })
	degrees           = language.Gather(func(l *language.Language) language.Words { return l.Asks.Amounts })
	bareAfter         = language.Gather(func(l *language.Language) language.Words { return l.Names.BareAfter })
	elided            = language.Gather(func(l *language.Language) language.Words {
		if !l.Writing.Elides {
			return ""
		}
		return l.Grammar.Function
	})
	copulas = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Copulas })
)

// firstWords returns the first word of each phrase.
func firstWords(phrases language.Words) language.Words {
	var first []string
	for _, phrase := range phrases.List() {
		word, _, _ := strings.Cut(phrase, " ")
		first = append(first, word)
	}
	return language.Words(strings.Join(first, " "))
}

// participles are the forms of participles, in the languages where a fragment may
// end in one.
var participles = func() []*regexp.Regexp {
	var list []*regexp.Regexp
	for _, l := range language.All() {
		if l.Writing.Participle != "" {
			list = append(list, regexp.MustCompile(l.Writing.Participle))
		}
	}
	return list
}()

// pronounKind is what a pronoun can stand for.
type pronounKind int

const (
	noPronoun pronounKind = iota
	thing                 // or several
	person                // named by two words or more
)

// pronounKindOf returns what a word in lower case can stand for.
func (q question) pronounKindOf(word string) pronounKind {
	switch {
	case persons.In(word, q.spoken):
		return person
	case things.In(word, q.spoken):
		return thing
	}
	return noPronoun
}

package grounding

import (
	"cmp"
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
	limitWithout
)

// besideFigures count only right before a figure.
const besideFigures = limitBy | limitWithin | limitFrom

// timeRelations say on which side of a time something happens.
const timeRelations = limitBefore | limitAfter | limitUntil | limitSince | limitBy | limitWithin | limitFrom

// verbLimits may be nouns, too: a plan, the report.
const verbLimits = limitPlan | limitSaid | limitDoubted | limitMust | limitCan

// limitLists are the words of a language by their kind.
func limitLists(l *language.Language) map[limitKinds]language.Words {
	w := &l.Limits
	return map[limitKinds]language.Words{
		limitNot: cmp.Or(w.Not, l.Denial.Negations), limitWithout: w.Without, limitFalse: w.False, limitOnly: w.Only,
		limitCan: w.Can, limitMight: w.Might, limitMust: w.Must, limitShould: w.Should, limitWould: w.Would, limitWill: w.Will,
		limitPlan: w.Plan, limitPerhaps: w.Perhaps, limitSaid: w.Said, limitDoubted: w.Doubted,
		limitIf: w.If, limitWhen: w.When, limitUnless: w.Unless, limitExcept: w.Except, limitAlthough: w.Although, limitBecause: w.Because,
		limitAll: w.All, limitMost: w.Most, limitSome: w.Some, limitFew: w.Few, limitMany: w.Many, limitEach: w.Each, limitHalf: w.Half, limitTwice: w.Twice,
		limitMore: w.More, limitLess: w.Less, limitNoLonger: w.NoLonger, limitAgain: w.Again,
		limitBefore: w.Before, limitAfter: w.After, limitUntil: w.Until, limitSince: w.Since, limitWhile: w.While,
		limitBy: w.By, limitWithin: w.Within, limitFrom: w.From, limitNext: w.Next, limitLast: w.Last, limitNearly: w.Nearly,
	}
}

// limitWords maps a word or phrase, in lower case, to its kinds by language.
var limitWords = sync.OnceValue(func() map[string]map[string]limitKinds {
	all := make(map[string]map[string]limitKinds)
	for _, l := range language.All() {
		for kind, list := range limitLists(l) {
			for _, phrase := range list.List() {
				phrase = strings.Join(cutPieces(phrase), " ")
				if all[phrase] == nil {
					all[phrase] = make(map[string]limitKinds)
				}
				all[phrase][l.Code] |= kind
			}
		}
	}
	return all
})

// longestLimit is how many pieces a phrase of limitWords has at the most.
var longestLimit = sync.OnceValue(func() int {
	longest := 0
	for phrase := range limitWords() {
		longest = max(longest, len(strings.Fields(phrase)))
	}
	return longest
})

func gatherLimits(list func(*language.Limits) language.Words) language.Lexicon {
	return language.Gather(func(l *language.Language) language.Words { return list(&l.Limits) })
}

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
var closedWords = language.Gather(func(l *language.Language) language.Words {
	gr := l.Grammar
	return gr.Articles + " " + gr.Copulas + " " + gr.Conjunctions + " " + gr.Together + " " + gr.Prepositions + " " + gr.Back
})

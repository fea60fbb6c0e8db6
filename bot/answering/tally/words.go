package tally

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

func gather(list func(language.Tally) language.Words) language.Lexicon {
	return language.Gather(func(l *language.Language) language.Words { return language.FoldList(list(l.Tally)) })
}

func gatherAll(lists ...func(*language.Language) language.Words) language.Lexicon {
	for i, list := range lists {
		lists[i] = func(l *language.Language) language.Words { return language.FoldList(list(l)) }
	}
	return language.Gather(lists...)
}

var (
	counts   = gather(func(l language.Tally) language.Words { return l.Count })
	sums     = gather(func(l language.Tally) language.Words { return l.Sum })
	means    = gather(func(l language.Tally) language.Words { return l.Mean })
	lists    = gather(func(l language.Tally) language.Words { return l.List })
	rowNames = gather(func(l language.Tally) language.Words { return l.Rows })
	yes      = gather(func(l language.Tally) language.Words { return l.Yes })
	no       = gather(func(l language.Tally) language.Words { return l.No })
	thisWord = gather(func(l language.Tally) language.Words { return l.This })

	outdated = gather(func(l language.Tally) language.Words { return l.Outdated })
	having   = gather(func(l language.Tally) language.Words { return l.Having })
	both     = gather(func(l language.Tally) language.Words { return l.Both })
	toWords  = gather(func(l language.Tally) language.Words { return l.To })

	negations = gatherAll(func(l *language.Language) language.Words { return l.Limits.Not })
	bounding  = gatherAll(
		func(l *language.Language) language.Words { return l.Numbers.Over },
		func(l *language.Language) language.Words { return l.Numbers.AtLeast },
		func(l *language.Language) language.Words { return l.Numbers.Under },
		func(l *language.Language) language.Words { return l.Numbers.AtMost },
		func(l *language.Language) language.Words { return l.Numbers.After.AtLeast },
		func(l *language.Language) language.Words { return l.Numbers.After.AtMost },
		func(l *language.Language) language.Words { return l.Numbers.After.Over },
		func(l *language.Language) language.Words { return l.Numbers.After.Under },
	)
	beforeWords = gatherAll(func(l *language.Language) language.Words { return l.Limits.Before },
		func(l *language.Language) language.Words { return l.Limits.Until })
	sinceWords = gatherAll(func(l *language.Language) language.Words { return l.Limits.Since },
		func(l *language.Language) language.Words { return l.Limits.After },
		func(l *language.Language) language.Words { return l.Limits.From })
	periods = gatherAll(func(l *language.Language) language.Words { return l.Limits.Period })
	money   = gatherAll(func(l *language.Language) language.Words { return l.Asks.MoneyNouns },
		func(l *language.Language) language.Words { return l.Asks.Paying })
	// weightless are the words that a question needs and that name nothing of a table.
	weightless = gatherAll(
		func(l *language.Language) language.Words { return l.Grammar.Function },
		func(l *language.Language) language.Words { return l.Grammar.Articles },
		func(l *language.Language) language.Words { return l.Grammar.Prepositions },
		func(l *language.Language) language.Words { return l.Grammar.Auxiliaries },
		func(l *language.Language) language.Words { return l.Grammar.Copulas },
		func(l *language.Language) language.Words { return l.Grammar.PersonPronouns },
		func(l *language.Language) language.Words { return l.Grammar.ThingPronouns },
		func(l *language.Language) language.Words { return l.Asks.Helping },
		func(l *language.Language) language.Words { return l.Time.Passing },
		func(l *language.Language) language.Words { return l.Talk.Courtesies },
		func(l *language.Language) language.Words { return l.Limits.There },
		language.Asking,
	)
	manners = gatherAll(func(l *language.Language) language.Words { return l.Asks.Manner })
	degrees = gatherAll(func(l *language.Language) language.Words { return l.Asks.Degree })
	states  = gatherAll(func(l *language.Language) language.Words { return l.Limits.State })
)

// splitWords returns where the words of a text are: runs of letters and digits.
func splitWords(text string) []language.Span {
	var list []language.Span
	start := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			list = append(list, language.Span{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		list = append(list, language.Span{Start: start, End: len(text)})
	}
	return list
}

// foldWord brings a word to one form.
func foldWord(raw string) string { return language.Fold(raw) }

// wordsOf returns the words of a name or a cell, folded.
func wordsOf(text string) []string {
	var list []string
	for _, s := range splitWords(text) {
		list = append(list, foldWord(text[s.Start:s.End]))
	}
	return list
}

// cardinal returns the number that a word is, -1 if it is none.
func cardinal(word string, spoken language.Codes) int {
	if n, err := strconv.Atoi(word); err == nil && n >= 0 {
		return n
	}
	for _, l := range spoken.List() {
		for written, n := range language.Values(l.Numbers.Cardinals) {
			if language.Fold(written) == word {
				return n
			}
		}
	}
	return -1
}

// How much two forms of a word have in common at least. Of "state" and "station" it is
// less, of "vaccinated" and "vaccination", "city" and "cities" as much.
const (
	fewestCommon  = 4 // letters
	longestEnding = 3 // letters that each may have beyond those
)

// isAlike reports whether two words, folded, may be forms of one. Codes and numbers must
// be the same.
func isAlike(a, b string) bool {
	if a == b || a+"s" == b || b+"s" == a {
		return true
	}
	if strings.ContainsAny(a, "0123456789") || strings.ContainsAny(b, "0123456789") {
		return false
	}
	common := commonBeginning(a, b)
	longer := max(len(a), len(b))
	restA, restB := utf8.RuneCountInString(a[common:]), utf8.RuneCountInString(b[common:])
	switch {
	case common == 3 && (restA == 0 && restB <= 2 || restB == 0 && restA <= 2):
		return true // own, owner
	case common >= 3 && (a[common:] == "y" && b[common:] == "ies" || b[common:] == "y" && a[common:] == "ies"):
		return true
	}
	return common >= fewestCommon && restA <= longestEnding && restB <= longestEnding && 5*common >= 3*longer
}

// isPlural reports whether one word is the other's plural as in "cities".
func isPlural(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	stem, ok := strings.CutSuffix(a, "y")
	return ok && b == stem+"ies" || b == a+"es"
}

// commonBeginning returns how many bytes two words begin with in common.
func commonBeginning(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n
}

// isPart reports whether one word is the end of the other, a compound: Beitrag and
// Monatsbeitrag; or is short for it: temp, temporary.
func isPart(a, b string) bool {
	const fewest, shortest = 5, 4 // letters of the part
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= fewest && strings.HasSuffix(b, a) || len(a) >= shortest && strings.HasPrefix(b, a) && !strings.ContainsAny(b, "0123456789")
}

// synonyms are the groups of words of one meaning, by word, folded, and language.
var synonyms = sync.OnceValue(func() map[string]map[string][]int {
	all := make(map[string]map[string][]int)
	group := 0
	for _, l := range language.All() {
		of := make(map[string][]int)
		for _, words := range l.Meaning.Synonyms {
			group++
			for _, w := range words.List() {
				of[language.Fold(w)] = append(of[language.Fold(w)], group)
			}
		}
		all[l.Code] = of
	}
	return all
})

// areSynonyms reports whether two words mean the same in one of the languages.
func areSynonyms(a, b string, spoken language.Codes) bool {
	for _, l := range spoken.List() {
		of := synonyms()[l.Code]
		for _, g := range of[a] {
			if slices.Contains(of[b], g) {
				return true
			}
		}
	}
	return false
}

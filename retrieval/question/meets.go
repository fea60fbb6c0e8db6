package question

import (
	"strings"

	"footnote/retrieval/language"
)

// MetBy reports whether a sentence holds something of the kind that is expected
// and that the question doesn't already say.
func (q Question) MetBy(sentence string) bool { return q.Expects.metBy(sentence, q.Says) }

func (e Expectation) metBy(sentence string, says func(string) bool) bool {
	if e == Money && strings.ContainsAny(sentence, "$€£¥₹") {
		return true
	}
	first, previous, found := true, "", false
	language.EachWord(sentence, func(word string) bool {
		lower := strings.ToLower(word)
		if !says(word) {
			found = e.isMetBy(word, lower, previous, first)
		}
		first, previous = false, lower
		return !found
	})
	return found
}

// isMetBy reports whether a word is of the expected kind; previous is the word
// before it, and first reports whether it opens the sentence.
func (e Expectation) isMetBy(word, lower, previous string, first bool) bool {
	switch e {
	case Number:
		return language.HasDigit(word) || looseNumbers.Has(lower)
	case Money:
		return currencies.Has(lower) || language.IsCurrencyCode(lower)
	case Date:
		year, _ := language.Year(lower)
		return year > 0 || centuries.Has(lower) || weekdays.Has(lower) ||
			language.Month(lower) > 0 && (!ambiguousMonths.Has(lower) || language.StartsUpper(word))
	case Name:
		return !first && language.StartsUpper(word)
	case Place:
		return locative.Has(previous) && language.StartsUpper(word)
	case Reason:
		return causes.Has(lower)
	}
	return false
}

var (
	looseNumbers    = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Loose })
	currencies      = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Currencies })
	centuries       = language.Gather(func(l *language.Language) language.Words { return l.Time.Centuries })
	weekdays        = language.Gather(func(l *language.Language) language.Words { return l.Time.Weekdays })
	ambiguousMonths = language.Gather(func(l *language.Language) language.Words { return l.Time.AmbiguousMonths })
	locative        = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Locative })
	causes          = language.Gather(func(l *language.Language) language.Words { return l.Meaning.Causes })
)

package question

import (
	"strings"
	"unicode"

	"footnote/retrieval/language"
)

// MetBy reports whether a sentence, in one of these languages, holds something of
// the kind that is expected and that the question doesn't already say. In a script
// without capitals each may hold a name or a place.
func (q Question) MetBy(sentence string, written language.Codes) bool {
	switch q.Expects {
	case Money:
		if strings.ContainsAny(sentence, "$€£¥₹") {
			return true
		}
	case Name, Place:
		if !hasCase(sentence) {
			return true
		}
	}
	first, previous, found := true, "", false
	language.EachWord(sentence, func(word string) bool {
		lower := strings.ToLower(word)
		if !q.Says(word) {
			found = q.Expects.isMetBy(word, lower, previous, first, written)
		}
		first, previous = false, lower
		return !found
	})
	return found
}

// TellsAnswers reports whether what the question expects tells sentences that may
// answer from others. Names and places show by their capitals, if there are any.
func (q Question) TellsAnswers() bool {
	switch q.Expects {
	case Anything:
		return false
	case Name, Place:
		return hasCase(q.Text)
	}
	return true
}

// hasCase reports whether a text is mostly in a script with capitals.
func hasCase(text string) bool {
	cased, caseless := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsLower(r) || unicode.IsUpper(r):
			cased++
		case unicode.IsLetter(r):
			caseless++
		}
	}
	return cased >= caseless
}

// isMetBy reports whether a word is of the expected kind; previous is the word
// before it, and first reports whether it opens the sentence.
func (e Expectation) isMetBy(word, lower, previous string, first bool, written language.Codes) bool {
	switch e {
	case Number:
		return language.HasDigit(word) || looseNumbers.In(lower, written)
	case Money:
		return currencies.In(lower, written) || language.IsCurrencyCode(lower)
	case Date:
		year, _ := language.Year(lower)
		return year > 0 || centuries.In(lower, written) || weekdays.In(lower, written) ||
			months.In(lower, written) && (!ambiguousMonths.In(lower, written) || language.StartsUpper(word))
	case Name:
		return !first && language.StartsUpper(word)
	case Place:
		return locative.In(previous, written) && language.StartsUpper(word)
	case Reason:
		return causes.In(lower, written)
	}
	return false
}

var (
	looseNumbers    = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Loose })
	currencies      = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Currencies })
	centuries       = language.Gather(func(l *language.Language) language.Words { return l.Time.Centuries })
	weekdays        = language.Gather(func(l *language.Language) language.Words { return l.Time.Weekdays })
	months          = language.Gather((*language.Language).MonthNames)
	ambiguousMonths = language.Gather(func(l *language.Language) language.Words { return l.Time.AmbiguousMonths })
	locative        = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Locative })
	causes          = language.Gather(func(l *language.Language) language.Words { return l.Meaning.Causes })
)

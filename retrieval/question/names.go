package question

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// Names returns the words that are written as names, in order.
func (q Question) Names() []string {
	var names []string
	for _, w := range q.Words {
		if w.Name {
			names = append(names, w.Text)
		}
	}
	return names
}

// IsName reports whether a word, as the question writes it, is the name of
// somebody or something: no initial, and no form of address.
func (q Question) IsName(word string) bool {
	for _, w := range q.Words {
		if w.Name && w.Text == word {
			return !isInitial(word) && !addresses.Has(w.Lower)
		}
	}
	return false
}

// IsNamed reports whether the question writes a word as a name.
func (q Question) IsNamed(word string) bool {
	for _, w := range q.Words {
		if w.Name && w.Text == word {
			return true
		}
	}
	return false
}

// isInitial reports whether a word is one letter, or "I'm" and its like.
func isInitial(word string) bool {
	return utf8.RuneCountInString(word) == 1 || strings.HasPrefix(word, "I'") || strings.HasPrefix(word, "I’")
}

const (
	shortWord  = 3 // bytes; titles leave such words small
	titleWords = 4 // longer ones, all with a capital, make a title
)

// markNames marks the words that are written as names. The first word of a
// sentence says nothing, and no word does in a language that writes all nouns so,
// nor in a question that is all capitals or has one on each longer word.
func (q *Question) markNames() {
	if q.capitalisesNouns() || strings.ToUpper(q.Text) == q.Text {
		return
	}
	long, small := 0, false
	for i := range q.Words {
		w := &q.Words[i]
		opens := i == 0 || endsSentence(q.Words[i-1].Text, q.Text[q.Words[i-1].End:w.Start])
		upper := language.StartsUpper(w.Text)
		w.Name = upper && !opens
		if i > 0 && len(w.Text) > shortWord {
			long++
			small = small || !upper
		}
	}
	if !small && long >= titleWords {
		for i := range q.Words {
			q.Words[i].Name = false
		}
	}
}

// capitalisesNouns reports whether the question may be in a language in which
// capitals make no name: each noun has one.
func (q *Question) capitalisesNouns() bool {
	return q.Spoken != language.Anything && slices.ContainsFunc(q.Spoken.List(), func(l *language.Language) bool {
		return l.Writing.CapitalNouns
	})
}

// endsSentence reports whether a sentence ends between a word and the next one. A
// full stop behind one letter, or a short word with a capital, is rather of an
// abbreviation.
func endsSentence(word, between string) bool {
	if strings.ContainsAny(between, "?!\n") {
		return true
	}
	return strings.Contains(between, ". ") && len(word) > 1 && (len(word) > shortWord || !language.StartsUpper(word))
}

var addresses = language.Gather(func(l *language.Language) language.Words { return l.Names.Addresses })

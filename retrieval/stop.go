package retrieval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// stop is a full stop inside a paragraph.
type stop struct {
	text  string   // the sentence so far, without the stop
	rest  string   // what follows, without the space before it
	words []string // of both, in lower case, nil as long as nobody asked
}

// isShortening reports whether the stop more likely belongs to the word before it than
// ends a sentence.
func (s *stop) isShortening() bool { return s.marksOrdinal() || s.marksAbbreviation() }

// marksOrdinal reports whether the stop makes an ordinal number of the word before
// it, as German and its neighbours write them: "am 6. Juli", "das 16. Lebensjahr".
func (s *stop) marksOrdinal() bool {
	number := lastWord(s.text)
	if number == "" || len(number) > 2 || strings.Trim(number, "0123456789") != "" {
		return false
	}
	if next := firstWord(s.rest); language.StartsUpper(next) && s.isIn(ordinalMonths, next) {
		return true
	}
	before := strings.TrimRight(s.text[:len(s.text)-len(number)], " \u00a0")
	return len(before) < len(s.text)-len(number) && s.isIn(beforeOrdinal, lastWord(before))
}

// marksAbbreviation reports whether the stop shortens the word before it.
func (s *stop) marksAbbreviation() bool {
	word := lastWord(s.text)
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case word == "":
		return false
	case s.isShort(honorifics, word), isDigit(s.rest[0]) && s.isShort(beforeNumber, word): // "No. 5", "Fig. 2"
		return true
	case utf8.RuneCountInString(word) == 1 && unicode.IsLetter(first): // J. Smith
		return s.followsLetter(first)
	case strings.Contains(word, "."), // U.S., e.g., a.m.
		s.isShort(shortened, word):
		return !s.precedesStart()
	}
	return false
}

// followsLetter reports whether the dot follows an initial, "J. Smith" or "J. De Vries", or the first part of
// "z. B." and "v. Chr.", from a letter that ends a sentence.
func (s *stop) followsLetter(letter rune) bool {
	next := firstWord(s.rest)
	if unicode.IsUpper(letter) {
		return s.isIn(particles, next) || !s.precedesStart()
	}
	return unicode.IsLower(letter) && utf8.RuneCountInString(next) <= longestShortened && strings.HasPrefix(s.rest[len(next):], ".") &&
		strings.TrimSpace(s.rest) != next+"."
}

// longestShortened is how many letters what follows a single one has at the most: v. Chr.
const longestShortened = 3

// precedesStart reports whether the word behind the stop mostly begins a sentence.
func (s *stop) precedesStart() bool {
	next := firstWord(s.rest)
	return language.StartsUpper(next) && s.isIn(starters, next)
}

// isIn reports whether a word is in a list of a language that the text around the
// stop may be in.
func (s *stop) isIn(list language.Lexicon, word string) bool {
	in := list.Of(strings.ToLower(word))
	return in != 0 && in&s.spokenBy(in) != 0
}

// isShort is like isIn for abbreviations, of which those of English stand in texts of
// all languages, with names: St. Louis.
func (s *stop) isShort(list language.Lexicon, word string) bool {
	return list.In(strings.ToLower(word), english) || s.isIn(list, word)
}

// spokenBy returns the languages that the text around the stop may be in, given a
// word of these languages.
func (s *stop) spokenBy(in language.Codes) language.Codes {
	if s.words == nil {
		for _, part := range []string{s.text, s.rest} {
			n := 0
			language.EachWord(part, func(word string) bool {
				s.words = append(s.words, strings.ToLower(word))
				n++
				return n < mostTelling
			})
		}
	}
	return language.SpokenAfter(s.words, in)
}

// mostTelling is how many words on either side are enough to tell a language.
const mostTelling = 30

var (
	english = language.Of("en")

	honorifics    = language.Gather(func(l *language.Language) language.Words { return l.Writing.Honorifics })
	shortened     = language.Gather(func(l *language.Language) language.Words { return l.Writing.Shortened })
	beforeNumber  = language.Gather(func(l *language.Language) language.Words { return l.Writing.BeforeNumber })
	particles     = language.Gather(func(l *language.Language) language.Words { return l.Names.Particles })
	starters      = language.Gather(func(l *language.Language) language.Words { return l.Writing.Starters })
	beforeOrdinal = language.Gather(func(l *language.Language) language.Words { return l.Writing.BeforeOrdinal })
	// ordinalMonths are those of languages that write their days with a dot.
	ordinalMonths = language.Gather(func(l *language.Language) language.Words {
		if !l.Writing.DottedOrdinals {
			return ""
		}
		return l.MonthNames()
	})
)

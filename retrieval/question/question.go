package question

import (
	"strings"
	"unicode/utf8"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// Question is a question taken apart. It is not to be changed.
type Question struct {
	Text string
	// Words in order, with apostrophes inside.
	Words []Word
	// Spoken are the languages that it may be in.
	Spoken language.Codes
	// Expects is the kind of thing that would answer.
	Expects Expectation
	// Counted is how the word begins that a question asks to count, short enough for
	// its singular and plural: "season" of "how many seasons". "" if it asks for no
	// count.
	Counted string
	// Figures are the numbers and dates that it says.
	Figures []quantity.Quantity

	pieces []string        // Words in lower case, cut at apostrophes
	said   map[string]bool // pieces
}

// Word is one word of a question.
type Word struct {
	language.Span
	Text, Lower string
	// Name reports whether it is written as a name.
	Name bool
}

// Parse takes a question apart.
func Parse(text string) Question {
	q := Question{Text: text, said: make(map[string]bool)}
	language.Tokenize(text, func(t language.Token) {
		surface := text[t.Start:t.End]
		q.Words = append(q.Words, Word{Span: language.Span{Start: t.Start, End: t.End}, Text: surface, Lower: strings.ToLower(surface)})
	})
	language.EachWord(text, func(piece string) bool {
		piece = strings.ToLower(piece)
		q.pieces = append(q.pieces, piece)
		q.said[piece] = true
		return true
	})
	q.Spoken = language.Spoken(q.pieces)
	q.Expects = q.findExpectation()
	q.Counted = q.countedBeginning()
	q.Figures = quantity.Find(text)
	q.markNames()
	return q
}

// Says reports whether the question has a word, in any case.
func (q Question) Says(word string) bool { return q.said[strings.ToLower(word)] }

// MayBeIn reports whether the question may be in a language.
func (q Question) MayBeIn(code string) bool { return q.Spoken&language.Of(code) != 0 }

// AsksManner reports whether the question asks for a way to do something, not for
// a quantity.
func (q Question) AsksManner() bool {
	if q.Expects != Anything {
		return false
	}
	return q.says(manner.exact)
}

// AsksDefinition reports whether the question asks what or who something is.
func (q Question) AsksDefinition() bool {
	lower := strings.ReplaceAll(strings.ToLower(strings.Trim(q.Text, " ?¿!？؟;")), "’", "'")
	for opening, set := range definitions.All() {
		if rest, ok := strings.CutPrefix(lower, opening); ok && set&q.Spoken != 0 && endsWord(opening, rest) {
			return true
		}
	}
	for end, set := range definitionEnds.All() {
		if rest, ok := strings.CutSuffix(lower, end); ok && set&q.Spoken != 0 && beginsWord(rest, end) {
			return true
		}
	}
	return false
}

// endsWord reports whether an opening ends where a word does; rest follows it.
func endsWord(opening, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(opening)
	return strings.HasPrefix(rest, " ") || rest != "" && language.IsRunRune(last)
}

// beginsWord reports whether an end begins where a word does; rest stands before it.
func beginsWord(rest, end string) bool {
	first, _ := utf8.DecodeRuneInString(end)
	return strings.HasSuffix(rest, " ") || rest != "" && language.IsRunRune(first)
}

var (
	definitions    = gatherAsks(func(a language.Asks) language.Words { return a.Definitions })
	definitionEnds = gatherAsks(func(a language.Asks) language.Words { return a.DefinitionEnds })
)

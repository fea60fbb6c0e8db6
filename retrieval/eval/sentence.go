package eval

import (
	"strings"
	"unicode"
)

// JudgesSentences reports whether the set knows what the right sentence is.
func (q *Question) JudgesSentences() bool {
	return len(q.Excerpts)+len(q.Answers) > 0 || q.Asked != nil
}

// Right reports whether a sentence answers the question: it is one of the gold
// sentences, or a part of one, or holds one; where there are none, it holds one
// of the short gold answers. Case, punctuation and white space don't count.
func (q *Question) Right(sentence string) bool {
	got := bareText(sentence)
	if got == "" {
		return false
	}
	if q.Asked != nil {
		return q.Asked.isAnswer(sentence)
	}
	for _, gold := range q.Excerpts {
		gold = bareText(gold)
		if strings.Contains(gold, got) || gold != "" && strings.Contains(got, gold) {
			return true
		}
	}
	if len(q.Excerpts) > 0 {
		return false
	}
	for _, gold := range q.Answers {
		if gold = bareText(gold); gold != "" && strings.Contains(got, gold) {
			return true
		}
	}
	return false
}

// bareText is the words of a text in lower case with single spaces between them.
func bareText(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

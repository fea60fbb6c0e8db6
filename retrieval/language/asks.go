package language

import "unicode/utf8"

// IsQuestionMark reports whether a rune ends questions, in whatever script.
func IsQuestionMark(r rune) bool { return r == '?' || r == '？' || r == '؟' }

// EndsInQuestionMark reports whether a sentence is written as a question.
func EndsInQuestionMark(sentence string) bool {
	last, _ := utf8.DecodeLastRuneInString(sentence)
	return IsQuestionMark(last)
}

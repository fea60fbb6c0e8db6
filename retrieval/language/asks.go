package language

import "unicode/utf8"

// Asks holds how questions are asked, by what they expect.
type Asks struct {
	Number Words // how many, in one word
	Date   Words
	Person Words
	Place  Words
	Reason Words
	Manner Words // how
	Thing  Words // what, which

	// Degree are the words after Manner that ask for a number: how many, how old.
	Degree Words
	// Amounts are those of Degree that ask how many of what follows them.
	Amounts Words
	// Much is the one that may ask for money.
	Much Words
	// Openers may begin the second part of a question, beyond what asks for a number,
	// a date, a person, a place or a reason.
	Openers Words
	// Properties are those of Degree that an answer should speak of, if only by
	// their opposites.
	Properties Words
	// Counting is the phrase whose next word is what is counted.
	Counting Words
	// Naming are the words after Manner that ask for a name: wie heißt.
	Naming Words
	// Paying are words that make a question for a number one for money.
	Paying Words

	// The nouns after Thing that say what is expected.
	NumberNouns, DateNouns, PlaceNouns, MoneyNouns, NameNouns Words

	// Definitions begin questions for what something is, DefinitionEnds end them.
	Definitions, DefinitionEnds Words
	// Defining are the verbs of sentences that say what something is, with the question
	// for that.
	Defining []Defining
	// Demonstratives end questions about what was just said: who said that?
	Demonstratives Words
	// Helping are words that a question may need and that say nothing of what it
	// is about, beyond Function.
	Helping Words
}

// Defining makes a question of a sentence that says what something is.
type Defining struct {
	Verb     string // between the thing and what it is
	Ends     string // ends the sentence, "" for any end
	Question string // %s is the thing
	// Sure reports whether Verb and Ends show it. Elsewhere an article or a figure must
	// stand behind the verb.
	Sure bool
}

// IsQuestionMark reports whether a rune ends questions, in whatever script.
func IsQuestionMark(r rune) bool { return r == '?' || r == '？' || r == '؟' }

// EndsInQuestionMark reports whether a sentence is written as a question.
func EndsInQuestionMark(sentence string) bool {
	last, _ := utf8.DecodeLastRuneInString(sentence)
	return IsQuestionMark(last)
}

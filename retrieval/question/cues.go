package question

import (
	"strings"

	"footnote/retrieval/language"
)

// Cues are words that answers to a question of some kind tend to have: the verb
// of a question and that of its answer are often different words.
type Cues map[string]bool

// Cues returns the cues for the question.
func (q Question) Cues() Cues {
	cues := make(Cues)
	for _, l := range q.Spoken.List() {
		for _, cue := range l.Meaning.Cues {
			if !anyOf(cue.Asked.List(), q.said) {
				continue
			}
			for _, answer := range cue.Answers.List() {
				cues[answer] = true
			}
		}
	}
	return cues
}

func anyOf(words []string, set map[string]bool) bool {
	for _, word := range words {
		if set[word] {
			return true
		}
	}
	return false
}

// In reports whether a sentence has one of the cues.
func (c Cues) In(sentence string) bool {
	if len(c) == 0 {
		return false
	}
	found := false
	language.EachWord(sentence, func(word string) bool {
		found = c[strings.ToLower(word)]
		return !found
	})
	return found
}

// RefersBack reports whether the first word of a sentence, in one of these
// languages, stands for something that was named before.
func RefersBack(sentence string, written language.Codes) bool {
	found := false
	language.EachWord(sentence, func(word string) bool {
		found = isBackPronoun(word, written)
		return false
	})
	return found
}

func isBackPronoun(word string, written language.Codes) bool {
	return language.StartsUpper(word) && back.In(strings.ToLower(word), written)
}

var back = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Back })

// NamesPersonIn reports whether a text, in one of these languages, has two
// capitalised words in a row that the question doesn't say.
func (q Question) NamesPersonIn(text string, written language.Codes) bool {
	run := 0
	language.EachWord(text, func(word string) bool {
		if len(word) > 1 && language.StartsUpper(word) && !q.Says(word) && !isBackPronoun(word, written) {
			run++
		} else {
			run = 0
		}
		return run < 2
	})
	return run == 2
}

package question

import (
	"strings"

	"footnote/retrieval/language"
)

// countedWithin is how many words after a number what it counts may stand:
// "nine full seasons", "450 distinct types of cheese".
const countedWithin = 4

// countedBeginning is documented at Question.Counted.
func (q Question) countedBeginning() string {
	for i := range q.pieces {
		counted := 0
		q.eachPhrase(i, func(phrase string, end int) {
			if counting.In(phrase, q.Spoken) {
				counted = end // the longest: "combien de", not "combien"
			}
		})
		if counted == 0 {
			continue
		}
		for counted < len(q.pieces) && q.leadsNoun(counted) { // how many of the
			counted++
		}
		if counted < len(q.pieces) && !function.In(q.pieces[counted], q.Spoken) {
			return beginningOf(q.pieces[counted])
		}
	}
	return ""
}

// leadsNoun reports whether piece i is a preposition or an article.
func (q Question) leadsNoun(i int) bool {
	return prepositions.In(q.pieces[i], q.Spoken) || articles.In(q.pieces[i], q.Spoken)
}

// beginningOf cuts up to two letters off the end of a word, and leaves three.
func beginningOf(word string) string {
	letters := []rune(word)
	return string(letters[:min(len(letters), max(3, len(letters)-2))])
}

// CountedIn reports whether a text, in one of these languages, has a number, one
// that the question doesn't say, not far before what the question asks to count.
func (q Question) CountedIn(text string, written language.Codes) bool {
	if q.Counted == "" {
		return false
	}
	since := countedWithin // words since the last number
	found := false
	language.EachWord(text, func(word string) bool {
		lower := strings.ToLower(word)
		switch {
		case isNumber(lower, written) && !q.Says(word):
			since = 0
			return true
		case since < countedWithin && strings.HasPrefix(lower, q.Counted):
			found = true
		}
		since++
		return !found
	})
	return found
}

func isNumber(lower string, written language.Codes) bool {
	return strings.Trim(lower, "0123456789.,") == "" || looseNumbers.In(lower, written)
}

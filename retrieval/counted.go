package retrieval

import "strings"

// countedWithin is how many words after a number what it counts may stand:
// "nine full seasons", "450 distinct types of cheese".
const countedWithin = 4

// countedIn returns how the word begins that an English question asks to count,
// short enough for its singular and plural: "season" of "how many seasons". ""
// if it asks for no count.
func countedIn(question string) string {
	found, last, before := "", "", ""
	eachWord(question, func(w string) bool {
		if w = strings.ToLower(w); before == "how" && last == "many" {
			found = beginning(w)
		}
		before, last = last, w
		return found == ""
	})
	return found
}

// beginning cuts up to two letters off the end of a word, and leaves three.
func beginning(word string) string {
	letters := []rune(word)
	return string(letters[:min(len(letters), max(3, len(letters)-2))])
}

// counts tells text with a number, one that the question doesn't say, not far
// before a word that begins with counted.
func counts(text, counted string, inQuestion func(string) bool) bool {
	since := countedWithin // words since the last number
	found := false
	eachWord(text, func(w string) bool {
		lower := strings.ToLower(w)
		switch {
		case isNumber(lower) && !inQuestion(w):
			since = 0
			return true
		case since < countedWithin && strings.HasPrefix(lower, counted):
			found = true
		}
		since++
		return !found
	})
	return found
}

func isNumber(lower string) bool {
	return strings.Trim(lower, "0123456789") == "" || numberWords[lower]
}

package question

import (
	"strings"

	"footnote/retrieval/language"
)

// mostWrapping is how many words of politeness may stand before a question.
const mostWrapping = 5

// Parts takes a question in two parts apart, such as "Who founded the yard, and
// when?", into two that stand alone: the second has the words of the first that it
// leaves out. It returns nil for any other.
func (q Question) Parts() []string {
	words := q.Words
	asks := func(i int) bool { return i < len(words) && q.isAsker(words[i].Lower) }
	from := 0 // "Hello, please tell me who …"
	for from < mostWrapping && !asks(from) {
		from++
	}
	if !asks(from) {
		return nil
	}
	words = words[from:]
	for i := 1; i+1 < len(words); i++ {
		if !conjunctions.In(words[i].Lower, q.Spoken) || !asks(i+1) && !(prepositions.In(words[i+1].Lower, q.Spoken) && asks(i+2)) {
			continue
		}
		first, second := strings.TrimRight(q.Text[words[0].Start:words[i].Start], " ,;"), q.Text[words[i+1].Start:]
		if i == 1 { // When and where was it built?
			return []string{first + q.Text[words[i+1].End:], second}
		}
		return []string{first, strings.TrimRight(second, " ?") + " " + first[words[1].Start-words[0].Start:]}
	}
	return nil
}

// isAsker reports whether a part of a question may begin with a word.
func (q Question) isAsker(lower string) bool {
	return IsInterrogative(q.Spoken, "", lower) || openers.In(lower, q.Spoken)
}

var (
	conjunctions = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Conjunctions })
	openers      = gatherAsks(func(a language.Asks) language.Words { return a.Openers })
)

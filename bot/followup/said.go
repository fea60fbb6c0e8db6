package followup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/utterance"
)

// CompleteSaid is Complete for what somebody said, of which a part asks. It returns all
// that was said if that leans on nothing.
func CompleteSaid(said utterance.Utterance, turns []Turn) (complete string, leans bool) {
	ways := []string{Clause(said), said.Text}
	if said.Kind == utterance.Asking { // else it is a topic
		ways = append(ways, said.Question)
	}
	for _, text := range ways {
		if complete, leans := Complete(text, turns); leans {
			return complete, true
		}
	}
	return said.Text, false
}

// Clause returns the clause in which somebody asks: of "hi all, and in 2016?" it is "and
// in 2016?". That begins before the words that ask, since what a follow-up begins with
// asks nothing. Without a part that asks it is all that was said.
func Clause(said utterance.Utterance) string {
	start := strings.Index(said.Text, said.Question)
	if said.Question == "" || start < 0 { // asked in several pieces
		return said.Text
	}
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(said.Text[:start])
		if isBreak(r, said.Text[start:], ".!?,;:…\n。！？、，；：") {
			break
		}
		start -= size
	}
	end := strings.Index(said.Text, said.Question) + len(said.Question)
	last, _ := utf8.DecodeLastRuneInString(said.Question)
	for end < len(said.Text) && !strings.ContainsRune("?？.!。！", last) {
		var size int
		if last, size = utf8.DecodeRuneInString(said.Text[end:]); isBreak(last, said.Text[end+size:], ".!…\n。！") {
			break
		}
		end += size
	}
	return strings.TrimSpace(said.Text[start:end])
}

// isBreak reports whether a rune is one of these marks and no word goes on behind it, as
// in 3.5.
func isBreak(mark rune, after, marks string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	return strings.ContainsRune(marks, mark) && (mark > unicode.MaxLatin1 || !unicode.IsLetter(next) && !unicode.IsDigit(next))
}

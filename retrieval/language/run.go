package language

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// eachKnown calls yield for the known words of a run, the longest first where
// several begin, and for what stands between them; false if yield has returned it.
func eachKnown(run string, yield func(word string) bool) bool {
	rest := 0 // begins what no known word has
	for i := 0; i < len(run); {
		n := knownAt(run[i:])
		if n == 0 {
			_, size := utf8.DecodeRuneInString(run[i:])
			i += size
			continue
		}
		if rest < i && !yield(run[rest:i]) || !yield(run[i:i+n]) {
			return false
		}
		i += n
		rest = i
	}
	return rest == len(run) || yield(run[rest:])
}

// knownAt returns how many bytes the longest known word has that run begins with.
func knownAt(run string) int {
	known := knownInRuns()
	longest, end := 0, 0
	for range mostOfKnown {
		_, size := utf8.DecodeRuneInString(run[end:])
		if size == 0 {
			break
		}
		if end += size; known[run[:end]] {
			longest = end
		}
	}
	return longest
}

// mostOfKnown is how many letters a known word has at the most.
const mostOfKnown = 16

// knownInRuns are the words of languages that are written in runs.
var knownInRuns = sync.OnceValue(func() map[string]bool {
	known := make(map[string]bool)
	for _, l := range all {
		for _, list := range []Words{
			l.Grammar.Function, Asking(l), l.Asks.Paying, l.Asks.Counting, l.Talk.Leaders, l.MonthNames(), l.Time.Weekdays, l.Time.Centuries,
			l.Numbers.Loose, l.Numbers.Currencies, l.Denial.Negations, l.Meaning.Causes,
		} {
			for _, word := range list.List() {
				if r, _ := utf8.DecodeRuneInString(word); IsRunRune(r) && !isPhrase(word) {
					known[word] = true
				}
			}
		}
	}
	return known
})

func isPhrase(word string) bool { return strings.Contains(word, " ") }

package frequency

import (
	"math"
)

const (
	// longestCut is how many letters a word of a text without spaces has at the most.
	longestCut = 8
	// unknownLetter is the Zipf frequency that each letter of an unknown word counts
	// for: below every word of the tables, so that known words win.
	unknownLetter = 1.0
)

// Cut cuts a text without spaces at the words that are likeliest together, each
// for itself (a unigram model, decoded by Viterbi's algorithm). What stands in no
// table stays together.
func Cut(code, text string) []string {
	lines := table(code)
	if lines == "" {
		return []string{text}
	}
	starts := make([]int, 0, len(text)/2+1) // of letters, and the end
	for i := range text {
		starts = append(starts, i)
	}
	starts = append(starts, len(text))
	n := len(starts) - 1
	best := make([]float64, n+1) // log10 of the likelihood of the text up to a letter
	from := make([]int, n+1)
	known := make([]bool, n+1)
	for end := 1; end <= n; end++ {
		best[end] = math.Inf(-1)
		for begin := max(0, end-longestCut); begin < end; begin++ {
			tenths := lookUp(lines, text[starts[begin]:starts[end]])
			if tenths == 0 && end-begin > 1 {
				continue
			}
			zipf := float64(tenths) / 10
			if tenths == 0 {
				zipf = unknownLetter
			}
			if score := best[begin] + zipf - 9; score > best[end] {
				best[end], from[end], known[end] = score, begin, tenths > 0
			}
		}
	}
	var words []string
	for end := n; end > 0; end = from[end] {
		word, first := text[starts[from[end]]:starts[end]], from[end]
		for !known[end] && first > 0 && !known[first] { // unknown letters in a row are one
			first = from[first]
		}
		if !known[end] {
			word = text[starts[first]:starts[end]]
			from[end] = first
		}
		words = append(words, word)
	}
	for i, j := 0, len(words)-1; i < j; i, j = i+1, j-1 {
		words[i], words[j] = words[j], words[i]
	}
	return words
}

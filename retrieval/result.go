package retrieval

import "strings"

// HighlightSpans returns the byte ranges of the query's words in an excerpt of the hit,
// which begins and ends at bytes of the document. Neighbours are joined.
func (h *Hit) HighlightSpans(at Span) [][2]int {
	marks := [][2]int{}
	for i, t := range h.Terms {
		start, end := t.Start+h.Start, t.End+h.Start
		if h.Words[i] < 0 || start < at.Start || end > at.End {
			continue
		}
		mark := [2]int{start - at.Start, end - at.Start}
		if n := len(marks); n > 0 {
			between := h.Text[marks[n-1][1]+at.Start-h.Start : max(start, marks[n-1][1]+at.Start)-h.Start]
			if strings.Trim(between, " ") == "" {
				marks[n-1][1] = mark[1]
				continue
			}
		}
		marks = append(marks, mark)
	}
	return marks
}

// CorrectedWords maps the misspelt words of the query to those that were taken instead,
// nil if there are none.
func (r *Result) CorrectedWords() map[string]string {
	var taken map[string]string
	for _, w := range r.Words {
		if w.Corrected != "" {
			if taken == nil {
				taken = make(map[string]string)
			}
			taken[w.Text] = w.Corrected
		}
	}
	return taken
}

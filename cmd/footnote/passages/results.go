package passages

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// Result is one passage of "footnote search --json". N is its rank.
type Result struct {
	bot.Citation
	Score float64 `json:"score"`
}

// resultOf makes the result of rank n from a hit: the passage without the white
// space around it.
func resultOf(ctx context.Context, x retrieval.Index, n int, h *retrieval.Hit) (Result, error) {
	d, err := x.Facts(ctx, h.Document)
	if err != nil {
		return Result{}, err
	}
	start := h.Start + len(h.Text) - len(strings.TrimLeft(h.Text, " \t\n"))
	end := h.Start + len(strings.TrimRight(h.Text, " \t\n"))
	if end < start { // nothing but white space
		start = end
	}
	return Result{bot.Citation{
		N: n, Document: d.ID, Title: d.Title, URL: d.URL, Author: d.Author, Publisher: d.Publisher,
		Published: d.Published, Page: d.PageAt(start), Heading: d.HeadingPath(start),
		Start: start, End: end, Excerpt: h.Text[start-h.Start : end-h.Start],
		Highlights: highlightSpans(h, start, end), Duplicates: h.Duplicates,
	}, h.Rank}, nil
}

// highlightSpans returns the byte ranges of the query's words in the excerpt from
// start to end of the document. Words with nothing but spaces between them
// share one.
func highlightSpans(h *retrieval.Hit, start, end int) [][2]int {
	marks := [][2]int{}
	for i, t := range h.Terms {
		from, to := t.Start+h.Start-start, t.End+h.Start-start
		if h.Words[i] < 0 || from < 0 || to > end-start {
			continue
		}
		if last := len(marks) - 1; last >= 0 && from >= marks[last][1] &&
			strings.Trim(h.Text[marks[last][1]+start-h.Start:t.Start], " ") == "" {
			marks[last][1] = to
			continue
		}
		marks = append(marks, [2]int{from, to})
	}
	return marks
}

// missingWords lists the words of a query that no passage has.
func missingWords(words []retrieval.Word) []string {
	list := []string{}
	for _, w := range words {
		if w.Missing() {
			list = append(list, w.Text)
		}
	}
	return list
}

// correctedWords maps misspelt words to those that were taken instead.
func correctedWords(words []retrieval.Word) map[string]string {
	taken := make(map[string]string)
	for _, w := range words {
		if w.Corrected != "" {
			taken[w.Text] = w.Corrected
		}
	}
	return taken
}

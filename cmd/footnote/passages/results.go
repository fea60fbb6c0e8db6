package passages

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// citePassage cites the hit of rank n: the passage without the white space around it.
func citePassage(ctx context.Context, x retrieval.Index, n int, h *retrieval.Hit) (bot.Citation, error) {
	d, err := x.Facts(ctx, h.Document)
	if err != nil {
		return bot.Citation{}, err
	}
	start := h.Start + len(h.Text) - len(strings.TrimLeft(h.Text, " \t\n"))
	end := h.Start + len(strings.TrimRight(h.Text, " \t\n"))
	if end < start { // nothing but white space
		start = end
	}
	return bot.Citation{
		N: n, Document: d.ID, Title: d.Title, URL: d.URL, Author: d.Author, Publisher: d.Publisher,
		Published: d.Published, Page: d.PageAt(start), Heading: d.HeadingPath(start),
		Start: start, End: end, Excerpt: h.Text[start-h.Start : end-h.Start],
		Highlights: h.HighlightSpans(retrieval.Span{Start: start, End: end}), Duplicates: h.Duplicates, Score: h.Rank,
	}, nil
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

package present

import (
	"cmp"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/wording"
)

// answeringSource returns the source of an answer, with what the answer says marked in
// each of its excerpts.
func answeringSource(w *wording.Words, a *bot.Answer, c bot.Citation) Source {
	s := Source{Citation: c, Words: w, Answering: answeringSpans(a, c.N, c.Start, c.End, c.Excerpt)}
	for _, e := range c.More {
		s.Further = append(s.Further, answeringSpans(a, c.N, e.Start, e.End, e.Text))
	}
	return s
}

// answeringSpans returns which bytes of an excerpt the answer says or, of a model's words,
// rests on: in order, and none lies in another.
func answeringSpans(a *bot.Answer, n, start, end int, excerpt string) [][2]int {
	spans := a.Said(n, start, end)
	for _, s := range a.Sentences {
		for _, r := range s.Rests {
			at := strings.Index(excerpt, r.Text)
			if r.Citation != n || r.Text == "" || at < 0 {
				continue
			}
			span := [2]int{at, at + len(r.Text)}
			if !slices.ContainsFunc(spans, func(o [2]int) bool { return o[0] < span[1] && span[0] < o[1] }) {
				spans = append(spans, span)
			}
		}
	}
	slices.SortFunc(spans, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	return spans
}

package present

import (
	"cmp"
	"slices"

	"footnote/bot"
)

// AnsweringIn returns which bytes of a citation's excerpt the sentences and the figures
// of a reply are, in order; none if a model has worded them.
func AnsweringIn(r *bot.Reply, c bot.Citation) [][2]int {
	if r.Answer == nil {
		return nil
	}
	return answeringSpans(r.Answer, c)
}

// answeringSpans returns which bytes of an excerpt the sentences and the figures of the
// answer are.
func answeringSpans(a *bot.Answer, c bot.Citation) [][2]int {
	var spans [][2]int
	for _, s := range a.Sentences {
		if len(s.Citations) > 0 && s.Citations[0] == c.N && s.Start >= c.Start && s.End <= c.End {
			spans = append(spans, [2]int{s.Start - c.Start, s.End - c.Start})
		}
	}
	for _, d := range a.Disagreements {
		for _, f := range d.Figures {
			span := [2]int{f.Start - c.Start, f.End - c.Start}
			holds := func(s [2]int) bool { return s[0] <= span[0] && span[1] <= s[1] }
			if f.Citation == c.N && span[0] >= 0 && f.End <= c.End && !slices.ContainsFunc(spans, holds) {
				spans = append(spans, span)
			}
		}
	}
	slices.SortFunc(spans, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	return spans
}

package main

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// around widens a citation to the passages that its excerpt touches and the
// ones before and after them. What was cited is what is highlighted.
func around(ctx context.Context, x retrieval.Index, c bot.Citation) (bot.Citation, error) {
	d, err := x.Document(ctx, c.Document)
	if err != nil {
		return c, err
	}
	start, end, previous := -1, c.End, 0
	for p := range retrieval.Split(d) {
		if p.End > c.Start && start < 0 {
			start = previous
		}
		end = p.End
		if p.Start >= c.End {
			break
		}
		previous = p.Start
	}
	start = max(start, 0)
	text := d.Text[start:end]
	start += len(text) - len(strings.TrimLeft(text, " \t\n"))
	end -= len(text) - len(strings.TrimRight(text, " \t\n"))
	c.Highlights = [][2]int{{c.Start - start, c.End - start}}
	c.Excerpt = d.Text[start:end]
	c.Start, c.End = start, end
	return c, nil
}

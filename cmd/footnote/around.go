package main

import (
	"context"
	"footnote/bot/inbox"

	"footnote/bot"
	"footnote/retrieval"
)

// around widens a citation to the text around it. What was cited is what is
// highlighted.
func around(ctx context.Context, x retrieval.Index, c bot.Citation) (bot.Citation, error) {
	d, err := x.Document(ctx, c.Document)
	if err != nil {
		return c, err
	}
	s := inbox.Around(d, c)
	c.Start, c.End = c.Start-len(s.Before), c.End+len(s.After)
	c.Excerpt = s.Before + s.Excerpt + s.After
	c.Highlights = [][2]int{{len(s.Before), len(s.Before) + len(s.Excerpt)}}
	return c, nil
}

package main

import (
	"context"
	"strings"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/passages"
)

// explainCmd shows how a search came to its ranking.
type explainCmd struct {
	Query []string `arg:"" help:"The question or query; its words are joined."`
	Limit int      `short:"n" default:"5" placeholder:"N" help:"Number of passages (default: ${default})."`
	JSON  bool     `help:"Print the explanation as one JSON object."`
	indexing.SyncFlag
}

func (c *explainCmd) Validate() error { return (&searchCmd{Limit: c.Limit}).Validate() }

// Help implements kong.HelpProvider.
func (explainCmd) Help() string {
	return `A passage's rank is the sum of its BM25F score, which the words of the query add up to, of their proximity, of the title as far as the query names it, and of what its best sentence adds. idf is ln(1 + (N-n+.5)/(n+.5)) for a word that n of N passages have.`
}

// Run explains.
func (c *explainCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.OpenIndex(ctx, c.SyncFlag, indexing.InlineForOne)
	if err != nil {
		return err
	}
	defer x.Close()
	out, err := passages.Explain(ctx, x, strings.Join(c.Query, " "), c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return a.PrintJSON(out)
	}
	a.hintEmpty(x, l)
	return a.Print(out.Text(terminal.Printer{Screen: a.Out}))
}

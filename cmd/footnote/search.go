package main

import (
	"context"
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/passages"
)

// searchCmd lists passages.
type searchCmd struct {
	Query []string `arg:"" help:"What to look for; the words are joined."`
	Limit int      `short:"n" default:"10" placeholder:"N" help:"Number of passages (default: ${default})."`
	JSON  bool     `help:"Print the results as one JSON object."`
	indexing.SyncFlag
}

// mostResults bounds --limit: past it somebody wants an export, not a search.
const mostResults = 1000

func (c *searchCmd) Validate() error {
	if c.Limit < 1 || c.Limit > mostResults {
		return fmt.Errorf("-n is %d, must be from 1 to %d", c.Limit, mostResults)
	}
	return nil
}

// Help implements kong.HelpProvider.
func (searchCmd) Help() string {
	return `The exit code is 0 if something was found, 3 if nothing was, 1 if something failed, 2 for a wrong command line or setting.`
}

// Run searches.
func (c *searchCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.OpenIndex(ctx, c.SyncFlag, indexing.InlineForOne)
	if err != nil {
		return err
	}
	defer x.Close()
	out, err := passages.Search(ctx, x, strings.Join(c.Query, " "), c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		err = a.PrintJSON(struct {
			bot.Found
			Corpus string `json:"corpus"` // that was asked
		}{out, l.Corpus})
	} else {
		a.hintEmpty(x, l)
		err = a.Print(passages.Text(out, a.printer(ctx, x, l)) + a.Out.Aside(l.Asked(len(out.Results) > 0, x.Stats().Documents)))
	}
	if err == nil && len(out.Results) == 0 {
		err = errNotAnswered
	}
	return err
}

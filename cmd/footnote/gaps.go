package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/bot/inbox"
	"footnote/cmd/footnote/show"
	"footnote/retrieval/blevex"
)

// gapsCmd lists what the documents lack.
type gapsCmd struct {
	Days int  `default:"90" placeholder:"N" help:"Look at the questions of the last N days (default: ${default})."`
	JSON bool `help:"Print one JSON object."`
	CSV  bool `help:"Print a table as CSV."`
}

// Help implements kong.HelpProvider.
func (gapsCmd) Help() string {
	return "Questions that were asked through serve and not answered, or whose answers were rated badly, grouped by what they ask: what to add to the documents, or to correct in them."
}

func (c *gapsCmd) Validate() error {
	switch {
	case c.Days < 1:
		return fmt.Errorf("--days is %d, must be 1 or more", c.Days)
	case c.JSON && c.CSV:
		return errors.New("choose --json or --csv")
	}
	return nil
}

type gapsOutput struct {
	Since time.Time   `json:"since"`
	Gaps  []inbox.Gap `json:"gaps"`
}

// Run lists the gaps.
func (c *gapsCmd) Run(ctx context.Context, a *app) (err error) {
	store, _, err := a.openQuestions(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	since := time.Now().AddDate(0, 0, -c.Days)
	gaps, err := inbox.Gaps(ctx, store, blevex.NewAnalyzer(), since)
	if err != nil {
		return fmt.Errorf("list the gaps: %w", err)
	}
	switch {
	case c.JSON:
		return a.PrintJSON(gapsOutput{since, gaps})
	case c.CSV:
		return a.Print(show.GapsCSV(gaps))
	}
	return a.Print(show.Gaps(a.Out, gaps, c.Days))
}

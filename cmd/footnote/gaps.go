package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"footnote/bot/inbox"
	"strconv"
	"strings"
	"time"

	"footnote/adapters/terminal"
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
	store, _, err := a.questions(ctx)
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
		return a.printJSON(gapsOutput{since, gaps})
	case c.CSV:
		return a.print(gapsCSV(gaps))
	}
	return a.print(a.gaps(gaps, c.Days))
}

func (a *app) gaps(gaps []inbox.Gap, days int) string {
	var b strings.Builder
	if len(gaps) == 0 {
		fmt.Fprintf(&b, "No gaps: every question of the last %s was answered, and none badly.\n", terminal.Count(days, "day"))
	}
	for i, g := range gaps {
		if i > 0 {
			b.WriteByte('\n')
		}
		a.out.Block(&b, "", "  ", terminal.Bold, terminal.OneLine(g.Question))
		a.out.Block(&b, "  ", "  ", "", strings.Join(gapFacts(g), " · "))
		for _, w := range g.Wordings {
			a.out.Block(&b, "  also: ", "  ", terminal.Dim, terminal.OneLine(w))
		}
		for _, comment := range g.Comments {
			a.out.Block(&b, "  comment: ", "  ", "", terminal.OneLine(comment))
		}
	}
	return b.String()
}

func gapFacts(g inbox.Gap) []string {
	facts := []string{"asked " + times(g.Asked)}
	for _, f := range []struct {
		n    int
		what string
	}{{g.Unanswered, "not answered"}, {g.Failed, "failed"}, {g.Down, "rated down"}} {
		if f.n > 0 {
			facts = append(facts, f.what+" "+times(f.n))
		}
	}
	if len(g.Missing) > 0 {
		facts = append(facts, "no document mentions: "+terminal.OneLine(strings.Join(g.Missing, ", ")))
	}
	return append(facts, "last on "+g.Last.Format("2 January 2006"))
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return terminal.Count(n, "time")
}

// gapsCSV is for spreadsheets: text that one would take for a formula is
// quoted by an apostrophe.
func gapsCSV(gaps []inbox.Gap) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	rows := [][]string{{"question", "asked", "unanswered", "failed", "rated down", "missing words", "comments", "other wordings", "last"}}
	for _, g := range gaps {
		rows = append(rows, []string{
			noFormula(g.Question), strconv.Itoa(g.Asked), strconv.Itoa(g.Unanswered), strconv.Itoa(g.Failed), strconv.Itoa(g.Down),
			noFormula(strings.Join(g.Missing, ", ")), noFormula(strings.Join(g.Comments, "\n")), noFormula(strings.Join(g.Wordings, "\n")), g.Last.Format(time.RFC3339),
		})
	}
	_ = w.WriteAll(rows) // into memory
	return b.String()
}

func noFormula(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/question"
)

// searchCmd lists passages.
type searchCmd struct {
	Query []string `arg:"" help:"What to look for; the words are joined."`
	Limit int      `short:"n" default:"10" placeholder:"N" help:"Number of passages (default: ${default})."`
	JSON  bool     `help:"Print the results as one JSON object."`
	syncFlag
}

// mostResults bounds --limit: past it somebody wants an export, not a search.
const mostResults = 1000

func (c *searchCmd) Validate() error {
	if c.Limit < 1 || c.Limit > mostResults {
		return fmt.Errorf("-n is %d, must be from 1 to %d", c.Limit, mostResults)
	}
	return nil
}

type searchOutput struct {
	Query   string         `json:"query"`
	Results []searchResult `json:"results"`
	// Missing are the words of the query that no passage has.
	Missing []string `json:"missing"`
	// Corrected maps misspelt words to those that were taken instead.
	Corrected map[string]string `json:"corrected,omitempty"`
	Elapsed   float64           `json:"elapsed_ms"`
}

// Run searches.
func (c *searchCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.open(ctx, c.syncFlag)
	if err != nil {
		return err
	}
	defer x.Close()
	out, err := search(ctx, x, strings.Join(c.Query, " "), c.Limit)
	if err != nil {
		return err
	}
	if c.JSON {
		return a.printJSON(out)
	}
	a.hintEmpty(x, l)
	return a.print(renderResults(a.printer(ctx, x), out))
}

func search(ctx context.Context, x *blevex.Index, query string, limit int) (searchOutput, error) {
	began := time.Now()
	out := searchOutput{Query: query, Results: []searchResult{}}
	found, err := retrieval.Search(ctx, x, retrieval.Query{Question: question.Parse(query), Limit: limit})
	if err != nil {
		return out, err
	}
	for i := range found.Hits {
		r, err := result(ctx, x, i+1, &found.Hits[i])
		if err != nil {
			return out, fmt.Errorf("show a result: %w", err)
		}
		out.Results = append(out.Results, r)
	}
	out.Missing, out.Corrected = missingWords(found.Words), correctedWords(found.Words)
	out.Elapsed = milliseconds(time.Since(began))
	return out, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// renderResults renders what a search found.
func renderResults(p terminal.Printer, out searchOutput) string {
	var b strings.Builder
	if len(out.Results) == 0 {
		b.WriteString(p.Style(terminal.Red, "Nothing found.") + "\n")
	}
	for _, note := range present.Notes(&bot.Answer{Corrected: out.Corrected, Missing: out.Missing}) {
		p.Block(&b, "", "", "", terminal.OneLine(note))
	}
	for i, r := range out.Results {
		if i > 0 || b.Len() > 0 {
			b.WriteByte('\n')
		}
		p.Citation(&b, r.Citation, nil, false)
	}
	return b.String()
}

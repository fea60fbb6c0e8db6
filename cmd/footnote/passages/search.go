// Package passages is what "footnote search" and "footnote explain" show: the
// passages that a search finds and how they came to their rank, as data for JSON and
// as text for a terminal.
package passages

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
	"footnote/retrieval"
)

// Found is what a search found.
type Found struct {
	Query   string   `json:"query"`
	Results []Result `json:"results"`
	// Missing are the words of the query that no passage has.
	Missing []string `json:"missing"`
	// Corrected maps misspelt words to those that were taken instead.
	Corrected map[string]string `json:"corrected,omitempty"`
	Elapsed   float64           `json:"elapsed_ms"`
}

// Search finds the passages that speak of a query, at most limit.
func Search(ctx context.Context, x retrieval.Index, query string, limit int) (Found, error) {
	began := time.Now()
	out := Found{Query: query, Results: []Result{}}
	asked := retrieval.NewQuery(query)
	asked.Limit = limit
	found, err := retrieval.Search(ctx, x, asked)
	if err != nil {
		return out, err
	}
	for i := range found.Hits {
		r, err := resultOf(ctx, x, i+1, &found.Hits[i])
		if err != nil {
			return out, fmt.Errorf("show a result: %w", err)
		}
		out.Results = append(out.Results, r)
	}
	out.Missing, out.Corrected = missingWords(found.Words), correctedWords(found.Words)
	out.Elapsed = Milliseconds(time.Since(began))
	return out, nil
}

// Milliseconds is a duration as the JSON of the program has it.
func Milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// Text renders what a search found.
func (out Found) Text(p terminal.Printer) string {
	var b strings.Builder
	w := wording.In("") // what the command line says stays English
	if len(out.Results) == 0 {
		b.WriteString(p.Style(terminal.Red, "Nothing found.") + "\n")
	}
	for _, note := range present.Notes(w, &bot.Answer{Corrected: out.Corrected, Missing: out.Missing}) {
		p.Block(&b, "", "", "", terminal.OneLine(note))
	}
	for i, r := range out.Results {
		if i > 0 || b.Len() > 0 {
			b.WriteByte('\n')
		}
		p.Citation(&b, present.Source{Citation: r.Citation, Words: w}, false)
	}
	return b.String()
}

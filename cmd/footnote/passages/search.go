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

// Search finds the passages that speak of a query, at most limit.
func Search(ctx context.Context, x retrieval.Index, query string, limit int) (bot.Found, error) {
	began := time.Now()
	out := bot.Found{Query: query, Results: []bot.Citation{}}
	asked := retrieval.NewQuery(query)
	asked.Limit = limit
	found, err := retrieval.Search(ctx, x, asked)
	if err != nil {
		return out, err
	}
	for i := range found.Hits {
		c, err := citePassage(ctx, x, i+1, &found.Hits[i])
		if err != nil {
			return out, fmt.Errorf("show a result: %w", err)
		}
		out.Results = append(out.Results, c)
	}
	out.Missing, out.Corrected = missingWords(found.Words), found.CorrectedWords()
	out.Elapsed = Milliseconds(time.Since(began))
	return out, nil
}

// Milliseconds is a duration as the JSON of the program has it.
func Milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// Text renders what a search found.
func Text(out bot.Found, p terminal.Printer) string {
	var b strings.Builder
	w := wording.In("") // what the command line says stays English
	if len(out.Results) == 0 {
		b.WriteString(p.Style(terminal.Red, "Nothing found.") + "\n")
	}
	for _, note := range present.Notes(w, &bot.Answer{Corrected: out.Corrected, Missing: out.Missing}) {
		p.Block(&b, "", "", "", terminal.OneLine(note))
	}
	for i, c := range out.Results {
		if i > 0 || b.Len() > 0 {
			b.WriteByte('\n')
		}
		p.Citation(&b, present.Source{Citation: c, Words: w}, false)
	}
	return b.String()
}

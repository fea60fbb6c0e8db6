package show

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
)

// Listing is "footnote ls --json".
type Listing struct {
	Corpus    string    `json:"corpus"`
	Data      string    `json:"data"`
	Documents []Listed  `json:"documents"`
	Problems  []Problem `json:"problems"`
}

// Listed is a document of an index.
type Listed struct {
	Document  string    `json:"document"`
	Title     string    `json:"title,omitempty"`
	URL       string    `json:"url,omitempty"`
	Published string    `json:"published,omitempty"`
	Modified  time.Time `json:"modified,omitzero"` // of the file
	Bytes     int64     `json:"bytes"`             // of the file; 0 for its second document and further ones
	MediaType string    `json:"media_type,omitempty"`
	Language  string    `json:"language,omitempty"`
	Missing   bool      `json:"missing,omitempty"` // the file is gone, and its documents stay
}

// Text lists documents and what could not be read.
func (l Listing) Text(screen terminal.Screen) string {
	const widestName, widestTitle = 60, 40 // columns
	var b strings.Builder
	if len(l.Documents) > 0 {
		rows := [][]string{{"document", "title", "date", "size"}}
		for _, d := range l.Documents {
			date := d.Published
			if date == "" && !d.Modified.IsZero() {
				date = d.Modified.Format(time.DateOnly)
			}
			size := ""
			if d.Bytes > 0 {
				size = Megabytes(d.Bytes)
			}
			if d.Missing {
				size = "missing"
			}
			name := terminal.OneLine(d.Document)
			if screen.Terminal {
				name = terminal.Clip(name, widestName)
			}
			rows = append(rows, []string{name, terminal.Clip(terminal.OneLine(d.Title), widestTitle), cmp.Or(date, "-"), cmp.Or(size, "-")})
		}
		screen.Table(&b, rows)
	}
	fmt.Fprintf(&b, "%s of %s.\n", terminal.Count(len(l.Documents), "document"), terminal.OneLine(l.Corpus))
	for _, kind := range []struct {
		heading string
		skipped bool
	}{{"Could not be read:", false}, {"Left out:", true}} {
		headed := false
		for _, p := range l.Problems {
			if p.Skipped != kind.skipped {
				continue
			}
			if !headed {
				b.WriteString(screen.Style(terminal.Yellow, kind.heading) + "\n")
				headed = true
			}
			screen.Block(&b, "  ", "    ", "", terminal.OneLine(p.Path)+": "+terminal.OneLine(p.Reason))
		}
	}
	return b.String()
}

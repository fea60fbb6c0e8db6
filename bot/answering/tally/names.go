package tally

import (
	"path"
	"strings"

	"footnote/retrieval"
)

// Names returns what a table at a byte of a document is called: by its title, its path,
// the headings above it and the line that announces it.
func Names(d *retrieval.Document, at int) string {
	parts := []string{d.Title, d.Published, strings.TrimSuffix(d.ID, path.Ext(d.ID))}
	for _, h := range d.HeadingsAt(at) {
		parts = append(parts, h.Text)
	}
	return strings.Join(parts, "\n")
}

package corpus

import (
	"fmt"
	"strings"

	"footnote/retrieval"
)

const (
	// longDocument is the length of text in bytes from which on a document is cut
	// into parts, some 3,000 pages of a book: whoever indexes it holds all of it, and
	// several times over.
	longDocument = 8 << 20
	// maxDocument is how long a part may be, if its lines are long.
	maxDocument = 2 * longDocument
)

// splitLongDocuments cuts documents on their way out that are too long to be
// indexed as one. The first part keeps the ID.
func splitLongDocuments(emit func(*retrieval.Document) error) func(*retrieval.Document) error {
	return func(d *retrieval.Document) error {
		if len(d.Text) <= longDocument {
			return emit(d)
		}
		whole := *d
		for n, start := 1, 0; start < len(whole.Text); n++ {
			end := cutDocument(whole.Text, start)
			part := whole
			part.Text = whole.Text[start:end]
			if end < len(whole.Text) {
				part.Text = strings.TrimRight(part.Text, "\n")
			}
			if n > 1 {
				part.ID = partID(whole.ID, n)
			}
			part.Headings, part.Pages = marksBetween(&whole, start, start+len(part.Text))
			if err := emit(&part); err != nil {
				return err
			}
			start = end
		}
		return nil
	}
}

// partID is the ID of a document's n-th part, from 2.
func partID(id string, n int) string { return fmt.Sprintf("%s#part-%d", id, n) }

// cutDocument returns where a part that begins at start ends: after a line, else
// after a character.
func cutDocument(text string, start int) int {
	if len(text)-start <= longDocument {
		return len(text)
	}
	near := text[start : start+longDocument]
	for _, mark := range []string{"\n\n", "\n", " "} {
		if i := strings.LastIndex(near, mark); i > longDocument/2 {
			end := start + i + len(mark)
			for end < len(text) && text[end] == '\n' {
				end++
			}
			return end
		}
	}
	end := start + longDocument
	for end > start && text[end]&0xC0 == 0x80 {
		end--
	}
	return end
}

// marksBetween returns the headings and pages that begin in a part of a document,
// by their offsets into it. The page that it begins on is among them.
func marksBetween(d *retrieval.Document, start, end int) (headings []retrieval.Heading, pages []retrieval.Page) {
	for _, h := range d.Headings {
		if h.Offset >= start && h.Offset+len(h.Text) <= end {
			h.Offset -= start
			headings = append(headings, h)
		}
	}
	if n := d.PageAt(start); n > 0 {
		pages = append(pages, retrieval.Page{Number: n})
	}
	for _, p := range d.Pages {
		if p.Offset > start && p.Offset < end {
			p.Offset -= start
			pages = append(pages, p)
		}
	}
	return headings, pages
}

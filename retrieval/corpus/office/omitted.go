package office

import (
	"fmt"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// omissions counts what a document has that its readers don't see. It isn't
// read, since nobody says it any more, but its owner learns that it is there.
type omissions struct {
	deleted int // passages, by tracked changes
	hidden  int // passages
	sheets  []string
}

// skipDeleted walks past the current element, which was deleted.
func (o *omissions) skipDeleted(s *xmlStream) error { return countText(s, &o.deleted) }

// skipHidden walks past the rest of the current element, which is hidden.
func (o *omissions) skipHidden(s *xmlStream) error { return countText(s, &o.hidden) }

// countText walks to the end of the current element and counts it if it has text.
func countText(s *xmlStream, n *int) error {
	text, err := s.content()
	if strings.TrimSpace(text) != "" {
		*n++
	}
	return err
}

// reasons says what was left out.
func (o *omissions) reasons() []string {
	var out []string
	if o.deleted > 0 {
		out = append(out, count(o.deleted, "passage")+" deleted in tracked changes")
	}
	if o.hidden > 0 {
		out = append(out, count(o.hidden, "passage")+" of hidden text")
	}
	for _, name := range o.sheets {
		out = append(out, "the hidden sheet "+block.OneLine(name))
	}
	return out
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

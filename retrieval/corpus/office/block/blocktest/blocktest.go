// Package blocktest prints blocks for the tests of those who read them.
package blocktest

import (
	"fmt"
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block"
)

// Show prints blocks: headings with as many "#" as their level, pages as
// "--- 1", the rest a line each. Blocks without text are left out.
func Show(bs []block.Block) string {
	var lines []string
	for _, b := range bs {
		switch {
		case b.Page > 0:
			lines = append(lines, fmt.Sprintf("--- %d", b.Page))
		case b.Level > 0:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+block.OneLine(b.Text))
		case !b.IsEmpty():
			lines = append(lines, b.Marker+strings.TrimSpace(b.Text))
		}
	}
	return strings.Join(lines, "\n")
}

// Same fails the test if got isn't what is wanted, white space around it aside.
func Same(t testing.TB, got, want string) {
	t.Helper()
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

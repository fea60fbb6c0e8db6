package corpus

import (
	"fmt"
	"strings"
	"testing"
)

// TestMarkdownInPieces reads a long text as a whole and in pieces of several
// sizes: it is the same, but for the headers of tables that come again.
func TestMarkdownInPieces(t *testing.T) {
	var b strings.Builder
	for i := range 60 {
		fmt.Fprintf(&b, "# Boat %d\n\nIt lies at the [pier][p%d], *until* the tide\nturns.\n\n- one\n\n  more of it\n- two\n\n> A quote\n>\n> goes on.\n\n", i, i%3)
		fmt.Fprintf(&b, "```\ncode\n\n# no heading %d\n\nstill code\n```\n\nPlain text.\n\n    indented\n\n    code\n\n1. first\n\n   ```\n   in a list\n   ```\n2. second\n\n", i)
	}
	b.WriteString("[p0]: https://pier.example/0\n[p1]: https://pier.example/1 'one'\n[p2]: https://pier.example/2\n")
	m := newMarkdownReader()
	read := func(source string, size int) (*plainText, int) {
		p, n := &plainText{}, 0
		for piece := range splitMarkdown([]byte(source), size) {
			m.writePiece(p, piece)
			n++
		}
		return p, n
	}
	whole, _ := read(b.String(), b.Len()+1)
	for _, size := range []int{1, 100, 1000, 5000} {
		got, pieces := read(b.String(), size)
		if got.b.String() != whole.b.String() || fmt.Sprint(got.headings) != fmt.Sprint(whole.headings) || pieces < 2 {
			t.Errorf("in %d pieces of %d bytes the text is another", pieces, size)
		}
	}
	table := "# Boats\n\n| name | port |\n|------|------|\n" + strings.Repeat("| Swan | *Oslo* |\n", 300) + "\nThe end.\n"
	got, pieces := read(table, 500)
	text := got.b.String()
	if strings.Count(text, "Swan\tOslo") != 300 || strings.Count(text, "name\tport") != pieces || pieces < 5 || !strings.HasSuffix(text, "\n\nThe end.") {
		t.Errorf("%d pieces: %.300q", pieces, text)
	}
}

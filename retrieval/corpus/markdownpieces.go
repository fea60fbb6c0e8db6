package corpus

import (
	"bytes"
	"iter"
	"regexp"
	"strings"
)

const (
	// wholeMarkdown is how long Markdown is parsed as a whole, bytes. The tree of a
	// table takes almost 300 times its source.
	wholeMarkdown = 1 << 20
	// markdownPiece is how long the pieces of longer Markdown are, about.
	markdownPiece = 256 << 10
	// maxReferences bounds the targets of links that each piece is told, bytes.
	maxReferences = 64 << 10
)

// reference is a line that names the target of links elsewhere in the text.
var reference = regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]+\S.*$`)

// splitMarkdown cuts long Markdown where nothing is open: before a heading or an
// unindented paragraph that has a blank line above it, and between the rows of a
// table, whose header begins the next piece anew.
func splitMarkdown(source []byte, size int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		references := findReferences(source)
		give := func(header, piece []byte) bool {
			if len(header) > 0 || len(references) > 0 {
				piece = bytes.Join([][]byte{header, piece, []byte("\n\n"), references}, nil)
			}
			return yield(piece)
		}
		var header []byte // of the table that the piece begins in
		var above, rows []byte
		start, at := 0, 0
		fence := ""
		blank, table := true, false
		for line := range bytes.Lines(source) {
			content := bytes.TrimSpace(line)
			isRow := fence == "" && len(content) > 2 && content[0] == '|' && content[len(content)-1] == '|'
			long := at-start >= size
			switch {
			case table && isRow && long:
				if !give(header, source[start:at]) {
					return
				}
				start, header = at, rows
			case fence == "" && blank && long && beginsBlock(line):
				if !give(header, source[start:at]) {
					return
				}
				start, header = at, nil
			}
			if table = isRow && (table || beginsTable(above, content)); !table {
				rows = nil
			} else if rows == nil {
				rows = append(append(append(rows, bytes.TrimSpace(above)...), '\n'), append(bytes.Clone(content), '\n')...)
			}
			fence = openFence(fence, string(content[:min(len(content), 10)]))
			blank, above = len(content) == 0, line
			at += len(line)
		}
		if start < len(source) {
			give(header, source[start:])
		}
	}
}

// beginsBlock reports whether a line below a blank one begins something new: it
// is no part of a list, a quote or indented code.
func beginsBlock(line []byte) bool {
	if len(line) == 0 {
		return false
	}
	c := line[0]
	return c == '#' || c == '|' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80
}

// openFence returns the fence that is open after a line that begins so: code
// stands between two of them.
func openFence(open, begins string) string {
	for _, mark := range []string{"```", "~~~"} {
		if !strings.HasPrefix(begins, mark) {
			continue
		}
		if open == "" {
			return mark
		}
		if open == mark {
			return ""
		}
	}
	return open
}

// findReferences returns the lines that name targets of links, unless they are
// too many.
func findReferences(source []byte) []byte {
	var all []byte
	for _, line := range reference.FindAll(source, -1) {
		if all = append(append(all, line...), '\n'); len(all) > maxReferences {
			return nil
		}
	}
	return all
}

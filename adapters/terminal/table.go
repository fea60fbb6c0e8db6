package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Table writes rows in columns, the first row as headings. The last two columns
// are numbers.
func (s Screen) Table(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	for n, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString("  ")
			if i >= len(row)-2 {
				line.WriteString(strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell)) + cell)
			} else {
				line.WriteString(cell + strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell)))
			}
		}
		style := ""
		if n == 0 {
			style = Dim
		}
		b.WriteString(s.Style(style, line.String()) + "\n")
	}
}

// List writes dim items with separators, breaking lines between items where it
// can, for paths don't read well in two pieces.
func (s Screen) List(b *strings.Builder, indent, separator string, items []string) {
	line := ""
	for i, item := range items {
		if i > 0 {
			line += strings.TrimRight(separator, " ")
			if uniseg.StringWidth(line+" "+item) <= s.Width-len(indent) {
				item = line + " " + item
			} else {
				s.Block(b, indent, indent, Dim, line)
			}
		}
		line = item
	}
	s.Block(b, indent, indent, Dim, line)
}

// Clip shortens clean text to a number of columns.
func Clip(s string, columns int) string {
	if uniseg.StringWidth(s) <= columns {
		return s
	}
	return s[:fittingPrefix(s, columns-1)] + "…"
}

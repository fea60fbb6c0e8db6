package present

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"footnote/bot/present/text"
)

// GridWidth is how many columns of monospaced letters a line of a table may take. More
// is broken on the screens that people have.
const GridWidth = 76

// Grid returns a table in aligned lines, for letters of one width. Figures stand to the
// right. An arrow stands before the rows that are marked, unless all are. A table that
// is too wide is told row by row, each cell under the name of its column.
func Grid(rows [][]Cell) string {
	columns, marked := 0, 0
	for _, row := range rows {
		columns = max(columns, len(row))
		if isMarked(row) {
			marked++
		}
	}
	widths := make([]int, columns)
	total := 0
	for i := range widths {
		for _, row := range rows {
			if i < len(row) {
				widths[i] = max(widths[i], uniseg.StringWidth(text.OneLine(row[i].Text)))
			}
		}
		total += widths[i] + 2
	}
	wide := total > GridWidth
	arrows := marked > 0 && marked < len(rows)
	head := isHead(rows)
	right := RightAligned(rows)
	var lines []string
	for n, row := range rows {
		var line string
		switch {
		case !wide:
			line = alignRow(row, widths, right)
		case !head:
			line = strings.Join(textsOf(row), " · ")
		case n == 0:
			continue // each row names its columns
		default:
			line = rowText(nameCells(textsOf(row), textsOf(rows[0])))
		}
		if arrows {
			line = map[bool]string{true: "→ ", false: "  "}[isMarked(row)] + line
		}
		lines = append(lines, strings.TrimRightFunc(line, unicode.IsSpace))
		if n == 0 && !wide && head {
			lines = append(lines, strings.Repeat("─", max(total-2, 1)))
		}
	}
	return strings.Join(lines, "\n")
}

// isHead reports whether the first row of a table names its columns: an excerpt may
// begin within a table. A name stands above figures, or there is no figure in the row.
func isHead(rows [][]Cell) bool {
	const longest = 60 // bytes of a name
	figures := false
	for _, c := range rows[0] {
		if c.Marked || len(c.Text) > longest {
			return false
		}
		figures = figures || strings.ContainsFunc(c.Text, unicode.IsDigit)
	}
	right := RightAligned(rows)
	for i, c := range rows[0] {
		if right[i] && strings.ContainsFunc(c.Text, unicode.IsLetter) {
			return true
		}
	}
	return len(rows) > 1 && !figures
}

func isMarked(row []Cell) bool {
	for _, c := range row {
		if c.Marked {
			return true
		}
	}
	return false
}

func textsOf(row []Cell) []string {
	list := make([]string, len(row))
	for i, c := range row {
		list[i] = text.OneLine(c.Text)
	}
	return list
}

func alignRow(row []Cell, widths []int, right []bool) string {
	var b strings.Builder
	for i, c := range row {
		cell := text.OneLine(c.Text)
		space := strings.Repeat(" ", max(widths[i]-uniseg.StringWidth(cell), 0))
		if i > 0 {
			b.WriteString("  ")
		}
		if right[i] {
			b.WriteString(space + cell)
		} else {
			b.WriteString(cell + space)
		}
	}
	return b.String()
}

// RightAligned returns for each column of a table whether all cells below its head are
// figures.
func RightAligned(rows [][]Cell) []bool {
	var right []bool
	for _, row := range rows {
		for len(right) < len(row) {
			right = append(right, len(right) > 0 && len(rows) > 1)
		}
	}
	for _, row := range rows[1:] {
		for i, c := range row {
			if s := text.OneLine(c.Text); s != "" && strings.ContainsFunc(s, unicode.IsLetter) {
				right[i] = false
			}
		}
	}
	return right
}

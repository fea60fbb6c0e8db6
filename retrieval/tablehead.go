package retrieval

import (
	"slices"
	"strings"
	"unicode"
)

// TableStart returns where the first row begins of the table that the row at a byte of a
// text is of, as far as the text has it. It returns false if that row is the first one.
func TableStart(text string, row int) (int, bool) {
	row = strings.LastIndexByte(text[:row], '\n') + 1
	first := row
	for first > 0 {
		above := text[:first-1]
		above = above[strings.LastIndexByte(above, '\n')+1:]
		if !TableRow(above) {
			break
		}
		first -= len(above) + 1
	}
	return first, first < row
}

// longestColumn is how long the name of a column may be, bytes.
const longestColumn = 60

// NamesColumns reports whether the first row of a table can be its head: its cells are
// short, and they don't all have the name of their column before them, as those of sheets
// have.
func NamesColumns(row string) bool {
	return !namesItself(row) && !slices.ContainsFunc(SplitCells(row), func(cell string) bool { return len(cell) > longestColumn })
}

// NamesOnly reports whether a row looks like a head wherever it stands, above rows or not:
// it can be one, and has neither figures nor a name before a cell.
func NamesOnly(row string) bool {
	return TableRow(row) && NamesColumns(row) && !strings.ContainsFunc(row, unicode.IsDigit) && !strings.Contains(row, nameMark)
}

// AlignNames returns a name for each cell of a row: those of the head, which may lack the
// one above the rows' own names. It returns false where there are fewer or more.
func AlignNames[T any](names []T, cells int) ([]T, bool) {
	if len(names) == cells-1 {
		var none T
		names = append([]T{none}, names...)
	}
	return names, len(names) == cells
}

// headerOf returns the first row of the table that the row at spans[i] is of, as far
// as the text has it; -1 if spans[i] is none or itself of the first.
func headerOf(text string, spans []Span, i int) int {
	if !TableRow(text[spans[i].Start:spans[i].End]) {
		return -1
	}
	start, ok := TableStart(text, spans[i].Start)
	if !ok {
		return -1
	}
	return slices.IndexFunc(spans[:i], func(s Span) bool { return s.End > start })
}

// namesItself reports whether each cell of a row has the name of its column before it, as
// the rows of sheets have.
func namesItself(row string) bool {
	return !slices.ContainsFunc(SplitCells(row), func(cell string) bool {
		return cell != "" && !strings.Contains(cell, nameMark)
	})
}

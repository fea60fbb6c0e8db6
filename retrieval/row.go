package retrieval

import "strings"

// CellMark stands between the cells of a row, in the text that readers make of
// documents: cells have no tabs inside them, other than bars, and a row that is pasted
// into a sheet falls into its columns.
const CellMark = "\t"

// TableRow reports whether a line is a row of a table.
func TableRow(line string) bool {
	return strings.Contains(strings.TrimSpace(line), CellMark) && !ListItem(line)
}

// JoinCells makes a row of cells. Empty ones at its end are left out; those before keep
// the others in their columns, unless there is only one with something in it.
func JoinCells(cells []string) string {
	row := strings.TrimRight(strings.Join(cells, CellMark), CellMark+" ")
	if alone := strings.TrimSpace(row); !strings.Contains(alone, CellMark) {
		return alone
	}
	return row
}

// SplitCells returns the cells of a row, without the white space around them.
func SplitCells(row string) []string {
	cells := strings.Split(row, CellMark)
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// FoldLine folds the white space of a line, of a row that of each cell.
func FoldLine(line string) string {
	if !TableRow(line) {
		return strings.Join(strings.Fields(line), " ")
	}
	cells := SplitCells(line)
	for i := range cells {
		cells[i] = strings.Join(strings.Fields(cells[i]), " ")
	}
	return JoinCells(cells)
}

// headerOf returns the first row of the table that the row at spans[i] is of, as far
// as the text has it; -1 if spans[i] is none or itself the first.
func headerOf(text string, spans []Span, i int) int {
	if !TableRow(text[spans[i].Start:spans[i].End]) {
		return -1
	}
	first := i
	for first > 0 && TableRow(text[spans[first-1].Start:spans[first-1].End]) && !strings.Contains(text[spans[first-1].End:spans[first].Start], "\n\n") {
		first--
	}
	if first == i {
		return -1
	}
	return first
}

// meantMark stands between cells in what models of meaning are given: the vectors and
// the reader were trained and measured with it. Rows with the name of its column before
// each cell, which the reader has not seen, are worse: of 936 questions of five archives
// the right sentence is first for .540 with them, for .547 without.
const meantMark = " | "

// MeantText is a text, or a sentence of it, as models of meaning are given it.
func MeantText(text string) string { return strings.ReplaceAll(text, CellMark, meantMark) }

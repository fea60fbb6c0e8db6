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

// nameCells returns a row as MeantText does, with the name of its column before each
// cell. Where the table's first row can't be its head the row stands as it is.
func nameCells(row, head string) string {
	cells := SplitCells(row)
	names, ok := AlignNames(SplitCells(head), len(cells))
	if !ok || !NamesColumns(head) || namesItself(row) {
		return MeantText(row)
	}
	for i := range cells {
		if names[i] != "" && cells[i] != "" {
			cells[i] = names[i] + nameMark + cells[i]
		}
	}
	return strings.Join(cells, meantMark)
}

// nameMark stands between the name of a column and a cell, as in the rows of sheets.
const nameMark = ": "

// meantMark stands between cells in what models of meaning are given: the vectors and
// the reader were trained and measured with it.
const meantMark = " | "

// MeantText is a text, or a sentence of it, as models of meaning are given it.
func MeantText(text string) string { return strings.ReplaceAll(text, CellMark, meantMark) }

package block

import (
	"strings"
	"unicode"
)

// Cell is a cell of a table as its format has it.
type Cell struct {
	Text      Blocks
	Columns   int  // that it goes over; less than 2 is one
	Rows      int  // likewise
	Continues bool // it belongs to the cell above it
	Header    bool // it names what stands below it
}

// What a table is expanded to at most, so that spans can't grow it without end.
const (
	maxSpan      = 1000    // columns of a cell
	maxGrid      = 1 << 20 // cells
	maxHeadRows  = 4
	maxHeadBytes = 300 // of a cell in a header of several rows
)

// WriteCells writes a table like WriteTable, row by row. A cell that goes over several
// rows stands in each of them, since each row must say all that it is about; one that
// goes over several columns stands in the first, so that a row has as many cells as
// there are columns. A header of several rows becomes one: "Season" above "Summer" and
// "Winter" becomes "Season Summer | Season Winter".
func WriteCells(rows [][]Cell) Blocks { return WriteTable(ExpandCells(rows)) }

// ExpandCells returns the rows that WriteCells writes.
func ExpandCells(rows [][]Cell) [][]Blocks {
	grid := expandCells(rows)
	title, head := headRows(grid)
	out := make([][]Blocks, 0, len(grid))
	for i, row := range grid {
		if i == title && head > 1 {
			out = append(out, joinHead(grid[title:title+head]))
		}
		if i >= title && i < title+head && head > 1 {
			continue
		}
		texts := make([]Blocks, len(row))
		for j, c := range row {
			if !c.across || i >= title && i < title+head {
				texts[j] = c.text
			}
		}
		out = append(out, texts)
	}
	return out
}

// gridCell is one place of a table.
type gridCell struct {
	text   Blocks
	across bool // it is covered by the cell to its left
	span   int  // columns of the cell that begins here, 0 if none does
	rows   int
	header bool
}

// expandCells gives each cell its columns and rows.
func expandCells(rows [][]Cell) [][]gridCell {
	grid := make([][]gridCell, 0, len(rows))
	var carried []struct {
		cell gridCell
		left int
	}
	size := 0
	for i, row := range rows {
		var out []gridCell
		carry := func() {
			for len(out) < len(carried) && carried[len(out)].left > 0 {
				c := &carried[len(out)]
				c.left--
				out = append(out, c.cell)
			}
		}
		for _, cell := range row {
			carry()
			at := len(out)
			span := min(max(cell.Columns, 1), maxSpan)
			if size += span; size > maxGrid {
				span = 1
			}
			if cell.Continues && i > 0 && at < len(grid[i-1]) && cell.Text.Size() == 0 {
				cell.Text = grid[i-1][at].text
			}
			for n := range span {
				c := gridCell{text: cell.Text, across: n > 0, header: cell.Header}
				if n == 0 {
					c.span, c.rows = span, max(cell.Rows, 1)
				}
				out = append(out, c)
				if cell.Rows > 1 {
					for len(carried) < len(out) {
						carried = append(carried, struct {
							cell gridCell
							left int
						}{})
					}
					c.span, c.rows = 0, 0
					carried[len(out)-1].cell, carried[len(out)-1].left = c, cell.Rows-1
				}
			}
		}
		carry()
		grid = append(grid, out)
	}
	return grid
}

// headRows finds the header: where it begins, below rows that are one cell, and how
// many rows it has. A header of several rows is one whose first row has a cell over
// several columns, or is marked as header and has one over several rows, and whose
// cells are short and no numbers.
func headRows(grid [][]gridCell) (title, head int) {
	for title < len(grid) && len(grid[title]) > 1 && grid[title][0].span == len(grid[title]) {
		title++
	}
	if title+2 >= len(grid) || len(grid[title]) < 2 {
		return title, 1
	}
	across, marked := false, true
	head = 1
	for _, c := range grid[title] {
		across = across || c.span > 1
		marked = marked && c.header
		head = max(head, min(c.rows, maxHeadRows))
	}
	switch {
	case !across && !marked:
		return title, 1
	case across && head == 1:
		head = 2
	}
	if title+head >= len(grid) {
		return title, 1
	}
	for _, row := range grid[title : title+head] {
		for _, c := range row {
			if line := c.text.Line(); len(line) > maxHeadBytes || c.span > 0 && !c.header && isNumber(line) {
				return title, 1
			}
		}
	}
	return title, head
}

// joinHead joins the rows of a header to one.
func joinHead(rows [][]gridCell) []Blocks {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	out := make([]Blocks, columns)
	for j := range columns {
		var parts []string
		for _, row := range rows {
			if j < len(row) {
				parts = append(parts, row[j].text.Line())
			}
		}
		out[j] = Blocks{{Text: JoinNames(parts)}}
	}
	return out
}

// JoinNames joins the names that a column has in the rows of a header, each once.
func JoinNames(names []string) string {
	var out []string
	for _, name := range names {
		if name = OneLine(name); name != "" && (len(out) == 0 || out[len(out)-1] != name) {
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}

// isNumber reports whether a text is a number, with or without a sign of what it counts.
func isNumber(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			return false
		}
	}
	return digits > 0
}

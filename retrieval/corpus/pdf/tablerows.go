package pdf

import (
	"math"

	"footnote/retrieval"
)

// findAlignedRows finds the rows of tables that have no other row above or below them in
// their column: the only one below a heading inside the table, or the last one, which the
// order of the page has parted from the others. Their cells stand below those of rows that
// are known, as the words of a line that is spread out would hardly do.
func findAlignedRows(columns []column) {
	var known []row
	for _, c := range columns {
		for _, l := range c.lines {
			if l.table {
				known = append(known, l.row)
			}
		}
	}
	for _, c := range columns {
		for i := range c.lines {
			l := &c.lines[i]
			if l.table || l.entry || countCells(l.row) < 2 {
				continue
			}
			for _, k := range known {
				if isAligned(l.row, k) {
					l.joinRuns(true)
					break
				}
			}
		}
	}
}

// isAligned reports whether each cell of a row but the first stands below or above one of
// another row. Three such cells are no chance, two are none where the rows are near each
// other.
func isAligned(r, known row) bool {
	if len(r.runs) > len(known.runs) || len(r.runs) < 3 && distanceDown(r.box, known.box) > maxCellRows*r.height() {
		return false
	}
	return standsBelow(r, known, isJustified(r.runs))
}

// standsBelow reports whether each cell of a row but the first has one of another row in its column.
func standsBelow(r, known row, spread bool) bool {
	at := 0
	for _, cell := range r.runs[1:] {
		for at++; at < len(known.runs) && !isBelow(cell, known.runs[at], spread); {
			at++
		}
		if at >= len(known.runs) {
			return false
		}
	}
	return true
}

// isBelow reports whether a cell stands in the same column of a table as another one: they
// begin, end or have their middle at the same place. The last words of spread lines end
// there anyhow; so theirs must begin there.
func isBelow(a, b run, spread bool) bool {
	const leeway = .3 // sizes of the type
	apart := math.Abs(a.x0 - b.x0)
	if !spread {
		apart = min(apart, math.Abs(a.x1-b.x1), math.Abs(a.x0+a.x1-b.x0-b.x1)/2)
	}
	return apart <= leeway*min(a.size, b.size)
}

// findGrid finds rows of three cells or more that begin at the same places, three rows or
// more below each other, even if they look like lines that are spread out.
func findGrid(rows []row) map[int]bool {
	const fewest = 3
	grid := make(map[int]bool)
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && len(rows[i].runs) >= 3 && len(rows[j].runs) == len(rows[i].runs) && standsBelow(rows[j], rows[j-1], true) {
			j++
		}
		if j-i >= fewest {
			for k := i; k < j; k++ {
				grid[k] = true
			}
		}
		i = j
	}
	return grid
}

// distanceDown returns how far two boxes are from each other up or down, 0 if they share a height.
func distanceDown(a, b box) float64 { return max(0, a.y0-b.y1, b.y0-a.y1) }

// cellsBeside returns how many columns from the first one on are the cells of
// one row of a table, 1 if they are none. Where all of them are running text they
// are columns of text.
func cellsBeside(order [][]row) int {
	n, text := 1, isTextColumn(order[0])
	for n < len(order) && areCells(order[n-1], order[n]) {
		text = text && isTextColumn(order[n])
		n++
	}
	if text {
		return 1
	}
	return n
}

// isTextColumn reports whether a column is running text, and not one row of cells.
func isTextColumn(rows []row) bool {
	return isRunningText(rows) && (len(rows) > 1 || len(rows[0].runs) == 1 || isJustified(rows[0].runs))
}

// areCells reports whether two columns may be cells beside each other in a
// table.
func areCells(a, b []row) bool {
	left, right := boundRows(a), boundRows(b)
	return len(a) <= maxCellRows && len(b) <= maxCellRows && left.isOnSameRow(right) && !left.overlapsAcross(right)
}

func boundRows(rows []row) box {
	all := rows[0].box
	for _, r := range rows {
		all = all.unionWith(r.box)
	}
	return all
}

// makeTableRow makes one line of cells beside each other. What has several cells in its
// only row stands for as many.
func makeTableRow(cells [][]row) column {
	var c column
	all := makeColumn(cells[0]).lines[0]
	c.rtl = all.rtl
	var texts []string
	var runs []run
	for _, rows := range cells {
		if len(rows) == 1 && !isJustified(rows[0].runs) && !c.rtl {
			for _, n := range rows[0].runs {
				texts, runs = append(texts, n.text), append(runs, n)
			}
		} else {
			texts, runs = append(texts, ""), append(runs, rows[0].runs[0])
			for _, l := range makeColumn(rows).lines {
				texts[len(texts)-1] = joinLines(texts[len(texts)-1], l.text)
			}
			runs[len(runs)-1].box = boundRows(rows)
		}
		all.box = all.unionWith(boundRows(rows))
		all.bold = all.bold && makeColumn(rows).lines[0].bold
	}
	all.text, all.table, all.cells, all.entry, all.row = retrieval.JoinCells(texts), true, len(texts), false, row{all.box, runs}
	c.lines = []line{all}
	return c
}

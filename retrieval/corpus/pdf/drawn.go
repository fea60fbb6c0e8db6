package pdf

import (
	"math"
	"slices"
)

// drawnOrder returns the runs as they were drawn: rows, in columns of rows
// below each other. A cell of several lines beside another one is a column.
func drawnOrder(runs []run) [][]row {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(a, b run) int { return a.first - b.first })
	var order [][]row
	for i, r := range sorted {
		n := len(order) - 1
		if n < 0 {
			order = append(order, []row{{r.box, []run{r}}})
			continue
		}
		last := &order[n][len(order[n])-1]
		beside := last.isOnSameRow(r.box) && (r.x0 >= last.x1 || r.x1 <= last.x0)
		next := row{r.box, []run{r}}
		switch {
		case beside && (i+1 == len(sorted) || !isCell(last.box, r.box, sorted[i+1].box)):
			last.runs = append(last.runs, r)
			last.box = last.unionWith(r.box)
		case beside:
			if k := len(order[n]) - 1; k > 0 { // the cells beside it are no part of the rows above
				order = append(order[:n], order[n][:k:k], order[n][k:])
			}
			order = append(order, []row{next})
		case beginsColumn(last.box, r.box):
			order = append(order, []row{next})
		default:
			order[n] = append(order[n], next)
		}
	}
	for _, column := range order {
		for _, r := range column {
			slices.SortStableFunc(r.runs, func(a, b run) int { return sign(a.x0 - b.x0) })
		}
	}
	return cutBesideOthers(order)
}

// cutBesideOthers cuts columns where another one begins or ends to stand beside
// them: a line above two cells isn't a part of the left one, though it was drawn
// right before it, nor is what runs below them a part of the right one.
func cutBesideOthers(order [][]row) [][]row {
	slices.Reverse(order) // what is still to come, the next one last
	var cut [][]row
	for n := len(order) - 1; n >= 0; n = len(order) - 1 {
		column := order[n]
		order = order[:n]
		if n > 0 {
			top := boundRows(order[n-1]).y1
			begin := slices.IndexFunc(column, func(r row) bool { return r.y1 <= top+r.height()/2 })
			if begin > 0 && !boundRows(column[begin:]).overlapsAcross(boundRows(order[n-1])) {
				cut, column = append(cut, column[:begin]), column[begin:]
			}
		}
		cut = append(cut, column)
		if n > 0 {
			left, next := boundRows(column), order[n-1]
			end := slices.IndexFunc(next, func(r row) bool { return r.y1 <= left.y0 && r.overlapsAcross(left) })
			if end > 0 && boundRows(next).y1 > left.y0 {
				order = append(order[:n-1], next[end:], next[:end])
			}
		}
	}
	return cut
}

// cutAtRegions cuts columns where they go on in another region of the page, such
// as from a title above two columns into the left one. regions are the columns
// that the places of the text show.
func cutAtRegions(order, regions [][]row) [][]row {
	region := make(map[int]int) // by a run's first character
	for i, rows := range regions {
		for _, r := range rows {
			for _, n := range r.runs {
				region[n.first] = i
			}
		}
	}
	var cut [][]row
	for _, rows := range order {
		begin := 0
		for i := 1; i < len(rows); i++ {
			if region[rows[i].runs[0].first] != region[rows[i-1].runs[0].first] {
				cut, begin = append(cut, rows[begin:i]), i
			}
		}
		cut = append(cut, rows[begin:])
	}
	return cut
}

// isCell reports whether a run beside another one goes on in a line below it:
// it is a cell of several lines then.
func isCell(beside, r, next box) bool {
	return next.y1 < r.y1 && !next.isOnSameRow(r) && next.overlapsAcross(r) && !next.overlapsAcross(beside)
}

// beginsColumn reports whether a row that is drawn after another one begins a
// column: it doesn't stand below.
func beginsColumn(a, b box) bool { return b.y1 >= a.y1 || !a.overlapsAcross(b) }

// overlapsAcross reports whether two boxes have a part of the page's width in
// common.
func (b box) overlapsAcross(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 }

// isLeap reports whether a reader's eye leaps from a row to the next one: it
// stands neither below nor, as the next row of a table does, back at the left
// and a cell's height lower.
func isLeap(a, b box) bool {
	if b.y1 >= a.y1 {
		return true
	}
	return b.x0 >= a.x1 || b.x1 <= a.x0 && a.y0-b.y1 > maxCellRows*a.height()
}

// isRunning reports whether a run has as many letters as a line of running
// text, which the cells of most tables have not.
func isRunning(r run) bool { return countLetters(r.text) >= runningLetters }

// countLeaps counts how often a reader's eye leaps: from running text over a
// gap to other running text, or from a row to the next one. From a cell of a
// table to the one beside it is no leap.
func countLeaps(order [][]row) int {
	n := 0
	for i, rows := range order {
		for k, r := range rows {
			for j := 1; j < len(r.runs); j++ {
				if isRunning(r.runs[j-1]) && isRunning(r.runs[j]) {
					n++
				}
			}
			if k > 0 && isLeap(rows[k-1].box, r.box) {
				n++
			}
		}
		if i > 0 && !areCells(order[i-1], rows) && isLeap(order[i-1][len(order[i-1])-1].box, rows[0].box) {
			n++
		}
	}
	return n
}

// maxCellRows is how many lines a table's cell may have. More are a column of
// text.
const maxCellRows = 5

// makeColumns joins the runs of each row to a line, and the cells of several
// lines that stand beside each other to a row of a table.
func makeColumns(order [][]row, room map[int]float64) []column {
	var columns []column
	for i := 0; i < len(order); {
		n := cellsBeside(order[i:])
		if n > 1 {
			columns = append(columns, makeTableRow(order[i:i+n]))
		} else {
			c := makeColumn(order[i])
			c.boundRoom(order[i], room)
			columns = append(columns, c)
		}
		i += n
	}
	findAlignedRows(columns)
	return columns
}

// measureRoom returns, by a run's first character, where the room to the right
// of it ends.
func measureRoom(rows []row) map[int]float64 {
	room := make(map[int]float64)
	if len(rows) == 0 {
		return room
	}
	edge := boundRows(rows).x1
	for _, r := range rows {
		for i, n := range r.runs {
			room[n.first] = edge
			if i+1 < len(r.runs) {
				room[n.first] = max(n.x1, r.runs[i+1].x0)
			}
		}
	}
	return room
}

// boundRoom tells where the lines of a column could end. Running text fills it.
func (c *column) boundRoom(rows []row, room map[int]float64) {
	if isRunningText(rows) || c.rtl {
		return
	}
	c.room = math.Inf(1)
	for _, r := range rows {
		c.room = min(c.room, room[r.runs[len(r.runs)-1].first])
	}
}

package pdf

import (
	"footnote/retrieval"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one row of a column.
type line struct {
	box
	text  string
	size  float64
	bold  bool
	rtl   bool
	cells int  // runs that it is made of
	table bool // a row of a table
	entry bool // of a table of contents: dots lead to a page number
	row   row  // what it is made of
}

// column is a block of lines below each other.
type column struct {
	lines []line
	rtl   bool
	room  float64 // where lines that don't fill it could end: at other text, or at the page's edge
}

// row is runs beside each other, from left to right.
type row struct {
	box
	runs []run
}

// rowsOf groups runs to rows, from the top down.
func rowsOf(runs []run) []row {
	sorted := slices.Clone(runs)
	slices.SortStableFunc(sorted, func(a, b run) int { return sign((b.y0 + b.y1) - (a.y0 + a.y1)) })
	var rows []row
	var widest box // of the last row: a lone superscript must not stretch it
	for _, r := range sorted {
		if n := len(rows) - 1; n >= 0 && widest.isOnSameRow(r.box) {
			rows[n].runs = append(rows[n].runs, r)
			rows[n].box = rows[n].unionWith(r.box)
			if r.width() > widest.width() {
				widest = r.box
			}
			continue
		}
		rows, widest = append(rows, row{r.box, []run{r}}), r.box
	}
	for _, w := range rows {
		slices.SortStableFunc(w.runs, func(a, b run) int { return sign(a.x0 - b.x0) })
	}
	return rows
}

// maxNesting is how often columns may be cut in two: 8 columns.
const maxNesting = 3

// orderPage puts a page's runs in reading order: in that in which they were
// drawn, which is mostly the author's, or, where that leaps about more, in that
// of rows and columns. What fills a form is drawn last, wherever it stands.
func orderPage(pg page) []column {
	rows := rowsOf(pg.runs)
	order := orderRows(rows, maxNesting)
	if drawn := drawnOrder(pg.runs); !pg.filled && countLeaps(drawn) <= countLeaps(order) {
		order = cutAtRegions(drawn, order)
	}
	return makeColumns(order, measureRoom(rows))
}

// orderRows finds the gutter between columns. Rows that cross it divide the
// page into bands; each band is read column by column, or row by row if its
// sides don't look like running text.
func orderRows(rows []row, nesting int) [][]row {
	if len(rows) == 0 {
		return nil
	}
	x, ok := 0.0, false
	if nesting > 0 {
		x, ok = findGutter(rows)
	}
	if !ok {
		return [][]row{rows}
	}
	rtl := isMostlyRTL(rows)
	var columns [][]row
	for _, band := range bandsOf(rows, x) {
		if band.crosses || isTabular(band.rows, x) {
			columns = append(columns, band.rows)
			continue
		}
		left, right := divideRows(band.rows, x)
		if rtl {
			left, right = right, left
		}
		columns = append(columns, orderRows(left, nesting-1)...)
		columns = append(columns, orderRows(right, nesting-1)...)
	}
	return columns
}

// band is neighbouring rows that all cross the gutter, or all don't.
type band struct {
	crosses bool
	rows    []row
}

func bandsOf(rows []row, x float64) []band {
	var bands []band
	for _, r := range rows {
		crosses := slices.ContainsFunc(r.runs, func(n run) bool { return n.x0 < x-1 && n.x1 > x+1 })
		if n := len(bands) - 1; n >= 0 && bands[n].crosses == crosses {
			bands[n].rows = append(bands[n].rows, r)
		} else {
			bands = append(bands, band{crosses, []row{r}})
		}
	}
	return bands
}

// divideRows cuts rows at x. It groups the sides anew, because lines of two
// columns need not stand at the same height.
func divideRows(rows []row, x float64) (left, right []row) {
	var l, r []run
	for _, w := range rows {
		for _, n := range w.runs {
			if (n.x0+n.x1)/2 < x {
				l = append(l, n)
			} else {
				r = append(r, n)
			}
		}
	}
	return rowsOf(l), rowsOf(r)
}

// findGutter returns the x where a white strip parts running text on its left
// from running text on its right.
func findGutter(rows []row) (float64, bool) {
	all := rows[0].box
	var sizes []float64
	for _, r := range rows {
		all = all.unionWith(r.box)
		for _, n := range r.runs {
			sizes = append(sizes, n.size)
		}
	}
	slices.Sort(sizes)
	size := sizes[len(sizes)/2]
	const bins = 256
	bin := all.width() / bins
	if bin <= 0 {
		return 0, false
	}
	var cover [bins]int // rows with text over each strip
	most := 0
	for _, r := range rows {
		for _, n := range r.runs {
			for i := max(0, int((n.x0-all.x0)/bin)); i < bins && all.x0+float64(i)*bin < n.x1; i++ {
				cover[i]++
				most = max(most, cover[i])
			}
		}
	}
	best, bestRows := 0.0, 0
	for i := bins / 8; i < bins*7/8; {
		j := i
		for j < bins && cover[j] == cover[i] {
			j++
		}
		wide := float64(j-i+1)*bin >= .5*size
		if wide && cover[i]*2 <= most && (i == 0 || cover[i-1] > cover[i]) && (j == bins || cover[j] > cover[i]) {
			x := all.x0 + float64(i+j)/2*bin
			if n := runningRows(rows, x); n > bestRows {
				best, bestRows = x, n
			}
		}
		i = j
	}
	return best, bestRows >= 5
}

// runningRows counts the rows beside the gutter x that belong to running text
// on both its sides.
func runningRows(rows []row, x float64) int {
	n := 0
	for _, b := range bandsOf(rows, x) {
		if b.crosses {
			continue
		}
		left, right := divideRows(b.rows, x)
		if len(left) >= 2 && len(right) >= 2 && len(left)+len(right) >= 7 &&
			(isRunningText(left) && isRunningText(right) || areUnaligned(left, right)) {
			n += max(len(left), len(right))
		}
	}
	return n
}

// runningLetters is how many letters a line of running text has at least.
const runningLetters = 12

// isRunningText reports whether rows are lines of running text instead of cells
// of a table: they fill most of their width with words.
func isRunningText(rows []row) bool {
	all := rows[0].box
	var widths []float64
	letters := 0
	for _, r := range rows {
		all = all.unionWith(r.box)
		w := 0.0
		for _, n := range r.runs {
			w += n.width()
			letters += countLetters(n.text)
		}
		widths = append(widths, w)
	}
	slices.Sort(widths)
	return widths[len(widths)/2] >= .6*all.width() && letters >= runningLetters*len(rows)
}

// areUnaligned reports whether two columns have nothing to do with each other:
// few of their lines stand at the same height, as those of a table's rows
// would.
func areUnaligned(left, right []row) bool {
	few, many := left, right
	if len(few) > len(many) {
		few, many = many, few
	}
	if len(few) < 3 {
		return false
	}
	letters, beside := 0, 0
	for _, r := range few {
		for _, n := range r.runs {
			letters += countLetters(n.text)
		}
		if slices.ContainsFunc(many, func(m row) bool {
			return min(math.Abs(m.y0-r.y0), math.Abs(m.y1-r.y1)) < .12*max(r.height(), m.height())
		}) {
			beside++
		}
	}
	return beside*2 < len(few) && letters >= 5*len(few)
}

// isTabular reports whether rows are a band of cells: several a side, or hardly
// any words.
func isTabular(rows []row, x float64) bool {
	cells, letters := 0, 0
	for _, r := range rows {
		cells += len(r.runs)
		for _, n := range r.runs {
			letters += countLetters(n.text)
		}
	}
	return cells > 3*len(rows) || letters < 6*cells
}

func countLetters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				n++ // they are twice as wide
			}
		}
	}
	return n
}

// isMostlyRTL reports whether most of the rows' runs are written from right to
// left.
func isMostlyRTL(rows []row) bool {
	n := 0
	for _, r := range rows {
		for _, run := range r.runs {
			if run.rtl {
				n += len(run.text)
			} else if countLetters(run.text) > 0 {
				n -= len(run.text)
			}
		}
	}
	return n > 0
}

// makeColumn joins the runs of each row to a line.
func makeColumn(rows []row) column {
	c := column{rtl: isMostlyRTL(rows)}
	grid := findGrid(rows)
	for i, r := range rows {
		l := line{box: r.box, cells: len(r.runs), bold: true, rtl: c.rtl, row: r}
		longest := 0
		for _, n := range r.runs {
			l.bold = l.bold && n.bold
			if len(n.text) > longest {
				longest, l.size = len(n.text), n.size
			}
		}
		l.joinRuns(grid[i] || cellsOf(r) > 1 && (i > 0 && isInTable(r, rows[i-1]) || i+1 < len(rows) && isInTable(r, rows[i+1])))
		c.lines = append(c.lines, l)
	}
	return c
}

// joinRuns makes the line's text of its runs, which are cells if it is a row of a table.
func (l *line) joinRuns(table bool) {
	texts := make([]string, len(l.row.runs))
	for i, n := range l.row.runs {
		texts[i] = n.text
	}
	if l.rtl {
		slices.Reverse(texts)
	}
	between := " "
	if table {
		between = retrieval.CellMark
	}
	l.text, l.entry = shortenLeader(strings.Join(texts, between))
	l.table = table && !l.entry
}

// isInTable reports whether a row's neighbour makes it a row of a table.
// Where a column's cells stand half a line lower, gaps are hard to compare; but
// running text has no four gaps in a line.
func isInTable(r, neighbour row) bool {
	return cellsOf(neighbour) > 1 && (cellsOf(r) > 3 || haveCommonGap(r, neighbour))
}

// cellsOf counts the cells of a row, 1 for a line that is only spread out.
func cellsOf(r row) int {
	if isJustified(r.runs) {
		return 1
	}
	return countCells(r)
}

// countCells counts the runs of a row; the marker of a list item is no cell.
func countCells(r row) int {
	n := len(r.runs)
	if n == 2 && utf8.RuneCountInString(r.runs[0].text) <= 5 && isMarker(r.runs[0].text) {
		n--
	}
	return n
}

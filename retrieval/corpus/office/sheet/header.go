package sheet

import (
	"slices"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/language"
)

// isHeader reports whether the first of some rows names the columns of the
// others: short distinct texts above every column. Two columns of texts may
// as well be names and values, so there it takes more to be sure: numbers
// below a text, or bold type.
func isHeader(rows [][]Cell) bool {
	const longestName = 100 // bytes
	if len(rows) < 2 || len(rows[0]) < 2 {
		return false
	}
	names := make(map[string]bool)
	columns := make(map[int]bool)
	bold := true
	for _, c := range rows[0] {
		if c.Number || len(c.Text) > longestName || names[c.Text] {
			return false
		}
		names[c.Text], columns[c.Column] = true, true
		bold = bold && c.Bold
	}
	cells, outside, boldBelow := 0, 0, true
	numbers, filled := countNumbers(rows[1:])
	for _, row := range rows[1:] {
		for _, c := range row {
			cells++
			if !columns[c.Column] {
				outside++
			}
			boldBelow = boldBelow && c.Bold
		}
	}
	if outside*5 > cells {
		return false
	}
	if len(rows[0]) >= 3 || bold && !boldBelow {
		return true
	}
	for column, n := range numbers {
		if columns[column] && n*2 > filled[column] {
			return true
		}
	}
	return false
}

// defaultNames are what programs call a new sheet, in any language.
var defaultNames = language.Gather(func(l *language.Language) language.Words { return l.Writing.Sheets })

// IsDefaultName reports whether a sheet's name is one that a program gives to a
// new sheet.
func IsDefaultName(name string) bool {
	return defaultNames.Has(strings.ToLower(strings.TrimRight(name, "0123456789 _")))
}

// mostTitleRows are looked at above a table.
const mostTitleRows = 3

// countTitleRows returns how many rows stand above the header of a table and are none of
// it: what the sheet is of, with a date or a name beside it. They are narrower than the
// header, which names all columns below, so that it takes no name from them.
func countTitleRows(rows [][]Cell) int {
	if header, _ := findHeader(rows); header != nil {
		return 0
	}
	for n := 1; n <= mostTitleRows && n+1 < len(rows); n++ {
		if len(rows[n-1]) > 2 {
			return 0
		}
		if len(rows[n]) > 2 && isHeader(rows[n:]) && namesAll(rows[n], rows[n+1:]) {
			return n
		}
	}
	return 0
}

// namesAll reports whether a row has a cell in each column of those below it.
func namesAll(header []Cell, rows [][]Cell) bool {
	columns := columnsOf(header)
	for _, row := range rows {
		for _, c := range row {
			if !columns[c.Column] {
				return false
			}
		}
	}
	return true
}

func columnsOf(row []Cell) map[int]bool {
	columns := make(map[int]bool, len(row))
	for _, c := range row {
		columns[c.Column] = true
	}
	return columns
}

// findHeader returns the names of columns that rows begin with, and how many rows they
// take: one or two, and one of units. It returns nil if there are none.
func findHeader(rows [][]Cell) (header []Cell, of int) {
	switch joined := joinHeader(rows, false); {
	case joined != nil:
		header, of = joined, 2
	case isHeader(rows):
		header, of = rows[0], 1
	default:
		if header, of = joinHeader(rows, true), 2; header == nil {
			return nil, 0
		}
	}
	if of < len(rows) && areUnits(rows[of], header, rows[of+1:]) {
		header, of = addUnits(header, rows[of]), of+1
	}
	return header, of
}

// areUnits reports whether a row below the names of columns says what their numbers are
// in: short texts, each above numbers, and none above texts.
func areUnits(row, header []Cell, below [][]Cell) bool {
	const longestUnit = 12 // bytes
	if len(row) == 0 || len(below) == 0 {
		return false
	}
	numbers, filled := countNumbers(below)
	named := columnsOf(header)
	for _, c := range row {
		if c.Number || len(c.Text) > longestUnit || !named[c.Column] || numbers[c.Column] == 0 || numbers[c.Column] < filled[c.Column] {
			return false
		}
	}
	for column, n := range numbers { // "n/a" in one of two columns of numbers is no unit
		if n == filled[column] && named[column] && !columnsOf(row)[column] && len(row) < 2 {
			return false
		}
	}
	return true
}

// addUnits puts units behind the names of columns: "Weight (kg)".
func addUnits(header, units []Cell) []Cell {
	unit := make(map[int]string, len(units))
	for _, c := range units {
		unit[c.Column] = strings.Trim(block.OneLine(c.Text), "()[] ")
	}
	out := slices.Clone(header)
	for i := range out {
		if u := unit[out[i].Column]; u != "" {
			out[i].Text = strings.TrimRight(block.OneLine(out[i].Text), ": ") + " (" + u + ")"
		}
	}
	return out
}

// countNumbers returns how many cells of each column are numbers, and how many there are.
func countNumbers(rows [][]Cell) (numbers, filled map[int]int) {
	numbers, filled = make(map[int]int), make(map[int]int)
	for _, row := range rows {
		for _, c := range row {
			filled[c.Column]++
			if c.Number {
				numbers[c.Column]++
			}
		}
	}
	return numbers, filled
}

// joinHeader returns the header of rows whose names stand in two rows, as "Season" over
// two columns above "Summer" and "Winter" does: "Season Summer", "Season Winter". It
// returns nil if there is no such header. A name goes over the columns of its merged
// cell; where filled, and no cell is merged, over those beside it that have a name in the
// second row only.
func joinHeader(rows [][]Cell, filled bool) []Cell {
	if len(rows) < 3 || len(rows[0]) < 2 {
		return nil
	}
	if filled && isHeader(rows[1:]) && namesAll(rows[1], rows[2:]) {
		return nil // the second row needs no names from the first, which is a title
	}
	above := make(map[int]string)
	grouped := false
	for i, c := range rows[0] {
		columns := c.Columns
		if filled {
			if c.Number || c.Columns > 1 {
				return nil
			}
			columns = reach(rows, i)
		}
		grouped = grouped || columns > 1
		for n := range min(max(columns, 1), MaxColumns) {
			above[c.Column+n] = c.Text
		}
	}
	if !grouped {
		return nil
	}
	var joined []Cell
	for _, c := range rows[1] {
		if c.Columns > 1 {
			return nil
		}
		name := block.JoinNames([]string{above[c.Column], c.Text})
		joined = append(joined, Cell{Column: c.Column, Text: name, Bold: c.Bold, Number: c.Number && above[c.Column] == ""})
		delete(above, c.Column)
	}
	for _, c := range rows[0] {
		if name, left := above[c.Column]; left && c.Columns < 2 {
			joined = append(joined, Cell{Column: c.Column, Text: name, Bold: c.Bold, Number: c.Number})
		}
	}
	slices.SortFunc(joined, func(a, b Cell) int { return a.Column - b.Column })
	if !isHeader(append([][]Cell{joined}, rows[2:]...)) || filled && !namesAll(joined, rows[2:]) {
		return nil
	}
	return joined
}

// reach returns how many columns the i-th name of the first row goes over, if no cell is
// merged: its own, and those up to the next name that the second row has and it has not.
// The second row must have a name below it, too.
func reach(rows [][]Cell, i int) int {
	below := columnsOf(rows[1])
	at := rows[0][i].Column
	if !below[at] {
		return 1
	}
	n := 1
	for below[at+n] && (i+1 == len(rows[0]) || at+n < rows[0][i+1].Column) {
		n++
	}
	return n
}

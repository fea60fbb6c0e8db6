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
	numbers, filled := make(map[int]int), make(map[int]int)
	for _, row := range rows[1:] {
		for _, c := range row {
			cells++
			filled[c.Column]++
			if !columns[c.Column] {
				outside++
			}
			if c.Number {
				numbers[c.Column]++
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

// joinHeader returns the header of rows whose names stand in two rows, as "Season" over
// two columns above "Summer" and "Winter" does: "Season Summer", "Season Winter". It
// returns nil if there is no such header.
func joinHeader(rows [][]Cell) []Cell {
	if len(rows) < 3 || len(rows[0]) < 2 {
		return nil
	}
	above := make(map[int]string)
	grouped := false
	for _, c := range rows[0] {
		grouped = grouped || c.Columns > 1
		for n := range min(max(c.Columns, 1), MaxColumns) {
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
	if !isHeader(append([][]Cell{joined}, rows[2:]...)) {
		return nil
	}
	return joined
}

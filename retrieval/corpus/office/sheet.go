package office

import (
	"strings"
)

// sheetCell is a cell with something in it.
type sheetCell struct {
	column int // from 0
	text   string
	number bool // or a date
	bold   bool
}

// sheetText writes the rows of spreadsheets so that each can be found and
// read on its own: below a header, a row is one line "Header: value | Header:
// value". A tab-separated row would say what its values mean only as long as
// the header is in the same passage, and it matches a question that names the
// column only there.
type sheetText struct {
	out  blocks
	text *budget

	row     int // number of the last one
	waiting [][]sheetCell
	decided bool
	header  map[int]string // by column; nil if the region has none
	first   string         // the header's own row, to leave out where it is repeated
	above   []sheetCell    // a row that may be the header of regions below a gap
}

// sheetLookahead is how many rows of a region are seen before it is decided
// whether the first is a header.
const sheetLookahead = 20

// sheet begins a sheet.
func (t *sheetText) sheet(name string) {
	t.end()
	t.row, t.above = 0, nil
	t.out.add(Block{Text: name, Level: 1})
}

// add adds the cells of a row, which has a number from 1. A gap between rows
// ends a region: another header may follow.
func (t *sheetText) add(number int, cells []sheetCell) error {
	if len(cells) == 0 {
		return nil
	}
	size := 0
	for _, c := range cells {
		size += len(c.text)
	}
	if size > t.text.left {
		return errTooMuch
	}
	if number > t.row+1 {
		t.end()
	}
	t.row = number
	if t.decided {
		t.write(cells)
	} else if len(cells) == 1 && len(t.waiting) == 0 {
		t.line(cells[0].text) // a title above the table, or a list
	} else if t.waiting = append(t.waiting, cells); len(t.waiting) >= sheetLookahead {
		t.decide()
	}
	return t.text.spend(0)
}

func (t *sheetText) line(text string) {
	text = oneLine(text)
	_ = t.text.spend(len(text) + blockCost) // add returns it
	t.out.add(Block{Text: text, Row: true})
}

// end ends a region.
func (t *sheetText) end() {
	if !t.decided {
		t.decide()
	}
	t.decided, t.header, t.first = false, nil, ""
	t.out.add(Block{})
}

// decide looks at the rows that wait, and writes them.
func (t *sheetText) decide() {
	rows := t.waiting
	t.waiting, t.decided = nil, true
	if len(rows) == 0 {
		return
	}
	t.out.add(Block{})
	switch {
	case isHeader(rows):
		t.setHeader(rows[0])
		t.above, rows = rows[0], rows[1:]
	case len(t.above) > 2 && 2*len(rows[0]) > len(t.above) && isHeader(append([][]sheetCell{t.above}, rows...)):
		t.setHeader(t.above)
	default:
		t.above = rows[len(rows)-1]
	}
	for _, row := range rows {
		t.write(row)
	}
}

func (t *sheetText) setHeader(row []sheetCell) {
	t.header = make(map[int]string, len(row))
	for _, c := range row {
		t.header[c.column] = strings.TrimRight(oneLine(c.text), ": ")
	}
	t.first = plainRow(row)
}

func (t *sheetText) write(cells []sheetCell) {
	plain := plainRow(cells)
	switch {
	case t.header == nil:
		t.line(plain)
		return
	case plain == t.first:
		return
	}
	fields := make([]string, len(cells))
	for i, c := range cells {
		fields[i] = oneLine(c.text)
		if name := t.header[c.column]; name != "" {
			fields[i] = name + ": " + fields[i]
		}
	}
	t.line(strings.Join(fields, " | "))
}

func plainRow(cells []sheetCell) string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = oneLine(c.text)
	}
	return strings.Join(texts, " | ")
}

// isHeader tells whether the first of some rows names the columns of the
// others: short distinct texts above every column. Two columns of texts may
// as well be names and values, so there it takes more to be sure: numbers
// below a text, or bold type.
func isHeader(rows [][]sheetCell) bool {
	const longestName = 100 // bytes
	if len(rows) < 2 || len(rows[0]) < 2 {
		return false
	}
	names := make(map[string]bool)
	columns := make(map[int]bool)
	bold := true
	for _, c := range rows[0] {
		if c.number || len(c.text) > longestName || names[c.text] {
			return false
		}
		names[c.text], columns[c.column] = true, true
		bold = bold && c.bold
	}
	cells, outside, boldBelow := 0, 0, true
	numbers, filled := make(map[int]int), make(map[int]int)
	for _, row := range rows[1:] {
		for _, c := range row {
			cells++
			filled[c.column]++
			if !columns[c.column] {
				outside++
			}
			if c.number {
				numbers[c.column]++
			}
			boldBelow = boldBelow && c.bold
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

// defaultSheetName tells the name that a program gives to a new sheet.
func defaultSheetName(name string) bool {
	name = strings.ToLower(strings.TrimRight(name, "0123456789 _"))
	for _, usual := range []string{"sheet", "tabelle", "feuil", "feuille", "hoja", "foglio", "planilha", "blad", "arkusz", "лист"} {
		if name == usual {
			return true
		}
	}
	return false
}

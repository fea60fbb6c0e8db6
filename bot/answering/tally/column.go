package tally

import (
	"math"
	"strings"
	"unicode"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
	"footnote/retrieval/table"
)

// column is a column of a table with what its cells hold.
type column struct {
	name  string
	words []string // of its name, folded
	cells []cell
	// numeric, dated and either report whether most of its cells are figures, dates, or
	// yes and no.
	numeric, dated, either bool
	// money and unit are what its figures are of: by its name or by its cells.
	money bool
	units map[string]bool // dimensions and names
	// key reports whether its cells name their rows: no two are the same.
	key bool
	// prose reports whether its cells have more than two words and a half on average.
	prose bool
}

// cell is a cell of a column.
type cell struct {
	text  string
	items [][]string // its words, by item of a list in it
	words []string
	value float64
	// isNumber, isDate, isYes and isNo say what it is.
	isNumber, isDate, isYes, isNo bool
	day                           quantity.Day
	unit                          quantity.Unit
}

// readColumns types the cells of a table.
func readColumns(t table.Table) []column {
	list := make([]column, len(t.Head))
	for c := range list {
		list[c] = readColumn(t, c)
	}
	return list
}

func readColumn(t table.Table, at int) column {
	col := column{name: t.Head[at], words: wordsOf(t.Head[at]), units: make(map[string]bool), key: true}
	filled, numbers, dates, eithers := 0, 0, 0, 0
	seen := make(map[string]bool)
	for _, row := range t.Rows {
		c := readCell(row.Cells[at])
		col.cells = append(col.cells, c)
		if c.text == "" {
			col.key = false
			continue
		}
		filled++
		col.key = col.key && !seen[c.text]
		seen[c.text] = true
		switch {
		case c.isYes || c.isNo:
			eithers++
		case c.isDate:
			dates++
		case c.isNumber:
			numbers++
			col.addUnit(c.unit)
		}
	}
	mostly := func(n int) bool { return n > 0 && 3*n >= 2*filled }
	col.numeric, col.dated, col.either = mostly(numbers), mostly(dates), mostly(eithers) && eithers == filled
	if col.dated && !mostly(dates) || col.numeric && col.dated {
		col.dated = false
	}
	if col.numeric {
		for _, q := range quantity.Find(col.name) {
			col.addUnit(q.Unit)
		}
	}
	words := 0
	for _, c := range col.cells {
		words += len(c.words)
	}
	col.prose = 2*words > 5*filled
	for _, w := range col.words {
		if unit, ok := readUnit(w); ok && col.numeric {
			col.addUnit(unit)
		}
		col.money = col.money || moneyWord.Has(w)
	}
	for _, sign := range []string{"£", "€", "$", "¥"} {
		if strings.Contains(col.name, sign) {
			col.money = true
		}
	}
	col.money = col.money && !col.dated
	return col
}

var moneyWord = language.Gather(func(l *language.Language) language.Words { return language.FoldList(l.Asks.MoneyNouns) })

// addUnit notes what figures of a column are of.
func (c *column) addUnit(u quantity.Unit) {
	if u.Dimension == "" {
		return
	}
	c.units[u.Name], c.units[u.Dimension] = true, true
	c.money = c.money || isMoney(u)
}

// isLength reports whether figures of a column are lengths or times.
func (c *column) isLength() bool {
	return c.units["length"] || c.units["time"] || c.units["months"] || c.units["milliseconds"]
}

// isMoney reports whether a unit is a currency: they alone have dimensions in capitals.
func isMoney(u quantity.Unit) bool {
	return u.Dimension == "$" || u.Dimension == "pound" || len(u.Dimension) == 3 && strings.ToUpper(u.Dimension) == u.Dimension
}

// unitNamed returns the unit that a word names: euro, gb.
func unitNamed(word string) (quantity.Unit, bool) {
	if len(word) < 2 {
		return quantity.Unit{}, false // a letter of a question may be anything
	}
	return readUnit(word)
}

func readUnit(word string) (quantity.Unit, bool) {
	found := quantity.Find("1 " + word)
	if len(found) != 1 || found[0].Kind != quantity.Number || found[0].End != len("1 "+word) {
		return quantity.Unit{}, false
	}
	return found[0].Unit, found[0].Unit.Dimension != ""
}

// readCell reads what a cell says.
func readCell(text string) cell {
	c := cell{text: text, words: wordsOf(text)}
	for _, item := range splitItems(text) {
		if words := wordsOf(item); len(words) > 0 {
			c.items = append(c.items, words)
		}
	}
	folded := language.Fold(strings.TrimSpace(text))
	c.isYes, c.isNo = yes.Has(folded) || text == "✓", no.Has(folded) || text == "✗"
	if found := quantity.Find(text); len(found) > 0 && coversCell(text, found[0]) {
		q := found[0]
		switch {
		case q.Kind == quantity.Date && !isPlainNumber(text):
			c.isDate, c.day = true, q.Day
			c.value = dayNumber(q.Day)
		case q.Kind == quantity.Number || q.Kind == quantity.Date:
			c.isNumber, c.value, c.unit = true, q.Value, q.Unit
			if q.Kind == quantity.Number {
				c.value = plainValue(text, q)
			}
		}
	} else if n, ok := plainNumber(text); ok {
		c.isNumber, c.value = true, n
	} else if m := language.Month(strings.ToLower(text)); m > 0 {
		c.isDate, c.day = true, quantity.Day{Month: m} // May alone is no date elsewhere
		c.value = dayNumber(c.day)
	}
	return c
}

// splitItems cuts a cell that lists several things.
func splitItems(text string) []string {
	return strings.FieldsFunc(strings.NewReplacer(" and ", ",", " & ", ",", " + ", ",").Replace(text), func(r rune) bool {
		return r == ',' || r == ';' || r == '/' || r == '\n'
	})
}

// coversCell reports whether a figure is all that a cell says, but for a time of day
// behind a date, or a short word for what a number counts. Letters before it make a code.
func coversCell(text string, q quantity.Quantity) bool {
	const beside = 5 // letters
	if strings.ContainsFunc(text[:q.Start], isWordRune) {
		return false
	}
	rest := text[q.End:]
	if q.Kind == quantity.Date {
		return !strings.ContainsFunc(strings.TrimLeft(rest, "T"), unicode.IsLetter)
	}
	letters := 0
	for i, r := range rest {
		switch {
		case unicode.IsDigit(r), unicode.IsLetter(r) && i == 0:
			return false
		case unicode.IsLetter(r):
			letters++
		}
	}
	return letters <= beside
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func isPlainNumber(text string) bool {
	_, ok := plainNumber(text)
	return ok
}

// plainNumber reads digits with at most one point and commas between groups of three.
func plainNumber(text string) (float64, bool) {
	n, points, digits := 0.0, 0, 0
	scale := 1.0
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
			if points > 0 {
				scale /= 10
				n += float64(r-'0') * scale
			} else {
				n = 10*n + float64(r-'0')
			}
		case r == '.' && i > 0:
			points++
		case r == ',' && i > 0 && points == 0 && isGroup(text[i+1:]):
		default:
			return 0, false
		}
	}
	return math.Round(n*1e6) / 1e6, digits > 0 && points <= 1
}

// isGroup reports whether three digits and no more follow.
func isGroup(rest string) bool {
	n := 0
	for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	return n == 3
}

// plainValue returns the number as the cell writes it, and not in its unit's base: cells
// of one column are added as they stand.
func plainValue(text string, q quantity.Quantity) float64 {
	digits := strings.TrimFunc(text[q.Start:q.End], func(r rune) bool { return !unicode.IsDigit(r) })
	if n, ok := plainNumber(digits); ok {
		if strings.Contains(text[:q.Start+1], "-") {
			return -n
		}
		return n
	}
	return q.Value
}

// dayNumber orders dates. A part that isn't told comes first.
func dayNumber(d quantity.Day) float64 {
	return float64(d.Year)*10000 + float64(d.Month)*100 + float64(d.Day)
}

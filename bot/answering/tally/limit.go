package tally

import (
	"strconv"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// limit finds the rows that meet all conditions of the question, false if a condition
// can't be met here.
func (e *explained) limit() bool {
	e.rows = make([]bool, len(e.table.Rows))
	for r := range e.rows {
		e.rows[r] = !e.isTotal(r)
	}
	for c := range e.columns {
		e.limitCells(c)
		e.limitEither(c)
	}
	for _, b := range e.task.bounds {
		if !e.limitBound(b) {
			return false
		}
	}
	if !e.limitDates() {
		return false
	}
	if e.task.Operation == Count || e.task.Operation == List {
		e.limitFilled()
	}
	return true
}

// limitFilled keeps the rows that have something in the columns that the question names
// beside what is counted and without a value: "how many incidents injured somebody" are
// those whose column "injured" isn't 0.
func (e *explained) limitFilled() {
	for _, c := range e.chosen {
		if c.place != inHead || e.isCounted(c.from) || e.isLimited(c.column) {
			continue
		}
		col := &e.columns[c.column]
		if e.isKey(c.column) || col.either {
			continue
		}
		e.keep(func(r int) bool {
			cell := col.cells[r]
			return cell.text != "" && !cell.isNo && cell.text != "-" && cell.text != "–" && !(cell.isNumber && cell.value == 0)
		})
	}
}

// isLimited reports whether a condition is on a column.
func (e *explained) isLimited(at int) bool { return e.isCondition(at) || e.limited[at] }

// isTotal reports whether a row sums up the others: its first cell says so.
func (e *explained) isTotal(row int) bool {
	for c := range e.columns {
		if words := e.columns[c].cells[row].words; len(words) > 0 {
			return len(words) <= 2 && sums.Has(words[0])
		}
	}
	return true // an empty row
}

// keep leaves those of the rows.
func (e *explained) keep(holds func(row int) bool) {
	e.limits++
	for r := range e.rows {
		e.rows[r] = e.rows[r] && holds(r)
	}
}

// limitCells keeps the rows that cells of a column name. Of several values any is meant:
// a row has but one of them.
func (e *explained) limitCells(at int) {
	var any []bool
	for _, c := range e.chosen {
		if c.place != inCells || c.column != at {
			continue
		}
		if any == nil {
			any = make([]bool, len(c.rows))
		}
		for r, in := range c.rows {
			any[r] = any[r] || in
		}
	}
	if any != nil {
		e.keep(func(r int) bool { return any[r] })
	}
}

// limitEither keeps the rows that say yes in a column that the question names.
func (e *explained) limitEither(at int) {
	if e.named[at] && e.columns[at].either {
		e.keep(func(r int) bool { return e.columns[at].cells[r].isYes })
	}
}

// limitBound keeps the rows whose figure is over or under a number.
func (e *explained) limitBound(b bound) bool {
	at := e.numericColumn(func(c *column) bool {
		return b.Unit.Dimension == "" || c.units[b.Unit.Name] || isMoney(b.Unit) && c.units[b.Unit.Dimension]
	})
	if at < 0 {
		return false
	}
	e.limited[at] = true
	e.keep(func(r int) bool {
		c := e.columns[at].cells[r]
		if !c.isNumber {
			return false
		}
		switch b.Bound {
		case quantity.Over:
			return c.value > b.plain
		case quantity.AtLeast:
			return c.value >= b.plain
		case quantity.Under, quantity.Nearly:
			return c.value < b.plain
		}
		return c.value <= b.plain
	})
	return true
}

// numericColumn returns the column of figures that the question names best, or else the
// only one there is; -1 for none.
func (e *explained) numericColumn(fits func(*column) bool) int {
	best, mentioned, only := -1, -1, -1
	several := false
	for c := range e.columns {
		col := &e.columns[c]
		if !col.numeric || !fits(col) || e.isCondition(c) {
			continue
		}
		if strength, named := e.headed[c]; named && (best < 0 || strength > e.headed[best]+1e-9) {
			best = c
		}
		if strength := e.mentioned[c]; strength > 0 && (mentioned < 0 || strength > e.mentioned[mentioned]+1e-9) {
			mentioned = c
		}
		if !e.isKey(c) {
			several = several || only >= 0
			only = c
		}
	}
	switch {
	case best >= 0:
		return best
	case mentioned >= 0:
		return mentioned
	case several:
		return -1
	}
	return only
}

// isKey reports whether a column numbers or names the rows.
func (e *explained) isKey(at int) bool { return at == 0 && e.columns[at].key }

// isCondition reports whether a value of a column is named.
func (e *explained) isCondition(at int) bool {
	for _, c := range e.chosen {
		if c.place == inCells && c.column == at {
			return true
		}
	}
	return false
}

// limitDates keeps the rows of the dates that the question names. Where the rows have no
// dates the table's name must have them.
func (e *explained) limitDates() bool {
	dates := e.task.dates
	at := e.dateColumn()
	for _, d := range dates { // where rows tell months alone, the table's name tells the year
		if at >= 0 && d.Year > 0 && !e.tellsYears(at) && !e.isNamed(quantity.Day{Year: d.Year}) {
			return false
		}
	}
	if len(dates) > 0 && at >= 0 {
		e.limited[at] = true
	}
	if len(dates) == 2 && e.task.ranges(dates[0], dates[1]) && at >= 0 {
		from, to := dates[0].Day, dates[1].Day
		if from.Year == 0 {
			from.Year = to.Year
		}
		e.keep(func(r int) bool {
			c := e.columns[at].cells[r]
			return c.isDate && compareDays(c.day, from) >= 0 && compareDays(c.day, to) <= 0
		})
		return true
	}
	var days []quantity.Day // of which a row is one
	for _, d := range dates {
		switch {
		case at >= 0 && (d.before || d.since):
			e.keep(func(r int) bool {
				c := e.columns[at].cells[r]
				order := compareDays(c.day, d.Day)
				return c.isDate && (d.before && order < 0 || d.since && order >= 0)
			})
		case at >= 0 && e.hasDay(at, d.Day):
			days = append(days, d.Day)
		case e.isNamed(d.Day):
		case e.limitWord(d):
		default:
			return false
		}
	}
	if len(days) > 0 {
		e.keep(func(r int) bool {
			for _, d := range days {
				if c := e.columns[at].cells[r]; c.isDate && compareDays(c.day, d) == 0 {
					return true
				}
			}
			return false
		})
	}
	if e.task.thisYear && at >= 0 {
		e.keepLastYear(at)
	}
	return true
}

// keepLastYear keeps the rows of the last year that there is.
func (e *explained) keepLastYear(at int) {
	last := 0
	for _, c := range e.columns[at].cells {
		last = max(last, c.day.Year)
	}
	e.keep(func(r int) bool { return e.columns[at].cells[r].day.Year == last })
	e.limits-- // it tells nothing of what the rows are
}

// dateColumn returns the column of dates that the question names, or the first one; -1
// for none.
func (e *explained) dateColumn() int {
	first := -1
	for c := range e.columns {
		if !e.columns[c].dated {
			continue
		}
		if _, named := e.headed[c]; named {
			return c
		}
		if first < 0 {
			first = c
		}
	}
	return first
}

// tellsYears reports whether the dates of a column have years.
func (e *explained) tellsYears(at int) bool {
	for _, c := range e.columns[at].cells {
		if c.day.Year > 0 {
			return true
		}
	}
	return false
}

// hasDay reports whether a cell of a column is of a date.
func (e *explained) hasDay(at int, d quantity.Day) bool {
	for _, c := range e.columns[at].cells {
		if c.isDate && compareDays(c.day, d) == 0 {
			return true
		}
	}
	return false
}

// isNamed reports whether the name of the table or its document has a date.
func (e *explained) isNamed(d quantity.Day) bool {
	year, month, day := d.Year == 0, d.Month == 0, d.Day == 0
	for i, w := range e.names {
		day = day || sameNumber(w, d.Day)
		year = year || w == strconv.Itoa(d.Year)
		month = month || language.Month(w) == d.Month || i > 0 && isYearWord(e.names[i-1]) && sameNumber(w, d.Month)
	}
	return year && month && day
}

func isYearWord(w string) bool {
	n, err := strconv.Atoi(w)
	return err == nil && len(w) == 4 && language.IsYear(n)
}

func sameNumber(w string, n int) bool {
	m, err := strconv.Atoi(w)
	return err == nil && m == n
}

// limitWord keeps the rows with a cell that has the words of a date, such as the name of
// a week or a season.
func (e *explained) limitWord(d dateLimit) bool {
	has := func(r int) bool {
		for c := range e.columns {
			all := true
			for i := d.first; i < d.after; i++ {
				all = all && hasWord(e.columns[c].cells[r].words, e.task.words[i].text)
			}
			if all {
				return true
			}
		}
		return false
	}
	for r := range e.rows {
		if has(r) {
			e.keep(has)
			return true
		}
	}
	return false
}

// compareDays orders two dates by the parts that both tell: a day of 2026 is neither
// before nor after 2026.
func compareDays(a, b quantity.Day) int {
	for _, p := range [][2]int{{a.Year, b.Year}, {a.Month, b.Month}, {a.Day, b.Day}} {
		switch {
		case p[0] == 0 || p[1] == 0:
		case p[0] < p[1]:
			return -1
		case p[0] > p[1]:
			return 1
		}
	}
	return 0
}

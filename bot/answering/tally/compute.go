package tally

import (
	"slices"
	"strconv"

	"footnote/retrieval/table"
)

// Result is what was computed from a table.
type Result struct {
	Operation
	// Said is the result in figures and in words of the table; "" where a row says it.
	Said string
	// Rows are those that it rests on, of Of rows that the table has.
	Rows  []table.Row
	Of    int
	Table table.Table
	// Column is the name of the column that was added or compared, "" for none.
	Column string
}

// run computes what is asked of a table whose rows the conditions have left.
func (e *explained) run() (Result, bool) {
	var rows []int
	for r, in := range e.rows {
		if in {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 || !e.meansAmounts(len(rows)) {
		return Result{}, false
	}
	result := Result{Operation: e.task.Operation, Of: len(e.table.Rows), Table: e.table}
	ok := false
	switch e.task.Operation {
	case Count:
		ok = e.count(rows, &result)
	case List:
		ok = e.list(rows, &result)
	case Sum, Mean:
		if ok = e.add(rows, &result); !ok && e.task.Operation == Sum && e.task.counted < len(e.task.words) {
			result.Operation = Count
			ok = e.count(rows, &result)
		}
	case Most, Least:
		ok = e.extreme(rows, &result)
	}
	return result, ok
}

// meansAmounts reports whether the numbers that stand alone in the question, "the three
// compressors", are how many rows there are. Others nothing explains.
func (e *explained) meansAmounts(n int) bool {
	for i, at := range e.order {
		if w := e.task.words[at]; w.amount != n || e.isExplained(i) {
			continue
		}
		e.left -= e.task.words[at].weight
		for k := i + 1; k < len(e.order) && e.order[k] == at+k-i; k++ { // and what they are of
			if !e.isExplained(k) {
				e.left -= e.task.words[e.order[k]].weight
			}
		}
	}
	return true
}

// countedColumn returns the column that what is counted names, -1 for none.
func (e *explained) countedColumn() int {
	from, after := e.countedSpan()
	for i, at := range e.order {
		if at < from || at >= after {
			continue
		}
		for _, c := range e.chosen {
			if c.from <= i && i < c.to && c.place == inHead {
				return c.column
			}
		}
	}
	return -1
}

// countedSpan returns the words of what is counted or listed: content words that follow
// one another.
func (e *explained) countedSpan() (from, after int) {
	from = e.task.counted
	for from < len(e.task.words) && e.task.words[from].role == function {
		from++
	}
	after = from
	for after < len(e.task.words) && (e.task.words[after].role == content || e.task.words[after].role == figure) {
		after++
	}
	return from, after
}

// countedText returns what is counted as the question says it.
func (e *explained) countedText() string {
	from, after := e.countedSpan()
	if from == after {
		return ""
	}
	return " " + e.task.text[e.task.words[from].start:e.task.words[after-1].end]
}

// fewestCounted is how many rows are counted: what has but one is mostly a row that says
// how many itself.
const fewestCounted = 2

// count counts rows, or the different values of the column that is named.
func (e *explained) count(rows []int, result *Result) bool {
	at := e.countedColumn()
	if at >= 0 && e.columns[at].numeric && !e.isKey(at) && !e.isCondition(at) {
		return false // how many homes: a row says it
	}
	if e.limits == 0 && e.table.HeadSpan.End > 0 && at < 0 {
		return false // a page speaks of much beside what its table has a row for
	}
	names := e.labels(rows)
	if at >= 0 && (!e.isKey(at) || e.columns[at].numeric) && !e.columns[at].either && !e.isCondition(at) {
		names = nil
		for _, r := range rows {
			if text := e.columns[at].cells[r].text; text != "" && !slices.Contains(names, text) {
				names = append(names, text)
			}
		}
	}
	if len(names) < fewestCounted {
		return false
	}
	if !e.namesCounted() {
		return false
	}
	result.Said = strconv.Itoa(len(names)) + e.countedText() + ": " + joinBounded(names)
	result.Rows = e.tableRows(rows)
	return true
}

// namesCounted reports whether the table or a column of it is named by what is counted.
func (e *explained) namesCounted() bool {
	from, after := e.countedSpan()
	for i, at := range e.order {
		if at < from || at >= after {
			continue
		}
		if e.task.words[at].generic {
			return true
		}
		for _, c := range e.chosen {
			if c.from <= i && i < c.to && c.place != inCells {
				return true
			}
		}
	}
	return false
}

// fewestListed is how many rows a list has: where one alone is left its own words say more.
const fewestListed = 2

// list names rows.
func (e *explained) list(rows []int, result *Result) bool {
	if len(rows) < fewestListed || e.limits == 0 || !e.namesCounted() {
		return false
	}
	result.Said = joinBounded(e.labels(rows))
	result.Rows = e.tableRows(rows)
	return true
}

// add sums up a column or takes its mean.
func (e *explained) add(rows []int, result *Result) bool {
	at := e.numericColumn(func(c *column) bool { return e.fitsUnits(c) })
	if at < 0 {
		return false
	}
	return e.addColumn(at, rows, result)
}

// fitsUnits reports whether a column is of the units that the question names, if it
// names any that a column has.
func (e *explained) fitsUnits(c *column) bool {
	for i := range e.order {
		if e.isColumnName(i) {
			continue
		}
		unit, ok := unitNamed(e.text(i))
		if ok && !c.units[unit.Name] && slices.ContainsFunc(e.columns, func(o column) bool { return o.units[unit.Name] }) {
			return false
		}
	}
	return true
}

// isColumnName reports whether content word i is a word of a column's name.
func (e *explained) isColumnName(i int) bool {
	return slices.ContainsFunc(e.chosen, func(c claim) bool {
		return c.place == inHead && c.from <= i && i < c.to && hasWord(e.columns[c.column].words, e.text(i))
	})
}

// addColumn sums up the figures of a column, or takes their mean.
func (e *explained) addColumn(at int, rows []int, result *Result) bool {
	if !e.sameUnits(at, rows) {
		return false
	}
	sum, n, decimals := 0.0, 0, 0
	var parts []string
	for _, r := range rows {
		c := e.columns[at].cells[r]
		if !c.isNumber {
			if c.text != "" {
				return false // what isn't known can't be added
			}
			continue
		}
		sum += c.value
		n++
		decimals = max(decimals, decimalsOf(c.text))
		parts = append(parts, c.text)
	}
	if n < 2 {
		return false
	}
	if result.Operation == Mean {
		sum /= float64(n)
		decimals++
	}
	result.Column = e.columns[at].name
	result.Said = formatNumber(sum, decimals)
	if sum == float64(int64(sum)) {
		result.Said = formatNumber(sum, 0)
	}
	if result.Operation == Sum {
		result.Said += " (" + joinFigures(parts) + ")"
	} else {
		result.Said += " ((" + joinFigures(parts) + ") / " + strconv.Itoa(n) + ")"
	}
	if result.Column != "" {
		result.Said += ", " + result.Column
	}
	result.Rows = e.tableRows(rows)
	return true
}

// sameUnits reports whether figures of a column can be added: those of other columns
// that say what they are of, such as a currency, are the same.
func (e *explained) sameUnits(at int, rows []int) bool {
	units := make(map[string]bool)
	for _, r := range rows {
		if u := e.columns[at].cells[r].unit; u.Name != "" {
			units[u.Name] = true
		}
	}
	if len(units) > 1 {
		return false
	}
	for c := range e.columns {
		if c == at || e.columns[c].numeric || e.columns[c].dated {
			continue
		}
		named := make(map[string]bool)
		all := true
		for _, r := range rows {
			words := e.columns[c].cells[r].words
			if len(words) == 0 {
				continue
			}
			_, ok := unitNamed(words[len(words)-1])
			all = all && ok
			named[e.columns[c].cells[r].text] = true
		}
		if all && len(named) > 1 {
			return false
		}
	}
	return true
}

// mostTied is how many rows may share the first place.
const mostTied = 3

// extreme finds the rows with the largest or smallest figure.
func (e *explained) extreme(rows []int, result *Result) bool {
	at := e.extremeColumn()
	if at < 0 || len(rows) < 2 || !e.sameUnits(at, rows) {
		return false
	}
	least := e.task.Operation == Least
	if e.task.measure == ofQuality && !e.isGood(at) {
		least = false
	}
	var best []int
	n := 0
	for _, r := range rows {
		c := e.columns[at].cells[r]
		if !c.isNumber && !c.isDate {
			continue
		}
		n++
		if len(best) > 0 {
			other := e.columns[at].cells[best[0]].value
			if c.value == other {
				best = append(best, r)
				continue
			}
			if (c.value > other) == least {
				continue
			}
		}
		best = []int{r}
	}
	if n < 2 || len(best) == 0 || len(best) > mostTied {
		return false
	}
	result.Rows, result.Column = e.tableRows(best), e.columns[at].name
	return true
}

// isGood reports whether figures of a column are better the larger they are: shares near
// the whole, such as availabilities.
func (e *explained) isGood(at int) bool {
	sum, n := 0.0, 0.0
	for _, c := range e.columns[at].cells {
		if c.isNumber {
			sum += c.value
			n++
		}
	}
	return n > 0 && sum/n > 50 && sum/n <= 100
}

// extremeColumn returns the column that a superlative compares, -1 for none.
func (e *explained) extremeColumn() int {
	switch e.task.measure {
	case ofMoney:
		first := -1
		for c := range e.columns {
			if !e.columns[c].money || !e.columns[c].numeric || !e.fitsUnits(&e.columns[c]) {
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
	case ofLength:
		if at := e.numericColumn(func(c *column) bool { return e.fitsUnits(c) && c.isLength() }); at >= 0 {
			return at
		}
	case ofDates:
		if at := e.dateColumn(); at >= 0 && (e.isHeaded(at) || e.countDated() == 1) {
			return at
		}
		return -1
	}
	return e.numericColumn(e.fitsUnits)
}

func (e *explained) isHeaded(at int) bool {
	_, named := e.headed[at]
	return named
}

// countDated returns how many columns have dates.
func (e *explained) countDated() int {
	n := 0
	for c := range e.columns {
		if e.columns[c].dated {
			n++
		}
	}
	return n
}

func (e *explained) tableRows(rows []int) []table.Row {
	list := make([]table.Row, len(rows))
	for i, r := range rows {
		list[i] = e.table.Rows[r]
	}
	return list
}

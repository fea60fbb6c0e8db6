package tally

import (
	"cmp"
	"slices"

	"footnote/retrieval/table"
)

// place is where a word of the question stands.
type place int

const (
	inCells place = iota
	inHead
	inName
)

// claim explains words of a question by a table: the content words [from, to) of
// explained.order.
type claim struct {
	place
	from, to int
	column   int
	rows     []bool // that the words tell, of inCells
	strength float64
	// whole reports whether the words are all that the cell or the column's name says.
	whole bool
}

// explained is a question with what a table makes of it.
type explained struct {
	task    Task
	table   table.Table
	columns []column
	names   []string // words of the table's name, and of its document's
	order   []int    // the words with something to explain, in order
	chosen  []claim
	// left is the weight of the words that nothing explains.
	left float64
	// headed are the columns that words name.
	headed map[int]float64
	named  map[int]bool // those that words name best
	// mentioned are those that have a word which is taken for something else.
	mentioned map[int]float64
	rows      []bool // that the conditions leave
	limits    int    // conditions
	// limited are the columns that figures and dates of the question are compared with.
	limited map[int]bool
}

// What a word that stands somewhere is worth, for choosing among places. Words that
// are all of a cell are surely meant so; a column's name comes before a part of a cell,
// and that before the name of a document.
const (
	wholeCell  = 1.5
	partOfCell = .55
	wholeHead  = 1.1
	partOfHead = .85
	nameWord   = .8
	weakWord   = .4 // a part of a compound, an abbreviation, a synonym
	leastShare = .3 // of a cell that words say: less is said by the way
)

// explain tells what the words of a question mean in a table. With exact no word that names
// the table stands for a part of a cell.
func explain(task Task, t table.Table, names []string, exact bool) explained {
	e := explained{task: task, table: t, columns: readColumns(t), names: names, headed: make(map[int]float64), named: make(map[int]bool), mentioned: make(map[int]float64), limited: make(map[int]bool)}
	for i, w := range task.words {
		if w.role == content {
			e.order = append(e.order, i)
		}
	}
	var claims []claim
	for c := range e.columns {
		claims = append(claims, e.claimCells(c)...)
		claims = append(claims, e.claimHead(c)...)
	}
	claims = append(claims, e.claimNames()...)
	claims = append(claims, e.claimKin(claims)...)
	if exact {
		claims = e.dropParts(claims)
	}
	e.choose(claims)
	e.left = e.unexplained()
	return e
}

// dropParts leaves out the claims by parts of cells for words that name the table or a
// column: the "Tamsel" of "the four Tamsel municipalities" is no value of "Upper Tamsel".
func (e *explained) dropParts(claims []claim) []claim {
	var list []claim
	for _, c := range claims {
		part := c.place == inCells && !c.whole
		if part && slices.ContainsFunc(claims, func(o claim) bool { return o.place != inCells && o.from == c.from }) {
			continue
		}
		list = append(list, c)
	}
	return list
}

// text returns content word i.
func (e *explained) text(i int) string { return e.task.words[e.order[i]].text }

// isNext reports whether content word i+1 stands near content word i: no word that says
// what is computed lies between.
func (e *explained) isNext(i int) bool {
	if i+1 >= len(e.order) {
		return false
	}
	for k := e.order[i] + 1; k < e.order[i+1]; k++ {
		if e.task.words[k].role == operating || e.task.words[k].role == figure {
			return false
		}
	}
	return true
}

// claimCells finds runs of words that stand together in cells of a column.
func (e *explained) claimCells(at int) []claim {
	col := &e.columns[at]
	if col.either {
		return nil // "yes" names nothing
	}
	var list []claim
	for from := range e.order {
		rows := make([]bool, len(col.cells))
		for i := range rows {
			rows[i] = true
		}
		for to := from; to < len(e.order); to++ {
			if to > from && !e.isNext(to-1) {
				break
			}
			any := false
			for r := range col.cells {
				rows[r] = rows[r] && hasWord(col.cells[r].words, e.text(to))
				any = any || rows[r]
			}
			if !any {
				break
			}
			if c := e.cellClaim(at, from, to+1, slices.Clone(rows)); c.strength > 0 {
				list = append(list, c)
			}
		}
	}
	return list
}

// cellClaim weighs a run of words in cells. If they are all that some cells say, or all
// of an item in them, those alone are meant.
func (e *explained) cellClaim(at, from, to int, rows []bool) claim {
	col := &e.columns[at]
	c := claim{place: inCells, from: from, to: to, column: at, rows: rows}
	whole := make([]bool, len(rows))
	best := 0.0
	for r, in := range rows {
		if !in {
			continue
		}
		for _, item := range append([][]string{col.cells[r].words}, col.cells[r].items...) {
			said := 0
			for _, w := range item {
				for i := from; i < to; i++ {
					if isAlike(w, e.text(i)) {
						said++
						break
					}
				}
			}
			if share := float64(said) / float64(len(item)); share > best {
				best = share
			}
			if said == len(item) && to-from <= len(item) {
				whole[r], c.whole = true, true
			}
		}
	}
	if c.whole {
		c.rows = whole
	}
	each := partOfCell
	switch {
	case c.whole:
		each = wholeCell
	case best < leastShare, col.prose && e.isCounted(from):
		return claim{}
	default:
		each += (wholeHead - partOfCell) * best * best
	}
	c.strength = each * float64(to-from)
	for r, in := range c.rows {
		if in {
			c.strength *= e.likeness(col.cells[r].words, from, to)
			break
		}
	}
	if to-from > 1 {
		c.strength += .3 * float64(to-from-1)
	}
	for _, w := range col.words { // "severity 2": the column is named, too
		for i := range e.order {
			if (i < from || i >= to) && isAlike(w, e.text(i)) {
				c.strength += .3
			}
		}
	}
	return c
}

// isCounted reports whether content word i is of what is counted.
func (e *explained) isCounted(i int) bool {
	from, after := e.countedSpan()
	return from <= e.order[i] && e.order[i] < after
}

// likeness is what a run of words loses where another form of them stands there.
func (e *explained) likeness(words []string, from, to int) float64 {
	const otherForm = .7
	sum := 0.0
	for i := from; i < to; i++ {
		best := 0.0
		for _, w := range words {
			switch {
			case w == e.text(i) || w+"s" == e.text(i) || e.text(i)+"s" == w || isPlural(w, e.text(i)):
				best = 1
			case isAlike(w, e.text(i)):
				best = max(best, otherForm)
			}
		}
		sum += best
	}
	return sum / float64(to-from)
}

// claimHead finds runs of words that name a column.
func (e *explained) claimHead(at int) []claim {
	col := &e.columns[at]
	var list []claim
	for from := range e.order {
		for to := from; to < len(e.order); to++ {
			if to > from && !e.isNext(to-1) || !hasWord(col.words, e.text(to)) {
				break
			}
			named := 0
			for _, w := range col.words {
				for i := from; i <= to; i++ {
					if isAlike(w, e.text(i)) {
						named++
						break
					}
				}
			}
			c := claim{place: inHead, from: from, to: to + 1, column: at, whole: named == len(col.words)}
			each := partOfHead
			if c.whole {
				each = wholeHead
			}
			c.strength = each*float64(to+1-from)*e.likeness(col.words, from, to+1) + .3*float64(to-from)
			list = append(list, c)
		}
		if c, ok := e.claimUnit(at, from); ok {
			list = append(list, c)
		}
	}
	return list
}

// claimUnit finds a word for what the figures of a column are of: euro, cost.
func (e *explained) claimUnit(at, from int) (claim, bool) {
	col := &e.columns[at]
	c := claim{place: inHead, from: from, to: from + 1, column: at, strength: weakWord}
	if unit, ok := unitNamed(e.text(from)); ok && (col.units[unit.Name] || isMoney(unit) && col.units[unit.Dimension]) {
		return c, true
	}
	if e.task.Operation == Count || e.task.Operation == List {
		return c, false // "how many were sold" asks for no price
	}
	return c, col.numeric && col.money && money.In(e.text(from), e.task.spoken)
}

// claimNames finds words of the names of the table and its document.
func (e *explained) claimNames() []claim {
	var list []claim
	for i := range e.order {
		if hasWord(e.names, e.text(i)) {
			list = append(list, claim{place: inName, from: i, to: i + 1, column: -1, strength: nameWord * e.likeness(e.names, i, i+1)})
		}
	}
	return list
}

// claimKin explains words that stand nowhere by others that mean the same, are short for
// them, or are parts of their compounds.
func (e *explained) claimKin(claims []claim) []claim {
	var list []claim
	for i := range e.order {
		if slices.ContainsFunc(claims, func(c claim) bool { return c.from <= i && i < c.to }) || e.task.words[e.order[i]].amount >= 0 {
			continue
		}
		isKin := func(w string) bool { return isPart(w, e.text(i)) || areSynonyms(w, e.text(i), e.task.spoken) }
		for at := range e.columns {
			if slices.ContainsFunc(e.columns[at].words, isKin) {
				list = append(list, claim{place: inHead, from: i, to: i + 1, column: at, strength: weakWord})
			}
			if e.columns[at].prose && e.isCounted(i) {
				continue
			}
			rows, any := make([]bool, len(e.table.Rows)), false
			for r, c := range e.columns[at].cells {
				const longest = 4 // words of a cell
				rows[r] = len(c.words) <= longest && slices.ContainsFunc(c.words, isKin)
				any = any || rows[r]
			}
			if any {
				list = append(list, claim{place: inCells, from: i, to: i + 1, column: at, strength: weakWord, rows: rows})
			}
		}
		if slices.ContainsFunc(e.names, isKin) {
			list = append(list, claim{place: inName, from: i, to: i + 1, column: -1, strength: weakWord})
		}
	}
	return list
}

// hasWord reports whether a form of a word is among others.
func hasWord(words []string, word string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return isAlike(w, word) })
}

// choose takes the claims that together explain most and don't overlap.
func (e *explained) choose(claims []claim) {
	n := len(e.order)
	best := make([]float64, n+1)
	taken := make([]*claim, n+1)
	ends := make([][]*claim, n+1)
	for i := range claims {
		ends[claims[i].to] = append(ends[claims[i].to], &claims[i])
	}
	for to := 1; to <= n; to++ {
		best[to] = best[to-1]
		for _, c := range ends[to] {
			if score := best[c.from] + c.strength; score > best[to]+1e-9 {
				best[to], taken[to] = score, c
			}
		}
	}
	for at := n; at > 0; {
		if taken[at] == nil {
			at--
			continue
		}
		e.chosen = append(e.chosen, *taken[at])
		at = taken[at].from
	}
	slices.SortFunc(e.chosen, func(a, b claim) int { return cmp.Compare(a.from, b.from) })
	for _, c := range claims {
		if c.place == inHead {
			e.mentioned[c.column] = max(e.mentioned[c.column], c.strength)
		}
	}
	for _, c := range e.chosen {
		if c.place != inHead {
			continue
		}
		e.named[c.column] = true
		for _, o := range claims { // the same words may name several columns
			if o.place == inHead && o.from == c.from && o.to == c.to {
				e.headed[o.column] += o.strength
			}
		}
	}
}

// unexplained sums up the weight of the words that no claim explains.
func (e *explained) unexplained() float64 {
	left := 0.0
	for i, at := range e.order {
		if !e.isExplained(i) {
			left += e.task.words[at].weight
			if e.task.Operation != Count && e.followsValue(i) {
				left -= (1 - headOfValue) * e.task.words[at].weight
			}
		}
	}
	return left
}

// headOfValue is what a word weighs that nothing explains behind a value of a cell: the
// "nodes" of "cache nodes", of which a figure is asked. Where they are counted it weighs
// all: it says what the rows are.
const headOfValue = .4

// followsValue reports whether content word i stands right behind words that are all of
// a cell.
func (e *explained) followsValue(i int) bool {
	return slices.ContainsFunc(e.chosen, func(c claim) bool {
		return c.place == inCells && c.whole && c.to == i && e.order[i] == e.order[i-1]+1
	})
}

// isExplained reports whether a claim explains content word i.
func (e *explained) isExplained(i int) bool {
	return slices.ContainsFunc(e.chosen, func(c claim) bool { return c.from <= i && i < c.to })
}

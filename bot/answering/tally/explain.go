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

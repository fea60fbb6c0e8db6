package tally

import (
	"slices"
	"strconv"

	"footnote/retrieval/table"
)

// Source is a table with what it is called: the words of its document's title and path
// and of the headings above it.
type Source struct {
	Table table.Table
	Names string
}

// Computed is a result with how well its table explains the question.
type Computed struct {
	Result
	Source int // of those given
	// Left is the weight of the words of the question that nothing in the table explains.
	Left float64
	// Explained is how surely the others are explained.
	Explained float64
}

// mostLeft is the weight of words that may stay unexplained: verbs that say no more than
// that something is so.
const mostLeft = .45

// leastExplained is how surely the others are explained at least: by a word of the table's
// own, not by one that means the same alone.
const leastExplained = .8

// Compute computes what a question asks from the table that explains it best, false if
// none explains it.
func (t Task) Compute(sources []Source) (Computed, bool) {
	var best Computed
	bestAge, found := 0, false
	for i, s := range sources {
		names := wordsOf(s.Names + "\n" + s.Table.Name)
		c, ok := t.computeFrom(s.Table, names, false)
		if exact, better := t.computeFrom(s.Table, names, true); better && (!ok || c.Left > mostLeft) {
			c, ok = exact, true
		}
		if !ok || c.Left > mostLeft || c.Explained < leastExplained {
			continue
		}
		c.Source = i
		age := lastYear(names)
		if !found || c.isBetter(best) || !best.isBetter(c) && age > bestAge {
			best, bestAge, found = c, age, true
		}
	}
	return best, found
}

// computeFrom computes what a question asks from one table.
func (t Task) computeFrom(from table.Table, names []string, exact bool) (Computed, bool) {
	e := explain(t, from, names, exact)
	if t.denies && !e.explainsDenial() || !e.limit() {
		return Computed{}, false
	}
	r, ok := e.run()
	return Computed{Result: r, Left: e.left, Explained: e.strength()}, ok
}

// explainsDenial reports whether the name of a column has the word that turns the question
// into its opposite: "homes without power".
func (e *explained) explainsDenial() bool {
	for c := range e.named {
		if slices.ContainsFunc(e.columns[c].words, func(w string) bool { return negations.In(w, e.task.spoken) }) {
			return true
		}
	}
	return false
}

func (c Computed) isBetter(o Computed) bool {
	const same = .05
	return c.Explained-c.Left > o.Explained-o.Left+same
}

// strength sums up what is explained. Names that say a document no longer holds count
// against it unless the question asks for them.
func (e *explained) strength() float64 {
	sum := 0.0
	for _, c := range e.chosen {
		sum += c.strength
	}
	for _, w := range e.names {
		if outdated.Has(w) && !hasWord(e.task.texts(), w) {
			return sum - wholeCell
		}
	}
	return sum
}

// lastYear returns the last year in a name, 0 for none.
func lastYear(names []string) int {
	last := 0
	for _, w := range names {
		if isYearWord(w) {
			n, _ := strconv.Atoi(w) // it is one
			last = max(last, n)
		}
	}
	return last
}

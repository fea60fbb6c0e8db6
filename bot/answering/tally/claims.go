package tally

import (
	"slices"
)

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

package grounding

import "footnote/retrieval/quantity"

// checkLostOfAll finds all of a kind told for all of one kind of it: all traffic for all
// motor traffic, no bags for no large bags.
func (al *alignment) checkLostOfAll() {
	for _, c := range al.a.limits {
		if c.kinds&(limitAll|limitEach|limitNot|limitMost) == 0 || c.governs != c.end || c.end >= len(al.a.words) {
			continue
		}
		j := al.to[c.end]
		if j < 1 || al.from[j-1] >= 0 || !al.b.content[j-1] || al.b.breaks[j] || al.b.isOneOf(j-1, periods) {
			continue
		}
		for _, l := range al.b.limits {
			if l.kinds&c.kinds != 0 && l.end == j-1 {
				al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(c.at, c.end+1), Found: al.b.snippet(l.at, j+1)})
				return
			}
		}
	}
}

// comparedReach is how many words a figure may stand from the more or less that it says by
// how much.
const comparedReach = 3

// checkComparedFigure finds a figure told for the one that something is more or less by:
// 2,140 hectares fewer, of 2,140 hectares, 180 fewer.
func (al *alignment) checkComparedFigure() {
	const compared = limitMore | limitLess
	for _, c := range al.a.limits {
		if c.kinds&compared == 0 || al.a.inFigure[c.at] >= 0 {
			continue
		}
		ours := al.a.figureBeside(c)
		if ours < 0 || al.figures[ours] < 0 {
			continue
		}
		for _, l := range al.b.limits {
			if l.kinds&c.kinds&compared == 0 {
				continue
			}
			if theirs := al.b.figureBeside(l); theirs >= 0 && al.figures[ours] != theirs {
				first, _ := al.a.wordsOf(al.a.quantities[ours])
				al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(min(first, c.at), max(first+1, c.end)), Found: al.b.snippet(al.spanWith(theirs, l.at))})
			}
			return
		}
	}
}

// figureBeside returns the index of the figure right before a limit within its clause, -1
// for none.
func (t *laid) figureBeside(l limit) int {
	for i := l.at - 1; i >= max(l.at-comparedReach, 0) && !t.breaks[i+1]; i-- {
		if f := t.inFigure[i]; f >= 0 && t.quantities[f].Kind != quantity.Date {
			return f
		}
	}
	return -1
}

// isElsewhere reports whether word i of the claim, which only the title or a heading has,
// says where, and the sentence says another place: in the branch, of in the container.
func (al *alignment) isElsewhere(i int) bool {
	if !placeWords.In(al.a.prepositionBefore(i), al.a.spoken) {
		return false
	}
	for j := range al.b.words {
		if al.b.content[j] && al.from[j] < 0 && placeWords.In(al.b.prepositionBefore(j), al.b.spoken) {
			return true
		}
	}
	return false
}

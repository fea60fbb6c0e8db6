package grounding

import (
	"slices"

	"footnote/retrieval/quantity"
)

// isLostLimit reports whether the claim leaves out a limit of the sentence without which
// it says more than that.
func (al *alignment) isLostLimit(l limit) bool {
	kept := func(i int) bool { return i >= 0 && al.from[i] >= 0 || i >= 0 && al.figureIsKept(i) }
	if al.b.inFigure[l.at] >= 0 && al.figureIsKept(l.at) {
		return false // half of them, 50 %
	}
	switch {
	case l.kinds&(limitIf|limitUnless|limitExcept) != 0 && (l.kinds&limitWhen == 0 || !al.b.hasYear()):
		return al.sharesPart(l.at) && !(l.kinds&limitIf != 0 && al.keepsCondition(l))
	case l.at == 0 && l.kinds&frontedLimits != 0 && al.isRule():
		for i := l.end; i < al.b.frontedEnd(l); i++ {
			if kept(i) {
				return false
			}
		}
		return al.sharesPart(l.at)
	case l.kinds&limitOnly != 0:
		// What is only for trained staff is not for all of it.
		next := -1
		if l.governs >= 0 {
			next = al.b.nextContent(l.governs + 1)
		}
		return next >= 0 && next <= l.governs+2 && kept(l.governs) != kept(next)
	case l.kinds&limitSaid != 0 && al.keepsSayer(l):
		return false // the company reported sales
	case l.kinds&limitDoubted != 0 && al.b.endsReason(l):
		return false // because she feared noise, she sued
	case l.kinds&limitDoubted != 0 && l.kinds&limitSaid == 0, l.kinds&limitSaid != 0 && al.isReportBefore(l):
		return al.reportsShared(l)
	case l.kinds&^losable == 0:
		return false
	}
	if l.kinds&(limitMust|limitShould) != 0 && l.governs >= 0 && al.from[l.governs] > 0 && al.a.isOneOf(al.from[l.governs]-1, articles) {
		return false // leave must be requested, a request
	}
	if l.governs < 0 { // they pay nothing
		before := l.at - 1
		for before > 0 && before > l.at-3 && !al.b.content[before] && al.b.inFigure[before] < 0 {
			before--
		}
		return before >= 0 && l.kinds&limitNot != 0 && kept(before)
	}
	return kept(l.governs)
}

// endsReason reports whether a limit is the last word of a clause that gives a reason, so that
// what follows isn't what is thought.
func (t *laid) endsReason(l limit) bool {
	if l.end >= len(t.words) || !t.breaks[l.end] {
		return false
	}
	for i := l.at; i >= 0; i-- {
		for _, other := range t.limits {
			if other.at == i && other.kinds&limitBecause != 0 {
				return true
			}
		}
		if t.breaks[i] {
			break
		}
	}
	return false
}

// hasYear reports whether the sentence tells of a time, so that a word for both if and when
// says when.
func (t *laid) hasYear() bool {
	return slices.ContainsFunc(t.quantities, func(q quantity.Quantity) bool { return q.Kind == quantity.Date && q.Day.Year > 0 })
}

// keepsCondition reports whether the claim says who is meant in the words of a condition:
// dogs kept on a leash, of dogs if they are kept on a leash.
func (al *alignment) keepsCondition(l limit) bool {
	n := 0
	for j := l.end; j < len(al.b.words) && (j == l.end || !al.b.breaks[j]); j++ {
		if al.b.inFigure[j] >= 0 {
			return false
		}
		if !al.b.content[j] {
			continue
		}
		i := al.from[j]
		if i < 0 || i > 0 && (al.a.isOneOf(i-1, functionVerbs) || al.a.isOneOf(i-1, joinWords)) {
			return false
		}
		n++
	}
	return n > 0
}

// frontedLimits begin sentences that hold at some time only: During probation …
const frontedLimits = limitWhile | limitAfter | limitBefore | limitUntil | limitWhen | limitSince

// frontedEnd returns where the phrase or clause ends that a limit at the beginning of the
// sentence stands before: at a comma, or behind its first words of content.
func (t *laid) frontedEnd(l limit) int {
	end := l.end
	for end < len(t.words) && end < l.end+8 && (end == l.end || !t.breaks[end]) {
		end++
	}
	if end < len(t.words) && t.breaks[end] {
		return end
	}
	last := l.governs
	if last < 0 {
		return end
	}
	for last+1 < end && (t.inFigure[last+1] >= 0 || t.inFigure[last] >= 0 && t.content[last+1]) {
		last++
	}
	return last + 1
}

// isRule reports whether the sentence says what may or must be, so that it holds only when
// it says it does.
func (al *alignment) isRule() bool {
	for _, l := range al.b.limits {
		if l.kinds&(limitCan|limitMust|limitShould) != 0 {
			return true
		}
	}
	return false
}

// figureIsKept reports whether word i of the sentence is part of a figure that the claim has.
func (al *alignment) figureIsKept(i int) bool {
	k := al.b.inFigure[i]
	return k >= 0 && slices.Contains(al.figures, k)
}

// sharesPart reports whether the claim has words of the part of the sentence, between
// semicolons, that word i stands in.
func (al *alignment) sharesPart(i int) bool {
	from, to := al.partAround(i)
	for j := from; j < to; j++ {
		if al.from[j] >= 0 || al.figureIsKept(j) {
			return true
		}
	}
	return false
}

// partAround returns the words of the sentence between the semicolons around word i.
func (al *alignment) partAround(i int) (from, to int) {
	to = len(al.b.words)
	for j := 1; j < len(al.b.words); j++ {
		switch {
		case !al.b.startsPart(j):
		case j <= i:
			from = j
		default:
			return from, j
		}
	}
	return from, to
}

// isReportBefore reports whether who says so stands before what is said: X says that Y,
// and not Y, says X.
func (al *alignment) isReportBefore(l limit) bool {
	last := -1
	from, to := al.partAround(l.at)
	for j := from; j < to; j++ {
		if al.from[j] >= 0 {
			last = j
		}
	}
	return l.at < last
}

// reportsShared reports whether the claim has what a report of the sentence says, and not
// only who says it.
func (al *alignment) reportsShared(l limit) bool {
	n := 0
	_, to := al.partAround(l.at)
	for j := l.end; j < to; j++ {
		if al.b.breaks[j] && al.b.isOneOf(j, whichWords) {
			break // what is told ends there
		}
		if al.from[j] >= 0 {
			n++
		}
	}
	if l.kinds&limitSaid == 0 && n == 0 && l.end+3 >= len(al.b.words) && al.followsBreak(l.at) { // Y, the union fears
		for j := range l.at {
			if al.from[j] >= 0 {
				n++
			}
		}
	}
	return n > 0
}

// followsBreak reports whether a comma stands within a few words before word i of the
// sentence.
func (al *alignment) followsBreak(i int) bool {
	for j := i; j > max(i-4, 0); j-- {
		if al.b.breaks[j] {
			return true
		}
	}
	return false
}

// keepsSayer reports whether who says so, the word before the verb, is in the claim.
func (al *alignment) keepsSayer(l limit) bool {
	for j := l.at - 1; j >= max(l.at-3, 0); j-- {
		if al.b.breaks[j+1] {
			return false
		}
		if al.b.content[j] && al.from[j] >= 0 {
			return true
		}
	}
	return false
}

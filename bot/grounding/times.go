package grounding

import "footnote/retrieval/quantity"

// checkDateOfFigure finds figures of another date: the claim's date is in the sentence,
// but another one stands nearer to the figure there.
func (al *alignment) checkDateOfFigure(p figurePair) {
	dates := 0
	for _, e := range al.b.quantities {
		if e.Kind == quantity.Date {
			dates++
		}
	}
	if dates < 2 {
		return
	}
	for n, q := range al.a.quantities {
		if q.Kind != quantity.Date || al.figures[n] < 0 || !al.isNearestDate(n, p.first) {
			continue
		}
		own := al.figureDistance(al.figures[n], p.from, false)
		for k, e := range al.b.quantities {
			if relation, _ := al.b.relationBefore(al.b.firstWord(e)); relation&limitFrom != 0 {
				continue // up from 2021
			}
			if k != al.figures[n] && e.Kind == quantity.Date && al.figureDistance(k, p.from, false) < own-1 && !bearsOut(q, e) {
				al.reasons = append(al.reasons, Reason{Kind: Date, Words: al.a.text[q.Start:q.End], Found: al.b.text[e.Start:e.End]})
				return
			}
		}
	}
}

// isNearestDate reports whether no other date of the claim stands nearer to a word. Of two as
// near it is the one behind: from 210 in 2004 to 65 in 2023.
func (al *alignment) isNearestDate(n, at int) bool {
	distance := func(q quantity.Quantity) int {
		first, _ := al.a.wordsOf(q)
		d := 2 * abs(first-at)
		if first < at {
			d++
		}
		return d
	}
	for k, q := range al.a.quantities {
		if k != n && q.Kind == quantity.Date && distance(q) < distance(al.a.quantities[n]) {
			return false
		}
	}
	return true
}

// checkDatePlace finds dates of something else: what stands before the date in the claim
// has another one in the sentence.
func (al *alignment) checkDatePlace(p figurePair) {
	i := p.first - 1
	for ; i >= max(p.first-5, 0); i-- {
		if f := al.a.inFigure[i]; f >= 0 {
			if prior := al.figures[f]; prior >= 0 && al.a.quantities[f].Kind == quantity.Date && prior > p.k {
				al.reasons = append(al.reasons, Reason{Kind: Date, Words: al.a.snippet(i, p.last+1), Found: al.b.snippet(p.from, al.lastWord(prior)+1)})
			}
			return
		}
		if al.a.content[i] {
			break
		}
	}
	if i < 0 || !al.a.content[i] || al.to[i] < 0 {
		return
	}
	own := al.figureDistance(p.k, al.to[i], false)
	for k, e := range al.b.quantities {
		if k != p.k && e.Kind == quantity.Date && !bearsOut(p.q, e) && al.figureDistance(k, al.to[i], false) < own {
			al.reasons = append(al.reasons, Reason{Kind: Date, Words: al.a.text[p.q.Start:p.q.End], Found: al.b.text[e.Start:e.End]})
			return
		}
	}
}

func (al *alignment) lastWord(k int) int {
	_, last := al.b.wordsOf(al.b.quantities[k])
	return last
}

// checkTimeRelation compares the sides of a time on which something happens: by 2026,
// before nine.
func (al *alignment) checkTimeRelation(p figurePair) {
	ours, at := al.a.relationBefore(p.first)
	theirs, there := al.b.relationBefore(p.from)
	if p.q.Kind == quantity.Number && p.q.Unit.Dimension != "" && p.q.Unit.Dimension != "time" && p.q.Unit.Dimension != "months" {
		return
	}
	if al.b.isDoer(p.from, p.to) && al.a.prepositionBefore(p.first) == "" || al.a.isDoer(p.first, p.last) {
		return // washed out by the February floods
	}
	if p.q.Kind == quantity.Number && theirs&limitUntil != 0 && boundSide(p.q.Bound) == quantity.AtMost {
		return // até cinco
	}
	if al.endsSpan(p) || ours == theirs || ours&theirs != 0 || isSpan(ours) && isSpan(theirs) {
		return
	}
	found := al.b.snippet(there, p.to+1)
	if theirs == 0 {
		found = al.b.snippet(p.from-1, p.to+1)
	}
	al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(min(at, p.first), p.last+1), Found: found})
}

// nextDay returns the next weekday of the claim behind word i, -1 for none.
func (al *alignment) nextDay(i int) int {
	for k := i + 1; k < len(al.a.words); k++ {
		if weekdays.In(al.a.words[k].folded, al.a.spoken) {
			return k
		}
	}
	return -1
}

// isDoer reports whether a date only says which: what a passive's preposition stands before is
// the noun behind it.
func (t *laid) isDoer(first, last int) bool {
	return passiveWords.In(t.prepositionBefore(first), t.spoken) && last+1 < len(t.words) && !t.breaks[last+1] && t.content[last+1]
}

// checkDayRelations compares the sides of weekdays: from Friday, until Friday.
func (al *alignment) checkDayRelations() {
	for i, j := range al.to {
		if j < 0 || !weekdays.In(al.a.words[i].folded, al.a.spoken) {
			continue
		}
		ours, at := al.a.relationBefore(i)
		theirs, there := al.b.relationBefore(j)
		if k := al.nextDay(i); k >= 0 && al.to[k] >= 0 && al.to[k] < j && !al.keepsPreposition(i, j) && al.a.prepositionBefore(i) == al.b.prepositionBefore(al.to[k]) {
			al.reasons = append(al.reasons, Reason{Kind: Roles, Words: al.a.snippet(i, k+1), Found: al.b.snippet(al.to[k], j+1)})
			return // from Friday to Tuesday, of from Tuesday to Friday
		}
		if ours == 0 || theirs == 0 || ours&theirs != 0 {
			continue // one that is added or lost is a limit like any other
		}
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(at, i+1), Found: al.b.snippet(there, j+1)})
	}
}

// endsSpan reports whether another date of the claim stands right before: from May to
// September.
func (al *alignment) endsSpan(p figurePair) bool {
	if side, _ := al.a.relationBefore(p.first); side&(limitBefore|limitAfter) != 0 {
		return false
	}
	for i := p.first - 1; i >= max(p.first-3, 0) && !al.a.content[i]; i-- {
		if f := al.a.inFigure[i]; f >= 0 && f != al.a.inFigure[p.first] {
			return al.a.quantities[f].Kind == p.q.Kind
		}
	}
	return false
}

// isSpan reports whether a relation begins or ends a span of time: from 1940 to 1946 is
// between them.
func isSpan(k limitKinds) bool { return k&^limitFrom == 0 }

// relationBefore returns the relation that the words right before a figure tell, and
// where they begin.
func (t *laid) relationBefore(first int) (limitKinds, int) {
	for _, l := range t.limits {
		if l.kinds&timeRelations != 0 && l.end <= first && l.end >= first-2 {
			clean := true
			for i := l.end; i < first; i++ {
				clean = clean && !t.content[i] && !t.breaks[i]
			}
			if clean {
				return l.kinds & timeRelations, l.at
			}
		}
	}
	return 0, first
}

package grounding

// losable are limits that a claim may leave out where the sentence has them: what
// is left stays true.
const losable = limitOnly | limitAll | limitAgain | limitAlthough | limitBecause | limitWhile | limitWhen | limitMany | limitEach |
	limitSince | limitFrom | limitBy | limitWithin | limitBefore | limitAfter | limitUntil | limitSaid | limitSome

// joiningLimits begin clauses or phrases that may stand before or behind the rest.
const joiningLimits = limitIf | limitWhen | limitUnless | limitExcept | limitBecause | limitAlthough | limitSaid | limitDoubted | limitWhile

// checkLimits compares the limits of the claim with those of the sentence.
func (al *alignment) checkLimits() { al.checkLostLimits(al.checkAddedLimits()) }

// checkAddedLimits finds limits of the claim that the sentence lacks, and returns which
// ones of the sentence have a partner.
func (al *alignment) checkAddedLimits() (used []bool) {
	used = make([]bool, len(al.b.limits))
	for n, c := range al.a.limits {
		if al.deniedA[n] {
			continue
		}
		if c.kinds&timeRelations == c.kinds && al.isBesideFigure(c) {
			continue // see checkTimeRelation
		}
		if c.kinds&^limitFrom == 0 {
			continue
		}
		if c.kinds&limitEach != 0 && al.a.isRateWord(c) && al.to[c.end] >= 0 {
			continue // see checkRate
		}
		if c.kinds&limitWhile != 0 && al.a.breaks[c.at] {
			continue // it only joins
		}
		if j := al.to[c.at]; c.kinds&verbLimits != 0 && j >= 0 && !al.b.limited[j] {
			continue // a noun there: a plan
		}
		if k := al.partnerOfLimit(c, used); k >= 0 {
			used[k] = true
			continue
		}
		if al.isBornOtherwise(c) || al.isDemandedAt(c) || al.isRateOf(c) || al.isDeniedAnyway(c) || al.isReasonBehindColon(c) || al.isPassiveOf(c) || al.isBornByPresent(c) || al.isBornByPlace(c) || al.isOnlyIf(c) {
			continue
		}
		al.reasons = append(al.reasons, al.limitReason(c))
	}
	return used
}

// checkLostLimits finds limits of the sentence, of those that aren't used, which the claim
// isn't true without.
func (al *alignment) checkLostLimits(used []bool) {
	for k, l := range al.b.limits {
		if used[k] || al.deniedB[k] || al.isDeniedThere(l, used) || !al.isLostLimit(l) {
			continue
		}
		kind := Limit
		if l.kinds&(limitNot|limitWithout) != 0 {
			kind = Polarity
		} else if l.kinds&(limitSaid|limitDoubted) != 0 {
			kind = Told
		}
		end := l.end + 1
		if l.governs >= 0 {
			end = l.governs + 1
		}
		words := ""
		if l.governs >= 0 && al.from[l.governs] >= 0 {
			words = al.a.snippet(al.from[l.governs], al.from[l.governs]+1)
		}
		al.reasons = append(al.reasons, Reason{Kind: kind, Words: words, Found: al.b.snippet(l.at, end)})
	}
}

// rateReach is how many words a figure may stand from what it is for each of: 300 people
// use it each day. With 3 a false claim held back passes, 10 changes nothing.
const rateReach = 6

// isRateWord reports whether a limit stands between a figure and the period that it is
// for each of.
func (t *laid) isRateWord(l limit) bool {
	if l.end >= len(t.words) || !t.isOneOf(l.end, periods) {
		return false
	}
	for i := range t.words {
		if t.inFigure[i] >= 0 && abs(i-l.at) <= rateReach {
			return true
		}
	}
	return false
}

// isBesideFigure reports whether a limit stands right before a figure.
func (al *alignment) isBesideFigure(c limit) bool {
	return c.governs >= 0 && al.a.inFigure[c.governs] >= 0 && c.governs <= c.end+1
}

// limitReach is how many words a limit of the sentence may stand from what the partner
// of the claim's governs. With 3 three true claims fall, with 2 five; with 8 a false one
// held back passes, 6 changes nothing.
const limitReach = 4

// partnerOfLimit finds a limit of the same kind for the same words in the sentence.
func (al *alignment) partnerOfLimit(c limit, used []bool) int {
	kinds := c.kinds | weakerThan(c.kinds)
	if c.kinds&limitPlan != 0 && c.at > 0 && al.a.isOneOf(c.at-1, voiceWords) {
		kinds |= limitWill // is planned to open, of is to open
	}
	best, least := -1, 0
	for k, l := range al.b.limits {
		if used[k] || l.kinds&kinds == 0 {
			continue
		}
		d := al.limitDistance(c, l)
		if al.standsAlike(c, l) {
			d = 0
		}
		if d > 0 && (l.kinds&limitWithout != 0) != (c.kinds&limitWithout != 0) {
			continue // allowed without flash is not forbidden
		}
		if l.kinds&kinds&joiningLimits != 0 {
			d = min(d, limitReach) // the order of clauses is free
		}
		if d <= limitReach && (best < 0 || d < least) {
			best, least = k, d
		}
	}
	return best
}

// weakerThan returns the kinds of limits of a sentence that a claim with one of these is true
// by: what must be should be.
func weakerThan(kinds limitKinds) (others limitKinds) {
	if kinds&(limitIf|limitWhen) != 0 {
		others |= limitIf | limitWhen
	}
	if kinds&(limitNot|limitWithout) != 0 {
		others |= limitNot | limitWithout
	}
	if kinds&limitShould != 0 {
		others |= limitMust | limitDoubted
	}
	if kinds&limitDoubted != 0 {
		others |= limitWill
	}
	return others
}

// limitDistance is how far a limit of the sentence stands from the partners of what a
// limit of the claim governs, or of what stands before it.
func (al *alignment) limitDistance(c, l limit) int {
	least := 99
	consider := func(i int) {
		j := al.partnerAt(i)
		if j < 0 {
			return
		}
		d := j - l.end
		if j < l.at {
			d = l.at - j
		}
		if l.governs == j {
			d = 0
		}
		least = min(least, d)
	}
	if c.governs >= 0 {
		consider(c.governs)
		if al.to[c.governs] < 0 && !al.missing[c.governs] { // until the bridge reopens, of until the reopening
			if next := al.a.nextContent(c.governs + 1); next >= 0 {
				consider(next)
			}
		}
	}
	for i := c.at - 1; i >= 0; i-- {
		if al.a.content[i] || al.a.inFigure[i] >= 0 {
			consider(i)
			break
		}
	}
	return least
}

// partnerAt returns the partner of a word of the claim, or of the figure that it is a
// part of; -1 for none.
func (al *alignment) partnerAt(i int) int {
	if f := al.a.inFigure[i]; f >= 0 {
		if k := al.figures[f]; k >= 0 {
			first, _ := al.b.wordsOf(al.b.quantities[k])
			return first
		}
		return -1
	}
	return al.to[i]
}

// isBornOtherwise reports whether a limit of the claim adds nothing although the sentence
// has none of its kind: who says so is the document's author.
func (al *alignment) isBornOtherwise(c limit) bool {
	if c.kinds&limitSaid == 0 {
		return false
	}
	if c.governs >= 0 && al.to[c.governs] >= 0 { // according to the council, of the council expects
		j := al.to[c.governs]
		for _, l := range al.b.limits {
			if l.kinds&(limitSaid|limitDoubted) != 0 && l.at > j && l.at <= j+appositionReach {
				return true
			}
		}
	}
	for i := range c.at {
		w := al.a.words[i]
		for k := range al.m.source.facts {
			for _, e := range al.m.source.facts[k].words {
				if w.upper && !w.stop && e.folded == w.folded {
					return true
				}
			}
		}
	}
	return false
}

// limitReason words what a limit of the claim that the sentence lacks stands against.
func (al *alignment) limitReason(c limit) Reason {
	end := c.end
	if c.governs >= 0 {
		end = c.governs + 1
	}
	r := Reason{Kind: Limit, Words: al.a.snippet(c.at, end)}
	if c.kinds&(limitNot|limitWithout|limitFalse) != 0 {
		r.Kind = Polarity
	}
	j := -1
	if c.governs >= 0 {
		j = al.partnerAt(c.governs)
	}
	if j >= 0 {
		r.Found = al.b.snippet(j-2, j+2)
	}
	return r
}

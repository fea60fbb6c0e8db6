package grounding

import (
	"slices"
	"strings"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// checkOmissions looks for what the claim leaves out of the sentence and is not true
// without.
func (al *alignment) checkOmissions() {
	al.checkLostClause()
	al.checkLostFigure()
	al.checkLostVerb()
	al.checkLostInfinitive()
	al.checkLostKind()
	al.checkLostOfAll()
	al.checkTense()
}

// checkLostKind finds all of a kind told for some: cars for electric cars. With an article
// the noun speaks of what was named before.
func (al *alignment) checkLostKind() {
	if !al.b.someLanguage(func(l *language.Limits) bool { return l.BarePlurals }) {
		return
	}
	x := 0
	for x < len(al.a.words) && !al.a.content[x] {
		if al.a.inFigure[x] >= 0 || al.a.isOneOf(x, articles) || al.a.isOneOf(x, backWords) {
			return
		}
		x++
	}
	if x >= len(al.a.words)-1 || al.to[x] < 1 || al.a.content[x+1] {
		return
	}
	j := al.to[x] - 1
	if !al.b.content[j] || al.from[j] >= 0 || al.b.breaks[j+1] || al.b.words[al.to[x]].upper != (al.a.spoken&capitalNouns != 0) || al.b.words[j].upper && !al.b.words[j].opens {
		return
	}
	if j > 0 && (al.b.isOneOf(j-1, articles) || al.b.content[j-1] || al.b.inFigure[j-1] >= 0) {
		return
	}
	al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(x, x+1), Found: al.b.snippet(j, j+2)})
}

// checkTense finds what holds told as what has been: it expired for it expires.
func (al *alignment) checkTense() {
	for i, j := range al.to {
		if j < 1 || i < 1 || !al.a.content[i] || al.a.words[i].upper || al.b.words[j].upper {
			continue
		}
		past := func(t *laid, i int) bool {
			return t.someLanguage(func(l *language.Limits) bool {
				return slices.ContainsFunc(l.PastEnds.List(), func(end string) bool { return strings.HasSuffix(t.words[i].lower, end) })
			})
		}
		if !past(al.a, i) || past(al.b, j) || al.a.isHelped(i) || al.a.isNounPlace(i) || al.b.isHelped(j) || al.b.isNounPlace(j) {
			continue
		}
		if !strings.HasPrefix(al.a.words[i].folded, strings.TrimSuffix(al.b.words[j].folded, "s")) {
			continue // irregular, or another verb
		}
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(i-1, i+1), Found: al.b.snippet(j-1, j+1)})
		return
	}
}

// isHelped reports whether a verb of function or a limit stands before word i, so that its
// form tells no time.
func (t *laid) isHelped(i int) bool {
	for k := i - 1; k >= max(i-3, 0); k-- {
		if t.isOneOf(k, functionVerbs) || t.limited[k] || t.isOneOf(k, infinitives) || t.isOneOf(k, voiceWords) {
			return true
		}
		if t.content[k] || t.breaks[k+1] {
			return false
		}
	}
	return false
}

// checkLostInfinitive finds what is to be done told as done: they replaced the bridge for
// a plan to replace it.
func (al *alignment) checkLostInfinitive() {
	for i, j := range al.to {
		if j < 1 || !al.a.content[i] || al.a.words[i].upper || al.a.words[i].folded == al.b.words[j].folded {
			continue
		}
		verb := al.b.words[j].lower
		pieces := cutPieces(verb)
		to := al.b.isOneOf(j-1, infinitives) || len(pieces) > 1 && infinitives.In(pieces[0], al.b.spoken)
		if !to || al.b.isToBeDone(j) || !endsLikeInfinitive(verb, al.b.spoken) || strings.HasSuffix(al.a.words[i].folded, "ing") || al.a.isNounPlace(i) || al.a.followsInfinitive(i) || al.a.isForeseen(i) {
			continue
		}
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(i, i+1), Found: al.b.snippet(j-2, j+1)})
		return
	}
}

// followsInfinitive reports whether word i belongs to an infinitive, too: to be finished.
func (t *laid) followsInfinitive(i int) bool {
	for j := i - 1; j >= max(i-2, 0); j-- {
		if t.isOneOf(j, infinitives) {
			return true
		}
	}
	return false
}

// isForeseen reports whether a limit before word i says that it is expected or planned, or
// that it should or will be.
func (t *laid) isForeseen(i int) bool {
	return slices.ContainsFunc(t.limits, func(l limit) bool {
		return l.governs == i && l.kinds&(limitDoubted|limitPlan|limitShould|limitWill|limitWould|limitMight) != 0
	})
}

// isNounPlace reports whether word i stands behind an article, as nouns do.
func (t *laid) isNounPlace(i int) bool {
	return i > 0 && (t.isOneOf(i-1, articles) || t.isOneOf(i-1, prepositions))
}

// endsLikeInfinitive reports whether a verb has the ending of an infinitive in a language
// of the text that has one.
func endsLikeInfinitive(verb string, spoken language.Codes) bool {
	for _, l := range spoken.List() {
		ends := l.Limits.InfinitiveEnds.List()
		if len(ends) == 0 && l.Limits.Infinitive != "" {
			return true
		}
		for _, end := range ends {
			if strings.HasSuffix(verb, end) {
				return true
			}
		}
	}
	return false
}

// checkLostClause finds clauses that say who is meant: the guests who have paid.
func (al *alignment) checkLostClause() {
	for j := 1; j < len(al.b.words)-1; j++ {
		if !al.b.isOneOf(j, whichWords) || al.b.breaks[j] || al.from[j-1] < 0 {
			continue
		}
		first := al.b.nextContent(j + 1)
		kept := first < 0 || al.from[first] >= 0 || al.figureIsKept(first)
		end := first + 1
		if !kept && !al.isOneEvent(j-1) {
			al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(al.from[j-1], al.from[j-1]+1), Found: al.b.snippet(j-1, end)})
		}
	}
}

// isOneEvent reports whether word j of the sentence is one thing of which something is told
// that happened, with a name or a date: the fire that broke out on Monday in Brennac. A rule
// may speak of the guest who has paid in the same words.
func (al *alignment) isOneEvent(j int) bool {
	if al.isRule() {
		return false
	}
	article := j > 0 && al.b.isOneOf(j-1, definite)
	if pieces := cutPieces(al.b.words[j].lower); len(pieces) > 1 {
		article = article || definite.In(pieces[0], al.b.spoken)
	}
	if !article || al.b.spoken&capitalNouns != 0 {
		return false
	}
	for i, w := range al.a.words {
		if w.upper && !w.opens && al.to[i] >= 0 && al.b.words[al.to[i]].upper || al.a.inFigure[i] >= 0 && al.a.quantities[al.a.inFigure[i]].Kind == quantity.Date {
			return true
		}
	}
	return false
}

// checkLostFigure finds bounds that say who is meant, between words that the claim has:
// children under twelve pay nothing.
func (al *alignment) checkLostFigure() {
	for k, e := range al.b.quantities {
		first, last := al.b.wordsOf(e)
		if e.Kind != quantity.Number || boundSide(e.Bound) == quantity.Exactly || first < 1 || last+1 >= len(al.b.words) || al.figureIsKept(first) {
			continue
		}
		for first > 0 && al.b.inFigure[first-1] == k {
			first--
		}
		before := first - 1
		for before > 0 && !al.b.content[before] && !al.b.limited[before] && before > first-3 {
			before--
		}
		after := al.b.nextContent(last + 1)
		if before >= 0 && al.from[before] >= 0 && after >= 0 && al.from[after] >= 0 {
			i := al.from[before]
			al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(i, i+1), Found: al.b.snippet(before, last+1)})
			return
		}
	}
}

// checkLostVerb finds states told for changes: profit was 7 percent for profit rose by 7
// percent.
func (al *alignment) checkLostVerb() {
	for n, q := range al.a.quantities {
		if al.figures[n] < 0 || q.Kind == quantity.Date {
			continue
		}
		first, _ := al.a.wordsOf(q)
		from, _ := al.b.wordsOf(al.b.quantities[al.figures[n]])
		if first < 1 || from < 1 {
			continue
		}
		for first > 0 && al.a.inFigure[first-1] == al.a.inFigure[first] {
			first--
		}
		for from > 0 && al.b.inFigure[from-1] == al.b.inFigure[from] {
			from--
		}
		if first == 0 || !al.a.isOneOf(first-1, functionVerbs) {
			continue
		}
		for j := from - 1; j >= max(from-2, 0) && !al.b.breaks[j+1]; j-- {
			if al.b.isOneOf(j, functionVerbs) || al.b.inFigure[j] >= 0 || j == from-1 && al.b.isTurningPoint(j) {
				break
			}
			if al.b.content[j] {
				if al.from[j] < 0 && !al.b.words[j].upper && !al.isVerbOfState(j) {
					al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(first-1, first+1), Found: al.b.snippet(j, from+1)})
				}
				break
			}
		}
	}
}

// isTurningPoint reports whether word j says that the figure behind it is where a change
// began or ended, so that it was so much then: fell from 310 to 84 million.
func (t *laid) isTurningPoint(j int) bool {
	return t.isOneOf(j, prepositions) && !t.isOneOf(j, degreeWords) && t.someLanguage(func(l *language.Limits) bool { return l.Degree != "" })
}

// isVerbOfState reports whether word j of the sentence says no more than is: costs.
func (al *alignment) isVerbOfState(j int) bool {
	return al.b.isOneOf(j, freeWords) || al.b.isOneOf(j, stateWords)
}

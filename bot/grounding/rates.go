package grounding

import "footnote/retrieval/language"

// checkRate compares what figures are for each of: 20 euros a year.
func (al *alignment) checkRate(p figurePair) {
	ours, theirs := al.a.rateAfter(p.last), al.b.rateAfter(p.to)
	if theirs < 0 {
		theirs = al.b.eachAfter(p.to)
	}
	switch {
	case ours < 0 && p.first > 0 && al.a.isOneOf(p.first-1, definite): // the 14 million that were named
	case theirs >= 0 && al.from[theirs] < 0 && (ours < 0 || al.to[ours] != theirs):
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(p.first, max(p.last, ours)+1), Found: al.b.snippet(p.from, theirs+1)})
	case ours >= 0 && theirs < 0 && (al.to[ours] < 0 || al.b.inFigure[al.to[ours]] >= 0 || abs(al.to[ours]-p.to) > 4):
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(p.first, ours+1), Found: al.b.snippet(p.from-2, p.to+3)})
	}
}

// eachAfter returns what a figure is for each of where that stands farther behind it, in
// words that mean nothing else: 3 days of leave for each month; -1 for none.
func (t *laid) eachAfter(last int) int {
	for _, l := range t.limits {
		if l.kinds&limitEach == 0 || l.at <= last || l.at > last+rateReach || l.governs < 0 || t.inFigure[l.governs] >= 0 {
			continue
		}
		for i := last + 1; i <= l.at; i++ {
			if t.breaks[i] || t.inFigure[i] >= 0 || i < l.at && (t.limited[i] || t.isOneOf(i, joinWords) || t.isOneOf(i, functionVerbs)) {
				return -1
			}
		}
		return l.governs
	}
	return -1
}

// checkDegree finds a change by so much told for one to so much, or the other way.
func (al *alignment) checkDegree(p figurePair) {
	if p.first == 0 || p.from == 0 {
		return
	}
	ours, theirs := p.first-1, p.from-1
	if al.a.isOneOf(ours, degreeWords) != al.b.isOneOf(theirs, degreeWords) && al.a.isOneOf(ours, prepositions) && al.b.isOneOf(theirs, prepositions) {
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(p.first-1, p.last+1), Found: al.b.snippet(p.from-1, p.to+1)})
	}
}

// rateAfter returns the period or the thing that a figure is for each of, -1 for none.
func (t *laid) rateAfter(last int) int {
	for i := last + 1; i < min(last+4, len(t.words)-1); i++ {
		if t.breaks[i] || t.inFigure[i] >= 0 {
			return -1
		}
		if t.isOneOf(i, perWords) && t.isOneOf(i+1, periods) {
			if i+2 < len(t.words) && t.inFigure[i+2] >= 0 {
				return -1 // im Jahr 2016
			}
			return i + 1
		}
	}
	return -1
}

var perWords = gatherLimits(func(l *language.Limits) language.Words { return l.Per })

// periods are names of periods of time.
var periods = language.Gather(func(l *language.Language) language.Words {
	u := l.Numbers.Units
	return u["second"] + " " + u["minute"] + " " + u["hour"] + " " + u["day"] + " " + u["week"] + " " + u["month"] + " " + u["year"] + " " + language.Words(l.Limits.Period)
})

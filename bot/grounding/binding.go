package grounding

import (
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// checkFigurePlaces looks whether each figure of the claim belongs to the same in the
// sentence: to what it counts, to its date, on the same side of its time, for each of
// the same.
func (al *alignment) checkFigurePlaces() {
	for n, q := range al.a.quantities {
		if al.figures[n] < 0 {
			continue
		}
		first, last := al.a.wordsOf(q)
		theirs := al.b.quantities[al.figures[n]]
		from, to := al.b.wordsOf(theirs)
		if first < 0 || from < 0 {
			continue
		}
		p := figurePair{q: q, first: first, last: last, e: theirs, k: al.figures[n], from: from, to: to}
		if q.Kind == quantity.Date {
			al.checkDatePlace(p)
		} else {
			al.checkCounted(p)
			al.checkDateOfFigure(p)
			al.checkRate(p)
			al.checkDegree(p)
		}
		al.checkTimeRelation(p)
		al.checkBoundWord(p)
	}
}

// figurePair is a figure of the claim and the one of the sentence that bears it out,
// with their first and last words.
type figurePair struct {
	q           quantity.Quantity
	first, last int
	e           quantity.Quantity
	k           int // index of e
	from, to    int
}

// counted returns the word of content that a figure stands right before, -1 for none.
func (t *laid) counted(last int) int {
	for i := last + 1; i < min(last+4, len(t.words)); i++ {
		if t.inFigure[i] >= 0 && t.inFigure[i] != t.inFigure[last] || t.breaks[i] {
			return -1
		}
		if t.content[i] {
			return i
		}
	}
	return -1
}

// checkCounted finds figures of another thing: what the claim counts stands nearer to
// another figure in the sentence.
func (al *alignment) checkCounted(p figurePair) {
	noun := -1
	if p.q.Unit.Dimension == "" {
		noun = al.a.counted(p.last)
	}
	if noun < 0 {
		noun = al.a.measured(p.first)
		al.checkMeasured(p, noun)
	}
	if noun < 0 {
		return
	}
	if al.to[noun] < 0 {
		if noun > p.last && !al.isMissing(noun) && !al.isCompound(noun) {
			al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(p.first, noun+1), Found: al.b.snippet(p.from, p.to+3)})
		}
		return
	}
	j := al.to[noun]
	own := al.figureDistance(p.k, j, noun > p.last)
	for k, e := range al.b.quantities {
		if k == p.k || e.Weak || (e.Kind == quantity.Date) || noun < p.first && e.Unit != p.e.Unit {
			continue
		}
		if al.isPartOf(p, k) {
			continue
		}
		if d := al.figureDistance(k, j, noun > p.last); d < own {
			al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(min(p.first, noun), max(p.last, noun)+1), Found: al.b.snippet(al.spanWith(k, j))})
			return
		}
	}
}

// isPartOf reports whether quantity k of the sentence is the whole that the pair's figure is
// a part of: two of the four lanes.
func (al *alignment) isPartOf(p figurePair, k int) bool {
	first, _ := al.b.wordsOf(al.b.quantities[k])
	if first <= p.to || first > p.to+4 {
		return false
	}
	for i := p.to + 1; i < first; i++ {
		if al.b.content[i] || al.b.breaks[i] || al.b.limited[i] {
			return false
		}
	}
	return true
}

// measured returns the last word of content before a figure in its clause: the verb
// or the thing that it is of.
func (t *laid) measured(first int) int {
	for i := first - 1; i >= max(first-4, 0) && !t.breaks[i+1]; i-- {
		if t.inFigure[i] >= 0 && t.inFigure[i] != t.inFigure[first] {
			return -1
		}
		if t.content[i] {
			return i
		}
	}
	return -1
}

// checkMeasured finds changes told for other ones: what stands right before the figure in
// the sentence is left out, and the claim's word before it is said of something else there.
func (al *alignment) checkMeasured(p figurePair, word int) {
	theirs := al.b.measured(p.from)
	if word < 0 || theirs < 0 || al.from[theirs] >= 0 || al.to[word] < 0 || word < p.first-2 || theirs < p.from-2 || al.b.words[theirs].upper {
		return
	}
	for j := min(al.to[word], p.from) + 1; j < max(al.to[word], p.from); j++ {
		if al.b.breaks[j] {
			al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(word, p.last+1), Found: al.b.snippet(theirs, p.to+1)})
			return
		}
	}
}

// figureDistance is how far quantity k of the sentence stands from word j. One on the
// other side than in the claim, or beyond a comma, is farther.
func (al *alignment) figureDistance(k, j int, before bool) int {
	first, last := al.b.wordsOf(al.b.quantities[k])
	if first < 0 {
		return 99
	}
	d, lo, hi := j-last, last, j
	if first > j {
		d, lo, hi = first-j, j, first
	}
	for i := lo + 1; i <= hi; i++ {
		if al.b.breaks[i] {
			d += 3
		}
	}
	if (last < j) != before {
		d += 2
	}
	if al.b.quantities[k].Kind == quantity.Date && al.b.isFronted(first) {
		d = min(d, frontedDistance)
	}
	return d
}

// frontedDistance is how far at most a date stands from all that is said after it in its
// sentence: In 2016 they counted …
const frontedDistance = 5

// isFronted reports whether nothing of content stands before a word in its part of the
// sentence.
func (t *laid) isFronted(i int) bool {
	for j := range i {
		if t.content[j] || t.inFigure[j] >= 0 && t.inFigure[j] != t.inFigure[i] {
			return false
		}
	}
	return true
}

// spanWith returns the words from quantity k of the sentence to word j, or back.
func (al *alignment) spanWith(k, j int) (from, to int) {
	first, last := al.b.wordsOf(al.b.quantities[k])
	return min(first, j), max(last, j) + 1
}

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

// isNearestDate reports whether no other date of the claim stands nearer to a word.
func (al *alignment) isNearestDate(n, at int) bool {
	distance := func(q quantity.Quantity) int {
		first, _ := al.a.wordsOf(q)
		return abs(first - at)
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
	if al.endsSpan(p) || ours == theirs || ours&theirs != 0 || isSpan(ours) && isSpan(theirs) {
		return
	}
	found := al.b.snippet(there, p.to+1)
	if theirs == 0 {
		found = al.b.snippet(p.from-1, p.to+1)
	}
	al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(min(at, p.first), p.last+1), Found: found})
}

// endsSpan reports whether another date of the claim stands right before: from May to
// September.
func (al *alignment) endsSpan(p figurePair) bool {
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

// checkRate compares what figures are for each of: 20 euros a year.
func (al *alignment) checkRate(p figurePair) {
	ours, theirs := al.a.rateAfter(p.last), al.b.rateAfter(p.to)
	if theirs < 0 {
		theirs = al.b.eachAfter(p.to)
	}
	switch {
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
			if t.breaks[i] || t.inFigure[i] >= 0 || i < l.at && (t.limited[i] || joinWords.In(t.words[i].lower, t.spoken) || functionVerbs.In(t.words[i].lower, t.spoken)) {
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
	ours, theirs := al.a.words[p.first-1].lower, al.b.words[p.from-1].lower
	if degreeWords.In(ours, al.a.spoken) != degreeWords.In(theirs, al.b.spoken) && prepositions.In(ours, al.a.spoken) && prepositions.In(theirs, al.b.spoken) {
		al.reasons = append(al.reasons, Reason{Kind: Limit, Words: al.a.snippet(p.first-1, p.last+1), Found: al.b.snippet(p.from-1, p.to+1)})
	}
}

// rateAfter returns the period or the thing that a figure is for each of, -1 for none.
func (t *laid) rateAfter(last int) int {
	for i := last + 1; i < min(last+4, len(t.words)-1); i++ {
		if t.breaks[i] || t.inFigure[i] >= 0 {
			return -1
		}
		if perWords.In(t.words[i].lower, t.spoken) && isPeriod(t.words[i+1].lower, t.spoken) {
			if i+2 < len(t.words) && t.inFigure[i+2] >= 0 {
				return -1 // im Jahr 2016
			}
			return i + 1
		}
	}
	return -1
}

var perWords = gatherLimits(func(l *language.Limits) language.Words { return l.Per })

// isPeriod reports whether a word names a period of time.
func isPeriod(word string, spoken language.Codes) bool { return periods.In(word, spoken) }

var periods = gatherWritten(func(l *language.Language) language.Words {
	u := l.Numbers.Units
	return u["second"] + " " + u["minute"] + " " + u["hour"] + " " + u["day"] + " " + u["week"] + " " + u["month"] + " " + u["year"] + " " + language.Words(l.Limits.Period)
})

// checkBoundWord finds bounds that are read as none, since they may mean a span of time:
// over 30 hours.
func (al *alignment) checkBoundWord(p figurePair) {
	if p.first == 0 || p.q.Bound != quantity.Exactly || p.q.Kind != quantity.Number {
		return
	}
	w := al.a.words[p.first-1].lower
	if !sideWords.In(w, al.a.spoken) || p.from > 0 && al.b.words[p.from-1].lower == w || al.a.limited[p.first-1] {
		return
	}
	al.reasons = append(al.reasons, Reason{Kind: Bound, Words: al.a.snippet(p.first-1, p.last+1), Found: al.b.snippet(p.from-1, p.to+1)})
}

var sideWords = gatherWritten(func(l *language.Language) language.Words { return l.Numbers.Over + " " + l.Numbers.Under })

// firstWord returns the first word of a quantity, 0 if it has none.
func (t *laid) firstWord(q quantity.Quantity) int {
	first, _ := t.wordsOf(q)
	return max(first, 0)
}

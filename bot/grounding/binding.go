package grounding

import (
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// checkFigurePlaces looks whether each figure of the claim belongs to the same in the
// sentence: to what it counts, to its date, on the same side of its time, for each of
// the same.
func (al *alignment) checkFigurePlaces() {
	al.checkDayRelations()
	al.checkComparedFigure()
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
			al.checkWhole(p)
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
		if noun > p.last && !al.missing[noun] && !al.isCompound(noun) {
			al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(p.first, noun+1), Found: al.b.snippet(p.from, p.to+3)})
		}
		return
	}
	j := al.to[noun]
	if al.countsNextOfList(p, noun) {
		al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(p.first, noun+1), Found: al.b.snippet(p.from, al.b.counted(p.to)+1)})
		return
	}
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

// countsNextOfList reports whether a figure of the claim counts one of several things, and that
// of the sentence another of them: three daughters and a grandchild, for a daughter and three
// grandchildren.
func (al *alignment) countsNextOfList(p figurePair, noun int) bool {
	theirs := al.b.counted(p.to)
	if noun <= p.last || theirs < 0 || theirs == al.to[noun] || theirs != p.to+1 || noun != p.last+1 {
		return false
	}
	other := al.from[theirs]
	for i := noun + 1; i < other; i++ {
		if al.a.isOneOf(i, joinWords) {
			return true
		}
	}
	return false
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

// checkWhole finds the whole told for the part that something happens to: they cut 9,100
// jobs for 640 of their 9,100.
func (al *alignment) checkWhole(p figurePair) {
	for k, e := range al.b.quantities {
		_, last := al.b.wordsOf(e)
		if k == p.k || last < 0 || last >= p.from || al.figureIsKept(last) {
			continue
		}
		part := figurePair{e: e, k: k, to: last}
		if !al.isPartOf(part, p.k) {
			continue
		}
		if noun := al.b.counted(p.to); noun >= 0 && al.isToldBehind(noun) && al.b.isFronted(al.b.firstWord(e)) {
			al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(p.first, p.last+2), Found: al.b.snippet(al.b.firstWord(e), noun+1)})
			return // 90 of 400 trolleys are missing
		}
		if verb := al.b.measured(al.b.firstWord(e)); verb >= 0 && al.from[verb] >= 0 && al.from[verb] < p.first {
			al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.snippet(al.from[verb], p.last+1), Found: al.b.snippet(verb, p.to+1)})
			return
		}
	}
}

// isToldBehind reports whether the claim has what the sentence says behind the noun at word j
// and its neighbour.
func (al *alignment) isToldBehind(j int) bool {
	for k := j + 1; k < len(al.b.words) && !al.b.breaks[k]; k++ {
		if al.b.content[k] && al.from[k] >= 0 && k > j+1 {
			return true
		}
	}
	return false
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
// sentence: In 2016 they counted … With 2 a true claim falls, 9 changes nothing.
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

var sideWords = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Over + " " + l.Numbers.Under })

// firstWord returns the first word of a quantity, 0 if it has none.
func (t *laid) firstWord(q quantity.Quantity) int {
	first, _ := t.wordsOf(q)
	return max(first, 0)
}

package grounding

import (
	"slices"
	"strings"

	"footnote/retrieval/quantity"
)

// checkPresence looks for words and figures of the claim that the sentence, and what it
// depends on, lacks: nothing may be added.
func (al *alignment) checkPresence() {
	for i := 0; i < len(al.a.words); i++ {
		if !al.missing[i] {
			continue
		}
		from := i
		for i+1 < len(al.a.words) && al.missing[i+1] && !al.a.breaks[i+1] {
			i++
		}
		r := Reason{Kind: Added, Words: al.a.snippet(from, i+1)}
		if al.isName(from) {
			r.Kind = Name
		}
		for k := from; k <= i; k++ {
			if j := al.oppositeOf(k); j >= 0 {
				r = Reason{Kind: Polarity, Words: al.a.snippet(k, k+1), Found: al.b.snippet(j, j+1)}
			}
		}
		al.reasons = append(al.reasons, r)
	}
	al.checkEmptyParts()
	al.checkFiguresUsedTwice()
	al.checkWordsUsedTwice()
	for n, q := range al.a.quantities {
		if q.Weak || al.figures[n] >= 0 || al.isDatedByDocument(q) || al.isWrittenShare(q) {
			continue
		}
		kind := Number
		relation, found := al.closestFigure(q)
		switch {
		case q.Kind == quantity.Date:
			kind = Date
		case relation == quantity.OtherUnit:
			kind = Unit
		case relation == quantity.OtherBound || relation == quantity.Supports:
			kind = Bound
		}
		al.reasons = append(al.reasons, Reason{Kind: kind, Words: al.a.text[q.Start:q.End], Found: found})
	}
}

// checkFiguresUsedTwice finds figures of the claim that only one of the sentence bears out:
// founded in 1680 and had 1,680 inhabitants.
func (al *alignment) checkFiguresUsedTwice() {
	for n, k := range al.figures {
		if k < 0 {
			continue
		}
		if first := slices.Index(al.figures, k); first < n && al.a.quantities[first].Kind != quantity.Date {
			q := al.a.quantities[n]
			al.reasons = append(al.reasons, Reason{Kind: Binding, Words: al.a.text[q.Start:q.End], Found: al.b.snippet(al.spanWith(k, al.b.firstWord(al.b.quantities[k])))})
		}
	}
}

// checkWordsUsedTwice finds a second mention of what the sentence mentions once: passwords
// can reset the password of any user.
func (al *alignment) checkWordsUsedTwice() {
	for i, j := range al.to {
		if j < 0 || al.from[j] == i || al.from[j] < 0 || al.a.words[al.from[j]].term != al.a.words[i].term || !al.a.content[i] || al.a.isOneOf(i, periods) || al.isInContext(i) {
			continue
		}
		al.reasons = append(al.reasons, Reason{Kind: Added, Words: al.a.snippet(i, i+1)})
		return
	}
}

// closestFigure returns what the sentence says most like a figure, and its words with
// their bound.
func (al *alignment) closestFigure(q quantity.Quantity) (quantity.Relation, string) {
	best, at := quantity.Unrelated, -1
	for k, e := range al.b.quantities {
		if r := quantity.Compare(q, e); r > best {
			best, at = r, k
		}
	}
	if at < 0 {
		return best, ""
	}
	from, to := al.b.wordsOf(al.b.quantities[at])
	if from < 0 {
		return best, ""
	}
	for from > 0 && al.b.inFigure[from-1] == at {
		from--
	}
	for to+1 < len(al.b.words) && al.b.inFigure[to+1] == at {
		to++
	}
	e := al.b.quantities[at]
	return best, al.b.text[min(e.Start, al.b.words[from].Start):max(e.End, al.b.words[to].End)]
}

// markMissing notes which words of content neither have a partner nor stand in what the
// sentence depends on.
func (al *alignment) markMissing() {
	al.missing = make([]bool, len(al.a.words))
	for i := range al.missing {
		al.missing[i] = al.a.content[i] && al.to[i] < 0 &&
			!(al.isInContext(i) && !al.isElsewhere(i)) && !al.isCompound(i) && !al.isShortName(i) && !al.isFullName(i) && !al.isApposition(i) && !al.isAnyone(i) && !al.isLightVerb(i)
	}
}

// isCompound reports whether word i of the claim is a large part of a compound of the
// sentence.
func (al *alignment) isCompound(i int) bool {
	w := al.a.words[i].folded
	return slices.ContainsFunc(al.b.words, func(e word) bool {
		return !e.stop && !e.figure && len(e.folded)*2 <= 5*len(w) && hasPart(e.folded, w)
	})
}

// How many bytes a compound has at least, and each of its parts, and how many more than a
// part it has. 8 and 12, 4 and 6, 2 and 6 in their places change nothing.
const (
	leastCompound = 10
	leastPart     = 5
	leastRest     = 4
)

// hasPart reports whether a word is a compound that ends or begins with a shorter one.
func hasPart(long, short string) bool {
	return len(long) >= leastCompound && len(short) >= leastPart && len(long) >= len(short)+leastRest &&
		(strings.HasPrefix(long, short) || strings.HasSuffix(long, short))
}

// isDatedByDocument reports whether the document's facts have a date that the sentence
// has none instead of, or the year that its date lacks.
func (al *alignment) isDatedByDocument(q quantity.Quantity) bool {
	if q.Kind != quantity.Date && !(q.Kind == quantity.Number && q.Unit.Dimension == "") {
		return false
	}
	for _, e := range al.b.quantities {
		if e.Kind == quantity.Date && quantity.Compare(q, e) < quantity.Partly {
			return false
		}
	}
	for k := range al.m.source.facts {
		for _, e := range al.m.source.facts[k].quantities {
			if r := quantity.Compare(q, e); r == quantity.Supports {
				return true
			}
		}
	}
	return al.m.isCompleted(q) && q.Kind == quantity.Date && q.Day.Month > 0
}

// checkEmptyParts finds parts of the claim behind a comma that say something in words of no
// content, which have no partners: which is too much.
func (al *alignment) checkEmptyParts() {
	for from := 1; from < len(al.a.words); from++ {
		if !al.a.breaks[from] {
			continue
		}
		to, empty, verb := from, true, false
		for ; to < len(al.a.words) && (to == from || !al.a.breaks[to]); to++ {
			empty = empty && !al.a.content[to] && al.a.inFigure[to] < 0
			verb = verb || al.a.isOneOf(to, functionVerbs)
		}
		if empty && verb {
			al.reasons = append(al.reasons, Reason{Kind: Added, Words: al.a.snippet(from, to)})
		}
	}
}

// oppositeOf returns the word of the sentence that says the contrary of word i of the
// claim, -1 if none does.
func (al *alignment) oppositeOf(i int) int {
	for _, o := range oppositesOf(stemWord(al.a.words[i].folded), al.a.spoken|al.b.spoken) {
		for j, e := range al.b.words {
			if al.from[j] < 0 && stemWord(e.folded) == o {
				return j
			}
		}
	}
	return -1
}

// isWrittenShare reports whether a share stands in the sentence in the same words, where it
// isn't read as a figure: they pay half.
func (al *alignment) isWrittenShare(q quantity.Quantity) bool {
	first, last := al.a.wordsOf(q)
	if q.Unit.Name != "part" || first < 0 || q.Bound != quantity.Exactly {
		return false
	}
	for i := last; i >= first; i-- {
		if al.a.isOneOf(i, articles) {
			continue
		}
		for j, e := range al.b.words {
			if e.folded == al.a.words[i].folded && al.b.inFigure[j] < 0 {
				return true
			}
		}
		return false
	}
	return false
}

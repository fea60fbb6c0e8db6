package grounding

import (
	"slices"
	"strings"

	"footnote/retrieval/quantity"
)

// alignment lays a claim on one sentence of the evidence, word by word.
type alignment struct {
	m      *matched
	source int   // the sentence
	a, b   *laid // the claim, the sentence
	to     []int // by word of the claim: its partner in the sentence, -1 for none
	from   []int // by word of the sentence: its partner in the claim, -1 for none
	// converse is by word of the claim whether its partner is the verb of the other
	// side of a deal: buy for sell.
	converse []bool
	// denied are the limits of the claim and of the sentence that are settled, since one
	// denies the contrary of what the other says: not allowed, prohibited.
	deniedA, deniedB map[int]bool
	missing          []bool // by word of the claim: it has content that is nowhere in what is cited
	figures          []int  // by quantity of the claim: that of the sentence which bears it out, -1
	reasons          []Reason
}

// alignClaim lays the claim on a sentence and notes all that it says otherwise.
func (m *matched) alignClaim(cl *laid, i int) *alignment {
	s := &m.source.sentences[i]
	al := &alignment{m: m, source: i, a: cl, b: m.source.laidSentence(i)}
	al.to, al.from = noPartners(len(cl.words)), noPartners(len(s.words))
	al.converse = make([]bool, len(cl.words))
	al.figures = noPartners(len(cl.quantities))
	al.pairWords()
	al.pairFigures()
	al.pairOpposites()
	al.markMissing()
	al.checkPresence()
	al.checkFigurePlaces()
	al.checkLimits()
	al.checkOmissions()
	al.checkOrder()
	return al
}

func noPartners(n int) []int { return slices.Repeat([]int{-1}, n) }

// laidSentence returns a sentence of the evidence taken apart, once.
func (s *source) laidSentence(i int) *laid {
	if s.laid == nil {
		s.laid = make([]*laid, len(s.sentences))
	}
	if s.laid[i] == nil {
		sent := &s.sentences[i]
		text := s.evidence[sent.evidence].Text[sent.span.Start:sent.span.End]
		s.laid[i] = layOut(text, sent.words, sent.quantities, sent.spoken)
	}
	return s.laid[i]
}

// pairWords finds the partner of each word of content: of several the one that stands
// nearest to where its neighbours' partners stand.
func (al *alignment) pairWords() {
	candidates := make([][]int, len(al.a.words))
	for i, w := range al.a.words {
		if !al.a.content[i] && !al.isSaidWord(i) {
			continue
		}
		for j, e := range al.b.words {
			same, converse := alikeIn(w, e, al.a.spoken|al.b.spoken)
			if same || converse {
				candidates[i] = append(candidates[i], j)
			}
		}
		candidates[i] = al.preferSameForm(i, candidates[i])
	}
	for round := range 2 {
		for i, list := range candidates {
			if al.to[i] >= 0 || len(list) == 0 || round == 0 && len(list) > 1 {
				continue
			}
			best, least := -1, 0
			for _, j := range list {
				d := al.distanceFromNeighbours(i, j)
				if al.from[j] >= 0 {
					d += 100 // it has a partner
				}
				if best < 0 || d < least {
					best, least = j, d
				}
			}
			al.to[i] = best
			if al.from[best] < 0 {
				al.from[best] = i
			}
			_, al.converse[i] = alikeIn(al.a.words[i], al.b.words[best], al.a.spoken|al.b.spoken)
		}
	}
}

// preferSameForm returns those of some words of the sentence that are word i of the claim in
// some form, or all if none is: where the word itself is there, a synonym isn't meant.
func (al *alignment) preferSameForm(i int, list []int) []int {
	w := al.a.words[i]
	var same []int
	for _, j := range list {
		if e := al.b.words[j]; e.folded == w.folded || e.term == w.term {
			same = append(same, j)
		}
	}
	if len(same) > 0 {
		return same
	}
	return list
}

// pairOpposites makes partners of a word and its contrary where one of them is denied.
func (al *alignment) pairOpposites() {
	al.deniedA, al.deniedB = make(map[int]bool), make(map[int]bool)
	for n, c := range al.a.limits {
		if c.kinds&limitNot == 0 || c.governs < 0 || al.to[c.governs] >= 0 {
			continue
		}
		if j := al.oppositeOf(c.governs); j >= 0 {
			al.to[c.governs], al.from[j] = j, c.governs
			al.deniedA[n] = true
		}
	}
	for n, l := range al.b.limits {
		if l.kinds&limitNot == 0 || l.governs < 0 || al.from[l.governs] >= 0 {
			continue
		}
		for i := range al.a.words {
			if al.a.content[i] && al.to[i] < 0 && al.oppositeOf(i) == l.governs {
				al.to[i], al.from[l.governs] = l.governs, i
				al.deniedB[n] = true
			}
		}
	}
}

// isSaidWord reports whether a word of a limit is a verb, which may have a partner
// that is no limit.
func (al *alignment) isSaidWord(i int) bool {
	for _, l := range al.a.limits {
		if l.at <= i && i < l.end {
			return l.kinds&(limitSaid|limitDoubted|limitPlan) != 0
		}
	}
	return false
}

// distanceFromNeighbours is how far word j of the sentence stands from where the
// partners of word i's neighbours let it be expected.
func (al *alignment) distanceFromNeighbours(i, j int) int {
	least := 50
	for d := -3; d <= 3; d++ {
		if k := i + d; d != 0 && k >= 0 && k < len(al.to) && al.to[k] >= 0 {
			least = min(least, abs(j-(al.to[k]-d)))
		}
	}
	return least
}

func abs(n int) int { return max(n, -n) }

// pairFigures finds for each figure of the claim the one of the sentence that bears it
// out: of several the one that stands next to the partners of its neighbours.
func (al *alignment) pairFigures() {
	for n, q := range al.a.quantities {
		if q.Weak {
			continue
		}
		at, _ := al.a.wordsOf(q)
		best, least := -1, 0
		for k, e := range al.b.quantities {
			if !bearsOut(q, e) && !al.sharesUnit(q, k) {
				continue
			}
			first, _ := al.b.wordsOf(e)
			d := 50
			if at >= 0 && first >= 0 {
				d = al.distanceFromNeighbours(at, first)
			}
			if best < 0 || d < least {
				best, least = k, d
			}
		}
		al.figures[n] = best
	}
}

// bearsOut reports whether a figure says what the claim's does, on the same side of
// its value.
func bearsOut(q, e quantity.Quantity) bool {
	if q.Unit.Name == "part" && e.Kind == quantity.Ordinal {
		return q.Bound == e.Bound && e.Value*q.Value > 99.9 && e.Value*q.Value < 100.1 // they pay a third
	}
	if quantity.Compare(q, e) != quantity.Supports {
		return false
	}
	if q.Kind == quantity.Number && q.Value != e.Value && q.Other != e.Other && boundSide(e.Bound) != quantity.Exactly {
		return false // under 14 is not under 18
	}
	if q.Kind != quantity.Number || q.Value != e.Value && q.Other != e.Other {
		return true
	}
	return boundSide(q.Bound) == boundSide(e.Bound) || q.Bound == quantity.About && e.Bound == quantity.Exactly
}

// boundSide takes about for exactly: to leave that out tells nothing false.
func boundSide(b quantity.Bound) quantity.Bound {
	if b == quantity.About {
		return quantity.Exactly
	}
	return b
}

// sharesUnit reports whether the claim's figure is quantity k of the sentence, whose
// unit stands with the next one: 10 to 24 years.
func (al *alignment) sharesUnit(q quantity.Quantity, k int) bool {
	e := al.b.quantities[k]
	if quantity.Compare(q, e) != quantity.Partly || q.Kind == quantity.Date || k+1 >= len(al.b.quantities) {
		return false
	}
	next := al.b.quantities[k+1]
	return next.Unit == q.Unit && next.Start-e.End < len(" and about ") && !strings.ContainsAny(al.b.text[e.End:next.Start], ",;")
}

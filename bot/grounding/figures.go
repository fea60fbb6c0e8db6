package grounding

import (
	"strings"

	"footnote/retrieval/quantity"
)

// checkFigures looks every figure of the claim up in the evidence.
func (m *matched) checkFigures() []Reason {
	var wrong []Reason
	for _, q := range m.claim.quantities {
		if q.Weak {
			continue
		}
		relation, found := m.relateFigure(q)
		words := m.claim.text[q.Start:q.End]
		switch {
		case relation == quantity.Supports, relation == quantity.Partly && m.isCompleted(q):
		case relation == quantity.OtherUnit:
			wrong = append(wrong, Reason{Unit, words, found})
		case relation == quantity.OtherBound:
			wrong = append(wrong, Reason{Bound, words, found})
		case q.Kind == quantity.Date:
			wrong = append(wrong, Reason{Date, words, found})
		case !m.verbatimFigure(words):
			wrong = append(wrong, Reason{Number, words, found})
		}
	}
	return wrong
}

// nearEnough is the share of the claim that a sentence must have for a figure
// of another value to bear out "more than" or "about". On WiCE's 349 claims (as
// "footnote eval --claims" measures them) 0 and .6 give the same balanced accuracy
// within .002: the claims there have few such figures.
const nearEnough = .3

// relateFigure finds what the evidence says of a quantity: the best relation, and
// the words in the sentence that covers most of the claim, "" if it has no figure
// of the kind.
func (m *matched) relateFigure(q quantity.Quantity) (best quantity.Relation, found string) {
	placed := 0.0
	for _, list := range [][]sentence{m.source.sentences, m.source.facts} {
		for i := range list {
			s := &list[i]
			for _, e := range s.quantities {
				r := quantity.Compare(q, e)
				if r == quantity.Unrelated {
					continue // metres say nothing of euros
				}
				cover := 0.0
				if s.evidence >= 0 {
					cover = m.cover[i]
				}
				if r == quantity.Supports && e.Value != q.Value && e.Other != q.Other && q.Bound != quantity.Exactly && cover < nearEnough {
					continue // "more than 300" is true of any larger figure
				}
				if r < best || r == best && cover <= placed && found != "" {
					continue
				}
				if best, placed = r, cover; s.evidence >= 0 {
					start := s.span.Start
					found = m.source.evidence[s.evidence].Text[start+e.Start : start+e.End]
				}
			}
		}
	}
	return best, found
}

// isCompleted reports whether the rest of the evidence has what one place lacks:
// the year of a date, the unit of a number.
func (m *matched) isCompleted(q quantity.Quantity) bool {
	has := func(test func(quantity.Quantity) bool) bool {
		for _, list := range [][]sentence{m.source.sentences, m.source.facts} {
			for i := range list {
				for _, e := range list[i].quantities {
					if test(e) {
						return true
					}
				}
			}
		}
		return false
	}
	if q.Kind != quantity.Date {
		return q.Unit.Dimension == "%" && m.source.forms["percent"]+m.source.forms["percentage"] > 0 ||
			has(func(e quantity.Quantity) bool { return e.Unit == q.Unit })
	}
	year := q.Day
	year.Month, year.Day = 0, 0
	rest := q
	rest.Day.Year, rest.OtherDay.Year = 0, 0
	if q.Day.Month > 0 && !has(func(e quantity.Quantity) bool {
		return e.Kind == quantity.Date && quantity.Compare(rest, e) == quantity.Supports
	}) {
		return false
	}
	return year.Year == 0 || has(func(e quantity.Quantity) bool { return e.Kind == quantity.Date && e.Day.Year == year.Year })
}

// verbatimFigure reports whether the evidence writes a figure in the same letters,
// where they were not read as a figure: in the name of a product.
func (m *matched) verbatimFigure(words string) bool {
	words = strings.ToLower(words)
	return strings.Trim(words, "0123456789") != words && m.source.forms[words] > 0
}

package grounding

import (
	"cmp"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// How many sentences a claim is laid on, and how much less of its words one may have than
// the best. With 1 sentence two true claims held back fall, with 3 and 12 none; below .1
// one does, below .2 and .5 none.
const (
	mostLaid  = 6
	laidBelow = .35
)

// layClaim lays a claim on the sentences that have most of its words and returns the
// alignment with the fewest reasons against it. The evidence has a sentence.
func (m *matched) layClaim() *alignment {
	spoken := m.claim.spoken
	if own := language.Of(m.source.language); own != 0 {
		spoken = own // a short claim shows its language badly
	}
	cl := layOut(m.claim.text, m.claim.words, m.claim.quantities, spoken)
	var best *alignment
	for n, i := range m.order {
		if n == mostLaid || m.cover[i] < m.cover[m.order[0]]-laidBelow {
			break
		}
		al := m.alignClaim(cl, i)
		if best == nil || len(al.reasons) < len(best.reasons) {
			best = al
		}
		if len(al.reasons) == 0 {
			break
		}
	}
	slices.SortStableFunc(best.reasons, func(a, b Reason) int { return cmp.Compare(b.Kind.weight(), a.Kind.weight()) })
	return best
}

// weight orders reasons: what contradicts comes before what is merely not there.
func (k ReasonKind) weight() int {
	switch k {
	case Added, Coverage, Name:
		return 0
	}
	return 1
}

// bestPlaces lists the sentence of the evidence that the claim was laid on.
func (al *alignment) bestPlaces() []Place {
	s := &al.m.source.sentences[al.source]
	return []Place{{s.evidence, s.span, al.alignedStretches()}}
}

// alignedStretches lists what of the sentence the claim has, as bytes of the evidence's text.
// What stands next to each other is one stretch.
func (al *alignment) alignedStretches() []retrieval.Span {
	said := make(map[string]bool)
	for _, w := range al.a.words {
		said[w.folded] = true
	}
	var list []retrieval.Span
	start := al.m.source.sentences[al.source].span.Start
	joined := false
	for j, w := range al.b.words {
		if al.from[j] < 0 && !al.figureIsKept(j) && !said[w.folded] {
			joined = false
			continue
		}
		if joined {
			list[len(list)-1].End = start + w.End
		} else {
			list = append(list, retrieval.Span{Start: start + w.Start, End: start + w.End})
		}
		joined = true
	}
	return list
}

// oneLanguage is the share of a claim's words with partners from which on it is in the
// language of its sentence, whatever its few function words look like: .3 and .7 change
// nothing.
const oneLanguage = .5

// share is how many of the claim's words of content have a partner in the sentence.
func (al *alignment) share() float64 {
	all, has := 0, 0
	for i, content := range al.a.content {
		if content {
			all++
			if al.to[i] >= 0 {
				has++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(has) / float64(all)
}

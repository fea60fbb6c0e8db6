package grounding

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/language"
)

// checkPolarity compares the claim with the sentences that come closest to it:
// it must not deny what they say, nor say the contrary.
func (m *matched) checkPolarity() []Reason {
	if len(m.order) == 0 || m.cover[m.order[0]] < closeEnough {
		return nil
	}
	ours := markNegated(m.claim.words, m.claim.spoken)
	var clash *Reason
	for _, i := range m.order {
		if m.cover[i] < closeEnough || m.cover[i] < m.cover[m.order[0]]-asClose {
			break
		}
		r := m.findClash(i, ours)
		if r == nil {
			return nil
		}
		if clash == nil {
			clash = r
		}
	}
	if clash == nil {
		return nil
	}
	return []Reason{*clash}
}

const (
	// closeEnough is the share of the claim from which on a sentence speaks of
	// the same. On WiCE balanced accuracy is .763 at .3, .761 at .45, .759 at .6,
	// and .761 without the check of polarity: few claims there deny anything.
	closeEnough = .45
	// asClose is how far below the best another sentence may be. 0 and .2 change
	// nothing on WiCE.
	asClose = .1
)

// findClash compares the claim with one sentence.
func (m *matched) findClash(i int, ours []int) *Reason {
	s := &m.source.sentences[i]
	theirs := markNegated(s.words, s.spoken)
	aligned := make(map[int]int) // word of the claim → word of the sentence
	for k, j := range m.at[i] {
		if j >= 0 {
			aligned[m.claim.content[k]] = j
		}
	}
	text := m.source.evidence[s.evidence].Text[s.span.Start:s.span.End]
	for _, c := range m.claim.content {
		j, ok := aligned[c]
		if !ok || (ours[c] > 0) == (theirs[j] > 0) {
			continue
		}
		// The first word after the negation is what it denies.
		if ours[c] == 1 || theirs[j] == 1 {
			a, b := m.claim.words[c], s.words[j]
			return &Reason{Polarity, m.claim.text[a.Start:a.End], text[b.Start:b.End]}
		}
	}
	if c, j := m.findContrary(s, aligned, ours, theirs); c >= 0 {
		a, b := m.claim.words[c], s.words[j]
		return &Reason{Polarity, m.claim.text[a.Start:a.End], text[b.Start:b.End]}
	}
	return nil
}

// findContrary finds a word of the claim whose opposite stands in its place in the
// sentence; -1 if there is none.
func (m *matched) findContrary(s *sentence, aligned map[int]int, ours, theirs []int) (c, j int) {
	said := make(map[string]bool)
	for _, w := range m.claim.words {
		said[stemWord(w.folded)] = true
	}
	has := make(map[string]int)
	for i, w := range s.words {
		has[stemWord(w.folded)] = i + 1
	}
	for c, w := range m.claim.words {
		root := stemWord(w.folded)
		if has[root] > 0 {
			continue
		}
		for _, opposite := range oppositesOf(root, m.claim.spoken) {
			j := has[opposite] - 1
			if j < 0 || said[opposite] || (ours[c] > 0) != (theirs[j] > 0) {
				continue
			}
			for d := -3; d <= 3; d++ {
				if at, ok := aligned[c+d]; ok && max(at-j, j-at) <= 4 {
					return c, j
				}
				if f := c + d; f >= 0 && f < len(m.claim.words) && m.claim.words[f].figure && sameFigure(s.words, j, m.claim.words[f]) {
					return c, j
				}
			}
		}
	}
	return -1, -1
}

// sameFigure reports whether the figure stands within two words of j.
func sameFigure(words []word, j int, figure word) bool {
	for _, w := range words[max(j-2, 0):min(j+3, len(words))] {
		if w.folded == figure.folded {
			return true
		}
	}
	return false
}

// oppositesOf returns the stems that say the contrary of a stem in these languages.
func oppositesOf(root string, spoken language.Codes) []string {
	var list []string
	for _, l := range spoken.List() {
		list = append(list, antonyms()[l.Code][root]...)
	}
	for _, prefix := range denyingPrefixes() {
		if !denyingStarts.In(prefix, spoken) {
			continue
		}
		if rest, ok := strings.CutPrefix(root, prefix); ok && len(rest) >= 4 {
			list = append(list, rest)
		}
		if len(root) >= 4 {
			list = append(list, prefix+root)
		}
	}
	return list
}

// denyingPrefixes are those of denyingStarts in order, for one finding whatever the order
// of a map.
var denyingPrefixes = sync.OnceValue(func() []string {
	return slices.Sorted(maps.Keys(maps.Collect(denyingStarts.All())))
})

// antonyms map stems to those of the other side, by language.
var antonyms = sync.OnceValue(func() map[string]map[string][]string {
	all := make(map[string]map[string][]string)
	for _, l := range language.All() {
		m := make(map[string][]string)
		for _, sides := range l.Meaning.Antonyms {
			for _, a := range sides[0].List() {
				for _, b := range sides[1].List() {
					a, b := stemWord(language.Fold(a)), stemWord(language.Fold(b))
					m[a], m[b] = append(m[a], b), append(m[b], a)
				}
			}
		}
		all[l.Code] = m
	}
	return all
})

// reach is how many words a negation reaches.
const reach = 5

// markNegated tells for each word of a text in these languages whether a negation stands before it in its
// clause: 0 for none, 1 for the first content word after it, then 2 and so on.
func markNegated(words []word, spoken language.Codes) []int {
	marks := make([]int, len(words))
	for i, w := range words {
		if !negations.In(w.folded, spoken) && !hasAnyEnding(w.folded, denyingEnds) || isHarmless(words, i, spoken) {
			continue
		}
		n := 0
		for j := i + 1; j < len(words) && j <= i+reach && !clauses.In(words[j].folded, spoken); j++ {
			if !words[j].stop {
				n++
			}
			marks[j] = max(n, 1)
			if words[j].stop && n == 0 {
				marks[j] = 2
			}
		}
	}
	return marks
}

// isHarmless reports whether a negation denies nothing: not only, no more than, No. 5.
func isHarmless(words []word, i int, spoken language.Codes) bool {
	if i+1 >= len(words) {
		return true
	}
	next := words[i+1]
	return harmlessPairs.In(words[i].folded+" "+next.folded, spoken) || next.figure && beforeFigure.In(words[i].folded, spoken)
}

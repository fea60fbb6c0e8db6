package grounding

import (
	"strings"
)

// checkPolarity compares the claim with the sentences that come closest to it:
// it must not deny what they say, nor say the contrary.
func (m *matched) checkPolarity() []Reason {
	if len(m.order) == 0 || m.cover[m.order[0]] < closeEnough {
		return nil
	}
	ours := negated(m.claim.words)
	var clash *Reason
	for _, i := range m.order {
		if m.cover[i] < closeEnough || m.cover[i] < m.cover[m.order[0]]-asClose {
			break
		}
		r := m.clash(i, ours)
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

// clash compares the claim with one sentence.
func (m *matched) clash(i int, ours []int) *Reason {
	s := &m.source.sentences[i]
	theirs := negated(s.words)
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
	if c, j := m.contrary(s, aligned, ours, theirs); c >= 0 {
		a, b := m.claim.words[c], s.words[j]
		return &Reason{Polarity, m.claim.text[a.Start:a.End], text[b.Start:b.End]}
	}
	return nil
}

// contrary finds a word of the claim whose opposite stands in its place in the
// sentence; -1 if there is none.
func (m *matched) contrary(s *sentence, aligned map[int]int, ours, theirs []int) (c, j int) {
	said := make(map[string]bool)
	for _, w := range m.claim.words {
		said[stem(w.folded)] = true
	}
	has := make(map[string]int)
	for i, w := range s.words {
		has[stem(w.folded)] = i + 1
	}
	for c, w := range m.claim.words {
		root := stem(w.folded)
		if has[root] > 0 {
			continue
		}
		for _, opposite := range opposites(root) {
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

// sameFigure tells whether the figure stands within two words of j.
func sameFigure(words []word, j int, figure word) bool {
	for _, w := range words[max(j-2, 0):min(j+3, len(words))] {
		if w.folded == figure.folded {
			return true
		}
	}
	return false
}

// opposites returns the stems that say the contrary of a stem.
func opposites(root string) []string {
	list := antonyms[root]
	for _, prefix := range []string{"un", "in", "im", "il", "ir", "dis", "non"} {
		if rest, ok := strings.CutPrefix(root, prefix); ok && len(rest) >= 4 {
			list = append(list[:len(list):len(list)], rest)
		}
		if len(root) >= 4 {
			list = append(list[:len(list):len(list)], prefix+root)
		}
	}
	return list
}

// antonyms maps stems to those of the other side.
var antonyms = antonymTable(
	"rose risen rise rises rising increase increased grew grown grow growth climbed climb gained gain soared up", "fell fall fallen falls falling decrease decreased declined decline dropped drop shrank shrink lost plunged down reduced reduce",
	"before prior", "after following", "more most", "less fewer least", "allow allows allowed permit permitted legal", "ban banned forbid forbidden prohibit prohibited illegal prevent",
	"accept accepted approve approved", "reject rejected refuse refused", "win won", "lose lost", "open opened", "close closed", "start started begin began begun", "end ended stop stopped finish finished",
	"support supported supports", "oppose opposed opposes", "include included includes", "exclude excluded excludes", "above", "below", "higher highest high", "lower lowest low",
	"first", "last", "buy bought", "sell sold", "enable enabled", "disable disabled", "true", "false", "success succeeded successful", "failure failed unsuccessful",
	"import imports imported", "export exports exported", "hire hired", "fire fired dismissed", "north northern", "south southern", "east eastern", "west western", "always", "never",
	"guilty convicted", "innocent acquitted", "alive survived", "dead died killed", "confirm confirmed", "deny denied", "strengthen strengthened", "weaken weakened", "positive", "negative",
	"male men man", "female women woman", "required mandatory", "optional", "add added", "remove removed", "arrived", "departed", "major majority", "minor minority", "maximum", "minimum", "internal", "external", "public", "private",
)

func antonymTable(sides ...string) map[string][]string {
	m := make(map[string][]string)
	for i := 0; i+1 < len(sides); i += 2 {
		for _, a := range strings.Fields(sides[i]) {
			for _, b := range strings.Fields(sides[i+1]) {
				a, b := stem(a), stem(b)
				m[a], m[b] = append(m[a], b), append(m[b], a)
			}
		}
	}
	return m
}

// reach is how many words a negation reaches.
const reach = 5

// negated tells for each word whether a negation stands before it in its
// clause: 0 for none, 1 for the first content word after it, then 2 and so on.
func negated(words []word) []int {
	marks := make([]int, len(words))
	for i, w := range words {
		if !denies[w.folded] && !strings.HasSuffix(w.folded, "n't") || exempt(words, i) {
			continue
		}
		n := 0
		for j := i + 1; j < len(words) && j <= i+reach && !clauses[words[j].folded]; j++ {
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

// exempt tells negations that deny nothing: not only, no more than, No. 5.
func exempt(words []word, i int) bool {
	if i+1 >= len(words) {
		return true
	}
	next := words[i+1]
	switch words[i].folded {
	case "not":
		return next.folded == "only" || next.folded == "until" || next.folded == "just" || next.folded == "least"
	case "no":
		return next.figure || next.folded == "more" || next.folded == "less" || next.folded == "fewer" || next.folded == "doubt" || next.folded == "later"
	}
	return false
}

var (
	denies = set("not no never without nor neither none nobody cannot fail fails failed refused refuses refuse denied denies deny declined lacks unable pas jamais sans aucun aucune nicht kein keine keinen keiner nie ohne sin nunca jamas " +
		"لا لم لن ليس")
	clauses = set("but although though however because which who while when whereas unless mais aber sondern pero")
)

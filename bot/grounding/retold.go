package grounding

import (
	"slices"
	"strings"

	"footnote/retrieval/language"
)

// A limit of the claim may be born by words of the sentence that are no limit of its kind.

// isRateOf reports whether a limit says for each of what a figure is, which the sentence
// says with an article: 12 euros per wash, of 12 euros a wash.
func (al *alignment) isRateOf(c limit) bool {
	if c.kinds&limitEach == 0 || c.end >= len(al.a.words) || !al.a.isBehindFigure(c.at) {
		return false
	}
	j := al.to[c.end]
	return j > 0 && al.b.isOneOf(j-1, perWords) && al.b.isBehindFigure(j-1)
}

// isBehindFigure reports whether a figure ends within two words before word i.
func (t *laid) isBehindFigure(i int) bool {
	for k := i - 1; k >= max(i-2, 0) && !t.breaks[k+1]; k-- {
		if t.inFigure[k] >= 0 {
			return true
		}
	}
	return false
}

// isDeniedAnyway reports whether a limit of the claim only says how what the sentence denies,
// too, is denied: they may not drive, of nobody drives. What need not be is another thing.
func (al *alignment) isDeniedAnyway(c limit) bool {
	if c.kinds&(limitMust|limitShould) != 0 && c.governs >= 0 && al.to[c.governs] >= 0 && al.b.opensPart(al.to[c.governs]) {
		n := al.a.denialBeside(c) // it must never be opened, of never open it
		return n >= 0 && al.partnerOfLimit(al.a.limits[n], make([]bool, len(al.b.limits))) >= 0
	}
	if c.kinds&(limitCan|limitMight) == 0 && (c.kinds&(limitMust|limitShould) == 0 || !al.deniesModal(al.b, limitCan|limitMight)) {
		return false
	}
	n := al.a.denialBeside(c)
	if n < 0 && c.kinds&limitCan != 0 {
		for k, l := range al.a.limits { // only one may enter, of only one enters
			if l.kinds&limitOnly != 0 {
				n = k
			}
		}
	}
	return n >= 0 && al.partnerOfLimit(al.a.limits[n], make([]bool, len(al.b.limits))) >= 0
}

// isDeniedThere reports whether a limit of the sentence is a modal that is denied, of which
// the claim has the denial with another modal.
func (al *alignment) isDeniedThere(l limit, used []bool) bool {
	if l.kinds&(limitCan|limitMight) == 0 {
		return false
	}
	n := al.b.denialBeside(l)
	return n >= 0 && used[n] && al.deniesModal(al.a, limitMust|limitShould)
}

// deniesModal reports whether a text denies a modal of these kinds.
func (al *alignment) deniesModal(t *laid, kinds limitKinds) bool {
	for _, l := range t.limits {
		if l.kinds&kinds != 0 && t.denialBeside(l) >= 0 {
			return true
		}
	}
	return false
}

// denialBeside returns the limit that denies a modal beside it, -1 for none.
func (t *laid) denialBeside(modal limit) int {
	for n, l := range t.limits {
		if l.kinds&limitNot != 0 && t.inFigure[l.at] < 0 && (l.at >= modal.end && l.at <= modal.end+1 || l.end <= modal.at && l.end >= modal.at-1) {
			return n
		}
	}
	return -1
}

// isReasonBehindColon reports whether a limit gives a reason for what stands before it, which
// the sentence gives behind a colon: three months late: the concrete had cracked.
func (al *alignment) isReasonBehindColon(c limit) bool {
	if c.kinds&limitBecause == 0 || c.governs < 0 {
		return false
	}
	to := al.partnerAt(c.governs)
	for i := c.at - 1; i >= 0; i-- {
		from := al.partnerAt(i)
		if from < 0 {
			continue
		}
		if from >= to {
			return false
		}
		return strings.Contains(al.b.text[al.b.words[from].End:al.b.words[to].Start], ": ")
	}
	return false
}

// isPassiveOf reports whether what looks like a future is the verb of a passive, in languages
// in which both have the same one: wird verschoben.
func (al *alignment) isPassiveOf(c limit) bool {
	if c.kinds&limitWill == 0 || !al.a.isOneOf(c.at, voiceWords) || c.end != c.at+1 {
		return false
	}
	for i := c.end; i < len(al.a.words) && !al.a.breaks[i]; i++ {
		j := al.to[i]
		if j < 0 || al.a.words[i].upper || !al.a.content[i] {
			continue
		}
		if last := i+1 == len(al.a.words) || al.a.breaks[i+1]; last {
			return al.a.words[i].folded == al.b.words[j].folded || strings.HasSuffix(al.a.words[i].folded, "t")
		}
	}
	return false
}

// standsAlike reports whether the same limit stands beside the same word in both.
func (al *alignment) standsAlike(c, l limit) bool {
	if c.end-c.at != l.end-l.at {
		return false
	}
	for n := range c.end - c.at {
		if al.a.words[c.at+n].folded != al.b.words[l.at+n].folded {
			return false
		}
	}
	beside := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < len(al.a.words) && j < len(al.b.words) && al.a.words[i].folded == al.b.words[j].folded
	}
	return beside(c.at-1, l.at-1) && beside(c.end, l.end)
}

// isBornByPresent reports whether a limit says will of what the sentence says as a present
// that has a future: she will stay, of she stays.
func (al *alignment) isBornByPresent(c limit) bool {
	if c.kinds&limitWill == 0 || c.governs < 0 || !al.b.someLanguage(func(l *language.Limits) bool { return l.PastEnds != "" }) {
		return false
	}
	j := al.to[c.governs]
	return j >= 0 && !al.b.isHelped(j) && !al.b.isNounPlace(j) && strings.HasSuffix(al.b.words[j].folded, "s") && strings.HasPrefix(al.b.words[j].folded, al.a.words[c.governs].folded)
}

// isBornByPlace reports whether a limit says when by a noun that the sentence has behind a
// preposition of place: during harvest, of in harvest.
func (al *alignment) isBornByPlace(c limit) bool {
	return c.kinds == limitWhile && c.governs >= 0 && al.to[c.governs] >= 0 && placeWords.In(al.b.prepositionBefore(al.to[c.governs]), al.b.spoken)
}

// isLightVerb reports whether word i of the claim only makes a verb of the noun beside it:
// they suffered injuries, of they were hurt.
func (al *alignment) isLightVerb(i int) bool {
	if !al.a.isOneOf(i, lightVerbs) {
		return false
	}
	for _, d := range []int{-1, 1} {
		for k := i + d; k >= 0 && k < len(al.a.words) && abs(k-i) <= lightReach && !al.a.breaks[max(k, i)]; k += d {
			if j := al.to[k]; al.a.content[k] && j >= 0 && al.a.words[k].folded != al.b.words[j].folded && !al.a.words[k].upper {
				return true
			}
		}
	}
	return false
}

// lightReach is how many words may stand between such a verb and its noun.
const lightReach = 3

// isOnlyIf reports whether an only of the claim belongs to its condition, as in the sentence:
// they are only liable if, of liable only if.
func (al *alignment) isOnlyIf(c limit) bool {
	if c.kinds&limitOnly == 0 || al.a.hasLimit(limitIf) < 0 {
		return false
	}
	n := al.b.hasLimit(limitIf)
	if n < 0 {
		return false
	}
	l := al.b.limits[n] // the only is a part of it, or stands before it
	return al.b.words[l.at].folded == al.a.words[c.at].folded || l.at > 0 && al.b.words[l.at-1].folded == al.a.words[c.at].folded
}

// hasLimit returns the first limit of a kind, -1 for none.
func (t *laid) hasLimit(kinds limitKinds) int {
	return slices.IndexFunc(t.limits, func(l limit) bool { return l.kinds&kinds != 0 })
}

package grounding

// heapShare is the share of neighbours torn apart from which on a text is a heap of
// words, of at least heapLeast. A passive tears half of them: at .4 ten true claims fall,
// .5, .7 and .8 change nothing. With 3 neighbours one falls, with 6 none.
const (
	heapShare = .6
	heapLeast = 4
)

// isHeap reports whether most neighbouring words of the claim are none in the sentence,
// or the claim ends as no sentence does.
func (al *alignment) isHeap() bool {
	rank, n := make([]int, len(al.b.words)), 0
	for j := range al.b.words {
		if al.b.content[j] || al.b.inFigure[j] >= 0 && (j == 0 || al.b.inFigure[j] != al.b.inFigure[j-1]) {
			n++
		}
		rank[j] = n
	}
	if al.repeatsItself() {
		return true
	}
	last, pairs, torn := -1, 0, 0.0
	for i := range al.a.words {
		j := al.partnerAt(i)
		if j < 0 || last >= 0 && rank[j] == rank[last] {
			continue
		}
		if last >= 0 {
			pairs++
			switch d := rank[j] - rank[last]; {
			case d > 3 || d < -2:
				torn++
			case d < 0:
				torn += .5
			}
		}
		last = j
	}
	if n := len(al.a.words); n > 0 && al.a.isOneOf(n-1, articles) && !al.a.isOneOf(n-1, backWords) {
		return true
	}
	return pairs >= heapLeast && torn > heapShare*float64(pairs) || al.lacksVerb()
}

// lacksVerb reports whether the sentence's verb between words that the claim has is
// one of function, and the claim has none at all.
func (al *alignment) lacksVerb() bool {
	for i, w := range al.a.words {
		if al.a.isOneOf(i, functionVerbs) || al.a.isOneOf(i, freeWords) && !w.stop {
			return false
		}
	}
	for _, l := range al.a.limits {
		if l.kinds&limitNot != 0 && !al.a.words[l.at].stop { // failed to
			return false
		}
		if l.kinds&(limitCan|limitMight|limitMust|limitShould|limitWould|limitWill|limitPlan|limitSaid|limitDoubted) != 0 {
			return false
		}
	}
	for j := range al.b.words {
		if al.b.isOneOf(j, functionVerbs) && al.isKeptBeside(j, -1) && al.isKeptBeside(j, 1) {
			return al.verbsAmong() == 0
		}
	}
	return false
}

// isKeptBeside reports whether the next word of content or figure before or behind word j
// of the sentence is in the claim.
func (al *alignment) isKeptBeside(j, step int) bool {
	for k := j + step; k >= 0 && k < len(al.b.words); k += step {
		if al.b.content[k] || al.b.inFigure[k] >= 0 {
			return al.from[k] >= 0 || al.figureIsKept(k)
		}
	}
	return false
}

// verbsAmong counts the words of the claim that may be verbs: those in lower case whose
// partner follows no article.
func (al *alignment) verbsAmong() int {
	n := 0
	for i := range al.a.words {
		j := al.to[i]
		if j < 0 || al.a.words[i].upper || !al.a.content[i] {
			continue
		}
		if i > 0 && (al.a.isOneOf(i-1, articles) || al.a.isOneOf(i-1, prepositions)) {
			continue
		}
		if al.a.words[i].folded != al.b.words[j].folded {
			n++ // they employ 20 for they have 20 employees
			continue
		}
		for k := j - 1; k >= max(j-2, 0); k-- {
			if al.b.isOneOf(k, functionVerbs) {
				n++ // a participle
				break
			}
			if !al.b.limited[k] && !al.b.words[k].stop {
				break
			}
		}
	}
	return n
}

// leastPartners is how many different words and figures of a sentence a claim must have: The
// article is not about the article has one. With 1 a false claim held back passes, with 3
// one falls and two true ones.
const leastPartners = 2

// repeatsItself reports whether the claim has the same words over and over, or too few to say
// anything.
func (al *alignment) repeatsItself() bool {
	words, partners := 0, make(map[int]bool)
	for i, content := range al.a.content {
		if j := al.partnerAt(i); j >= 0 && (content || al.a.inFigure[i] >= 0) {
			partners[j] = true
			if content {
				words++
			}
		} else if content && !al.missing[i] {
			partners[-1-i] = true // in the heading, or an acronym
		}
	}
	return len(partners) < leastPartners || words >= heapLeast && 2*len(partners) < words
}

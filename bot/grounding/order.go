package grounding

// checkOrder compares who does what to whom, by what stands on which side of the verb,
// and finds heaps of words that are no sentence.
func (al *alignment) checkOrder() {
	if r, ok := al.findSwap(); ok {
		al.reasons = append(al.reasons, r)
	}
	if al.isHeap() {
		al.reasons = append(al.reasons, Reason{Kind: Roles, Words: al.a.text})
	}
}

// findSwap finds two words of the claim that stand on the other sides of a third one
// than in the sentence, without a passive or the verb of the other side that would
// explain it; or on the same sides although one of these is there.
func (al *alignment) findSwap() (Reason, bool) {
	for v := range al.a.words {
		if !al.mayBeVerb(v) {
			continue
		}
		w := al.to[v]
		for x := v - 1; x >= 0 && x >= v-8; x-- {
			if !al.mayBeRole(x) {
				continue
			}
			for y := v + 1; y < len(al.a.words) && y <= v+8; y++ {
				if !al.mayBeRole(y) {
					continue
				}
				px, py := al.to[x], al.to[y]
				turned := py < w && w < px
				kept := px < w && w < py
				if !turned && !kept || al.keepsPreposition(x, px) || al.keepsPreposition(y, py) {
					continue
				}
				turn := al.a.isPassive(y) != (kept && al.b.isPassive(py) || turned && al.b.isPassive(px))
				if al.converse[v] {
					turn = !turn
				}
				if turned != turn {
					lo, hi := min(px, py), max(px, py)
					return Reason{Kind: Roles, Words: al.a.snippet(x, y+1), Found: al.b.snippet(lo, hi+1)}, true
				}
			}
		}
	}
	return Reason{}, false
}

// mayBeVerb reports whether word v of the claim may say what is done.
func (al *alignment) mayBeVerb(v int) bool {
	return al.a.content[v] && al.to[v] >= 0 && !al.a.words[v].upper && !al.b.isContentNoun(al.to[v])
}

// mayBeRole reports whether word x of the claim may name who does something or to whom
// it is done.
func (al *alignment) mayBeRole(x int) bool {
	if !al.a.content[x] || al.to[x] < 0 {
		return false
	}
	if al.a.spoken&capitalNouns != 0 {
		return al.a.words[x].upper && al.b.words[al.to[x]].upper
	}
	return true
}

// keepsPreposition reports whether a word stands behind the same preposition in both: in
// Leiden may stand anywhere.
func (al *alignment) keepsPreposition(i, j int) bool {
	p := al.a.prepositionBefore(i)
	return p != "" && p == al.b.prepositionBefore(j) && !passiveWords.In(p, al.a.spoken)
}

// isPassive reports whether a word stands behind what names the doer of a passive.
func (t *laid) isPassive(i int) bool {
	return passiveWords.In(t.prepositionBefore(i), t.spoken)
}

// Shares of neighbours that have changed their order, from which on a text is a heap
// of words; and how many neighbours there must be.
const (
	heapShare = .5
	heapLeast = 4
)

// isHeap reports whether most neighbouring words of the claim stand in another order in
// the sentence, or the claim ends as no sentence does.
func (al *alignment) isHeap() bool {
	last, pairs, turned, far := -1, 0, 0, 0
	for i := range al.a.words {
		j := al.partnerAt(i)
		if j < 0 || j == last {
			continue
		}
		if last >= 0 {
			pairs++
			if j < last {
				turned++
			}
			if abs(j-last) > nearby {
				far++
			}
		}
		last = j
	}
	if n := len(al.a.words); n > 0 && articles.In(al.a.words[n-1].folded, al.a.spoken) && !backWords.In(al.a.words[n-1].folded, al.a.spoken) {
		return true
	}
	return pairs >= heapLeast && float64(turned) >= heapShare*float64(pairs) && turned > 1 || al.lacksVerb()
}

// lacksVerb reports whether the sentence's verb between words that the claim has is
// one of function, and the claim has none at all.
func (al *alignment) lacksVerb() bool {
	for _, w := range al.a.words {
		if functionVerbs.In(w.folded, al.a.spoken) || freeWords.In(w.folded, al.a.spoken) && !w.stop {
			return false
		}
	}
	for _, l := range al.a.limits {
		if l.kinds&(limitCan|limitMight|limitMust|limitShould|limitWould|limitWill|limitPlan|limitSaid|limitDoubted) != 0 {
			return false
		}
	}
	first, last, verb := -1, -1, false
	for j, i := range al.from {
		if i >= 0 || al.figureIsKept(j) {
			if first < 0 {
				first = j
			}
			last = j
		}
	}
	for j := max(first, 0); j < last; j++ {
		verb = verb || functionVerbs.In(al.b.words[j].folded, al.b.spoken)
	}
	return verb && al.verbsAmong() == 0
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
		if i > 0 && (articles.In(al.a.words[i-1].folded, al.a.spoken) || prepositions.In(al.a.words[i-1].folded, al.a.spoken)) {
			continue
		}
		if j > 0 && functionVerbs.In(al.b.words[j-1].folded, al.b.spoken) {
			n++ // a participle
		}
	}
	return n
}

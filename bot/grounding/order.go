package grounding

import (
	"slices"

	"footnote/retrieval/language"
)

// checkOrder compares who does what to whom, by what stands on which side of the verb,
// and finds heaps of words that are no sentence.
func (al *alignment) checkOrder() {
	if r, ok := al.findSwap(); ok {
		al.reasons = append(al.reasons, r)
	}
	if r, ok := al.findLostPreposition(); ok {
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
				if al.clausesBetween(x, v, y) {
					break
				}
				px, py := al.to[x], al.to[y]
				turned := py < w && w < px
				kept := px < w && w < py
				if !turned && !kept || al.keepsPreposition(x, px) || al.keepsPreposition(y, py) {
					continue
				}
				other := py
				if turned {
					other = px
				}
				agent := al.a.isAgent(y, al.to) != al.b.isAgent(other, al.from)
				turn := agent || turned && al.changesVoice(x, y+1)
				for i := x + 1; i < y; i++ {
					if al.converse[i] {
						turn = !turn
					}
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

// clausesBetween reports whether x and y of the claim stand in different clauses, as far
// as commas show it.
func (al *alignment) clausesBetween(x, v, y int) bool {
	before, behind := 0, 0
	for i := x + 1; i <= y; i++ {
		if al.a.breaks[i] && !articles.In(al.a.words[i].lower, al.a.spoken) { // die Stadt plant, das Haus zu sanieren
			if i <= v {
				before++
			} else {
				behind++
			}
		}
	}
	return behind > 0 || before%2 > 0
}

// hasVoiceAt reports whether word v is the verb of a passive: one of its verbs stands right
// before it, or anywhere in the sentence where verbs come last.
func (t *laid) hasVoiceAt(v int) bool {
	from := max(v-3, 0)
	last := t.spoken&capitalNouns != 0
	if last {
		from = 0
	}
	for i := from; i < len(t.words) && (i < v || last); i++ {
		if t.limited[i] || !slices.ContainsFunc(cutPieces(t.words[i].lower), func(piece string) bool { return voiceWords.In(piece, t.spoken) }) {
			continue
		}
		if last || i+1 < len(t.words) && t.isParticiplePlace(i+1) {
			return true
		}
	}
	return false
}

// isParticiplePlace reports whether word i is one of content, or an adverb stands before one.
func (t *laid) isParticiplePlace(i int) bool {
	if !t.content[i] && i+1 < len(t.words) && !articles.In(t.words[i].lower, t.spoken) && !prepositions.In(t.words[i].lower, t.spoken) && !t.limited[i] {
		i++
	}
	return t.content[i]
}

// mayBeVerb reports whether word v of the claim may say what is done.
func (al *alignment) mayBeVerb(v int) bool {
	return al.a.content[v] && al.to[v] >= 0 && !al.a.words[v].upper && !al.b.isContentNoun(al.to[v])
}

// mayBeRole reports whether word x of the claim may name who does something or to whom
// it is done.
func (al *alignment) mayBeRole(x int) bool {
	if !al.a.content[x] || al.to[x] < 0 || isPeriod(al.a.words[x].lower, al.a.spoken) {
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

// changesVoice reports whether a verb between two words of the claim is passive there or in
// the sentence, and not in both.
func (al *alignment) changesVoice(x, y int) bool {
	for v := x + 1; v < y; v++ {
		if al.mayBeVerb(v) && al.a.hasVoiceAt(v) != al.b.hasVoiceAt(al.to[v]) {
			return true
		}
	}
	return false
}

// isAgent reports whether a word names who does what a passive says: it stands behind the
// preposition of passives, and that behind a word with a partner or a verb of passives.
func (t *laid) isAgent(i int, partners []int) bool {
	if !passiveWords.In(t.prepositionBefore(i), t.spoken) {
		return false
	}
	at, voice := i, false
	for at > 0 && !passiveWords.In(t.words[at].lower, t.spoken) {
		at--
	}
	for j := max(at-agentReach, 0); j < at; j++ {
		voice = voice || !t.limited[j] && voiceWords.In(t.words[j].lower, t.spoken)
	}
	if voice || t.spoken&capitalNouns != 0 {
		return voice || t.hasVoiceAt(at) // elsewhere it is from: von der Reederei
	}
	for j := at - 1; j >= 0; j-- {
		if t.content[j] {
			return partners[j] >= 0
		}
	}
	return false
}

// agentReach is how many words may stand between a passive's verb of function and its
// agent.
const agentReach = 12

// heapShare is the share of neighbours torn apart from which on a text is a heap of
// words, of at least heapLeast. A passive tears half of them.
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
	if n := len(al.a.words); n > 0 && articles.In(al.a.words[n-1].lower, al.a.spoken) && !backWords.In(al.a.words[n-1].lower, al.a.spoken) {
		return true
	}
	return pairs >= heapLeast && torn > heapShare*float64(pairs) || al.lacksVerb()
}

// lacksVerb reports whether the sentence's verb between words that the claim has is
// one of function, and the claim has none at all.
func (al *alignment) lacksVerb() bool {
	for _, w := range al.a.words {
		if functionVerbs.In(w.lower, al.a.spoken) || freeWords.In(w.lower, al.a.spoken) && !w.stop {
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
	for j, w := range al.b.words {
		if functionVerbs.In(w.lower, al.b.spoken) && al.isKeptBeside(j, -1) && al.isKeptBeside(j, 1) {
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
		if i > 0 && (articles.In(al.a.words[i-1].lower, al.a.spoken) || prepositions.In(al.a.words[i-1].lower, al.a.spoken)) {
			continue
		}
		if al.a.words[i].folded != al.b.words[j].folded {
			n++ // they employ 20 for they have 20 employees
			continue
		}
		for k := j - 1; k >= max(j-2, 0); k-- {
			if functionVerbs.In(al.b.words[k].lower, al.b.spoken) {
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

// findLostPreposition finds a subject that is none in the sentence: the first word of the
// claim stands behind a preposition there, and what it belongs to is left out or is
// something else.
func (al *alignment) findLostPreposition() (Reason, bool) {
	x := 0
	for x < len(al.a.words) && !al.a.content[x] {
		if al.a.inFigure[x] >= 0 || backWords.In(al.a.words[x].lower, al.a.spoken) && !articles.In(al.a.words[x].lower, al.a.spoken) {
			return Reason{}, false // it begins with a pronoun
		}
		x++
	}
	if x >= len(al.a.words) || al.to[x] < 0 || al.a.prepositionBefore(x) != "" {
		return Reason{}, false
	}
	v := x + 1
	for v < len(al.a.words) && !(al.mayBeVerb(v) && al.to[v] != al.to[x]) {
		v++
	}
	if v == len(al.a.words) || al.converse[v] {
		return Reason{}, false
	}
	px, w := al.to[x], al.to[v]
	p := al.b.prepositionBefore(px)
	if al.a.hasVoiceAt(v) != al.b.hasVoiceAt(w) || passiveWords.In(p, al.b.spoken) {
		return Reason{}, false
	}
	reason := Reason{Kind: Roles, Words: al.a.snippet(x, v+1), Found: al.b.snippet(min(px, w), max(px, w)+1)}
	for i := range v { // where a verb comes first, x is none's subject
		if al.a.limited[i] || i > x && al.a.breaks[i] || i < x && functionVerbs.In(al.a.words[i].lower, al.a.spoken) || isPeriod(al.a.words[x].lower, al.a.spoken) {
			if p == "" {
				return reason, px < w && al.hasOtherSubject(x, v)
			}
			break
		}
	}
	if p == "" && px > w && al.b.someLanguage(func(l *language.Limits) bool { return l.SubjectFirst }) {
		return reason, true // what stands behind the verb isn't its subject
	}
	if p == "" {
		return reason, al.hasOtherSubject(x, v)
	}
	if w < px && w >= px-4 && al.b.headOf(px) == w {
		return Reason{}, false // the Harlow ferry, the ferry from Harlow
	}
	if px > w {
		return reason, !nameLinks.In(p, al.b.spoken)
	}
	for j := px - 1; j >= max(px-6, 0); j-- { // the ferry between Harlow and Skerry
		if al.b.content[j] && (!al.b.words[j].upper || al.b.spoken&capitalNouns != 0) {
			if apposed.In(al.b.words[j].lower, al.b.spoken) && nameLinks.In(p, al.b.spoken) {
				break // the village of Dunmere
			}
			return reason, al.from[j] < 0
		}
	}
	return Reason{}, false
}

// hasOtherSubject reports whether another word than x stands right before the verb in
// the sentence, beyond a mark that cuts x off from it.
func (al *alignment) hasOtherSubject(x, v int) bool {
	px, w := al.to[x], al.to[v]
	cut := false
	for j := w; j > px; j-- {
		wasCut := cut
		cut = cut || al.b.breaks[j]
		if j < w && al.b.content[j] && !wasCut {
			if al.from[j] >= 0 {
				return false
			}
			breaks := 0
			for k := j; k > px; k-- {
				if al.b.breaks[k] {
					breaks++
				}
			}
			return breaks%2 == 1 && al.b.prepositionBefore(j) == ""
		}
	}
	return false
}

// headOf returns the word of content before the preposition that word i stands behind, -1
// for none.
func (t *laid) headOf(i int) int {
	for j := i - 1; j >= max(i-4, 0); j-- {
		if prepositions.In(t.words[j].lower, t.spoken) && j > 0 && t.content[j-1] {
			return j - 1
		}
	}
	return -1
}

// leastPartners is how many different words and figures of a sentence a claim must have: The
// article is not about the article has one.
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
		} else if content && !al.isMissing(i) {
			partners[-1-i] = true // in the heading, or an acronym
		}
	}
	return len(partners) < leastPartners || words >= heapLeast && 2*len(partners) < words
}

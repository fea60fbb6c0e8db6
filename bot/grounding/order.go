package grounding

import (
	"slices"
	"strings"
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
	if r, ok := al.findStrangeSubject(); ok {
		al.reasons = append(al.reasons, r)
	}
	if r, ok := al.findUprooted(); ok {
		al.reasons = append(al.reasons, r)
	}
	if r, ok := al.findExchange(); ok {
		al.reasons = append(al.reasons, r)
	}
	if r, ok := al.findTurnedContrast(); ok {
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
		for x := v - 1; x >= max(v-roleReach, 0); x-- {
			if !al.mayBeRole(x) {
				continue
			}
			for y := v + 1; y < min(v+roleReach+1, len(al.a.words)); y++ {
				if !al.mayBeRole(y) {
					continue
				}
				if al.clausesBetween(x, v, y) {
					break
				}
				if al.isSwapped(x, v, y) {
					lo, hi := min(al.to[x], al.to[y]), max(al.to[x], al.to[y])
					return Reason{Kind: Roles, Words: al.a.snippet(x, y+1), Found: al.b.snippet(lo, hi+1)}, true
				}
			}
		}
	}
	return Reason{}, false
}

// roleReach is how many words from a verb those may stand who do it or to whom it is
// done. With 4 a false claim held back passes, 6, 12 and 16 change nothing.
const roleReach = 8

// isSwapped reports whether words x and y of the claim have exchanged their parts around
// verb v: they stand on the other sides and nothing explains it, or on the same sides
// although something turns them.
func (al *alignment) isSwapped(x, v, y int) bool {
	px, w, py := al.to[x], al.to[v], al.to[y]
	turned := py < w && w < px
	kept := px < w && w < py
	if !turned && !kept || al.keepsPreposition(x, px) || al.keepsPreposition(y, py) {
		return false
	}
	other := py
	if turned {
		other = px
	}
	agent := al.a.isAgent(y, al.to) != al.b.isAgent(other, al.from) && !relations.In(al.a.prepositionBefore(y), al.a.spoken)
	if turned && al.isStrangeAgent(v, px) {
		return true
	}
	turn := agent || turned && al.changesVoice(x, y+1)
	for i := x + 1; i < y; i++ {
		if al.converse[i] {
			turn = !turn
		}
	}
	return turned != turn
}

// isStrangeAgent reports whether the claim has as doing what its verb says, in word px of
// the sentence, one that stands in another clause there: leave must be requested, and the
// team lead decides.
func (al *alignment) isStrangeAgent(v, px int) bool {
	w := al.to[v]
	if al.b.isAgent(px, al.from) || al.a.hasVoiceAt(v) || !al.b.hasVoiceAt(w) {
		return false
	}
	for j := w + 1; j <= px; j++ {
		if al.b.breaks[j] && j < len(al.b.words)-1 && (al.b.isOneOf(j, joinWords) || al.b.startsPart(j)) {
			return true
		}
	}
	return false
}

// startsPart reports whether a semicolon stands before word j.
func (t *laid) startsPart(j int) bool {
	return j > 0 && strings.ContainsAny(gapBefore(t.text, t.words, j), ";؛；")
}

// clausesBetween reports whether x and y of the claim stand in different clauses, as far
// as commas show it.
func (al *alignment) clausesBetween(x, v, y int) bool {
	before, behind := 0, 0
	for i := x + 1; i <= y; i++ {
		if al.a.breaks[i] && !al.a.isOneOf(i, articles) { // die Stadt plant, das Haus zu sanieren
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
	if !t.content[i] && i+1 < len(t.words) && !t.isOneOf(i, articles) && !t.isOneOf(i, prepositions) && !t.limited[i] {
		i++
	}
	return t.content[i]
}

// mayBeVerb reports whether word v of the claim may say what is done.
func (al *alignment) mayBeVerb(v int) bool {
	return al.a.content[v] && al.to[v] >= 0 && !al.a.words[v].upper && !al.b.isContentNoun(al.to[v]) && !(al.to[v] > 0 && al.b.isOneOf(al.to[v]-1, definite))
}

// mayBeRole reports whether word x of the claim may name who does something or to whom
// it is done.
func (al *alignment) mayBeRole(x int) bool {
	if !al.a.content[x] || al.to[x] < 0 || al.a.isOneOf(x, periods) {
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
	for at > 0 && !t.isOneOf(at, passiveWords) {
		at--
	}
	for j := max(at-agentReach, 0); j < at; j++ {
		voice = voice || !t.limited[j] && t.isOneOf(j, voiceWords)
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
// agent. With 6 a true claim held back falls, 20 changes nothing.
const agentReach = 12

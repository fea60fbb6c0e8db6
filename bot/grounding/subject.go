package grounding

import "footnote/retrieval/language"

// findLostPreposition finds a subject that is none in the sentence: the first word of the
// claim stands behind a preposition there, and what it belongs to is left out or is
// something else.
func (al *alignment) findLostPreposition() (Reason, bool) {
	x := 0
	for x < len(al.a.words) && !al.a.content[x] {
		if al.a.inFigure[x] >= 0 || al.a.isOneOf(x, backWords) && !al.a.isOneOf(x, articles) {
			return Reason{}, false // it begins with a pronoun
		}
		x++
	}
	if x >= len(al.a.words) || al.to[x] < 0 || al.a.prepositionBefore(x) != "" {
		return Reason{}, false
	}
	v := x + 1
	for v < len(al.a.words) && !(al.mayBeVerb(v) && al.to[v] != al.to[x] && !al.isOneNoun(x, v)) {
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
		if al.a.limited[i] || i > x && al.a.breaks[i] || i < x && al.a.isOneOf(i, functionVerbs) || al.a.isOneOf(x, periods) {
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
	if head := al.b.headOf(px); head >= 0 && al.from[head] > x && al.from[head] <= x+3 {
		return Reason{}, false // the Saltby wash bay, the wash bay at Saltby
	}
	if w < px && w >= px-4 && al.b.headOf(px) == w {
		return Reason{}, false // the Harlow ferry, the ferry from Harlow
	}
	if px > w {
		return reason, !nameLinks.In(p, al.b.spoken)
	}
	for j := px - 1; j >= max(px-6, 0); j-- { // the ferry between Harlow and Skerry
		if al.b.content[j] && (!al.b.words[j].upper || al.b.spoken&capitalNouns != 0) {
			if al.b.isOneOf(j, apposed) && nameLinks.In(p, al.b.spoken) {
				break // the village of Dunmere
			}
			return reason, al.from[j] < 0
		}
	}
	return Reason{}, false
}

// isOneNoun reports whether word v stands right behind x in the sentence, too, behind an
// article and with more behind it in the claim: the coast guard.
func (al *alignment) isOneNoun(x, v int) bool {
	return v == x+1 && al.to[v] == al.to[x]+1 && x > 0 && al.a.isOneOf(x-1, articles) && al.to[x] > 0 && al.b.isOneOf(al.to[x]-1, articles) &&
		v+1 < len(al.a.words) && al.a.content[v+1] && al.to[v+1] >= 0 && al.to[v+1] != al.to[v]+1
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
		if t.isOneOf(j, prepositions) && j > 0 && t.content[j-1] {
			return j - 1
		}
	}
	return -1
}

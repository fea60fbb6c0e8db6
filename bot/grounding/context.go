package grounding

import (
	"slices"

	"footnote/retrieval/language"
)

// isInContext reports whether what the sentence depends on has a word: the title and the
// heading above it, or the sentences before it if it refers back to them.
func (al *alignment) isInContext(i int) bool {
	w, spoken := al.a.words[i], al.a.spoken|al.b.spoken
	has := func(words []word) bool {
		return slices.ContainsFunc(words, func(e word) bool {
			same, _ := alikeIn(w, e, spoken)
			return same
		})
	}
	s := al.m.source
	named := func(e word) bool { // a synonym of a title isn't named there
		return e.folded == w.folded || e.term == w.term || isDerived(e.folded, w.folded) || isDerived(e.term, w.term) || hasPart(e.folded, w.folded)
	}
	for k := range s.facts {
		if slices.ContainsFunc(s.facts[k].words, named) {
			return true
		}
	}
	if s.cells {
		return false
	}
	if label := al.label(); label != nil && has(label.words) && !al.isElsewhere(i) {
		return true
	}
	if !(al.refersBack() && al.isLeading(i)) && !al.isThere(i) {
		return false
	}
	own := &s.sentences[al.source]
	if al.isOtherOf(i) {
		return false
	}
	for k := al.source - 1; k >= max(al.source-reachBack, 0); k-- {
		if s.sentences[k].evidence != own.evidence {
			break
		}
		if has(s.sentences[k].words) || al.isPartIn(i, s.sentences[k].words) {
			return true
		}
	}
	if k := al.source + 1; k < len(s.sentences) && s.sentences[k].evidence == own.evidence && al.isThere(i) {
		return has(s.sentences[k].words)
	}
	return false
}

// longestLabel is how many words a heading within an excerpt has at the most.
const longestLabel = 4

// label returns the last line before the sentence, within the reach of what refers back, that
// only names what follows: Security queues. nil for none.
func (al *alignment) label() *sentence {
	s := al.m.source
	own := &s.sentences[al.source]
	for k := al.source - 1; k >= max(al.source-reachBack, 0) && s.sentences[k].evidence == own.evidence; k-- {
		t := s.laidSentence(k)
		if len(t.words) <= longestLabel && len(t.quantities) == 0 && len(t.limits) == 0 && !t.hasVerb(0) {
			return &s.sentences[k]
		}
	}
	return nil
}

// isOtherOf reports whether word i of the claim says of what something is that the sentence
// says of something else: the consent of the hotel, for the consent of the head.
func (al *alignment) isOtherOf(i int) bool {
	for h := i - 1; h >= max(i-3, 0); h-- {
		if !al.a.content[h] {
			continue
		}
		if j := al.to[h]; j >= 0 && j+1 < len(al.b.words) && al.b.isOneOf(j+1, nameLinks) {
			next := al.b.nextContent(j + 1)
			return next >= 0 && al.from[next] < 0
		}
		return false
	}
	return false
}

// isPartIn reports whether word i of the claim is a part of one of some words: Brücke of
// Kranichbrücke.
func (al *alignment) isPartIn(i int, words []word) bool {
	return slices.ContainsFunc(words, func(e word) bool { return hasPart(e.folded, al.a.words[i].folded) })
}

// isLeading reports whether no word before word i of the claim has a partner: what a pronoun
// stands for comes first.
func (al *alignment) isLeading(i int) bool {
	for k := range i {
		if al.to[k] >= 0 {
			return false
		}
	}
	return true
}

// reachBack is how many sentences before its own a word may be in. With 1 two true claims
// held back and a false one fall, 6 changes nothing.
const reachBack = 3

// refersBack reports whether the sentence begins with a pronoun that stands for something
// before it.
func (al *alignment) refersBack() bool {
	for i := 0; i < min(backWithin, len(al.b.words)); i++ {
		if al.b.isOneOf(i, backWords) && (i == 0 || !al.b.isOneOf(i, articles)) && !al.b.isOneOf(i, definite) {
			return true
		}
	}
	for i := range al.b.words { // he said
		if al.b.isOneOf(i, personWords) && al.saysAt(i) {
			return true
		}
	}
	return false
}

// saysAt reports whether a verb of saying stands beside word i of the sentence.
func (al *alignment) saysAt(i int) bool {
	for _, l := range al.b.limits {
		if l.kinds&limitSaid != 0 && (l.at == i+1 || l.end == i) {
			return true
		}
	}
	return false
}

var personWords = language.Gather(func(l *language.Language) language.Words { return l.Grammar.PersonPronouns })

// backWithin is how many words into a sentence such a pronoun may be: Today it shows … With
// 1 a true claim falls, with 6 a false one passes.
const backWithin = 3

// isThere reports whether word i of the claim stands behind a preposition and an article
// where the sentence has a word for a place that was named before: on the planet, there.
func (al *alignment) isThere(i int) bool {
	if i > 0 && al.a.isOneOf(i-1, definite) && al.lacksSubject() {
		return true
	}
	if i > 1 && al.a.content[i-2] && al.a.isOneOf(i-1, nameLinks) && al.a.isOneOf(i-1, prepositions) && !al.a.words[i].upper {
		return true // la visita del técnico
	}
	if i < 2 || al.a.words[i].upper && al.a.spoken&capitalNouns == 0 || !al.a.isOneOf(i-1, definite) || !al.a.isOneOf(i-2, prepositions) {
		return false
	}
	if al.a.isOneOf(i-2, nameLinks) || al.a.limitFromAt(i-2) {
		return true // half of the charge, exempt from the charge
	}
	for j := range al.b.words {
		if al.b.isOneOf(j, thereWords) && !(j+1 < len(al.b.words) && al.b.isOneOf(j+1, functionVerbs)) {
			return true
		}
	}
	return false
}

// lacksSubject reports whether the sentence begins with its verb, as demands do: what that is
// done to was named before.
func (al *alignment) lacksSubject() bool {
	i := al.from[0]
	return i > 0 && al.b.content[0] && al.a.content[i] && !al.a.words[i].upper && al.a.isHelped(i)
}

var thereWords = gatherLimits(func(l *language.Limits) language.Words { return l.There })

// limitFromAt reports whether word i is a preposition like from.
func (t *laid) limitFromAt(i int) bool {
	for code, kinds := range limitWords()[t.words[i].lower] {
		if kinds&limitFrom != 0 && language.Of(code)&t.spoken != 0 {
			return true
		}
	}
	return false
}

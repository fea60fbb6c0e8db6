package grounding

import "footnote/retrieval/language"

// isDemandedAt reports whether a limit of the claim says no more than that the sentence
// demands it: the tank should be filled, of Fill the tank.
func (al *alignment) isDemandedAt(c limit) bool {
	if c.kinds&(limitMust|limitShould) == 0 || c.governs < 0 {
		return false
	}
	j := al.to[c.governs]
	if j == 0 && al.a.words[c.governs].folded == al.b.words[0].folded && al.b.someLanguage(func(l *language.Limits) bool { return l.PastEnds != "" }) {
		return true // you should call, of Call
	}
	if c.kinds&limitMust != 0 && al.a.denialBeside(c) < 0 && al.b.saysDemanded() {
		return true // one must have a card, of a card is necessary
	}
	if c.kinds&limitMust != 0 && j >= 0 && al.b.isOneOf(0, addressing) && al.b.isOneOf(0, whoever) {
		return true // who is late must pay, of whoever is late pays
	}
	return j >= 0 && (al.b.isImperative() && al.b.opensPart(j) || al.b.isToBeDone(j))
}

// saysDemanded reports whether a text says in other words than modals that something must be,
// and doesn't deny it.
func (t *laid) saysDemanded() bool {
	found := false
	for i := range t.words {
		found = found || t.isOneOf(i, demanded)
	}
	for _, l := range t.limits {
		found = found && l.kinds&(limitNot|limitCan) == 0
	}
	return found
}

// isToBeDone reports whether word j is what is to be done with something, in languages whose
// nouns are told by their capitals: der Filter ist zu reinigen.
func (t *laid) isToBeDone(j int) bool {
	if j < 2 || t.spoken&capitalNouns == 0 || !t.isOneOf(j-1, infinitives) || !endsLikeInfinitive(t.words[j].lower, t.spoken) {
		return false
	}
	for i := j - 2; i >= 0 && !t.breaks[i+1]; i-- {
		if copulas.In(t.words[i].lower, t.spoken) {
			return true
		}
	}
	return false
}

var copulas = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Copulas })

// isImperative reports whether the sentence tells somebody to do something: it begins with
// a word of content, and what that is done to follows at once, with its article.
func (t *laid) isImperative() bool {
	for i := range t.words {
		if !t.content[i] {
			if t.inFigure[i] >= 0 || t.isOneOf(i, articles) || t.isOneOf(i, functionVerbs) && !t.isDenied(i) {
				return false
			}
			continue
		}
		if t.words[i].upper && !t.words[i].opens || i+1 == len(t.words) || t.breaks[i+1] {
			return false
		}
		return t.isOneOf(i+1, articles) || t.isOneOf(i+1, possessives) || t.inFigure[i+1] >= 0 || t.isOneOf(i+1, perWords)
	}
	return false
}

// isDenied reports whether word i is one with its negation: don't.
func (t *laid) isDenied(i int) bool { return t.limited[i] }

// opensPart reports whether nothing of content stands before word j since the last mark or
// "and", as before the verbs of a list of demands: empty it, fill it and close it.
func (t *laid) opensPart(j int) bool {
	for i := j; i > 0; i-- {
		if t.breaks[i] || t.isOneOf(i-1, joinWords) {
			return true
		}
		if t.content[i-1] || t.inFigure[i-1] >= 0 || t.isOneOf(i-1, articles) {
			return false
		}
	}
	return true
}

var possessives = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Possessives })

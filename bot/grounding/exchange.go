package grounding

import (
	"slices"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// findExchange finds two phrases of the claim that have changed places, while all between
// and around them stands as in the sentence: he called the strike a betrayal and announced a
// decision, for the decision and a strike. A passive, which does the same around its verb,
// and what a preposition ties to its place are no such thing.
func (al *alignment) findExchange() (Reason, bool) {
	if !al.b.someLanguage(func(l *language.Limits) bool { return l.SubjectFirst }) {
		return Reason{}, false // the verb is second, whatever comes first
	}
	words, ranks := al.pairedInOrder()
	x, y, ok := exchangedIn(ranks)
	if !ok {
		return Reason{}, false
	}
	first, last := words[x.from:x.to], words[y.from:y.to]
	tied := al.isTied(first[0]) || al.isTied(last[0])
	if tied && !(al.followsFigure(words, x.from) && al.followsFigure(words, y.from)) || al.isTurned(first[0], last[len(last)-1]) {
		return Reason{}, false
	}
	from, to := al.partnerAt(last[0]), al.partnerAt(first[len(first)-1])
	if slices.Contains(al.b.breaks[from+1:to+1], true) && !(al.hasFigure(words[x.to:y.from]) && al.hasFigure(words[y.to:])) {
		return Reason{}, false // two statements told as one
	}
	return Reason{Kind: Roles, Words: al.a.snippet(first[0], last[len(last)-1]+1), Found: al.b.snippet(from, to+1)}, true
}

// hasFigure reports whether one of some words of the claim is a figure. Of two statements, each
// with its figure, those have changed places that the figures are told of: cars 25 minutes
// before departure, foot passengers ten.
func (al *alignment) hasFigure(words []int) bool {
	return slices.ContainsFunc(words, func(i int) bool {
		f := al.a.inFigure[i]
		return f >= 0 && al.a.quantities[f].Kind != quantity.Date
	})
}

// followsFigure reports whether a figure comes right before one of some words of the claim: to
// 27 degrees inland and 19 on the coast. What stands behind two figures can't stand anywhere.
func (al *alignment) followsFigure(words []int, n int) bool {
	if n == 0 {
		return false
	}
	f := al.a.inFigure[words[n-1]]
	return f >= 0 && al.a.quantities[f].Kind != quantity.Date
}

// isTied reports whether word i of the claim may stand anywhere by what it is or by the
// preposition before it.
func (al *alignment) isTied(i int) bool {
	if f := al.a.inFigure[i]; f >= 0 {
		return al.a.quantities[f].Kind == quantity.Date
	}
	return al.a.isOneOf(i, periods) || al.keepsPreposition(i, al.partnerAt(i))
}

// isTurned reports whether a passive or the verb of the other side stands among words of the
// claim and not in the sentence, or only verbs of function: who is the chief, the chief is who.
func (al *alignment) isTurned(from, to int) bool {
	if al.changesVoice(from-1, to+1) || slices.Contains(al.converse[from:to+1], true) {
		return true
	}
	for i := from; i <= to; i++ {
		if passiveWords.In(al.a.prepositionBefore(i), al.a.spoken) != passiveWords.In(al.b.prepositionBefore(max(al.partnerAt(i), 0)), al.b.spoken) {
			return true
		}
	}
	return false
}

// pairedInOrder lists the words of the claim that have partners, a figure once, and by each the
// place of its partner in the sentence.
func (al *alignment) pairedInOrder() (words, ranks []int) {
	for i := range al.a.words {
		j := al.partnerAt(i)
		if j < 0 || slices.Contains(ranks, j) || al.a.inFigure[i] >= 0 && !al.a.startsFigure(i) {
			continue
		}
		words, ranks = append(words, i), append(ranks, j)
	}
	return words, ranks
}

// stretch is a part of a list.
type stretch struct{ from, to int }

// exchangedIn finds the two stretches of a list of different numbers that have to change
// places for it to be in order, if that is all and something stands between them.
func exchangedIn(ranks []int) (x, y stretch, ok bool) {
	sorted := slices.Sorted(slices.Values(ranks))
	lo, hi := 0, len(ranks)
	for lo < hi && ranks[lo] == sorted[lo] {
		lo++
	}
	for hi > lo && ranks[hi-1] == sorted[hi-1] {
		hi--
	}
	for b := 1; b < hi-lo; b++ {
		if !slices.Equal(ranks[hi-b:hi], sorted[lo:lo+b]) {
			continue
		}
		for a := 1; a+b < hi-lo; a++ {
			if slices.Equal(ranks[lo:lo+a], sorted[hi-a:hi]) && slices.Equal(ranks[lo+a:hi-b], sorted[lo+b:hi-a]) {
				return stretch{lo, lo + a}, stretch{hi - b, hi}, true
			}
		}
	}
	return x, y, false
}

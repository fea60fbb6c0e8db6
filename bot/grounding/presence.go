package grounding

import (
	"strings"
	"unicode/utf8"

	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// checkPresence looks for words and figures of the claim that the sentence, and what it
// depends on, lacks: nothing may be added.
func (al *alignment) checkPresence() {
	for i := 0; i < len(al.a.words); i++ {
		if !al.isMissing(i) {
			continue
		}
		from := i
		for i+1 < len(al.a.words) && al.isMissing(i+1) && !al.a.breaks[i+1] {
			i++
		}
		r := Reason{Kind: Added, Words: al.a.snippet(from, i+1)}
		if al.isName(from) {
			r.Kind = Name
		}
		for k := from; k <= i; k++ {
			if j := al.oppositeOf(k); j >= 0 {
				r = Reason{Kind: Polarity, Words: al.a.snippet(k, k+1), Found: al.b.snippet(j, j+1)}
			}
		}
		al.reasons = append(al.reasons, r)
	}
	al.checkEmptyParts()
	for n, q := range al.a.quantities {
		if q.Weak || al.figures[n] >= 0 || al.isDatedByDocument(q) || al.isWrittenShare(q) {
			continue
		}
		kind := Number
		switch relation, _ := al.closestFigure(q); {
		case q.Kind == quantity.Date:
			kind = Date
		case relation == quantity.OtherUnit:
			kind = Unit
		case relation == quantity.OtherBound || relation == quantity.Supports:
			kind = Bound
		}
		_, found := al.closestFigure(q)
		al.reasons = append(al.reasons, Reason{Kind: kind, Words: al.a.text[q.Start:q.End], Found: found})
	}
}

// closestFigure returns what the sentence says most like a figure, and its words with
// their bound.
func (al *alignment) closestFigure(q quantity.Quantity) (quantity.Relation, string) {
	best, at := quantity.Unrelated, -1
	for k, e := range al.b.quantities {
		if r := quantity.Compare(q, e); r > best {
			best, at = r, k
		}
	}
	if at < 0 {
		return best, ""
	}
	from, to := al.b.wordsOf(al.b.quantities[at])
	if from < 0 {
		return best, ""
	}
	for from > 0 && al.b.inFigure[from-1] == at {
		from--
	}
	for to+1 < len(al.b.words) && al.b.inFigure[to+1] == at {
		to++
	}
	e := al.b.quantities[at]
	return best, al.b.text[min(e.Start, al.b.words[from].Start):max(e.End, al.b.words[to].End)]
}

// isMissing reports whether word i of the claim has content and no partner.
func (al *alignment) isMissing(i int) bool {
	return al.a.content[i] && al.to[i] < 0 && !al.isInContext(i) && !al.isCompound(i) && !al.isShortName(i) && !al.isFullName(i) && !al.isApposition(i)
}

// isInContext reports whether what the sentence depends on has a word: the title and the
// heading above it, or the sentences before it if it refers back to them.
func (al *alignment) isInContext(i int) bool {
	w, spoken := al.a.words[i], al.a.spoken|al.b.spoken
	has := func(words []word) bool {
		for _, e := range words {
			if same, _ := alikeIn(w, e, spoken); same {
				return true
			}
		}
		return false
	}
	s := al.m.source
	for k := range s.facts {
		if has(s.facts[k].words) {
			return true
		}
	}
	if !(al.refersBack() && al.isLeading(i)) && !al.isThere(i) {
		return false
	}
	own := &s.sentences[al.source]
	for k := al.source - 1; k >= max(al.source-reachBack, 0); k-- {
		if s.sentences[k].evidence != own.evidence {
			break
		}
		if has(s.sentences[k].words) || al.isPartIn(i, s.sentences[k].words) {
			return true
		}
	}
	return false
}

// isPartIn reports whether word i of the claim is a part of one of some words: Brücke of
// Kranichbrücke.
func (al *alignment) isPartIn(i int, words []word) bool {
	for _, e := range words {
		if len(e.folded) >= 10 && hasPart(e.folded, al.a.words[i].folded) {
			return true
		}
	}
	return false
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

// reachBack is how many sentences before its own a word may be in.
const reachBack = 3

// refersBack reports whether the sentence begins with a pronoun that stands for something
// before it.
func (al *alignment) refersBack() bool {
	for i := 0; i < min(backWithin, len(al.b.words)); i++ {
		if w := al.b.words[i].lower; backWords.In(w, al.b.spoken) && (i == 0 || !articles.In(w, al.b.spoken)) && !definite.In(w, al.b.spoken) {
			return true
		}
	}
	for i, w := range al.b.words { // he said
		if personWords.In(w.lower, al.b.spoken) && al.saysAt(i) {
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

var personWords = gatherWritten(func(l *language.Language) language.Words { return l.Grammar.PersonPronouns })

// backWithin is how many words into a sentence such a pronoun may be: Today it shows …
const backWithin = 3

// isCompound reports whether word i of the claim is put together of words of the
// sentence, or is a part of one.
func (al *alignment) isCompound(i int) bool {
	w := al.a.words[i].folded
	if len(w) < 5 {
		return false
	}
	for _, e := range al.b.words {
		if e.stop || e.figure {
			continue
		}
		if len(e.folded) >= 10 && len(e.folded)*2 <= 5*len(w) && (hasPart(e.folded, w)) {
			return true
		}
	}
	return false
}

// hasPart reports whether a long word ends or begins with a shorter one.
func hasPart(long, short string) bool {
	if len(long) <= len(short)+3 || len(short) < 5 {
		return false
	}
	return long[:len(short)] == short || long[len(long)-len(short):] == short
}

// isDatedByDocument reports whether the document's facts have a date that the sentence
// has none instead of, or the year that its date lacks.
func (al *alignment) isDatedByDocument(q quantity.Quantity) bool {
	if q.Kind != quantity.Date && !(q.Kind == quantity.Number && q.Unit.Dimension == "") {
		return false
	}
	for _, e := range al.b.quantities {
		if e.Kind == quantity.Date && quantity.Compare(q, e) < quantity.Partly {
			return false
		}
	}
	for k := range al.m.source.facts {
		for _, e := range al.m.source.facts[k].quantities {
			if r := quantity.Compare(q, e); r == quantity.Supports {
				return true
			}
		}
	}
	return al.m.isCompleted(q) && q.Kind == quantity.Date && q.Day.Month > 0
}

// checkEmptyParts finds parts of the claim behind a comma that say something in words of no
// content, which have no partners: which is too much.
func (al *alignment) checkEmptyParts() {
	for from := 1; from < len(al.a.words); from++ {
		if !al.a.breaks[from] {
			continue
		}
		to, empty, verb := from, true, false
		for ; to < len(al.a.words) && (to == from || !al.a.breaks[to]); to++ {
			empty = empty && !al.a.content[to] && al.a.inFigure[to] < 0
			verb = verb || functionVerbs.In(al.a.words[to].lower, al.a.spoken)
		}
		if empty && verb {
			al.reasons = append(al.reasons, Reason{Kind: Added, Words: al.a.snippet(from, to)})
		}
	}
}

// oppositeOf returns the word of the sentence that says the contrary of word i of the
// claim, -1 if none does.
func (al *alignment) oppositeOf(i int) int {
	for _, o := range oppositesOf(stemWord(al.a.words[i].folded), al.a.spoken|al.b.spoken) {
		for j, e := range al.b.words {
			if al.from[j] < 0 && stemWord(e.folded) == o {
				return j
			}
		}
	}
	return -1
}

// isName reports whether word i of the claim is written as a name. The first word is
// one if the language's common words lack it.
func (al *alignment) isName(i int) bool {
	w := al.a.words[i]
	switch {
	case w.upper && i+1 < len(al.a.words) && al.a.words[i+1].upper && al.isMissing(i+1) && al.a.content[i+1]:
		return true
	case !w.upper || al.a.spoken&capitalNouns != 0 && !w.capital && al.m.commonNoun(i, i+1):
		return false
	case w.opens:
		return frequency.MostZipf(al.a.spoken, w.folded) <= frequency.Rare
	}
	return true
}

// isShortName reports whether word i of the claim are the initials of words of the
// sentence, or one initial beside a name: WHO, J. Smith.
func (al *alignment) isShortName(i int) bool {
	w := al.a.words[i]
	if !w.upper {
		return false
	}
	if utf8.RuneCountInString(w.folded) == 1 {
		next := i + 1
		if next == len(al.a.words) || al.to[next] < 0 || !al.a.words[next].upper {
			return false
		}
		for j := max(al.to[next]-2, 0); j < al.to[next]; j++ {
			if al.b.words[j].upper && strings.HasPrefix(al.b.words[j].folded, w.folded) {
				return true
			}
		}
		return false
	}
	if !w.capital {
		return false
	}
	sentence := source{sentences: al.m.source.sentences[al.source : al.source+1], facts: al.m.source.facts}
	if sentence.acronymSet()[w.folded] {
		return true
	}
	for phrase, in := range acronyms.All() {
		short, long, _ := strings.Cut(phrase, " ")
		if short == w.folded && in&(al.a.spoken|al.b.spoken) != 0 && strings.Contains(" "+language.Fold(al.b.text)+" ", " "+long+" ") {
			return true
		}
	}
	return false
}

var acronyms = gatherFolded(func(l *language.Language) language.Words { return l.Names.Acronyms })

// isFullName reports whether word i of the claim stands beside a name of the sentence, as
// it does elsewhere in the evidence: Anna Kerr for Kerr.
func (al *alignment) isFullName(i int) bool {
	if !al.a.words[i].upper || al.a.words[i].stop {
		return false
	}
	for _, d := range []int{-1, 1} {
		k := i + d
		if k < 0 || k >= len(al.a.words) || !al.a.words[k].upper || al.to[k] < 0 || al.b.words[al.to[k]].folded != al.a.words[k].folded {
			continue
		}
		for s := range al.m.source.sentences {
			words := al.m.source.sentences[s].words
			for j, e := range words {
				if n := j + d; e.folded == al.a.words[i].folded && n >= 0 && n < len(words) && words[n].folded == al.a.words[k].folded {
					return true
				}
			}
		}
	}
	return false
}

// isApposition reports whether word i of the claim stands beside a name that it stands right
// before elsewhere in the evidence: the solar firm Heliad.
func (al *alignment) isApposition(i int) bool {
	for k := max(i-appositionReach, 0); k < min(i+appositionReach+1, len(al.a.words)); k++ {
		if k == i || !al.a.words[k].upper || al.to[k] < 0 || !al.b.words[al.to[k]].upper || al.b.words[al.to[k]].folded != al.a.words[k].folded || al.a.spoken&capitalNouns != 0 {
			continue
		}
		for s := range al.m.source.sentences {
			t := al.m.source.laidSentence(s)
			for j, e := range t.words {
				if e.folded != al.a.words[k].folded || !e.upper {
					continue
				}
				for n := j - 1; n >= max(j-appositionReach, 0) && !t.breaks[n+1] && (t.content[n] || t.limited[n]); n-- {
					if t.words[n].folded == al.a.words[i].folded {
						return true
					}
				}
			}
		}
	}
	return false
}

// appositionReach is how many words a name may stand from what it is.
const appositionReach = 3

// isWrittenShare reports whether a share stands in the sentence in the same words, where it
// isn't read as a figure: they pay half.
func (al *alignment) isWrittenShare(q quantity.Quantity) bool {
	first, last := al.a.wordsOf(q)
	if q.Unit.Name != "part" || first < 0 || q.Bound != quantity.Exactly {
		return false
	}
	for i := last; i >= first; i-- {
		if articles.In(al.a.words[i].lower, al.a.spoken) {
			continue
		}
		for j, e := range al.b.words {
			if e.folded == al.a.words[i].folded && al.b.inFigure[j] < 0 {
				return true
			}
		}
		return false
	}
	return false
}

// isThere reports whether word i of the claim stands behind a preposition and an article
// where the sentence has a word for a place that was named before: on the planet, there.
func (al *alignment) isThere(i int) bool {
	if i < 2 || al.a.words[i].upper && al.a.spoken&capitalNouns == 0 || !definite.In(al.a.words[i-1].lower, al.a.spoken) || !prepositions.In(al.a.words[i-2].lower, al.a.spoken) {
		return false
	}
	if p := al.a.words[i-2].lower; nameLinks.In(p, al.a.spoken) || al.a.limitFromAt(i-2) {
		return true // half of the charge, exempt from the charge
	}
	for j, w := range al.b.words {
		if thereWords.In(w.lower, al.b.spoken) && !(j+1 < len(al.b.words) && functionVerbs.In(al.b.words[j+1].lower, al.b.spoken)) {
			return true
		}
	}
	return false
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

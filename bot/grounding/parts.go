package grounding

import (
	"slices"
	"strings"

	"footnote/retrieval/language"
)

// A model joins what two sentences say: "The bridge cost 62 million and carries 18,000
// vehicles a day." Such a claim is checked in two parts, each against its own sentence;
// the second one has the subject of the first if it has none.

// maxParted is how many words a claim may have to be taken apart: a bound on the work. 30
// changes nothing; without parts two true claims held back fall.
const maxParted = 60

// layParts lays the two parts of a claim on a sentence each, false if it can't be parted
// so that nothing speaks against either.
func (p *Prepared) layParts(whole *alignment) ([]Place, bool) {
	t := whole.a
	if len(t.words) > maxParted {
		return nil, false
	}
	for _, cut := range t.waysToPart() {
		a := p.layText(cut.first)
		if a == nil || len(a.reasons) > 0 {
			continue
		}
		b := p.layText(cut.second)
		if b == nil || len(b.reasons) > 0 || !b.speaksOf(a) {
			continue
		}
		return append(a.bestPlaces(), b.bestPlaces()...), true
	}
	return nil, false
}

// parting is a claim taken apart in two.
type parting struct{ first, second string }

// waysToPart lists how a claim may be taken apart: at what joins two statements, and what
// stands between commas, or before or behind one, as a statement of its own.
func (t *laid) waysToPart() []parting {
	var list []parting
	for at := 2; at < len(t.words)-1; at++ {
		if first, second, ok := t.partAt(at); ok {
			list = append(list, parting{first, second})
		}
	}
	for at := 1; at < len(t.words)-1; at++ {
		if t.breaks[at] {
			list = append(list, t.partsAround(at)...)
		}
	}
	return list
}

// partsAround takes out what stands behind the comma before word at, up to the next one or
// the end, and what stands before the first one.
func (t *laid) partsAround(at int) []parting {
	var list []parting
	end := at + 1
	for end < len(t.words) && !t.breaks[end] {
		end++
	}
	from, whole := at, len(t.words)
	subject := t.snippet(0, at)
	if t.isOneOf(at, whichWords) || t.isOneOf(at, relatives) {
		from, subject = at+1, t.nounBefore(at)
	} else if end == whole {
		subject = t.snippet(0, t.subjectEnd())
	}
	if from < end && subject != "" && t.hasStatement(from, end) && (from > at || !t.hasSubject(at)) {
		rest := strings.TrimRight(t.text[:t.words[at-1].End], " ,;")
		if end < whole {
			rest += " " + t.text[t.words[end].Start:]
		}
		list = append(list, parting{rest, subject + " " + t.snippet(from, end)})
	}
	if fronted := !slices.Contains(t.breaks[:at], true) && !t.isOneOf(0, articles) && !t.hasVerb(0); fronted && t.hasStatement(0, at) && t.hasStatement(at, whole) && t.hasSubject(at) {
		rest := t.text[t.words[at].Start:]
		if n := t.subjectFrom(at); n > at {
			list = append(list, parting{rest, t.snippet(at, n) + " " + t.snippet(0, at)})
		}
	}
	return list
}

// nounBefore returns the noun that a relative pronoun at word i stands for, with the words
// of content right before it.
func (t *laid) nounBefore(i int) string {
	from := i
	for from > 0 && from > i-4 && (t.content[from-1] || t.inFigure[from-1] >= 0) && (from == i || !t.breaks[from]) {
		from--
	}
	return t.snippet(from, i)
}

// subjectFrom returns where the words of a subject end that begins at word i: before the
// first verb of function or limit, or two words of content in.
func (t *laid) subjectFrom(i int) int {
	n := 0
	for k := i; k < min(i+6, len(t.words)); k++ {
		if n > 0 && (t.isOneOf(k, functionVerbs) || t.limited[k] || t.breaks[k] || n == 2) {
			return k
		}
		if t.content[k] {
			n++
		}
	}
	return 0
}

var relatives = language.Gather(func(l *language.Language) language.Words { return l.Limits.Which + " " + l.Limits.Relative })

// layText lays a text on its sentence, nil if it says nothing.
func (p *Prepared) layText(text string) *alignment {
	cl := p.checker.readClaim(text, p.source)
	if len(cl.content)+len(cl.quantities) == 0 {
		return nil
	}
	return matchClaim(cl, p.source).layClaim()
}

// speaksOf reports whether two parts are of one thing: their sentences are the same or
// neighbours, or share what the first part begins with.
func (al *alignment) speaksOf(first *alignment) bool {
	s := al.m.source
	if s.sentences[al.source].evidence == s.sentences[first.source].evidence && abs(al.source-first.source) <= 1 {
		return true
	}
	for i := range first.a.words {
		if first.a.content[i] {
			for _, w := range al.b.words {
				if w.folded == first.a.words[i].folded {
					return true
				}
			}
			return false
		}
	}
	return false
}

// partAt cuts a claim before the word at, where an "and" or a semicolon joins two
// statements.
func (t *laid) partAt(at int) (first, second string, ok bool) {
	joined := t.isOneOf(at, joinWords)
	if !joined && !t.breaks[at] || !t.hasStatement(0, at) || !t.hasStatement(at, len(t.words)) {
		return "", "", false
	}
	if gap := gapBefore(t.text, t.words, at); !joined && !strings.ContainsAny(gap, ";:") && !t.hasVerb(at) {
		return "", "", false // it is no statement: Marlpit Lane, a detour of 23 km
	}
	if t.isOneOf(at, relatives) {
		return "", "", false // see partsAround
	}
	from := at
	if joined {
		from++
	}
	if from >= len(t.words) {
		return "", "", false
	}
	first = strings.TrimRight(t.text[:t.words[at-1].End], " ,;")
	second = t.text[t.words[from].Start:]
	if !t.hasSubject(from) {
		end := t.subjectEnd()
		if end == 0 || end >= at {
			return "", "", false
		}
		second = t.snippet(0, end) + " " + second
	}
	return first, second, true
}

// hasVerb reports whether a verb of function or a limit stands among the words from i on up to
// the next comma.
func (t *laid) hasVerb(i int) bool {
	for k := i; k < len(t.words) && (k == i || !t.breaks[k]); k++ {
		if t.isOneOf(k, functionVerbs) || t.limited[k] {
			return true
		}
	}
	return false
}

var joinWords = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Conjunctions })

// hasStatement reports whether some words say enough to be checked by themselves.
func (t *laid) hasStatement(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		if t.content[i] || t.inFigure[i] >= 0 && (i == from || t.inFigure[i] != t.inFigure[i-1]) {
			n++
		}
	}
	return n >= 2
}

// hasSubject reports whether the words from i on begin as a statement of its own does: with an
// article, a pronoun, a figure or a name.
func (t *laid) hasSubject(i int) bool {
	return t.isOneOf(i, articles) || t.isOneOf(i, backWords) || t.words[i].upper || t.inFigure[i] >= 0
}

// subjectEnd returns where the words before the first verb end, 0 if that can't be told.
func (t *laid) subjectEnd() int {
	seen := false
	for i, w := range t.words {
		verb := t.isOneOf(i, functionVerbs) || t.limited[i] && seen
		if verb || seen && t.content[i] && !w.upper && i > 0 && t.content[i-1] {
			if seen {
				return i
			}
			return 0
		}
		seen = seen || t.content[i]
	}
	return 0
}

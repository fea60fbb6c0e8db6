package grounding

import (
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
	for at := 2; at < len(t.words)-1; at++ {
		first, second, ok := t.partAt(at)
		if !ok {
			continue
		}
		a := p.layText(first)
		if a == nil || len(a.reasons) > 0 {
			continue
		}
		b := p.layText(second)
		if b == nil || len(b.reasons) > 0 || !b.speaksOf(a) {
			continue
		}
		return append(a.bestPlaces(), b.bestPlaces()...), true
	}
	return nil, false
}

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

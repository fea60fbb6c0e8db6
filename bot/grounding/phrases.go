package grounding

import (
	"strings"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// limit is one such word or phrase in a sentence: the words [at, end).
type limit struct {
	kinds   limitKinds
	at, end int
	// governs is the next word of content or figure behind it in its clause, -1 if there is none.
	governs int
}

// piece is a word, or what an apostrophe cuts off one.
type piece struct {
	word int
	text string
}

// cutPieces splits a word in lower case, or the words of a phrase, at apostrophes: l'an is
// l and an, don't is do and n't.
func cutPieces(lower string) []string {
	var pieces []string
	for _, word := range strings.Fields(lower) {
		if base, ok := strings.CutSuffix(word, "n't"); ok {
			switch base {
			case "":
			case "ca":
				pieces = append(pieces, "can")
			case "wo":
				pieces = append(pieces, "will")
			default:
				pieces = append(pieces, base)
			}
			pieces = append(pieces, "n't")
			continue
		}
		if base, ok := strings.CutSuffix(word, "nnot"); ok {
			pieces = append(pieces, base+"n", "not")
			continue
		}
		for part := range strings.SplitSeq(word, "'") {
			if part != "" {
				pieces = append(pieces, part)
			}
		}
	}
	return pieces
}

func piecesOf(words []word) []piece {
	var pieces []piece
	for i, w := range words {
		for _, text := range cutPieces(w.lower) {
			pieces = append(pieces, piece{i, text})
		}
	}
	return pieces
}

// findLimits lists the limits of a sentence in these languages.
func (t *laid) findLimits() []limit {
	pieces := piecesOf(t.words)
	var found []limit
	for i := 0; i < len(pieces); {
		kinds, n := t.limitAt(pieces[i:])
		if kinds == 0 {
			i++
			continue
		}
		found = append(found, limit{kinds: kinds, at: pieces[i].word, end: pieces[i+n-1].word + 1, governs: -1})
		i += n
	}
	found = append(found, t.onlyAround(pieces)...)
	if t.opensWithVerb() {
		found = append(found, limit{kinds: limitIf, governs: -1})
	}
	for i := range found {
		found[i].governs = t.nextContent(found[i].end)
	}
	return found
}

// limitAt returns the kinds of the longest phrase that the pieces begin with, and how
// many of them it has.
func (t *laid) limitAt(pieces []piece) (limitKinds, int) {
	for n := min(longestLimit(), len(pieces)); n > 0; n-- {
		phrase := pieces[0].text
		for _, p := range pieces[1:n] {
			phrase += " " + p.text
		}
		var kinds limitKinds
		for code, k := range limitWords()[phrase] {
			if language.Of(code)&t.spoken != 0 {
				kinds |= k
			}
		}
		at, end := pieces[0].word, pieces[n-1].word+1
		if kinds&besideFigures != 0 && !t.figureFollows(end) {
			kinds &^= besideFigures
		}
		if kinds&(limitNext|limitLast) != 0 && (end >= len(t.words) || !t.isOneOf(end, periods)) {
			kinds &^= limitNext | limitLast
		} else if kinds&limitNext != 0 {
			kinds = limitNext
		}
		if n == 1 && at > 0 && kinds&verbLimits != 0 && t.isOneOf(at-1, articles) {
			kinds &^= verbLimits
		}
		if kinds == limitWhile && t.durationFollows(end) {
			kinds = 0 // for so long
		}
		if t.inFigure[at] >= 0 {
			kinds &^= limitMore | limitLess // a part of "more than 3"
		}
		if kinds != 0 {
			return kinds, n
		}
	}
	return 0, 0
}

// durationFollows reports whether word i begins a span of time: pendant trois ans.
func (t *laid) durationFollows(i int) bool {
	if i >= len(t.words) || t.inFigure[i] < 0 {
		return false
	}
	q := t.quantities[t.inFigure[i]]
	return q.Kind == quantity.Number && (q.Unit.Dimension == "time" || q.Unit.Dimension == "months")
}

// opensWithVerb reports whether a sentence begins with a verb and is no question: in
// German that is a condition.
func (t *laid) opensWithVerb() bool {
	if t.spoken&capitalNouns == 0 || t.spoken&^capitalNouns != 0 || len(t.words) < 4 || t.words[0].stop || t.quantityAt(0) {
		return false
	}
	comma := strings.Contains(t.text, ",")
	return comma && t.isOneOf(1, articles) && !t.isContentNoun(0)
}

var onlyOpens, onlyCloses = gatherLimits(func(l *language.Limits) language.Words { return l.OnlyAround[0] }),
	gatherLimits(func(l *language.Limits) language.Words { return l.OnlyAround[1] })

// onlyAround lists the limits of two words with others between them: ne … que.
func (t *laid) onlyAround(pieces []piece) []limit {
	var found []limit
	for i, p := range pieces {
		if !onlyOpens.In(p.text, t.spoken) {
			continue
		}
		for j := i + 2; j < min(i+6, len(pieces)); j++ {
			if kinds, _ := t.limitAt(pieces[j:]); kinds&limitNot != 0 {
				break
			}
			if onlyCloses.In(pieces[j].text, t.spoken) {
				found = append(found, limit{kinds: limitOnly, at: pieces[j].word, end: pieces[j].word + 1, governs: -1})
				break
			}
		}
	}
	return found
}

// quantityAt reports whether word i is a part of a figure, if only of a weak one.
func (t *laid) quantityAt(i int) bool {
	for _, q := range t.quantities {
		if q.Start < t.words[i].End && t.words[i].Start < q.End {
			return true
		}
	}
	return false
}

// someLanguage reports whether a language of the text has a property.
func (t *laid) someLanguage(has func(*language.Limits) bool) bool {
	if t.spoken == language.Anything {
		return false
	}
	for _, l := range t.spoken.List() {
		if has(&l.Limits) {
			return true
		}
	}
	return false
}

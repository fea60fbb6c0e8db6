package pdf

import (
	"slices"
	"strings"
	"unicode"
)

// repairRTL mends what PDFium's reordering of right-to-left lines leaves
// wrong: ligatures of lam and alef come out backwards, vowel marks before
// their letter, and the space where the direction changes is lost.
func repairRTL(glyphs []glyph) []glyph {
	if !slices.ContainsFunc(glyphs, func(g glyph) bool { return isRightToLeft(g.r) }) {
		return glyphs
	}
	glyphs = slices.Clone(glyphs)
	for i := 0; i+1 < len(glyphs); i++ {
		a, b := glyphs[i], glyphs[i+1]
		if isAlef(a.r) && b.r == 'ل' && a.overlapShare(b.box) > .8 {
			glyphs[i], glyphs[i+1] = b, a
			i++
		}
	}
	glyphs = attachMarks(glyphs)
	return orderPhrases(spaceDirections(glyphs))
}

// orderPhrases puts the words of phrases in the logical order that run against the rest of
// their line: PDFium leaves each word in its direction, but the words in that of the line.
func orderPhrases(glyphs []glyph) []glyph {
	var words [][]glyph // each with the spaces behind it
	balance := 0
	for i, g := range glyphs {
		if i == 0 || !unicode.IsSpace(g.r) && unicode.IsSpace(glyphs[i-1].r) {
			words = append(words, nil)
		}
		words[len(words)-1] = append(words[len(words)-1], g)
		balance += letterDirection(g.r)
	}
	against := 1 // the direction of the phrases
	if balance > 0 {
		against = -1
	}
	for i := 0; i < len(words); {
		j := i
		for j < len(words) && wordDirection(words[j]) == against {
			j++
		}
		phrase := words[i:j]
		if len(phrase) > 1 && isOutOfOrder(phrase, against) {
			spaces := make([][]glyph, len(phrase)) // stay between the words
			for k, w := range phrase {
				n := len(w)
				for n > 0 && unicode.IsSpace(w[n-1].r) {
					n--
				}
				phrase[k], spaces[k] = w[:n:n], w[n:]
			}
			slices.Reverse(phrase)
			for k := range phrase {
				phrase[k] = append(phrase[k], spaces[k]...)
			}
		}
		i = max(j, i+1)
	}
	return slices.Concat(words...)
}

// isOutOfOrder reports whether each word of a phrase stands on the wrong side of the one
// before it. Words that overlap are in no order.
func isOutOfOrder(phrase [][]glyph, direction int) bool {
	for k := 1; k < len(phrase); k++ {
		a, b := wordBox(phrase[k-1]), wordBox(phrase[k])
		if direction > 0 && b.x1 > a.x0+1 || direction < 0 && b.x0 < a.x1-1 {
			return false
		}
	}
	return true
}

func wordBox(word []glyph) box {
	b := word[0].box
	for _, g := range word {
		if !unicode.IsSpace(g.r) {
			b = b.unionWith(g.box)
		}
	}
	return b
}

// wordDirection returns the direction of a word's letters, 0 if it has both or none.
func wordDirection(word []glyph) int {
	direction := 0
	for _, g := range word {
		if !unicode.IsLetter(g.r) {
			continue
		}
		if d := letterDirection(g.r); direction == 0 || d == direction {
			direction = d
		} else {
			return 0
		}
	}
	return direction
}

func isAlef(r rune) bool { return r == 'ا' || r == 'أ' || r == 'إ' || r == 'آ' || r == 'ٱ' }

// overlapShare returns the share of the narrower box's width that both cover.
func (b box) overlapShare(o box) float64 {
	narrow := max(min(b.width(), o.width()), .01)
	return (min(b.x1, o.x1) - max(b.x0, o.x0)) / narrow
}

// attachMarks moves a mark that stands before the letter over which it is
// drawn behind it, and drops a space that PDFium saw before the mark.
func attachMarks(glyphs []glyph) []glyph {
	var out []glyph
	for i := 0; i < len(glyphs); i++ {
		g := glyphs[i]
		if !unicode.Is(unicode.Mn, g.r) || i+1 >= len(glyphs) || !isRightToLeft(glyphs[i+1].r) || unicode.Is(unicode.Mn, glyphs[i+1].r) {
			out = append(out, g)
			continue
		}
		next, middle := glyphs[i+1], (g.x0+g.x1)/2
		before := len(out) - 1
		spaced := before >= 0 && unicode.IsSpace(out[before].r)
		if spaced {
			before--
		}
		onNext := next.x0 <= middle && middle <= next.x1
		onBefore := before >= 0 && out[before].x0 <= middle && middle <= out[before].x1
		if !onNext || onBefore && !spaced {
			out = append(out, g)
			continue
		}
		if spaced && onNext {
			out = out[:before+1]
		}
		out = append(out, next, g)
		i++
	}
	return out
}

// spaceDirections puts a space between words of different direction that stand
// apart on the page.
func spaceDirections(glyphs []glyph) []glyph {
	var out []glyph
	start := 0 // of the current stretch in one direction, in out
	for i, g := range glyphs {
		if i == 0 {
			out = append(out, g)
			continue
		}
		before := glyphs[i-1]
		from, to := letterDirection(before.r), letterDirection(g.r)
		if from != 0 && to != 0 && from != to {
			stretch := out[start].box
			for _, s := range out[start:] {
				if !unicode.IsSpace(s.r) {
					stretch = stretch.unionWith(s.box)
				}
			}
			end := g.box
			if to > 0 { // a left-to-right word ends where the stretch before begins
				for _, s := range glyphs[i:] {
					if letterDirection(s.r) == -1 || unicode.IsSpace(s.r) {
						break
					}
					end = end.unionWith(s.box)
				}
			}
			if gap := stretch.x0 - end.x1; gap > .15*max(g.height(), before.height()) {
				out = append(out, glyph{box: g.box, r: ' ', index: g.index})
			}
		}
		if to != 0 && (from != to || unicode.IsSpace(before.r)) {
			start = len(out)
		}
		out = append(out, g)
	}
	return out
}

// letterDirection returns -1 for right-to-left letters, 1 for other letters and
// digits, 0 for characters without a direction.
func letterDirection(r rune) int {
	switch {
	case isRightToLeft(r):
		return -1
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return 1
	}
	return 0
}

// mirrorBrackets turns the brackets of right-to-left text that stand as they
// look on the page, where the opening one looks closed: those with white space
// on the side where the bracketed text should be.
func mirrorBrackets(text string) string {
	runes := []rune(text)
	blank := func(i int) bool { return i < 0 || i >= len(runes) || unicode.IsSpace(runes[i]) }
	for i, r := range runes {
		opening := strings.ContainsRune("([{", r)
		other, known := mirrored[r]
		if known && (opening && !blank(i-1) && blank(i+1) || !opening && blank(i-1) && !blank(i+1)) {
			runes[i] = other
		}
	}
	return string(runes)
}

var mirrored = map[rune]rune{'(': ')', ')': '(', '[': ']', ']': '[', '{': '}', '}': '{'}

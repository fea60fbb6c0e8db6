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
	return spaceDirections(glyphs)
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

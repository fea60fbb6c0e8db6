package pdf

import "math"

// samePlace is how far a second print may be from the first, in heights of the text:
// shadows are nearer than that, the same words in another line aren't.
const samePlace = .2

// dropOverprints removes runs that stand on top of the same ones: text that is printed
// twice to look bold, layers that repeat it, and forms that draw themselves, which PDFium
// follows some forty times.
func dropOverprints(runs []run) []run {
	printed := make(map[string][]box)
	kept := runs[:0]
next:
	for _, r := range runs {
		for _, b := range printed[r.text] {
			if far := samePlace * r.height(); math.Abs(b.x0-r.x0) <= far && math.Abs(b.y0-r.y0) <= far && math.Abs(b.x1-r.x1) <= far {
				continue next
			}
		}
		if len(printed[r.text]) < maxSameText {
			printed[r.text] = append(printed[r.text], r.box)
		}
		kept = append(kept, r)
	}
	return kept
}

// beginsAgain reports whether a character is printed over the first one of its line: PDFium
// makes one line of all prints of it. Of one whose characters are printed twice in turn
// withoutShadow takes care.
func beginsAgain(line []glyph, g glyph) bool {
	const fewest = 4 // characters before it
	if len(line) < fewest {
		return false
	}
	first := line[0]
	far := samePlace * g.height()
	return first.r == g.r && math.Abs(first.x0-g.x0) <= far && math.Abs(first.y0-g.y0) <= far
}

// maxSameText is how many places of one text on a page are compared with: pages of tables
// have thousands of equal figures.
const maxSameText = 50

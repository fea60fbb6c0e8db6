package pdf

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"
)

// wordGap is the widest gap between words, in sizes of the type. Gutters and
// gaps between a table's cells are wider.
const wordGap = .5

// mendRows joins the pieces into which PDFium breaks a line at every index or
// exponent that leaves it.
func mendRows(runs []run) []run {
	var mended []run
	for _, r := range rowsOf(runs) {
		mended = append(mended, r.runs[0])
		for _, n := range r.runs[1:] {
			last := &mended[len(mended)-1]
			gap := n.x0 - last.x1
			size := max(last.size, n.size)
			// A gap far below 0 is that of texts on top of each other.
			if last.rtl != n.rtl || gap > wordGap*size || gap < -.2*size {
				mended = append(mended, n)
				continue
			}
			last.appendRun(n, gap > .1*size)
		}
	}
	return mended
}

// appendRun adds the run to the right of r.
func (r *run) appendRun(n run, space bool) {
	between := ""
	if space {
		between = " "
	}
	if len(n.text) > len(r.text) {
		r.size = n.size
	}
	r.box, r.bold = r.unionWith(n.box), r.bold && n.bold
	if r.rtl {
		r.text = n.text + between + r.text
	} else {
		r.text += between + n.text
	}
}

// isJustified reports whether a line's words are spread out to fill a narrow
// column: the gaps between them are the same, which those between a table's
// cells hardly are.
func isJustified(runs []run) bool {
	if len(runs) < 3 {
		return false
	}
	least, most := math.Inf(1), 0.0
	letters, all := 0, 0
	for i, n := range runs {
		letters, all = letters+countLetters(n.text), all+utf8.RuneCountInString(n.text)
		if i > 0 {
			gap := n.x0 - runs[i-1].x1
			least, most = min(least, gap), max(most, gap)
		}
	}
	// Side bearings make gaps differ by a little; wider ones than three letters
	// look bad enough for a typesetter to avoid them.
	return most <= 3*runs[0].size && most <= 1.25*least && letters*2 > all
}

// haveCommonGap reports whether two rows are white at the same place between their runs, as
// the rows of a table are.
func haveCommonGap(a, b row) bool {
	for i, j := 1, 1; i < len(a.runs) && j < len(b.runs); {
		x0 := max(a.runs[i-1].x1, b.runs[j-1].x1)
		x1 := min(a.runs[i].x0, b.runs[j].x0)
		if x1-x0 > wordGap*min(a.runs[i].size, b.runs[j].size) {
			return true
		}
		if a.runs[i].x0 < b.runs[j].x0 {
			i++
		} else {
			j++
		}
	}
	return false
}

var leader = regexp.MustCompile(`[\s|]*(?:[.\x{2026}·_][\s|]*){5,}`)

// shortenLeader makes three dots of those that lead the eye across the page,
// and reports whether they do.
func shortenLeader(text string) (string, bool) {
	at := leader.FindStringIndex(text)
	if at == nil {
		return text, false
	}
	return strings.TrimSpace(leader.ReplaceAllLiteralString(text, " ... ")), true
}

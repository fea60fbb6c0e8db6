package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/responses"
)

// slanted stands for text at no quarter turn, in place of one.
const slanted = -1

// asideOf returns the runs of the text that stands at other angles than most of the page,
// by angle: stamps along the margin, labels of axes, the names of narrow columns, watermarks.
// They would tear lines apart that they cross, but say something of their own.
func asideOf(chars []*responses.GetPageTextStructuredChar) [][]run {
	main := mainAngle(chars)
	seen := make(map[int]bool)
	for _, c := range chars {
		if strings.TrimSpace(c.Text) != "" {
			seen[quarterTurns(c.Angle)] = true
		}
	}
	var found [][]run
	for turn := range 4 {
		if turn != main && seen[turn] {
			if runs := runsOf(chars, turn); len(runs) > 0 {
				found = append(found, runs)
			}
		}
	}
	if seen[slanted] {
		if runs := slantedRuns(chars); len(runs) > 0 {
			found = append(found, runs)
		}
	}
	return found
}

// slantedRuns returns a run for each of PDFium's lines of slanted text: their letters stand
// in no rows.
func slantedRuns(chars []*responses.GetPageTextStructuredChar) []run {
	var runs []run
	var line []glyph
	flush := func() {
		if r, ok := makeRun(line); ok {
			runs = append(runs, r)
		}
		line = line[:0]
	}
	for i, c := range chars {
		if c.Text == "" {
			continue
		}
		r := []rune(c.Text)[0]
		if r == '\r' || r == '\n' {
			flush()
			continue
		}
		g := glyph{rotateUpright(c.PointPosition, 0), r, i}
		if quarterTurns(c.Angle) == slanted && isFinite(g.box) && (!unicode.IsControl(r) || r == '\t') {
			line = append(line, g)
		}
	}
	flush()
	return runs
}

// maxInitial is how far the first line may be from an initial, in sizes of its type.
const maxInitial = 1.

// joinInitials puts large initials before the lines that they begin. In rows they would
// stand in the middle one of the lines that they reach down to.
func joinInitials(runs []run) []run {
	var kept []run
	for _, r := range runs {
		if at := lineOfInitial(r, runs); at >= 0 {
			n := &runs[at]
			between := ""
			if r.text == "A" && n.x0-r.x1 > .35*n.size { // the word
				between = " "
			}
			for k := range kept {
				if kept[k].first == n.first {
					kept[k].text = r.text + between + n.text
				}
			}
			n.text = r.text + between + n.text
			continue
		}
		kept = append(kept, r)
	}
	return kept
}

// lineOfInitial returns the index of the run that a large letter begins: the one beside its
// top; -1 if it is none.
func lineOfInitial(r run, runs []run) int {
	letters := []rune(r.text)
	if len(letters) != 1 || !unicode.IsUpper(letters[0]) {
		return -1
	}
	return slices.IndexFunc(runs, func(n run) bool {
		gap := n.x0 - r.x1
		return r.size >= 1.8*n.size && gap > -.3*n.size && gap < maxInitial*n.size && countLetters(n.text) >= runningLetters &&
			math.Abs(r.y1-n.y1) < .5*n.size && r.y0 < n.y0-.5*n.size
	})
}

package pdf

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"
)

// page is a page as runs of text in no particular order.
type page struct {
	number int // from 1
	runs   []run
	filled bool // has fields or notes, drawn after all else
	notes  []Note
	scan   string  // the text of its picture
	aside  [][]run // text at other angles, by angle
	files  []File
}

// box is an upright rectangle.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) width() float64  { return b.x1 - b.x0 }
func (b box) height() float64 { return b.y1 - b.y0 }

func (b box) unionWith(o box) box {
	return box{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// isOnSameRow reports whether two boxes are beside each other: they share half
// of the lower one's height.
func (b box) isOnSameRow(o box) bool {
	return min(b.y1, o.y1)-max(b.y0, o.y0) >= .5*min(b.height(), o.height())
}

// run is text on one line without a wide gap in it.
type run struct {
	box
	text  string // in logical order
	size  float64
	bold  bool
	rtl   bool
	first int // index of its first character on the page
}

// glyph is one character on the page.
type glyph struct {
	box
	r     rune
	index int
}

func readPage(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (page, error) {
	which := requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}
	pg := page{number: index + 1}
	if err := pg.drawAnnotations(p, which); err != nil {
		return page{}, fmt.Errorf("read the annotations of page %d: %w", index+1, err)
	}
	text, err := p.GetPageTextStructured(&requests.GetPageTextStructured{Page: which, Mode: requests.GetPageTextStructuredModeChars})
	if err != nil {
		return page{}, fmt.Errorf("read page %d: %w", index+1, err)
	}
	if len(text.Chars) > maxPageGlyphs {
		text.Chars = text.Chars[:maxPageGlyphs]
	}
	fonts, err := p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: which})
	if err != nil {
		return page{}, fmt.Errorf("read the fonts of page %d: %w", index+1, err)
	}
	joinSurrogates(p, fonts.TextPage, text.Chars)
	pg.runs = dropOverprints(runsOf(text.Chars, mainAngle(text.Chars)))
	pg.aside = asideOf(text.Chars)
	for _, runs := range append([][]run{pg.runs}, pg.aside...) {
		for i := range runs {
			runs[i].readFont(p, fonts.TextPage)
		}
	}
	pg.runs = mendRows(joinInitials(pg.runs))
	_, err = p.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: fonts.TextPage})
	return pg, err
}

// joinSurrogates mends characters beyond the basic plane, such as the letters
// of formulas: PDFium counts two for each, halves of a UTF-16 pair, which come
// as U+FFFD. The second half stays empty.
func joinSurrogates(p pdfium.Pdfium, text references.FPDF_TEXTPAGE, chars []*responses.GetPageTextStructuredChar) {
	unit := func(i int) rune {
		if chars[i].Text != "\uFFFD" {
			return 0
		}
		r, err := p.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
		if err != nil {
			return 0
		}
		return rune(r.Unicode)
	}
	for i := 0; i+1 < len(chars); i++ {
		high := unit(i)
		if !utf16.IsSurrogate(high) {
			continue
		}
		if r := utf16.DecodeRune(high, unit(i+1)); r != utf8.RuneError {
			chars[i].Text, chars[i+1].Text = string(r), ""
			i++
		}
	}
}

// readFont reads the run's size and weight from its first character. The
// nominal font size says little; what counts is how the page scales it.
func (r *run) readFont(p pdfium.Pdfium, text references.FPDF_TEXTPAGE) {
	size, err := p.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: r.first})
	if err == nil {
		m, err := p.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: r.first})
		if err == nil {
			scaled := size.FontSize * math.Hypot(float64(m.Matrix.C), float64(m.Matrix.D))
			// Type 3 fonts have units of their own.
			if h := r.height(); scaled > .4*h && scaled < 4*h {
				r.size = math.Round(scaled*10) / 10
			}
		}
	}
	if r.size == 0 {
		r.size = math.Round(r.height()*12) / 10
	}
	if font, err := p.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: text, Index: r.first}); err == nil {
		name := strings.ToLower(font.FontName)
		r.bold = strings.Contains(name, "bold") || strings.Contains(name, "black") || strings.Contains(name, "heavy")
	}
}

// runsOf cuts PDFium's characters at some quarter turns into runs: at its line ends,
// where the line leaves its row, and at wide gaps.
func runsOf(chars []*responses.GetPageTextStructuredChar, turn int) []run {
	var runs []run
	var line []glyph
	var extent box
	flush := func() {
		runs = append(runs, splitLine(withoutShadow(line))...)
		line = line[:0]
	}
	for i, c := range chars {
		if c.Text == "" {
			continue
		}
		r := []rune(c.Text)[0]
		switch r {
		case '\r', '\n':
			flush()
			continue
		case 2, '\uFFFE', '\u00AD': // how PDFium marks a hyphen at the end of a line
			r = '-'
		}
		if quarterTurns(c.Angle) != turn {
			continue
		}
		g := glyph{rotateUpright(c.PointPosition, turn), r, i}
		if !isFinite(g.box) || unicode.IsControl(r) && r != '\t' {
			continue
		}
		if !unicode.IsSpace(r) && g.height() > 0 {
			if beginsAgain(line, g) {
				flush()
			}
			if len(line) > 0 && extent.height() > 0 && (g.y0 > extent.y1 || g.y1 < extent.y0) &&
				math.Abs(g.y0-extent.y0) > .7*max(extent.height(), g.height()) {
				flush()
			}
			if len(line) == 0 || extent.height() == 0 {
				extent = g.box
			} else {
				extent = extent.unionWith(g.box)
			}
		} else if len(line) == 0 {
			extent = box{}
		}
		line = append(line, g)
	}
	flush()
	return runs
}

// withoutShadow removes the second print of a line that is printed twice, a
// little aside, to look bold: there each character comes twice. By its place
// alone a shadow can't be told from the letters of a ligature.
func withoutShadow(line []glyph) []glyph {
	const fewest = 8 // characters, so that it is no matter of chance
	n := 0
	var first glyph
	for _, g := range line {
		switch {
		case unicode.IsSpace(g.r):
			continue
		case n%2 == 0:
			first = g
		case first.r != g.r || math.Abs(first.x0-g.x0) > max(g.width()/2, g.height()/4):
			return line
		}
		n++
	}
	if n < fewest || n%2 != 0 {
		return line
	}
	out := line[:0]
	n = 0
	for _, g := range line {
		if !unicode.IsSpace(g.r) {
			if n++; n%2 == 0 {
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

// splitLine cuts a line where no glyph stands over a width that no space
// between words has. Characters keep their order, which is the logical one.
func splitLine(line []glyph) []run {
	var marks []glyph
	for _, g := range line {
		if !unicode.IsSpace(g.r) && g.x1 >= g.x0 {
			marks = append(marks, g)
		}
	}
	if len(marks) == 0 {
		return nil
	}
	slices.SortStableFunc(marks, func(a, b glyph) int { return sign(a.x0 - b.x0) })
	heights := make([]float64, len(marks))
	for i, g := range marks {
		heights[i] = g.height()
	}
	slices.Sort(heights)
	gap := max(1.6*heights[len(heights)*3/4], 3) // the upper quartile is near the height of capitals
	var cuts []float64
	right := marks[0].x1
	for _, g := range marks[1:] {
		if g.x0-right > gap {
			cuts = append(cuts, (right+g.x0)/2)
		}
		right = max(right, g.x1)
	}
	parts := make([][]glyph, len(cuts)+1)
	last := 0
	for _, g := range line {
		if !unicode.IsSpace(g.r) {
			last, _ = slices.BinarySearch(cuts, (g.x0+g.x1)/2)
		}
		parts[last] = append(parts[last], g)
	}
	var runs []run
	for _, part := range parts {
		if r, ok := makeRun(part); ok {
			runs = append(runs, r)
		}
	}
	return runs
}

func makeRun(glyphs []glyph) (run, bool) {
	var b strings.Builder
	r := run{first: -1}
	rtl, ltr := 0, 0
	for _, g := range repairRTL(glyphs) {
		if unicode.IsSpace(g.r) {
			b.WriteByte(' ')
			continue
		}
		if expanded, ok := ligatures[g.r]; ok {
			b.WriteString(expanded)
		} else {
			b.WriteRune(g.r)
		}
		if r.first < 0 {
			r.box, r.first = g.box, g.index
		} else {
			r.box = r.unionWith(g.box)
		}
		if isRightToLeft(g.r) {
			rtl++
		} else if unicode.IsLetter(g.r) {
			ltr++
		}
	}
	r.text = strings.Join(strings.Fields(b.String()), " ")
	if r.rtl = rtl > ltr; r.rtl {
		r.text = mirrorBrackets(r.text)
	}
	return r, r.text != "" && r.first >= 0
}

var ligatures = map[rune]string{
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
}

// isRightToLeft reports whether a character is of a script written from right
// to left.
func isRightToLeft(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// quarterTurns returns an angle in quarter turns, -1 for a slanted text.
func quarterTurns(angle float64) int {
	quarters := angle / (math.Pi / 2)
	if math.Abs(quarters-math.Round(quarters)) > .1 {
		return -1
	}
	return (int(math.Round(quarters))%4 + 4) % 4
}

// mainAngle returns the quarter turns of most of the text.
func mainAngle(chars []*responses.GetPageTextStructuredChar) int {
	var count [4]int
	for _, c := range chars {
		if t := quarterTurns(c.Angle); t >= 0 && strings.TrimSpace(c.Text) != "" {
			count[t]++
		}
	}
	main := 0
	for t, n := range count {
		if n > count[main] {
			main = t
		}
	}
	return main
}

// rotateUpright turns a position so that text at the given quarter turns is
// upright.
func rotateUpright(p responses.CharPosition, quarters int) box {
	b := box{min(p.Left, p.Right), min(p.Bottom, p.Top), max(p.Left, p.Right), max(p.Bottom, p.Top)}
	switch quarters {
	case 1:
		return box{-b.y1, b.x0, -b.y0, b.x1}
	case 2:
		return box{-b.x1, -b.y1, -b.x0, -b.y0}
	case 3:
		return box{b.y0, -b.x1, b.y1, -b.x0}
	}
	return b
}

// isFinite reports whether a box has coordinates that a page can have. Damaged
// files have others.
func isFinite(b box) bool {
	for _, v := range []float64{b.x0, b.y0, b.x1, b.y1} {
		if math.IsNaN(v) || math.Abs(v) > 1e6 {
			return false
		}
	}
	return true
}

func sign(f float64) int {
	switch {
	case f < 0:
		return -1
	case f > 0:
		return 1
	}
	return 0
}

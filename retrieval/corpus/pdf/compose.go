package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Paragraph is a block of text: a paragraph, a heading, a row of a table.
type Paragraph struct {
	// Parts hold the text, one for each page that it stands on.
	Parts []Part
	// Level is that of a heading, from 1; 0 for other text.
	Level int
	// Row marks a row of a table, its cells apart by retrieval.CellMark.
	Row bool

	size  float64
	lines int
	aside bool // at another angle than the page's text
}

// Part is the text that a paragraph has on one page. Parts are joined as they
// are: a space between words is at a part's end.
type Part struct {
	Page int // from 1
	Text string
}

func (p *Paragraph) joinedText() string {
	var b strings.Builder
	for _, part := range p.Parts {
		b.WriteString(part.Text)
	}
	return b.String()
}

// composePages makes paragraphs of the pages' runs.
func (d *Document) composePages(pages []page) {
	titles := outlineTitles(d.Outline)
	matched := 0
	for _, pg := range pages {
		before := 0 // lines of the column before on the page
		for _, c := range orderPage(pg) {
			found := paragraphsOf(c, pg.number, func(text string) int {
				level := titles.findLevel(text, pg.number)
				if level > 0 {
					matched++
				}
				return level
			})
			// What stands beside a cell is another one.
			if len(found) > 0 && len(d.Paragraphs) > 0 && (before == 0 || before > maxCellRows) {
				if last := d.findContinued(&found[0]); last != nil {
					last.extendParagraph(found[0].Parts[0].Text, pg.number)
					found = found[1:]
				}
			}
			d.Paragraphs = append(d.Paragraphs, found...)
			before = len(c.lines)
		}
		d.addAside(pg)
	}
	d.findLargest(pages)
	if matched == 0 || matched*3 < len(d.Outline) {
		d.headingsBySize()
	}
}

// addAside adds what stands at other angles on a page.
func (d *Document) addAside(pg page) {
	for _, runs := range pg.aside {
		for _, c := range orderPage(page{runs: mendRows(runs)}) {
			for _, p := range paragraphsOf(c, pg.number, func(string) int { return 0 }) {
				p.aside = true
				d.Paragraphs = append(d.Paragraphs, p)
			}
		}
	}
}

// maxNotes is how many paragraphs at the foot of a page or column may part one from its
// next lines.
const maxNotes = 12

// findContinued returns the paragraph that another one continues, nil if there is none.
// Notes and what stands aside may come between the two: then they come before both, so that
// no sentence is broken by them.
func (d *Document) findContinued(next *Paragraph) *Paragraph {
	end := len(d.Paragraphs) - 1
	at := end
	for at > 0 && end-at < maxNotes && d.Paragraphs[at].isBeside(next) {
		at--
	}
	last := d.Paragraphs[at]
	if !isContinued(&last, next) || at < end && last.Parts[0].Page != d.Paragraphs[end].Parts[0].Page {
		return nil
	}
	copy(d.Paragraphs[at:], d.Paragraphs[at+1:])
	d.Paragraphs[end] = last
	return &d.Paragraphs[end]
}

// isBeside reports whether a paragraph is beside a text: in smaller type, such as a
// footnote, or at another angle.
func (p *Paragraph) isBeside(text *Paragraph) bool {
	return p.aside || p.Level == 0 && !p.Row && p.size < text.size && !isSameSize(p.size, text.size)
}

// paragraphsOf joins the lines of a column. level returns the level of a line
// that the outline names, else 0.
func paragraphsOf(c column, page int, level func(string) int) []Paragraph {
	m := measureColumn(c)
	var found []Paragraph
	forced := false // the paragraph before ended for sure
	for i := 0; i < len(c.lines); i++ {
		l := c.lines[i]
		if text, n, at := findOutlineTitle(c.lines[i:], level); n > 0 {
			found = append(found, Paragraph{Parts: []Part{{page, text}}, Level: at, size: l.size, lines: n})
			i += n - 1
			forced = true
			continue
		}
		last := len(found) - 1
		if forced || last < 0 || m.beginsParagraph(c.lines, i) {
			found = append(found, Paragraph{Parts: []Part{{page, l.text}}, Row: l.table, size: l.size, lines: 1})
		} else {
			found[last].extendParagraph(l.text, page)
			found[last].lines++
		}
		forced = false
	}
	return found
}

// findOutlineTitle finds the title of the outline that the next lines make up.
// It returns its text, the number of lines and the level, or zeros.
func findOutlineTitle(lines []line, level func(string) int) (text string, n, at int) {
	for n < min(3, len(lines)) && len(text) < 300 {
		text = joinLines(text, lines[n].text)
		n++
		if at = level(text); at > 0 {
			return text, n, at
		}
	}
	return "", 0, 0
}

// metrics are what is usual in a column.
type metrics struct {
	left, right float64
	leading     map[float64]float64 // from line to line, by halves of the size: notes are set closer
	rtl         bool
}

func measureColumn(c column) metrics {
	m := metrics{rtl: c.rtl, leading: make(map[float64]float64)}
	var lefts, rights []float64
	steps := make(map[float64][]float64)
	for i, l := range c.lines {
		lefts, rights = append(lefts, l.x0), append(rights, l.x1)
		if i > 0 {
			if before := c.lines[i-1]; isSameSize(before.size, l.size) && before.y0 > l.y0 {
				steps[roundToHalves(l.size)] = append(steps[roundToHalves(l.size)], lineDistance(before, l))
			}
		}
	}
	slices.Sort(lefts)
	slices.Sort(rights)
	m.left, m.right = lefts[len(lefts)/10], rights[len(rights)-1-len(rights)/10]
	m.right = max(m.right, c.room)
	for size, of := range steps {
		// Lines within paragraphs are the closest ones, and the most.
		slices.Sort(of)
		m.leading[size] = of[len(of)*2/5]
	}
	return m
}

// lineDistance returns the distance of two lines. Descenders shift the edges of
// a line, so that the smaller one of two ways to measure it is nearer to the
// truth.
func lineDistance(above, below line) float64 {
	return min(math.Abs(above.y0-below.y0), math.Abs(above.y1-below.y1))
}

// isSameSize reports whether two sizes of type are the same within 8 %.
func isSameSize(a, b float64) bool { return math.Abs(a-b) <= .08*max(a, b) }

// beginsParagraph reports whether a paragraph begins with line i.
func (m *metrics) beginsParagraph(lines []line, i int) bool {
	l, before := lines[i], lines[i-1]
	width := m.right - m.left
	leading := m.leading[roundToHalves(l.size)]
	if leading == 0 || leading > 2.5*l.size {
		leading = 1.3 * l.size
	}
	// Distances from where lines begin and end in their direction.
	indent, indentBefore := l.x0-m.left, before.x0-m.left
	short := m.right - before.x1
	if m.rtl {
		indent, indentBefore = m.right-l.x1, m.right-before.x1
		short = before.x0 - m.left
	}
	switch {
	case l.table || before.table, before.entry:
		return true
	case !isSameSize(l.size, before.size), l.bold != before.bold:
		return true
	case before.y0 < l.y0, lineDistance(before, l) > 1.3*leading:
		return true
	case isMarker(firstWord(l.text)):
		return true
	case endsSentence(before.text) && short > .12*width:
		return true
	case short > .4*width && !isHyphenated(before.text):
		return true
	case indent > .8*l.size && indentBefore < .5*l.size && indent < .25*width:
		// The first line of a paragraph, unless the next ones hang as well.
		return i+1 >= len(lines) || endsSentence(before.text)
	}
	return false
}

// extendParagraph appends a line.
func (p *Paragraph) extendParagraph(text string, page int) {
	last := &p.Parts[len(p.Parts)-1]
	if last.Page == page {
		last.Text = joinLines(last.Text, text)
		return
	}
	before := last.Text
	joined := joinLines(before, text)
	// What join did to the end of the first part stays with it.
	head := strings.TrimSuffix(joined, text)
	last.Text = head
	p.Parts = append(p.Parts, Part{page, text})
}

// isContinued reports whether a paragraph goes on in the next column or on the
// next page.
func isContinued(before, next *Paragraph) bool {
	if before.Level > 0 || next.Level > 0 || before.Row || next.Row || before.aside || !isSameSize(before.size, next.size) {
		return false
	}
	text := before.joinedText()
	r, _ := utf8.DecodeRuneInString(next.Parts[0].Text)
	return unicode.IsLower(r) && !endsSentence(text) && (before.lines > 1 || isHyphenated(text))
}

// joinLines appends a line to a text. It joins a word that is divided at the
// line's end.
func joinLines(text, next string) string {
	if text == "" {
		return next
	}
	if isHyphenated(text) {
		first, _ := utf8.DecodeRuneInString(next)
		_, n := utf8.DecodeLastRuneInString(text)
		if unicode.IsLower(first) {
			return text[:len(text)-n] + next
		}
		if unicode.IsLetter(first) || unicode.IsDigit(first) {
			return text + next
		}
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(next)
	if isUnspaced(last) && isUnspaced(first) {
		return text + next
	}
	return text + " " + next
}

// isUnspaced reports whether a character is of a script without spaces between
// words, or one of its marks.
func isUnspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer) ||
		strings.ContainsRune("。、，；：？！「」『』（）ー", r)
}

// isHyphenated reports whether a line ends with a divided word.
func isHyphenated(text string) bool {
	last, n := utf8.DecodeLastRuneInString(text)
	if last != '-' && last != '\u2010' && last != '\u00AD' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-n])
	return unicode.IsLetter(before)
}

// endsSentence reports whether a text ends with a mark that ends a sentence or
// a clause, quotes and brackets aside.
func endsSentence(text string) bool {
	text = strings.TrimRight(text, `"'”’»)]`)
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?:;。！？؟۔։।", last)
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

var marker = regexp.MustCompile(`^(?:[•◦▪▸●○■□–—*·‣⁃o\x{F0B7}\x{F0A7}]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\[\d{1,3}\])$`)

// isMarker reports whether a word is what stands before an item of a list.
func isMarker(word string) bool { return marker.MatchString(word) }

package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Where a cited text stands on its page isn't kept: the page is looked through when it is
// drawn. A document's text is not the page's: lines are joined, hyphens gone, running
// heads left out, columns put in order. So letters and digits alone are compared, and a
// text that isn't there in one piece is looked for in smaller ones.

// leastPiece is how much a piece of a text has at the least, so that it isn't
// found elsewhere by chance: two words or three.
const leastPiece = 12 // bytes of them

// Bounds on what is looked for: a citation is a passage. Whoever writes an address by hand
// may name any bytes, and a file may be made to have the same letters everywhere.
const (
	longestMark = 16 << 10 // bytes of a text to mark
	mostPlaces  = 500      // places of a text that are compared
)

// letters are the letters and digits of a text, and for each byte of them the number of
// what it came from.
type letters struct {
	text []byte
	from []int
}

// addRune adds a character as it is compared.
func (l *letters) addRune(r rune, from int) {
	for _, plain := range norm.NFKC.String(string(r)) {
		if unicode.IsLetter(plain) || unicode.IsDigit(plain) || unicode.IsMark(plain) {
			l.text = utf8.AppendRune(l.text, unicode.ToLower(plain))
			for len(l.from) < len(l.text) {
				l.from = append(l.from, from)
			}
		}
	}
}

func lettersOf(text string) []byte {
	var l letters
	for _, r := range text {
		l.addRune(r, 0)
	}
	return l.text
}

// findNear returns where some letters begin, of several places the one that is nearest to
// another; -1 if they are nowhere.
func (l *letters) findNear(wanted []byte, near int) int {
	best := -1
	distance := func(at int) int { return max(at-near, near-at) }
	for i, places := 0, 0; places < mostPlaces; places++ {
		at := bytes.Index(l.text[i:], wanted)
		if at < 0 {
			break
		}
		at += i
		if best < 0 || distance(at) < distance(best) {
			best = at
		}
		i = at + 1
	}
	return best
}

// findPieces returns where a text stands, in pieces as large as can be: [from, to) in the
// letters.
func (l *letters) findPieces(text string, near int) [][2]int {
	wanted := lettersOf(text)
	if len(wanted) == 0 {
		return nil
	}
	if at := l.findNear(wanted, near); at >= 0 {
		return [][2]int{{at, at + len(wanted)}}
	}
	if len(wanted) < 2*leastPiece {
		return nil
	}
	middle := strings.LastIndexFunc(text[:len(text)/2], unicode.IsSpace)
	if middle <= 0 {
		if middle = len(text) / 2; !utf8.RuneStart(text[middle]) {
			middle = strings.LastIndexFunc(text[:middle], func(rune) bool { return true })
		}
	}
	if middle <= 0 {
		return nil
	}
	first := l.findPieces(text[:middle], near)
	if n := len(first); n > 0 {
		near = first[n-1][1]
	}
	return append(first, l.findPieces(text[middle:], near)...)
}

// markGlyphs returns the boxes of marks among the characters of a page.
func markGlyphs(glyphs []drawnGlyph, marks []Mark) []MarkedBox {
	var page letters
	for i, g := range glyphs {
		page.addRune(g.r, i)
	}
	var list []MarkedBox
	for _, m := range marks {
		if len(m.Text) > longestMark {
			m.Text = strings.ToValidUTF8(m.Text[:longestMark], "")
		}
		for _, piece := range page.findPieces(m.Text, int(m.Near*float64(len(page.text)))) {
			first, last := page.from[piece[0]], page.from[piece[1]-1]
			for _, line := range cutLines(glyphs[first : last+1]) {
				list = append(list, markedBox(line.at, m.Strong))
			}
		}
	}
	return list
}

// markRoom is how many pixels a mark is larger than its letters, on each side.
const markRoom = 3

func markedBox(b box, strong bool) MarkedBox {
	x, y := int(b.x0)-markRoom, int(b.y0)-markRoom
	return MarkedBox{X: x, Y: y, W: int(math.Ceil(b.x1)) + markRoom - x, H: int(math.Ceil(b.y1)) + markRoom - y, Strong: strong}
}

// drawnLetters are characters that stand on one line.
type drawnLetters struct {
	text   strings.Builder
	extent box // upright
	at     box // in the picture
	turn   int
	begun  bool
}

// continuesWith reports whether a character stands on the same line: at its height, as
// far as signs such as commas do, and not below its beginning.
func (l *drawnLetters) continuesWith(g drawnGlyph) bool {
	const low = .3 // of the height of letters: signs below the line
	apart := max(g.y0-l.extent.y1, l.extent.y0-g.y1)
	if apart > low*max(g.height(), l.extent.height()) || apart > 0 && g.x0 < l.extent.x0 {
		return false
	}
	return g.turn == l.turn
}

// cutLines cuts characters into lines: where PDFium ends one, and where the next one
// stands lower or higher.
func cutLines(glyphs []drawnGlyph) []*drawnLetters {
	var list []*drawnLetters
	open := new(drawnLetters)
	flush := func() {
		if open.begun {
			list = append(list, open)
		}
		open = new(drawnLetters)
	}
	for _, g := range glyphs {
		switch {
		case g.r == '\r' || g.r == '\n':
			flush()
			continue
		case unicode.IsSpace(g.r):
			if open.begun {
				open.text.WriteByte(' ')
			}
			continue
		case unicode.IsControl(g.r) || g.r == '\uFFFE':
			continue
		case open.begun && !open.continuesWith(g):
			flush()
		}
		open.text.WriteRune(g.r)
		if open.begun {
			open.extent, open.at = open.extent.unionWith(g.box), open.at.unionWith(g.at)
		} else {
			open.extent, open.at, open.turn, open.begun = g.box, g.at, g.turn, true
		}
	}
	flush()
	return list
}

// drawnLines are the lines of a page for people to select.
func drawnLines(glyphs []drawnGlyph) []DrawnLine {
	var list []DrawnLine
	for _, line := range cutLines(glyphs) {
		b := line.at
		if text := strings.TrimSpace(line.text.String()); text != "" && b.width() >= 1 && b.height() >= 1 {
			list = append(list, DrawnLine{Text: text, X: int(b.x0), Y: int(b.y0), W: int(math.Ceil(b.width())), H: int(math.Ceil(b.height()))})
		}
	}
	return list
}

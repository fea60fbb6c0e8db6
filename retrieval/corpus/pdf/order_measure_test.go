package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
)

// piece is a line of text on a page.
type piece struct {
	x, y float64
	text string
}

// layout makes the pieces of a page in the order in which they are to be read.
// No word comes twice.
type layout struct {
	random *rand.Rand
	words  int
	pieces []piece
}

// sentence returns words that fill a width of 10 point type, nearly.
func (l *layout) sentence(width float64) string {
	var b strings.Builder
	for float64(b.Len()) < width/5.5-9 {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(l.word())
	}
	return b.String()
}

func (l *layout) word() string {
	l.words++
	word := ""
	for n := l.words + 26*26; n > 0; n /= 26 {
		word += string(rune('a' + n%26))
	}
	return word + strings.Repeat("o", l.random.IntN(4))
}

// column adds lines below each other and returns where the next one would be.
func (l *layout) column(x, y, width float64, lines int) float64 {
	for range lines {
		l.pieces = append(l.pieces, piece{x, y, l.sentence(width)})
		y -= 12
	}
	return y
}

// layouts are kinds of pages, 600 points wide.
var layouts = map[string]func(*layout){
	"one column": func(l *layout) { l.column(60, 740, 480, 40) },
	"two columns below a title": func(l *layout) {
		y := l.column(60, 740, 480, 1) - 20
		l.column(60, y, 230, 30)
		l.column(310, y, 230, 25+l.random.IntN(6))
	},
	"three columns": func(l *layout) {
		for i := range 3 {
			l.column(50+float64(i)*175, 740-float64(l.random.IntN(5)), 150, 35)
		}
	},
	"columns above and below a caption": func(l *layout) {
		for _, y := range []float64{740, 420} {
			l.column(60, y, 230, 20)
			end := l.column(310, y, 230, 20)
			l.column(60, end-15, 480, 2)
		}
	},
	"table": func(l *layout) {
		for row := range 15 {
			for cell := range 4 {
				l.pieces = append(l.pieces, piece{60 + 130*float64(cell), 740 - 16*float64(row), l.word() + " " + l.word()})
			}
		}
	},
	"table of cells of several lines": func(l *layout) {
		y := 740.
		for range 8 {
			bottom := y
			for cell := range 3 {
				bottom = min(bottom, l.column(60+170*float64(cell), y, 140, 1+l.random.IntN(4)))
			}
			y = bottom - 6
		}
	},
	"boxes of a slide": func(l *layout) {
		y := l.column(60, 740, 300, 1) - 40
		for i := range 2 {
			y := y - 5*float64(i)
			for range 5 {
				l.pieces = append(l.pieces, piece{60 + 260*float64(i), y, l.sentence(80 + 100*l.random.Float64())})
				y -= 28
			}
		}
	},
	"form": func(l *layout) {
		for row := range 14 {
			l.pieces = append(l.pieces, piece{60, 740 - 24*float64(row), l.word() + " " + l.word() + ":"},
				piece{220, 740 - 24*float64(row), l.sentence(120)})
		}
	},
}

// drawings are orders in which programs draw a page.
var drawings = map[string]func([]piece){
	"as it is read": func([]piece) {},
	"line by line over the page": func(p []piece) {
		slices.SortStableFunc(p, func(a, b piece) int { return sign((b.y-a.y)*1e4 + a.x - b.x) })
	},
	"scattered": func(p []piece) {
		rand.New(rand.NewPCG(7, 7)).Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
	},
}

// TestOrderAgainstPDFium compares the reading order with that of PDFium's own
// text, on pages whose order is known: by the share of words that follow the
// word that they should. It logs what was measured with -v.
func TestOrderAgainstPDFium(t *testing.T) {
	const pages = 2 // of each kind
	for _, drawing := range slices.Sorted(maps.Keys(drawings)) {
		for _, name := range slices.Sorted(maps.Keys(layouts)) {
			ours, theirs := 0., 0.
			for seed := range uint64(pages) {
				l := &layout{random: rand.New(rand.NewPCG(seed, 1))}
				layouts[name](l)
				var truth []string
				for _, p := range l.pieces {
					truth = append(truth, wordsOf(p.text)...)
				}
				drawings[drawing](l.pieces)
				b := new(builder)
				var drawn []string
				for _, p := range l.pieces {
					drawn = append(drawn, at("F1", 10, p.x, p.y, p.text))
				}
				b.page(drawn...)
				ours += inOrder(truth, wordsOf(texts(read(t, b)))) / pages
				theirs += inOrder(truth, wordsOf(textOfPDFium(t, b.bytes()))) / pages
			}
			t.Logf("%-27s %-34s ours %.2f PDFium's %.2f", drawing, name, ours, theirs)
			if ours < theirs-.02 {
				t.Errorf("%s, drawn %s: %.2f of the words follow the right one, of PDFium's %.2f", name, drawing, ours, theirs)
			}
		}
	}
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r < 'a' || r > 'z' })
}

// inOrder returns the share of words that follow the word that they should.
func inOrder(truth, got []string) float64 {
	before := make(map[string]string)
	for i, w := range got {
		if i > 0 {
			before[w] = got[i-1]
		}
	}
	n := 0
	for i, w := range truth {
		if i > 0 && before[w] == truth[i-1] {
			n++
		}
	}
	return float64(n) / float64(len(truth)-1)
}

// textOfPDFium returns the text of page 1 as PDFium gives it.
func textOfPDFium(t *testing.T, data []byte) string {
	t.Helper()
	text := ""
	instance, err := shared.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	err = instance.runOnce(t.Context(), func(p pdfium.Pdfium) error {
		opened, err := p.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))})
		if err != nil {
			return err
		}
		page, err := p.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document}}})
		if err != nil {
			return err
		}
		count, err := p.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: page.TextPage})
		if err != nil {
			return err
		}
		got, err := p.FPDFText_GetText(&requests.FPDFText_GetText{TextPage: page.TextPage, Count: count.Count})
		if err != nil {
			return fmt.Errorf("text: %w", err)
		}
		text = got.Text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

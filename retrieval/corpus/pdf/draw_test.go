package pdf

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"strings"
	"testing"
)

// drawTest draws a page on an instance of its own.
func drawTest(t *testing.T, data []byte, o DrawOptions) (*Drawing, error) {
	t.Helper()
	i, err := shared.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return i.Draw(t.Context(), data, o)
}

// colouredPoints returns how many points of a part of a picture have a colour.
func colouredPoints(t *testing.T, d *Drawing, x, y, w, h int) (n int) {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(d.Picture))
	if err != nil {
		t.Fatal(err)
	}
	for i := x; i < x+w; i++ {
		for j := y; j < y+h; j++ {
			if r, _, b, _ := picture.At(i, j).RGBA(); r != b {
				n++
			}
		}
	}
	return n
}

// TestDrawMarksWhatIsCited: the text of the document is found again on its page, over
// columns and hyphens, and nothing else is marked.
func TestDrawMarksWhatIsCited(t *testing.T) {
	b := new(builder)
	b.page(lines(50, 700, left...), lines(320, 700, right...))
	said := "with a last word that is divided at the end of hyphenated lines"
	d, err := drawTest(t, b.bytes(), DrawOptions{Page: 1, Marks: []Mark{{Text: both}, {Text: said, Strong: true}}})
	if err != nil {
		t.Fatal(err)
	}
	if d.Width != drawnWidth || d.Height != drawnWidth*800/600 && d.Height != drawnWidth*800/600+1 || d.Pages != 1 {
		t.Errorf("it is %d by %d of %d", d.Width, d.Height, d.Pages)
	}
	var strong, cited []MarkedBox
	for _, m := range d.Marked {
		if m.Strong {
			strong = append(strong, m)
		} else {
			cited = append(cited, m)
		}
	}
	if len(cited) != len(left)+len(right) {
		t.Errorf("%d lines are marked, want %d: %+v", len(cited), len(left)+len(right), cited)
	}
	if len(strong) != 3 { // it goes over three lines
		t.Errorf("marked more are %+v", strong)
	}
	for _, m := range strong {
		// Lines 3 to 5 of the left column: 700-24 to 700-48 points from below, of 800.
		if scale := drawnWidth / 600.; float64(m.Y) < (800-700+24-14)*scale || float64(m.Y+m.H) > (800-700+48+6)*scale || float64(m.X+m.W) > 310*scale {
			t.Errorf("marked more is %+v", m)
		}
		if n := colouredPoints(t, d, m.X, m.Y, m.W, m.H); n < m.W*m.H/2 {
			t.Errorf("%d of %d points of the mark have a colour", n, m.W*m.H)
		}
	}
	if n := colouredPoints(t, d, 0, 0, d.Width, 100*drawnWidth/600-30); n > 0 {
		t.Errorf("%d points above the text have a colour", n)
	}
	if len(d.Lines) != len(left)+len(right) || !strings.HasPrefix(d.Lines[0].Text, "The left column") {
		t.Errorf("the lines are %+v", d.Lines)
	}
}

// TestDrawTakesThePlaceThatIsMeant: of a text that stands there twice, one is marked.
func TestDrawTakesThePlaceThatIsMeant(t *testing.T) {
	b := new(builder)
	b.page(at("F1", 12, 50, 700, "The quay is closed on Sundays."), at("F1", 12, 50, 400, "Nothing else of note is here."), at("F1", 12, 50, 100, "The quay is closed on Sundays."))
	for _, near := range []float64{0, .7} {
		d, err := drawTest(t, b.bytes(), DrawOptions{Page: 1, Marks: []Mark{{Text: "The quay is closed on Sundays.", Near: near}}})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Marked) != 1 || (d.Marked[0].Y > d.Height/2) != (near > .5) {
			t.Errorf("near %v: marked is %+v of %d", near, d.Marked, d.Height)
		}
	}
}

// TestDrawTurnedPages: the marks are where the text is on a page that lies on its side.
func TestDrawTurnedPages(t *testing.T) {
	b := &builder{rotate: 90}
	b.page(at("F1", 12, 50, 700, "The quay is closed on Sundays."))
	d, err := drawTest(t, b.bytes(), DrawOptions{Page: 1, Marks: []Mark{{Text: "The quay is closed on Sundays."}}})
	if err != nil {
		t.Fatal(err)
	}
	if d.Width <= d.Height {
		t.Errorf("it is %d by %d", d.Width, d.Height)
	}
	if len(d.Marked) != 1 {
		t.Fatalf("marked is %+v", d.Marked)
	}
	// Turned clockwise, what stands near the top at the left is near the right at the top.
	if m := d.Marked[0]; m.X < d.Width*3/4 || m.Y > d.Height/4 || m.H < m.W {
		t.Errorf("marked is %+v of %d by %d", m, d.Width, d.Height)
	}
}

func TestDrawRefuses(t *testing.T) {
	b := new(builder)
	b.page(lines(50, 700, left...))
	for _, page := range []int{-1, 0, 2} {
		if _, err := drawTest(t, b.bytes(), DrawOptions{Page: page}); !errors.Is(err, ErrNoPage) {
			t.Errorf("page %d: %v", page, err)
		}
	}
	if _, err := drawTest(t, []byte("%PDF-1.7\nno more"), DrawOptions{Page: 1}); !errors.Is(err, ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	b.encrypt = true
	if _, err := drawTest(t, b.bytes(), DrawOptions{Page: 1}); !errors.Is(err, ErrPassword) {
		t.Errorf("with a password: %v", err)
	}
	i, err := shared.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := i.Draw(ctx, b.bytes(), DrawOptions{Page: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
}

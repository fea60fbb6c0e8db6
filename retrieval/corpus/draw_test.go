package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/pdf"
)

// onePage is a PDF file of one page that says a text.
func onePage(text string) []byte {
	content := fmt.Sprintf("BT /F1 14 Tf 60 700 Td (%s) Tj ET", text)
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n" +
		fmt.Sprintf("4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", len(content), content) +
		"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n")
}

// TestPainterDrawsApart: a page is drawn in a child as in this process, and a file that
// can't be drawn costs nothing but itself.
func TestPainterDrawsApart(t *testing.T) {
	good := onePage("The quay is closed on Sundays.")
	o := pdf.DrawOptions{Page: 1, Marks: []pdf.Mark{{Text: "closed on Sundays", Strong: true}}}
	here, apart := NewPainter(nil, 0), NewPainter(newPool(t, apart.Options{Children: 1}), 0)
	defer here.Close()
	defer apart.Close()
	var drawn []*pdf.Drawing
	for _, p := range []*Painter{here, apart} {
		if _, err := p.DrawPage(t.Context(), strings.NewReader("%PDF-1.4\nno more"), 16, o); !errors.Is(err, ErrCantDraw) {
			t.Errorf("damaged: %v", err)
		}
		d, err := p.DrawPage(t.Context(), bytes.NewReader(good), int64(len(good)), o)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Marked) != 1 || len(d.Lines) != 1 {
			t.Errorf("marked is %+v of %+v", d.Marked, d.Lines)
		}
		drawn = append(drawn, d)
	}
	if !bytes.Equal(drawn[0].Picture, drawn[1].Picture) {
		t.Error("the pictures differ")
	}
}

// TestPainterHasBounds: a large file isn't drawn, and nobody waits behind a crowd.
func TestPainterHasBounds(t *testing.T) {
	p := NewPainter(nil, 10)
	defer p.Close()
	if _, err := p.DrawPage(t.Context(), strings.NewReader(""), 11, pdf.DrawOptions{Page: 1}); !errors.Is(err, ErrCantDraw) {
		t.Errorf("a large file: %v", err)
	}
	for range drawnAhead {
		p.waiting <- struct{}{}
	}
	if _, err := p.DrawPage(t.Context(), io.LimitReader(nil, 0), 1, pdf.DrawOptions{Page: 1}); !errors.Is(err, ErrDrawingBusy) {
		t.Errorf("a crowd: %v", err)
	}
}

// TestDrawingsAreNotTrusted: what a child says may be the file's.
func TestDrawingsAreNotTrusted(t *testing.T) {
	for _, d := range []*pdf.Drawing{
		nil, {}, {Width: 1, Height: 1, Pages: 1, Picture: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>")},
		{Width: 1, Height: 1, Pages: 1, Picture: []byte("<html>")}, {Width: -1, Height: 1, Pages: 1, Picture: []byte("\x89PNG\x0D\x0A\x1A\x0A")},
	} {
		if isDrawing(d) {
			t.Errorf("%+v passes for a drawing", d)
		}
	}
}

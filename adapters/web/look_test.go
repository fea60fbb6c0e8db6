package web

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"image/png"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/pdf"
)

// pdfFile is a PDF file with a page for each list of lines, the first a heading.
func pdfFile(pages ...[]string) []byte {
	objects := []string{"", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>"}
	var kids []string
	for _, lines := range pages {
		var b strings.Builder
		for i, line := range lines {
			font, size := "F1", 12
			if i == 0 {
				font, size = "F2", 20
			}
			fmt.Fprintf(&b, "BT /%s %d Tf 72 %d Td (%s) Tj ET\n", font, size, 760-18*i-20*min(i, 1), line)
		}
		objects = append(objects, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", b.Len(), b.String()))
		objects = append(objects, fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>", len(objects)))
		kids = append(kids, fmt.Sprintf("%d 0 R", len(objects)))
	}
	objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
	objects[1] = fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(kids))
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	for i, o := range objects {
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	out.WriteString("trailer\n<< /Root 1 0 R >>\n")
	return out.Bytes()
}

// report is a PDF file of two pages, and when the question of its second is answered.
func report() fstest.MapFS {
	filler := func(about string) []string {
		var lines []string
		for i := range 18 {
			lines = append(lines, fmt.Sprintf("Section %d of the report is about %s and names no figures at all.", i+1, about))
		}
		return lines
	}
	first := append([]string{"Harbour report"}, filler("the town and its boats")...)
	second := append([]string{"The ferry"}, filler("the timetable of the ferry")...)
	second = append(second, "The ferry Halcyon carried 48,120 passengers in the year 2025,", "which is more than in any year before. Dogs travel free of charge.")
	third := append([]string{"The quay"}, filler("the quay and its stones")...)
	return fstest.MapFS{"reports/harbour.pdf": {Data: pdfFile(first, second, third)}, "other/fares.txt": {Data: []byte("The ferry to the island runs every hour from six in the morning.\n")}}
}

const passengers = "How many passengers did the ferry Halcyon carry in 2025?"

// countingPainter counts what is drawn.
type countingPainter struct {
	Painter
	drawn atomic.Int32
}

func (p *countingPainter) DrawPage(ctx context.Context, file io.Reader, size int64, o pdf.DrawOptions) (*pdf.Drawing, error) {
	p.drawn.Add(1)
	return p.Painter.DrawPage(ctx, file, size, o)
}

// withPainter has a world draw pages, in this process.
func withPainter(t testing.TB) (*countingPainter, func(*Options, *inbox.Options)) {
	real := corpus.NewPainter(nil, 0)
	t.Cleanup(func() { _ = real.Close() })
	p := &countingPainter{Painter: real}
	return p, func(o *Options, _ *inbox.Options) { o.Painter = p }
}

var (
	lookPicture = regexp.MustCompile(`<img src="(/look\?[^"]*)"`)
	lookLayer   = regexp.MustCompile(`data-layer="(/look/text\?[^"]*)"`)
	pageAfter   = regexp.MustCompile(`<a rel="next" href="(/source\?[^"]*page=[^"]*)"`)
)

func found(t *testing.T, page string, what *regexp.Regexp) string {
	t.Helper()
	m := what.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no %s in\n%s", what, page)
	}
	return html.UnescapeString(m[1])
}

// TestPagesOfPDFLookAsTheyAre: a citation of a PDF file shows its page with what is cited
// marked, drawn once for the picture and what is selected on it.
func TestPagesOfPDFLookAsTheyAre(t *testing.T) {
	painter, change := withPainter(t)
	w := newWorld(t, report(), change)
	b := w.browser("")
	page, _ := b.ask(passengers)
	_, source := b.get(firstLink(t, page))
	if painter.drawn.Load() != 0 {
		t.Error("a page is drawn before anybody looks at it")
	}
	has(t, source, "Page 2 as it looks")
	r, picture := b.get(found(t, source, lookPicture))
	if r.Header.Get("Content-Type") != "image/png" || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("it comes with %v", r.Header)
	}
	if _, err := png.Decode(strings.NewReader(picture)); err != nil {
		t.Error(err)
	}
	if len(picture) > 160_000 {
		t.Errorf("a page of text has %d bytes", len(picture))
	}
	_, layer := b.get(found(t, source, lookLayer))
	has(t, layer, "48,120 passengers in the year 2025,</text>", `class="strong"`)
	if n := painter.drawn.Load(); n != 1 {
		t.Errorf("it is drawn %d times", n)
	}
	_, next := b.get(found(t, source, pageAfter))
	has(t, next, "Page 3 as it looks", `id="said"`)
	_, layer = b.get(found(t, next, lookLayer))
	if strings.Contains(layer, "<rect") {
		t.Errorf("the next page has marks:\n%s", layer)
	}
	_, plain := b.get(placeAddress("/source", place{document: "reports/harbour.pdf"}, nil))
	has(t, plain, "Page 1 as it looks")
	_, text := b.get(placeAddress("/source", place{document: "other/fares.txt"}, nil))
	if strings.Contains(text, "/look") {
		t.Error("a text has a look")
	}
}

// TestLooksNeedTheReadersOwnRights: who doesn't see a document doesn't see its pages, with
// a signed link the asker's rights count, and a signature is for its document alone.
func TestLooksNeedTheReadersOwnRights(t *testing.T) {
	_, change := withPainter(t)
	w := newWorld(t, report(), func(o *Options, i *inbox.Options) {
		change(o, i)
		i.Policy = onlyFor{"mara", "reports"}
	})
	mara, other := w.browser("mara"), w.browser("joe")
	page, id := mara.ask(passengers)
	_, source := mara.get(firstLink(t, page))
	for _, address := range []string{found(t, source, lookPicture), found(t, source, lookLayer), placeAddress("/look", place{document: "reports/harbour.pdf"}, nil) + "&page=1"} {
		if r, _ := mara.get(address); r.StatusCode != http.StatusOK {
			t.Errorf("mara, %s: %s", address, r.Status)
		}
		if r, body := other.get(address); r.StatusCode == http.StatusOK || strings.Contains(body, "48,120") {
			t.Errorf("joe, %s: %s", address, r.Status)
		}
	}
	until := w.clock().AddDate(0, 0, 1)
	signed := placeAddress("/look", place{document: "reports/harbour.pdf", answer: id}, w.web.signGrant("reports/harbour.pdf", id, until))
	if r, _ := other.get(signed + "&page=2"); r.StatusCode != http.StatusOK {
		t.Errorf("signed: %s", r.Status)
	}
	if r, _ := other.get(strings.Replace(signed, "harbour", "quay", 1) + "&page=2"); r.StatusCode == http.StatusOK {
		t.Error("a signature opens another document")
	}
	for _, bad := range []string{"", "&page=0", "&page=-1", "&page=99", "&page=x"} {
		if r, _ := mara.get(placeAddress("/look", place{document: "reports/harbour.pdf"}, nil) + bad); r.StatusCode == http.StatusOK || r.StatusCode >= 500 {
			t.Errorf("%q: %s", bad, r.Status)
		}
	}
}

// onlyFor is a policy that shows one folder to one visitor.
type onlyFor struct{ name, folder string }

func (o onlyFor) Collections(p bot.Place) ([]string, bool) {
	for _, role := range p.Roles {
		if role == "user:"+o.name {
			return nil, true
		}
	}
	return []string{"other"}, false
}

// TestMarksAreThoseOfThePage: of a citation that goes over two pages each page marks its
// part.
func TestMarksAreThoseOfThePage(t *testing.T) {
	d := &retrieval.Document{Text: "One ends here and goes on there.", Pages: []retrieval.Page{{Offset: 0, Number: 1}, {Offset: 14, Number: 2}}}
	p := place{document: "x.pdf", start: 4, end: 26, sum: textChecksum(d.Text[4:26])}
	for page, want := range map[int]string{1: "ends here ", 2: "and goes on "} {
		marks := marksOn(d, page, p, [][2]int{{9, 17}})
		if len(marks) != 2 || marks[0].Text != want || marks[0].Strong || !marks[1].Strong {
			t.Errorf("page %d: %+v", page, marks)
		}
	}
	p.sum = "other"
	if marks := marksOn(d, 1, p, nil); marks != nil {
		t.Errorf("of a text that has changed %+v is marked", marks)
	}
}

// TestDrawingsAreBounded: the oldest ones go first.
func TestDrawingsAreBounded(t *testing.T) {
	var kept drawings
	large := func() *pdf.Drawing { return &pdf.Drawing{Picture: make([]byte, keptDrawings/3)} }
	for _, key := range []string{"a", "b", "c"} {
		kept.keep(key, large())
	}
	if kept.find("a") == nil {
		t.Error("there was room for three")
	}
	kept.keep("d", large())
	kept.keep("d", large()) // at once
	if kept.find("b") != nil || kept.find("a") == nil || kept.find("d") == nil {
		t.Errorf("kept are %d", len(kept.list))
	}
	if kept.bytes > keptDrawings {
		t.Errorf("%d bytes are kept", kept.bytes)
	}
}

// noPainter can't draw.
type noPainter struct{}

func (noPainter) DrawPage(context.Context, io.Reader, int64, pdf.DrawOptions) (*pdf.Drawing, error) {
	return nil, corpus.ErrCantDraw
}

package web

import (
	"archive/zip"
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"

	"footnote/bot"
	"footnote/retrieval"
)

const mailText = `From: Ida Moe <ida@quay.example>
To: Odd Vik <odd@quay.example>, Berit Lund <berit@quay.example>
Subject: The crane of berth four
Date: Tue, 3 Mar 2026 09:12:00 +0100
Message-Id: <1@quay.example>
Content-Type: text/plain; charset=utf-8

Hello Odd,

the crane of berth four is out of order until 19 March 2026, because its
cable has to be replaced.

To do: tell the skippers.
`

const chatText = `[
{"type":"message","user":"U1","user_profile":{"real_name":"Ida Moe"},"text":"Who has the key of the pump house?","ts":"1772524800.000001","thread_ts":"1772524800.000001","reply_count":2},
{"type":"message","user":"U2","user_profile":{"real_name":"Odd Vik"},"text":"The key of the pump house hangs in the harbour office, behind the door.\n- left hook: pump house\n- right hook: boat shed","ts":"1772524900.000001","thread_ts":"1772524800.000001"},
{"type":"message","user":"U1","user_profile":{"real_name":"Ida Moe"},"text":"Found it, thank you.","ts":"1772525000.000001","thread_ts":"1772524800.000001"}]`

// slidesFile is a presentation with a slide for each title and body, the first with notes.
func slidesFile(t testing.TB, slides ...[2]string) []byte {
	t.Helper()
	const ns = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`
	const kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	shape := func(place, text string) string {
		return `<p:sp><p:nvSpPr><p:nvPr><p:ph type="` + place + `"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>` + strings.ReplaceAll(text, "\n", "</a:t></a:r></a:p><a:p><a:r><a:t>") + `</a:t></a:r></a:p></p:txBody></p:sp>`
	}
	files := map[string]string{}
	var ids, rels, types string
	for i, s := range slides {
		n := i + 1
		files[fmt.Sprintf("ppt/slides/slide%d.xml", n)] = `<p:sld ` + ns + `><p:cSld><p:spTree>` + shape("title", s[0]) + shape("body", s[1]) + `</p:spTree></p:cSld></p:sld>`
		ids += fmt.Sprintf(`<p:sldId id="%d" r:id="rId%d"/>`, 255+n, n)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%sslide" Target="slides/slide%d.xml"/>`, n, kind, n)
		types += fmt.Sprintf(`<Override PartName="/ppt/slides/slide%d.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.slide+xml"/>`, n)
	}
	files["ppt/notesSlides/notesSlide1.xml"] = `<p:notes ` + ns + `><p:cSld><p:spTree>` + shape("body", "Thank the pilots.") + `</p:spTree></p:cSld></p:notes>`
	files["ppt/slides/_rels/slide1.xml.rels"] = fmt.Sprintf(relations, `<Relationship Id="rId1" Type="`+kind+`notesSlide" Target="../notesSlides/notesSlide1.xml"/>`)
	files["ppt/presentation.xml"] = `<p:presentation ` + ns + `><p:sldIdLst>` + ids + `</p:sldIdLst></p:presentation>`
	files["ppt/_rels/presentation.xml.rels"] = fmt.Sprintf(relations, rels)
	files["_rels/.rels"] = fmt.Sprintf(relations, `<Relationship Id="rId1" Type="`+kind+`officeDocument" Target="ppt/presentation.xml"/>`)
	files["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/>` + types + `</Types>`
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write([]byte(files[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// allKinds are a mail, a thread of a chat and a presentation.
func allKinds(t testing.TB) fstest.MapFS {
	return fstest.MapFS{
		"mail/crane.eml":           {Data: []byte(mailText)},
		"quay/2026-03-03.json":     {Data: []byte(chatText)},
		"talks/harbour talk.pptx":  {Data: slidesFile(t, [2]string{"The year of the harbour", "Ships that called: 1,412\nTugs that were hired: 96"}, [2]string{"Dredging", "The fairway was dredged to a depth of 9.4 metres in May 2026."})},
		"talks/plain document.txt": {Data: []byte("Ida Moe, 3 March 2026: this is a text that only looks like a chat.\n")},
	}
}

// documentOf returns the first document of a file.
func (w *world) documentOf(t testing.TB, file string) *retrieval.Document {
	t.Helper()
	titles, _, err := catalog{w}.Titles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range titles {
		if strings.HasPrefix(title.Document, file) {
			d, err := w.service.Document(t.Context(), bot.Viewer{}, title.Document)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
	}
	t.Fatalf("%s isn't among %+v", file, titles)
	return nil
}

// TestKindsKeepTheText: whatever is cited of a mail, a chat or a slide, the text is all
// there, once, and what is cited is marked.
func TestKindsKeepTheText(t *testing.T) {
	w := newWorld(t, allKinds(t), nil)
	for file, want := range map[string]map[string]int{
		"mail/crane.eml":           {fieldShape: 3},
		"quay/":                    {messageShape: 3, itemShape: 2},
		"talks/harbour talk.pptx":  {notesShape: 2},
		"talks/plain document.txt": {messageShape: 0, "": 1},
	} {
		d := w.documentOf(t, file)
		for start := range d.Text {
			end := min(start+40, len(d.Text))
			var all []block
			for _, s := range shapeDocument(d, cutBlocks(d, 0, len(d.Text), start, end)) {
				all = append(all, s.Blocks...)
			}
			text, cited := joined(all)
			if text != d.Text || cited != d.Text[start:end] {
				t.Fatalf("%s [%d,%d): %q, cited %q, of %q", file, start, end, text, cited, d.Text)
			}
			first := 0
			for _, b := range all {
				for _, r := range slices.Concat(b.Head, b.Runs) {
					if r.First {
						first++
					}
				}
			}
			if first != 1 {
				t.Fatalf("%s [%d,%d): %d first runs", file, start, end, first)
			}
		}
		got := make(map[string]int)
		sections := shapeDocument(d, cutBlocks(d, 0, len(d.Text), 0, 0))
		for _, s := range sections {
			for _, shape := range shapesOf(s.Blocks) {
				got[shape]++
			}
		}
		for shape, n := range want {
			if got[shape] != n {
				t.Errorf("%s: %d of shape %q, want %d: %q", file, got[shape], shape, n, d.Text)
			}
		}
		if strings.HasSuffix(file, ".pptx") && (len(sections) != 2 || sections[1].Slide != 2) {
			t.Errorf("the slides are %+v", sections)
		}
	}
}

// TestBrowserShowsKinds: a mail has its header, a chat its speakers, a presentation a card
// for each slide.
func TestBrowserShowsKinds(t *testing.T) {
	w := newWorld(t, allKinds(t), nil)
	ctx := chromium(t, 1280, 800)
	for name, c := range map[string]struct{ question, shown, want string }{
		"mail":   {"Until when is the crane of berth four out of order?", ".pane .field .head", "From: |To: |Date: "},
		"chat":   {"Where is the key of the pump house?", ".pane .message .head", "Ida Moe, 3 March 2026: |Odd Vik, 3 March 2026: |Ida Moe, 3 March 2026: "},
		"slides": {"To what depth was the fairway dredged?", ".pane .slide .h", "The year of the harbour|Dredging"},
	} {
		do(t, ctx, chromedp.Navigate(w.server.URL), chromedp.WaitVisible("#question"), chromedp.SendKeys("#question", c.question+"\r"), chromedp.WaitVisible(".reply .card"),
			chromedp.Click(".card .title"), chromedp.WaitVisible(c.shown))
		picture(t, ctx, "kind-"+name)
		if got := eval[string](t, ctx, fmt.Sprintf(`Array.from(document.querySelectorAll(%q), (h) => h.textContent.replace(/\n/g, "")).join("|")`, c.shown)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		at := eval[string](t, ctx, `document.querySelector(".card .title").href`)
		do(t, ctx, chromedp.EmulateViewport(320, 640), chromedp.Navigate(at), chromedp.WaitVisible(".text"))
		picture(t, ctx, "kind-"+name+"-320")
		if width := eval[int](t, ctx, "document.documentElement.scrollWidth"); width > 320 {
			t.Errorf("%s is %d pixels wide", name, width)
		}
		calm(t, ctx)
		do(t, ctx, chromedp.EmulateViewport(1280, 800))
	}
}

package office

import (
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

func TestPPTX(t *testing.T) {
	shape := func(kind, text string) string {
		placeholder := ""
		if kind != "" {
			placeholder = `<p:nvPr><p:ph type="` + kind + `"/></p:nvPr>`
		}
		return `<p:sp>` + placeholder + `<p:txBody><a:p><a:r><a:t>` +
			strings.ReplaceAll(text, "/", `</a:t></a:r></a:p><a:p><a:r><a:t>`) + `</a:t></a:r></a:p></p:txBody></p:sp>`
	}
	slide := func(shapes string) string { return `<p:sld><p:cSld>` + shapes + `</p:cSld></p:sld>` }
	rels := func(entries string) string { return `<Relationships>` + entries + `</Relationships>` }
	_, got := read(t, zipOf(t, "[Content_Types].xml", "",
		"ppt/presentation.xml", `<p:presentation xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
			<p:sldId id="256" r:id="rId2"/><p:sldId id="257" r:id="rId1"/></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", rels(`<Relationship Id="rId1" Type="x/slide" Target="slides/slide1.xml"/><Relationship Id="rId2" Type="x/slide" Target="slides/slide2.xml"/>`),
		"ppt/slides/slide1.xml", slide(shape("body", "one/two")+shape("title", "Second")+shape("sldNum", "2")),
		"ppt/slides/slide2.xml", slide(shape("ctrTitle", "First")+
			`<p:sp><p:txBody><a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>No bullet</a:t></a:r></a:p></p:txBody></p:sp>`+shape("", "A box")+
			`<a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>a</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>b</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>`),
		"ppt/slides/_rels/slide1.xml.rels", rels(`<Relationship Id="n" Type="x/notesSlide" Target="../notesSlides/n1.xml"/>`),
		"ppt/notesSlides/n1.xml", slide(shape("body", "Say hello")+shape("sldNum", "2"))))
	blocktest.Same(t, got, `
--- 1
# First
No bullet
A box
a	b
--- 2
# Second
- one
- two
Notes:
Say hello`)
}

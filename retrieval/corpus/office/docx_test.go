package office

import (
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

// docxOf makes a Word document with a body and other parts.
func docxOf(t testing.TB, body string, parts ...string) []byte {
	return zipOf(t, append([]string{"[Content_Types].xml", "<Types/>",
		"word/document.xml", `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`}, parts...)...)
}

// para makes a paragraph with properties and plain text.
func para(props, text string) string {
	return `<w:p><w:pPr>` + props + `</w:pPr><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

const docxStylesXML = `<w:styles>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="C1"><w:name w:val="toc 1"/></w:style></w:styles>`

const docxNumberingXML = `<w:numbering>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num></w:numbering>`

func TestDOCXHeadingsAndLists(t *testing.T) {
	item := func(list, level, text string) string {
		return para(`<w:numPr><w:ilvl w:val="`+level+`"/><w:numId w:val="`+list+`"/></w:numPr>`, text)
	}
	_, got := read(t, docxOf(t,
		para(`<w:pStyle w:val="T"/>`, "Report")+
			para(`<w:pStyle w:val="C1"/>`, "Contents … 3")+
			para(`<w:pStyle w:val="Mine"/>`, "First part")+
			para(`<w:outlineLvl w:val="1"/>`, "Outlined")+
			para("", "Body text.")+
			item("7", "0", "one")+item("7", "1", "one a")+item("7", "1", "one b")+item("7", "0", "two")+item("7", "1", "two a")+
			item("8", "0", "dot"),
		"word/styles.xml", docxStylesXML, "word/numbering.xml", docxNumberingXML))
	blocktest.Same(t, got, `
# Report
# First part
## Outlined
Body text.
1. one
  1.a) one a
  1.b) one b
2. two
  2.a) two a
- dot`)
}

func TestDOCXLeavesOutWhatIsNotSeen(t *testing.T) {
	run := func(props, text string) string {
		return `<w:r><w:rPr>` + props + `</w:rPr><w:t>` + text + `</w:t></w:r>`
	}
	_, got := read(t, docxOf(t, `<w:p>`+
		run("", "seen ")+run("<w:vanish/>", "hidden ")+run(`<w:vanish w:val="0"/>`, "shown ")+
		`<w:del><w:r><w:delText>deleted </w:delText></w:r></w:del><w:ins>`+run("", "inserted ")+`</w:ins>`+
		`<w:moveFrom>`+run("", "moved away ")+`</w:moveFrom>`+
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "http://x"</w:instrText></w:r>`+
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r>`+run("", "link")+`<w:r><w:fldChar w:fldCharType="end"/></w:r>`+
		`</w:p><w:tbl><w:trPr><w:del/></w:trPr></w:tbl>`))
	blocktest.Same(t, got, "seen shown inserted link")
}

func TestDOCXTables(t *testing.T) {
	row := func(cells ...string) string {
		return `<w:tr><w:tc>` + para("", strings.Join(cells, `</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>`)) + `</w:tc></w:tr>`
	}
	_, got := read(t, docxOf(t,
		`<w:tbl>`+row("Name", "Age")+row("Ada", "36")+`</w:tbl>`+
			`<w:tbl>`+row("", "A paragraph.")+row("Another.", "")+`</w:tbl>`))
	blocktest.Same(t, got, `
Name	Age
Ada	36
A paragraph.
Another.`)
}

func TestDOCXNotesAndBoxes(t *testing.T) {
	_, got := read(t, docxOf(t,
		`<w:p><w:r><w:t>Claim</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>, and more</w:t></w:r>`+
			`<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>`+para("", "In a box")+`</w:txbxContent></mc:Choice>`+
			`<mc:Fallback><w:txbxContent>`+para("", "In a box")+`</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
		"word/footnotes.xml", `<w:footnotes><w:footnote w:type="separator" w:id="0">`+para("", "line")+`</w:footnote>`+
			`<w:footnote w:id="2">`+para("", "Source")+`</w:footnote></w:footnotes>`))
	blocktest.Same(t, got, `
Claim[1], and more
[1] Source
In a box`)
}

func TestCoreFacts(t *testing.T) {
	d, _ := read(t, docxOf(t, para("", "Text"), "docProps/core.xml",
		`<cp><dc:title> A  title </dc:title><dc:creator>Ada</dc:creator><dc:language>en-GB</dc:language><dcterms:created>2020-01-02T03:04:05Z</dcterms:created></cp>`))
	if d.Title != "A title" || d.Author != "Ada" || d.Language != "en-GB" || d.Created != "2020-01-02T03:04:05Z" ||
		!strings.HasSuffix(d.MediaType, "wordprocessingml.document") {
		t.Errorf("got %+v", d)
	}
}

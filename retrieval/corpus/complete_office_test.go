package corpus

import (
	"strings"
	"testing"
)

const officeNames = ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// relationsOf makes the part with the links of another: kind, target, kind, target …
// Their IDs are r1, r2 …
func relationsOf(links ...string) string {
	var b strings.Builder
	b.WriteString(relationsHead)
	for i := 0; i < len(links); i += 2 {
		b.WriteString(`<Relationship Id="r` + string(rune('1'+i/2)) + `" Type="x/` + links[i] + `" Target="` + links[i+1] + `"/>`)
	}
	return b.String() + `</Relationships>`
}

func wordParagraph(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

// smallDocument is a Word document that says one thing.
func smallDocument(t *testing.T, text string) string {
	return string(zipped(t, word(wordParagraph(text))))
}

// completeOffice are files in Office Open XML.
func completeOffice() []completeFile {
	return []completeFile{
		{"all.docx", completeDocument, []string{"1 passage deleted", "1 passage of hidden text"}},
		{"all.xlsx", completeWorkbook, []string{"the hidden sheet Prices of old"}},
		{"all.pptx", completePresentation, nil},
		{"altchunk.docx", func(t *testing.T, p *planted) []byte {
			return zipped(t, openXML("word/document.xml", map[string]string{
				"word/document.xml":            `<w:document xmlns:w="w"` + officeNames + `><w:body><w:altChunk r:id="r1"/></w:body></w:document>`,
				"word/_rels/document.xml.rels": relationsOf("aFChunk", "part.html"),
				"word/part.html":               "<html><body><p>" + p.put("an inserted page") + "</p></body></html>",
			}))
		}, nil},
		{"picture.docx", func(t *testing.T, p *planted) []byte {
			parts := word(wordParagraph(p.put("text")))
			parts["word/embeddings/oleObject1.bin"] = "\x00\x01\x02\xff\xfe"
			return zipped(t, parts)
		}, []string{"oleObject1"}},
	}
}

func completeDocument(t *testing.T, p *planted) []byte {
	cell := func(props, text string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + wordParagraph(text) + `</w:tc>`
	}
	body := `<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>` + p.put("heading") + `</w:t></w:r></w:p>` +
		`<w:p><w:r><w:t>` + p.put("paragraph") + `</w:t></w:r><w:r><w:commentReference w:id="1"/></w:r>` +
		`<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="3"/></w:r></w:p>` +
		`<w:p><w:ins><w:r><w:t>` + p.put("inserted text") + `</w:t></w:r></w:ins><w:del><w:r><w:delText>gone and forgotten words</w:delText></w:r></w:del></w:p>` +
		`<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden for ever</w:t></w:r></w:p>` +
		`<w:p><w:moveTo><w:r><w:t>` + p.put("moved text") + `</w:t></w:r></w:moveTo></w:p>` +
		`<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` + wordParagraph(p.put("text box")) + `</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>` +
		`<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>` + wordParagraph(p.put("old text box")) + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>` +
		`<w:p><w:r><w:pict><v:shape><v:textpath string="` + p.put("drawn letters") + `"/></v:shape></w:pict></w:r></w:p>` +
		`<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="` + p.put("description of a picture") + `"/></wp:inline></w:drawing></w:r></w:p>` +
		`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + wordParagraph(p.put("content control")) + `</w:sdtContent></w:sdt>` +
		`<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>` +
		p.put("form field") + `</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>` +
		`<w:p><w:hyperlink r:id="r9"><w:r><w:t>` + p.put("link") + `</w:t></w:r></w:hyperlink></w:p>` +
		`<w:p><m:oMath><m:r><m:t>` + p.put("formula") + `</m:t></m:r></m:oMath></w:p>` +
		`<w:tbl><w:tr>` + cell(`<w:gridSpan w:val="2"/>`, p.put("merged cell")) + cell("", p.put("cell")) + `</w:tr>` +
		`<w:tr>` + cell(`<w:vMerge w:val="restart"/>`, p.put("cell over two rows")) + cell("", p.put("cell of row 2")) +
		`<w:tc><w:p><w:r><w:t>` + p.put("cell with a comment") + `</w:t></w:r><w:r><w:commentReference w:id="4"/></w:r></w:p>` +
		`<w:tbl><w:tr>` + cell("", p.put("table in a table")) + `</w:tr></w:tbl></w:tc></w:tr></w:tbl>`
	parts := word(body)
	parts["word/document.xml"] = strings.Replace(parts["word/document.xml"], `xmlns:w="w"`, `xmlns:w="w"`+officeNames, 1)
	parts["word/_rels/document.xml.rels"] = relationsOf("header", "header1.xml", "footer", "footer1.xml", "comments", "comments.xml", "header", "header2.xml")
	parts["word/header1.xml"] = `<w:hdr>` + wordParagraph(p.put("page header")) + `</w:hdr>`
	parts["word/header2.xml"] = `<w:hdr><w:p><w:r><w:t>7</w:t></w:r></w:p></w:hdr>`
	parts["word/footer1.xml"] = `<w:ftr>` + wordParagraph(p.put("page footer")) + `</w:ftr>`
	comment := func(id, text string) string {
		return `<w:comment w:id="` + id + `" w:author="Mara Quill">` + wordParagraph(text) + `</w:comment>`
	}
	parts["word/comments.xml"] = `<w:comments>` + comment("1", p.put("comment")) + comment("4", p.put("comment in a table")) + comment("5", p.put("answer to a comment")) + `</w:comments>`
	parts["word/footnotes.xml"] = `<w:footnotes><w:footnote w:id="2">` + wordParagraph(p.put("footnote")) + `</w:footnote></w:footnotes>`
	parts["word/endnotes.xml"] = `<w:endnotes><w:endnote w:id="3">` + wordParagraph(p.put("endnote")) + `</w:endnote></w:endnotes>`
	parts["word/embeddings/Microsoft_Word_Document1.docx"] = smallDocument(t, p.put("embedded document"))
	parts["word/embeddings/oleObject1.bin"] = string(oleFileOf(map[string][]byte{"\x01Ole10Native": olePackage("notes.txt", p.put("embedded package"))}))
	parts["word/embeddings/oleObject2.bin"] = string(oleFileOf(map[string][]byte{"Package": []byte(smallDocument(t, p.put("document in an object")))}))
	return zipped(t, parts)
}

func completeWorkbook(t *testing.T, p *planted) []byte {
	text := func(ref, text string) string {
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	parts := openXML("xl/workbook.xml", map[string]string{
		"xl/workbook.xml": `<workbook` + officeNames + `><sheets><sheet name="` + p.put("name of a sheet") + `" r:id="r1"/><sheet name="Prices of old" state="hidden" r:id="r2"/><sheet name="` + p.put("name of a chart's sheet") + `" r:id="r5"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relationsOf("worksheet", "worksheets/sheet1.xml", "worksheet", "worksheets/sheet2.xml",
			"sharedStrings", "sharedStrings.xml", "person", "persons/person.xml", "chartsheet", "chartsheets/sheet1.xml"),
		"xl/sharedStrings.xml":                 `<sst><si><t>` + p.put("shared string") + `</t></si><si><r><t>` + p.put("formatted string") + `</t></r></si></sst>`,
		"xl/persons/person.xml":                `<personList><person displayName="` + p.put("author of a thread") + `" id="{1}"/></personList>`,
		"xl/chartsheets/_rels/sheet1.xml.rels": relationsOf("drawing", "../drawings/drawing2.xml"),
		"xl/chartsheets/sheet1.xml":            `<chartsheet` + officeNames + `><drawing r:id="r1"/></chartsheet>`,
		"xl/drawings/drawing2.xml":             `<xdr:wsDr` + officeNames + `><c:chart r:id="r1"/></xdr:wsDr>`,
		"xl/drawings/_rels/drawing2.xml.rels":  relationsOf("chart", "../charts/chart1.xml"),
		"xl/charts/chart1.xml":                 `<c:chartSpace><c:title><a:p><a:r><a:t>` + p.put("title of a chart") + `</a:t></a:r></a:p></c:title></c:chartSpace>`,
		"xl/worksheets/sheet2.xml":             `<worksheet><row>` + text("A1", "nobody sees this") + `</row></worksheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2">` +
			text("A2", p.put("cell")) + `<c r="B2" t="str"><f>A1</f><v>` + p.put("result of a formula") + `</v></c></row>` +
			`<row r="5" hidden="1">` + text("A5", p.put("hidden row")) + `</row></sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>` +
			`<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12` + p.put("page header") + `&amp;RPage &amp;P</oddHeader><oddFooter>` + p.put("page footer") + `</oddFooter></headerFooter></worksheet>`,
		"xl/worksheets/_rels/sheet1.xml.rels": relationsOf("comments", "../comments1.xml", "threadedComment", "../threadedComments/t1.xml", "drawing", "../drawings/drawing1.xml"),
		"xl/comments1.xml": `<comments><authors><author>Mara Quill</author></authors><commentList><comment ref="A2" authorId="0"><text><r><t>Mara Quill:</t></r><r><t>` + p.put("comment on a cell") +
			`</t></r></text></comment><comment ref="B2" authorId="0"><text><t>[Threaded comment] Your version of Excel …</t></text></comment></commentList></comments>`,
		"xl/threadedComments/t1.xml": `<ThreadedComments><threadedComment ref="B2" personId="{1}"><text>` + p.put("comment of a thread") + `</text></threadedComment></ThreadedComments>`,
		"xl/drawings/drawing1.xml": `<xdr:wsDr` + officeNames + `><xdr:sp><xdr:nvSpPr><xdr:cNvPr descr="` + p.put("description of a shape") + `"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>` + p.put("text box") + `</a:t></a:r></a:p></xdr:txBody></xdr:sp>` +
			`<xdr:pic><xdr:nvPicPr><xdr:cNvPr descr="` + p.put("description of a picture") + `"/></xdr:nvPicPr></xdr:pic></xdr:wsDr>`,
		"xl/embeddings/Document1.docx": smallDocument(t, p.put("embedded document")),
	})
	return zipped(t, parts)
}

func completePresentation(t *testing.T, p *planted) []byte {
	text := func(text string) string { return `<a:p><a:r><a:t>` + text + `</a:t></a:r></a:p>` }
	parts := openXML("ppt/presentation.xml", map[string]string{
		"ppt/presentation.xml":            `<p:presentation xmlns:p="p"` + officeNames + `><p:sldIdLst><p:sldId r:id="r1"/><p:sldId r:id="r2"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels": relationsOf("slide", "slides/slide1.xml", "slide", "slides/slide2.xml", "commentAuthors", "commentAuthors.xml", "authors", "authors.xml"),
		"ppt/commentAuthors.xml":          `<p:cmAuthorLst><p:cmAuthor id="0" name="` + p.put("author of a comment") + `"/></p:cmAuthorLst>`,
		"ppt/authors.xml":                 `<p188:authorLst><p188:author id="{A}" name="` + p.put("author of a new comment") + `"/></p188:authorLst>`,
		"ppt/slides/slide1.xml": slide(shape("title", p.put("title")) + shape("body", p.put("bullet"), p.put("second bullet")) + shape("ftr", p.put("footer")) +
			`<p:sp><p:txBody>` + text(p.put("text box")) + `</p:txBody></p:sp><p:grpSp><p:sp><p:txBody>` + text(p.put("grouped box")) + `</p:txBody></p:sp></p:grpSp>` +
			`<p:pic><p:nvPicPr><p:cNvPr id="2" descr="` + p.put("description of a picture") + `"/></p:nvPicPr></p:pic>` +
			`<a:tbl><a:tr><a:tc gridSpan="2"><a:txBody>` + text(p.put("merged cell")) + `</a:txBody></a:tc></a:tr><a:tr><a:tc><a:txBody>` + text(p.put("cell")) + `</a:txBody></a:tc></a:tr></a:tbl>`),
		"ppt/slides/slide2.xml":            strings.Replace(slide(shape("title", p.put("title of a hidden slide"))), "<p:sld ", `<p:sld show="0" `, 1),
		"ppt/slides/_rels/slide1.xml.rels": relationsOf("notesSlide", "../notesSlides/n1.xml", "comments", "../comments/c1.xml", "comments", "../comments/c2.xml"),
		"ppt/notesSlides/n1.xml":           slide(shape("body", p.put("speaker's note")) + `<p:sp><p:txBody>` + text(p.put("box in the notes")) + `</p:txBody></p:sp>` + shape("hdr", p.put("header of the notes"))),
		"ppt/comments/c1.xml":              `<p:cmLst><p:cm authorId="0"><p:text>` + p.put("comment") + `</p:text></p:cm></p:cmLst>`,
		"ppt/comments/c2.xml":              `<p188:cmLst><p188:cm authorId="{A}"><p188:replyLst><p188:reply authorId="{A}"><p188:txBody>` + text(p.put("answer to a comment")) + `</p188:txBody></p188:reply></p188:replyLst><p188:txBody>` + text(p.put("new comment")) + `</p188:txBody></p188:cm></p188:cmLst>`,
		"ppt/embeddings/Document1.docx":    smallDocument(t, p.put("embedded document")),
	})
	return zipped(t, parts)
}

package office

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/block/blocktest"
	"footnote/retrieval/corpus/office/sheet"
)

// check reads a file that may be damaged in any way: it ends, as text or with a
// reason. How long that takes says more of the machine than of the file.
func check(t *testing.T, data []byte) {
	if !Is(data) {
		return
	}
	d, err := Read(context.Background(), data)
	if err != nil {
		if err.Error() == "" {
			t.Error("no reason")
		}
		return
	}
	size := 0
	for _, b := range d.Blocks {
		size += len(b.Text)
	}
	if size > 4*block.MaxText {
		t.Errorf("%d bytes of text", size)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(docxOf(f, para("", "Text")))
	f.Add(xlsxOf(f, `<row r="1">`+xlsxHeader+`</row>`, "hidden"))
	f.Add(odfOf(f, "text", "<office:text><text:p>Text</text:p></office:text>"))
	f.Fuzz(check)
}

func FuzzDOCX(f *testing.F) {
	f.Add(para(`<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="7"/></w:numPr>`, "Head"))
	f.Add(`<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + para("", "a") + `</w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/><w:txbxContent><w:p/></w:txbxContent></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		check(t, docxOf(t, body, "word/styles.xml", docxStylesXML, "word/numbering.xml", docxNumberingXML, "word/footnotes.xml", body))
	})
}

func FuzzXLSX(f *testing.F) {
	f.Add(`<row r="1">`+xlsxHeader+`</row><row r="9"><c r="ZZZ9" s="3"><v>1e300</v></c><c t="s"><v>-1</v></c></row>`, "yyyy")
	f.Add(`<row><c t="inlineStr"><is><r><t>x</t></r></is></c></row>`, `[Red]#,##0.0;"x"`)
	f.Fuzz(func(t *testing.T, rows, code string) {
		sheet.ParseFormat(code).Format("1234.5", false)
		check(t, xlsxOf(t, rows, ""))
	})
}

func FuzzCSV(f *testing.F) {
	f.Add("a;b;c\n1;2;3\n")
	f.Add("sep=\t\n\"a\"\"\tb\n\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		d := new(Document)
		err := ReadCSV(context.Background(), text, 1<<20, func(part *Document) error { d = part; return nil })
		if err != nil {
			return
		}
		if got := blocktest.Show(d.Blocks); utf8.ValidString(text) && (!utf8.ValidString(got) || strings.TrimSpace(text) == "" && got != "") {
			t.Errorf("got %q", got)
		}
	})
}

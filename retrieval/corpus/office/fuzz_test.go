package office

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"
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
	if size > 4*maxText {
		t.Errorf("%d bytes of text", size)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(docxOf(f, para("", "Text")))
	f.Add(xlsxOf(f, `<row r="1">`+xlsxHeader+`</row>`, "hidden"))
	f.Add(odfOf(f, "text", "<office:text><text:p>Text</text:p></office:text>"))
	f.Add(xlsOf())
	f.Add(pptOf())
	f.Add(docOf([]docParagraph{{text: "Head\x02\r", style: 1}, {text: "a\x07"}, {text: "hidden\r", hidden: true}}, "\x02 note\r", 0))
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
		parseFormat(code).format("1234.5", false)
		check(t, xlsxOf(t, rows, ""))
	})
}

func FuzzRTF(f *testing.F) {
	f.Add(`{\rtf1\ansicpg1251{\fonttbl{\f1\fcharset128 A;}}{\stylesheet{\s1 heading 1;}}\f1\s1 \'93\'fa\u-10179?\par{\footnote x}\cell\row{\shptxt y}}`)
	f.Add(`{\rtf1{\upr a{\*\ud b}}{\listtext 1.}{\info{\title t}}\bin9999999999 x}`)
	f.Fuzz(func(t *testing.T, rtf string) { check(t, []byte(rtf)) })
}

func FuzzCSV(f *testing.F) {
	f.Add("a;b;c\n1;2;3\n")
	f.Add("sep=\t\n\"a\"\"\tb\n\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ReadCSV(context.Background(), text)
		if err != nil {
			return
		}
		if got := show(d.Blocks); utf8.ValidString(text) && (!utf8.ValidString(got) || strings.TrimSpace(text) == "" && got != "") {
			t.Errorf("got %q", got)
		}
	})
}

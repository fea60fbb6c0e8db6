package docx

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"

	"footnote/bot/present/text"
)

// body is the content of a document in the making.
type body struct {
	xml   strings.Builder
	links []string
}

// span is a stretch of text of one look.
type span struct {
	text        string
	bold, small bool
	to          string // where a link leads
}

// addParagraph adds a paragraph in a style, "" for the usual one.
func (b *body) addParagraph(style string, spans ...span) {
	b.xml.WriteString("<w:p><w:pPr>")
	if style != "" {
		b.xml.WriteString(`<w:pStyle w:val="` + style + `"/>`)
	}
	rtl := len(spans) > 0 && runsLeft(spans[0].text)
	if rtl {
		b.xml.WriteString("<w:bidi/>")
	}
	b.xml.WriteString("</w:pPr>")
	for _, s := range spans {
		b.addSpan(s, rtl)
	}
	b.xml.WriteString("</w:p>")
}

func (b *body) addSpan(s span, rtl bool) {
	to := webAddress(s.to)
	if to != "" {
		fmt.Fprintf(&b.xml, `<w:hyperlink r:id="l%d">`, len(b.links))
		b.links = append(b.links, to)
	}
	b.xml.WriteString("<w:r><w:rPr>")
	if s.bold {
		b.xml.WriteString("<w:b/><w:bCs/>")
	}
	if to != "" {
		b.xml.WriteString(`<w:color w:val="155E56"/><w:u w:val="single"/>`)
	} else if s.small {
		b.xml.WriteString(`<w:color w:val="666666"/>`)
	}
	if s.small {
		b.xml.WriteString(`<w:sz w:val="18"/><w:szCs w:val="18"/>`)
	}
	if rtl {
		b.xml.WriteString("<w:rtl/>")
	}
	b.xml.WriteString("</w:rPr>")
	for i, line := range strings.Split(text.Clean(s.text), "\n") {
		if i > 0 {
			b.xml.WriteString("<w:br/>")
		}
		b.xml.WriteString(`<w:t xml:space="preserve">` + escape(line) + `</w:t>`)
	}
	b.xml.WriteString("</w:r>")
	if to != "" {
		b.xml.WriteString("</w:hyperlink>")
	}
}

// addTable adds a table. A cell is a list of paragraphs; the widths are in twentieths of a
// point.
func (b *body) addTable(head []string, widths []int, rows [][][][]span) {
	b.xml.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>`)
	for _, edge := range []string{"top", "bottom", "insideH"} {
		b.xml.WriteString(`<w:` + edge + ` w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/>`)
	}
	b.xml.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(&b.xml, `<w:gridCol w:w="%d"/>`, w)
	}
	b.xml.WriteString(`</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>`)
	for i, title := range head {
		b.addCell(widths[i], [][]span{{{text: title, bold: true}}})
	}
	b.xml.WriteString("</w:tr>")
	for _, row := range rows {
		b.xml.WriteString("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
		for i, cell := range row {
			b.addCell(widths[i], cell)
		}
		b.xml.WriteString("</w:tr>")
	}
	b.xml.WriteString("</w:tbl>")
	b.addParagraph("")
}

// addCell adds a cell, which Word wants to hold a paragraph at least.
func (b *body) addCell(width int, paragraphs [][]span) {
	fmt.Fprintf(&b.xml, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, width)
	if len(paragraphs) == 0 {
		paragraphs = [][]span{nil}
	}
	for _, p := range paragraphs {
		b.addParagraph("", p...)
	}
	b.xml.WriteString("</w:tc>")
}

// runsLeft reports whether the first letter of a text is of a script that runs to the left.
func runsLeft(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		p, _ := bidi.LookupRune(r)
		return p.Class() == bidi.R || p.Class() == bidi.AL
	}
	return false
}

// webAddress returns an address that may be linked to, "" for another.
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

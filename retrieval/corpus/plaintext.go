package corpus

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval"
)

// plainText collects the canonical text of a document that is read from
// markup: paragraphs apart by blank lines, list items and table rows on lines
// of their own, headings and pages remembered by their offsets.
type plainText struct {
	b        strings.Builder
	headings []retrieval.Heading
	pages    []retrieval.Page
	tight    bool   // the next line follows without a blank one
	pending  string // list marker to stand before the next line
}

// addHeading adds a heading of the given level as a paragraph of its own.
func (p *plainText) addHeading(level int, text string) {
	text = oneLine(p.cleanPiece(text))
	if text == "" {
		return
	}
	p.tight = false
	p.addText(text)
	p.headings = append(p.headings, retrieval.Heading{Offset: p.b.Len() - len(text), Level: level, Text: text})
}

// addParagraph adds a paragraph; inside a list it stays with its item.
func (p *plainText) addParagraph(text string) {
	if text = canonicalText(p.cleanPiece(text)); text != "" {
		p.addText(text)
	}
}

// addLine adds a line that stands right under the one before it, if that was a
// line too.
func (p *plainText) addLine(text string) {
	if text = oneLine(p.cleanPiece(text)); text == "" {
		return
	}
	p.addText(text)
	p.tight = true
}

// addRow adds a row of a table, like a line. Its cells keep apart.
func (p *plainText) addRow(row string) {
	cells := strings.Split(p.cleanPiece(row), retrieval.CellMark)
	for i := range cells {
		cells[i] = oneLine(cells[i])
	}
	if row = retrieval.JoinCells(cells); row != "" {
		p.addText(row)
		p.tight = true
	}
}

// beginItem begins a list item.
func (p *plainText) beginItem(marker string) {
	p.pending = marker
}

// endList ends a run of lines.
func (p *plainText) endList() { p.tight, p.pending = false, "" }

// beginPage begins a page.
func (p *plainText) beginPage(number int) {
	p.tight = false
	p.pages = append(p.pages, retrieval.Page{Offset: p.b.Len(), Number: number})
}

func (p *plainText) addText(text string) {
	if p.b.Len() > 0 {
		p.b.WriteByte('\n')
		if !p.tight {
			p.b.WriteByte('\n')
		}
	}
	if p.pending != "" {
		text = p.pending + text
		p.pending, p.tight = "", true
	}
	// A page begins with its first words, not with the break before them.
	for i := len(p.pages) - 1; i >= 0 && p.pages[i].Offset >= p.b.Len()-2 && p.pages[i].Offset < p.b.Len(); i-- {
		p.pages[i].Offset = p.b.Len()
	}
	p.b.WriteString(text)
}

// cleanPiece makes a piece of text canonical but for its white space.
func (p *plainText) cleanPiece(text string) string {
	return norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
}

// finishText moves what was collected into d.
func (p *plainText) finishText(d *retrieval.Document) {
	d.Text, d.Headings, d.Pages = p.b.String(), p.headings, p.pages
}

// emitText moves what was collected into d and emits it. If d has no title, it
// takes the first heading.
func (p *plainText) emitText(in *input, d *retrieval.Document, emit func(*retrieval.Document) error) error {
	p.finishText(d)
	if d.Text == "" {
		return in.refuseInput("it holds no text")
	}
	if d.Title == "" && len(d.Headings) > 0 {
		d.Title = d.Headings[0].Text
	}
	return emit(d)
}

package legacy

import (
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// maxWordFields bounds how deep fields are nested.
const maxWordFields = 100

// wordText makes blocks of the characters of a Word document.
type wordText struct {
	w *wordReader
	flow
	units  []uint16        // of the open paragraph that are not yet decoded
	text   strings.Builder // of the open paragraph
	fields []wordField
	hidden wordRun // the stretch of text that the last character was in
	cells  bool    // the last character was the end of a cell
}

// wordField is a field that is open: its code, then its result.
type wordField struct {
	code   strings.Builder
	result bool
	drop   bool // the result is left out
}

// The characters that mean something (MS-DOC, "special characters" and Plcfld).
const (
	charCellEnd      = 0x07 // or the end of a row
	charTab          = 0x09
	charLineBreak    = 0x0B
	charPageBreak    = 0x0C
	charParagraphEnd = 0x0D
	charColumnBreak  = 0x0E
	charFieldBegin   = 0x13
	charFieldResult  = 0x14
	charFieldEnd     = 0x15
	charHyphen       = 0x1E // that breaks no line
	charOptHyphen    = 0x1F
	charSoftHyphen   = 0xAD
)

// addCharacter takes a character: one byte, or two of UTF-16.
func (t *wordText) addCharacter(b le, fc, cp int) error {
	c := uint16(b.u16(0))
	if len(b) == 1 && t.w.page == 0 {
		c = windows1252(b[0])
	}
	if note, ok := t.w.notes[cp]; ok {
		delete(t.w.notes, cp)
		if err := t.addNote(note); err != nil {
			return err
		}
	}
	cells := t.cells
	t.cells = false
	switch c {
	case charParagraphEnd, charPageBreak, charCellEnd:
		return t.endParagraph(c, fc, cells)
	case charFieldBegin, charFieldResult, charFieldEnd:
		t.followField(c)
		return nil
	case charLineBreak, charColumnBreak:
		c = '\n'
	case charHyphen:
		c = '-'
	case charTab:
	default:
		if c < ' ' || c == charOptHyphen || c == charSoftHyphen {
			return nil
		}
	}
	if !t.isShown(fc) {
		return nil
	}
	for i := range t.fields {
		f := &t.fields[i]
		switch {
		case !f.result:
			if f.code.Len() < 100 && c < 0x80 {
				f.code.WriteByte(byte(c))
			}
			return nil
		case f.drop:
			return nil
		}
	}
	t.units = append(t.units, c)
	return nil
}

// isShown reports whether the character at a place of the file is shown.
func (t *wordText) isShown(fc int) bool {
	if fc < t.hidden.fc || fc >= t.hidden.end {
		t.hidden = t.w.looks.characters.at(fc)
	}
	return !t.hidden.hidden
}

// followField follows the nesting of fields.
func (t *wordText) followField(c uint16) {
	n := len(t.fields)
	switch {
	case c == charFieldBegin && n < maxWordFields:
		t.fields = append(t.fields, wordField{})
	case c == charFieldResult && n > 0:
		f := &t.fields[n-1]
		f.result, f.drop = true, isCopyField(f.code.String())
	case c == charFieldEnd && n > 0:
		t.fields = t.fields[:n-1]
	}
}

// endParagraph ends a paragraph, cell or row.
func (t *wordText) endParagraph(c uint16, fc int, afterCell bool) error {
	if err := t.w.text.Spend(block.ParagraphCost); err != nil {
		return err
	}
	p := t.w.looks.paragraphs.at(fc)
	t.flushUnits()
	text := t.text.String()
	t.text.Reset()
	if c == charCellEnd && (p.rowEnd || t.w.page != 0 && afterCell && text == "") {
		t.endRow()
		return nil
	}
	b := block.Block{Text: text, Level: p.level}
	if p.list && p.level == 0 {
		b.Marker = block.Bullet + " "
	}
	t.addParagraph(b, p.inTable || c == charCellEnd)
	if c == charCellEnd {
		t.endCell()
		t.cells = true
	}
	return nil
}

// flushUnits decodes the characters that wait.
func (t *wordText) flushUnits() {
	t.text.WriteString(t.w.decodeUnits(t.units))
	t.units = t.units[:0]
}

// addNote puts a note's mark, and its text behind the paragraph.
func (t *wordText) addNote(n wordNote) error {
	content, err := t.w.readRange(n.cp, n.end)
	if err != nil || content.Size() == 0 {
		return err
	}
	t.w.count++
	mark := block.NoteMark(t.w.count)
	t.flushUnits()
	t.text.WriteString(mark)
	t.after = append(t.after, block.WriteNote(mark, content)...)
	return nil
}

func (t *wordText) finish() block.Blocks {
	t.flushUnits()
	if t.text.Len() > 0 {
		t.addParagraph(block.Block{Text: t.text.String()}, false)
	}
	return t.flow.finish()
}

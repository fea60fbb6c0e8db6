package office

import "strings"

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

// unit takes a character: one byte, or two of UTF-16.
func (t *wordText) unit(b le, fc, cp int) error {
	c := uint16(b.u16(0))
	if len(b) == 1 && t.w.page == 0 {
		c = windows1252(b[0])
	}
	if note, ok := t.w.notes[cp]; ok {
		delete(t.w.notes, cp)
		if err := t.note(note); err != nil {
			return err
		}
	}
	cells := t.cells
	t.cells = false
	switch c {
	case 0x0D, 0x0C, 0x07:
		return t.end(c, fc, cells)
	case 0x13, 0x14, 0x15:
		t.field(c)
		return nil
	case 0x0B, 0x0E:
		c = '\n'
	case 0x1E:
		c = '-'
	case 0x09:
	default:
		if c < ' ' || c == 0x1F || c == 0xAD {
			return nil
		}
	}
	if !t.shown(fc) {
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

// shown tells whether the character at a place of the file is.
func (t *wordText) shown(fc int) bool {
	if fc < t.hidden.fc || fc >= t.hidden.end {
		t.hidden = t.w.looks.characters.at(fc)
	}
	return !t.hidden.hidden
}

func (t *wordText) field(c uint16) {
	n := len(t.fields)
	switch {
	case c == 0x13 && n < 100:
		t.fields = append(t.fields, wordField{})
	case c == 0x14 && n > 0:
		f := &t.fields[n-1]
		f.result, f.drop = true, fieldCode(f.code.String())
	case c == 0x15 && n > 0:
		t.fields = t.fields[:n-1]
	}
}

// end ends a paragraph, cell or row.
func (t *wordText) end(c uint16, fc int, afterCell bool) error {
	if err := t.w.text.spend(blockCost); err != nil {
		return err
	}
	p := t.w.looks.paragraphs.at(fc)
	t.flush()
	text := t.text.String()
	t.text.Reset()
	if c == 0x07 && (p.rowEnd || t.w.page != 0 && afterCell && text == "") {
		t.endRow()
		return nil
	}
	b := Block{Text: text, Level: p.level}
	if p.list && p.level == 0 {
		b.Marker = bullet + " "
	}
	t.paragraph(b, p.inTable || c == 0x07)
	if c == 0x07 {
		t.endCell()
		t.cells = true
	}
	return nil
}

func (t *wordText) flush() {
	t.text.WriteString(t.w.decode(t.units))
	t.units = t.units[:0]
}

// note puts a note's mark, and its text behind the paragraph.
func (t *wordText) note(n wordNote) error {
	content, err := t.w.read(n.cp, n.end)
	if err != nil || content.size() == 0 {
		return err
	}
	t.w.count++
	mark := "[" + decimal(t.w.count) + "]"
	t.flush()
	t.text.WriteString(mark)
	t.after = append(t.after, noteBlocks(mark, content)...)
	return nil
}

func (t *wordText) finish() blocks {
	t.flush()
	if t.text.Len() > 0 {
		t.paragraph(Block{Text: t.text.String()}, false)
	}
	return t.flow.finish()
}

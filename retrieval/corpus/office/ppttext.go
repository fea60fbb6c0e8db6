package office

import "strings"

// pptText is the text of a shape.
type pptText struct {
	kind int
	text string
}

// The kinds of text (MS-PPT 2.13.33).
const (
	pptTitle       = 0
	pptBody        = 1
	pptNotesText   = 2
	pptOther       = 4
	pptCenterBody  = 5
	pptCenterTitle = 6
	pptHalfBody    = 7
	pptQuarterBody = 8
)

// pptTexts gathers texts from their records: a header, then the characters.
type pptTexts struct {
	done func(pptText)
	open *pptText
}

func (t *pptTexts) add(r pptRecord) {
	switch r.kind {
	case pptTextHeader:
		t.end()
		t.open = &pptText{kind: r.data.u32(0)}
	case pptTextChars:
		t.chars(decodeUTF16(r.data))
	case pptTextBytes:
		t.chars(decodePage(28591, r.data)) // the first 256 of Unicode
	}
}

func (t *pptTexts) chars(text string) {
	if t.open == nil {
		t.open = &pptText{kind: pptOther}
	}
	t.open.text += text
}

func (t *pptTexts) end() {
	if t.open != nil {
		t.done(*t.open)
	}
	t.open = nil
}

// slide reads a slide and its notes.
func (r *pptReader) slide(e pptEntry, notes map[int]pptEntry) (blocks, error) {
	texts, err := r.shapes(e)
	if err != nil {
		return nil, err
	}
	var title, body, spoken blocks
	for _, t := range texts {
		switch t.kind {
		case pptTitle, pptCenterTitle:
			title.add(Block{Text: strings.Join(t.paragraphs(), " "), Level: 1})
		default:
			body.add(t.blocks()...)
		}
	}
	noteID := 0
	e.record.data.each(0, func(a pptRecord) bool {
		if a.kind == pptSlideAtom {
			noteID = a.data.u32(16)
		}
		return false
	})
	if note, ok := notes[noteID]; ok && noteID != 0 && note.record.kind == pptNotes {
		delete(notes, noteID)
		texts, err := r.shapes(note)
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			if t.kind == pptNotesText {
				spoken.add(t.blocks()...)
			}
		}
	}
	return slideBlocks(title, body, spoken), nil
}

// shapes returns the texts of a slide's shapes. Those that show a part of the
// outline refer to it by number.
func (r *pptReader) shapes(e pptEntry) ([]pptText, error) {
	if e.record.kind != pptSlide && e.record.kind != pptNotes {
		return e.texts, nil // a damaged file; the outline is what is left
	}
	var out []pptText
	var err error
	shown := make(map[int]bool)
	texts := pptTexts{done: func(t pptText) {
		if err == nil {
			err = r.text.spend(len(t.text) + blockCost)
		}
		out = append(out, t)
	}}
	e.record.data.each(0, func(box pptRecord) bool {
		if box.kind != pptTextBox || err != nil {
			return err == nil
		}
		box.data.each(0, func(a pptRecord) bool {
			if a.kind == pptOutlineRef {
				if i := a.data.u32(0); i < len(e.texts) && !shown[i] {
					shown[i] = true
					texts.done(e.texts[i])
				}
			}
			texts.add(a)
			return false
		})
		texts.end()
		return false
	})
	return out, err
}

// paragraphs returns the paragraphs with anything in them. A star alone stands
// for a number or date that the program puts there.
func (t pptText) paragraphs() []string {
	var out []string
	for p := range strings.SplitSeq(t.text, "\r") {
		p = strings.ReplaceAll(p, "\v", "\n")
		if p = strings.TrimSpace(p); p != "" && p != "*" {
			out = append(out, p)
		}
	}
	return out
}

func (t pptText) blocks() blocks {
	paragraphs := t.paragraphs()
	var out blocks
	for _, p := range paragraphs {
		b := Block{Text: p}
		switch t.kind {
		case pptBody, pptCenterBody, pptHalfBody, pptQuarterBody:
			if len(paragraphs) > 1 {
				b.Marker = bullet + " "
			}
		}
		out.add(b)
	}
	out.add(Block{})
	return out
}

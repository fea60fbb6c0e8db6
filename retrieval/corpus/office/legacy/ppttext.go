package legacy

import (
	"strings"

	"footnote/retrieval/corpus/office/block"
)

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

func (t *pptTexts) addRecord(r pptRecord) {
	switch r.kind {
	case pptTextHeader:
		t.end()
		t.open = &pptText{kind: r.data.u32(0)}
	case pptTextChars:
		t.addCharacters(decodeUTF16(r.data))
	case pptTextBytes:
		t.addCharacters(decodePage(pageLatin1, r.data))
	}
}

func (t *pptTexts) addCharacters(text string) {
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

// readSlide reads a slide and its notes.
func (r *pptReader) readSlide(e pptEntry, notes map[int]pptEntry) (block.Blocks, error) {
	texts, err := r.readShapes(e)
	if err != nil {
		return nil, err
	}
	var title, body, spoken block.Blocks
	for _, t := range texts {
		switch t.kind {
		case pptTitle, pptCenterTitle:
			title.Add(block.Block{Text: strings.Join(t.paragraphs(), " "), Level: 1})
		default:
			body.Add(t.blocks()...)
		}
	}
	body.Add(pptComments(e.record.data)...)
	noteID := 0
	e.record.data.eachPPTRecord(0, func(a pptRecord) bool {
		if a.kind == pptSlideAtom {
			noteID = a.data.u32(slideNotesID)
		}
		return false
	})
	if note, ok := notes[noteID]; ok && noteID != 0 && note.record.kind == pptNotes {
		delete(notes, noteID)
		texts, err := r.readShapes(note)
		if err != nil {
			return nil, err
		}
		for _, t := range texts {
			if t.kind == pptNotesText {
				spoken.Add(t.blocks()...)
			}
		}
	}
	return block.WriteSlide(title, body, spoken), nil
}

// readShapes returns the texts of a slide's shapes. Those that show a part of the
// outline refer to it by number.
func (r *pptReader) readShapes(e pptEntry) ([]pptText, error) {
	if e.record.kind != pptSlide && e.record.kind != pptNotes {
		return e.texts, nil // a damaged file; the outline is what is left
	}
	var out []pptText
	var err error
	shown := make(map[int]bool)
	texts := pptTexts{done: func(t pptText) {
		if err == nil {
			err = r.text.Spend(len(t.text) + block.ParagraphCost)
		}
		out = append(out, t)
	}}
	e.record.data.eachPPTRecord(0, func(box pptRecord) bool {
		if box.kind != pptTextBox || err != nil {
			return err == nil
		}
		box.data.eachPPTRecord(0, func(a pptRecord) bool {
			if a.kind == pptOutlineRef {
				if i := a.data.u32(0); i < len(e.texts) && !shown[i] {
					shown[i] = true
					texts.done(e.texts[i])
				}
			}
			texts.addRecord(a)
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

func (t pptText) blocks() block.Blocks {
	paragraphs := t.paragraphs()
	var out block.Blocks
	for _, p := range paragraphs {
		b := block.Block{Text: p}
		switch t.kind {
		case pptBody, pptCenterBody, pptHalfBody, pptQuarterBody:
			if len(paragraphs) > 1 {
				b.Marker = block.Bullet + " "
			}
		}
		out.Add(b)
	}
	out.Add(block.Block{})
	return out
}

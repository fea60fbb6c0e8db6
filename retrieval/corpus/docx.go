package corpus

import (
	"context"
	"encoding/xml"
	"errors"
	"io/fs"
	"strings"
)

// docxText walks a Word document. Left out are comments, deletions, hidden
// text, the codes of fields, tables of contents, page headers and footers.
type docxText struct {
	styles docxStyles
	lists  docxLists
	notes  map[string]blocks // footnotes and endnotes by "footnote" or "endnote" and ID

	noteCount int
	fields    []bool // of the fields that are open, whether their result has begun
	size      int
}

func (z *zipPackage) readDOCX(ctx context.Context, main string, p *plainText) error {
	rels, err := z.relations(ctx, main)
	if err != nil {
		return err
	}
	t := &docxText{notes: make(map[string]blocks)}
	if t.styles, err = z.docxStyles(ctx, linked(rels, "styles", "word/styles.xml")); err != nil {
		return err
	}
	if t.lists, err = z.docxLists(ctx, linked(rels, "numbering", "word/numbering.xml")); err != nil {
		return err
	}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := z.docxNotes(ctx, t, kind, linked(rels, kind+"s", "word/"+kind+"s.xml")); err != nil {
			return err
		}
	}
	s, err := z.xml(ctx, main)
	if err != nil {
		return err
	}
	defer s.close()
	body, err := t.blocks(s)
	if err != nil {
		return err
	}
	body.write(p)
	return nil
}

// docxNotes reads the footnotes or endnotes.
func (z *zipPackage) docxNotes(ctx context.Context, t *docxText, kind, part string) error {
	s, err := z.xml(ctx, part)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer s.close()
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local != kind {
			return nil
		}
		if strings.Contains(xmlAttr(e, "type"), "eparator") || xmlAttr(e, "type") == "continuationNotice" {
			return s.skip()
		}
		note, err := t.blocks(s)
		t.notes[kind+xmlAttr(e, "id")] = note
		return err
	}, nil)
}

// blocks reads the paragraphs and tables in the current element.
func (t *docxText) blocks(s *xmlStream) (blocks, error) {
	var out blocks
	err := s.each(func(e xml.StartElement) error {
		var more blocks
		var err error
		switch e.Name.Local {
		case "p":
			more, err = t.paragraph(s)
		case "tbl":
			more, err = t.table(s)
		case "del", "moveFrom", "Fallback", "sdtPr", "sectPr":
			return s.skip()
		}
		out = append(out, more...)
		return err
	}, nil)
	return out, err
}

func (t *docxText) table(s *xmlStream) (blocks, error) {
	var rows [][]blocks
	deleted := false
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			if deleted {
				rows = rows[:len(rows)-1]
			}
			deleted = false
			rows = append(rows, nil)
		case "trPr":
			return s.each(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del"
				return nil
			}, nil)
		case "tc":
			cell, err := t.blocks(s)
			if len(rows) > 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], cell)
			}
			return err
		case "tblPr", "tblGrid", "del", "moveFrom", "Fallback", "sdtPr":
			return s.skip()
		}
		return nil
	}, nil)
	if deleted {
		rows = rows[:len(rows)-1]
	}
	return tableBlocks(rows), err
}

// docxParagraph is what a paragraph's properties say.
type docxParagraph struct {
	style   string
	outline string // level from 0, "" if none of its own
	list    docxListRef
}

// paragraph reads a paragraph, and after it the notes and text boxes that are
// anchored in it.
func (t *docxText) paragraph(s *xmlStream) (blocks, error) {
	var props docxParagraph
	var b strings.Builder
	var after blocks
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			return props.read(s)
		case "rPr":
			hidden, err := hiddenRun(s)
			if hidden {
				// The rest of the run is hidden with it; its end is ours to reach.
				return errors.Join(err, s.restOfParent())
			}
			return err
		case "t":
			text, err := s.text()
			t.put(&b, text)
			return err
		case "tab", "ptab":
			t.put(&b, "\t")
		case "br", "cr":
			t.put(&b, "\n")
		case "noBreakHyphen":
			t.put(&b, "-")
		case "fldChar":
			t.field(xmlAttr(e, "fldCharType"))
			return s.skip()
		case "footnoteReference", "endnoteReference":
			after = append(after, t.note(&b, strings.TrimSuffix(e.Name.Local, "Reference")+xmlAttr(e, "id"))...)
		case "txbxContent":
			box, err := t.blocks(s)
			after = append(after, box...)
			return err
		case "instrText", "delText", "del", "moveFrom", "Fallback", "rt", "sdtPr", "fldData", "object", "posOffset", "posH", "posV", "sizeRelH", "sizeRelV":
			return s.skip()
		case "p", "tbl": // of a chart or diagram, in the paragraph itself
		}
		return nil
	}, nil)
	if err != nil {
		return nil, err
	}
	t.endFields()
	if t.size += b.Len(); t.size > maxOfficeText {
		return nil, errTooMuchText
	}
	if t.styles[props.style].contents {
		return after, nil
	}
	return append(blocks{t.block(props, b.String())}, after...), nil
}

// block makes a block of a paragraph by its style and numbering.
func (t *docxText) block(props docxParagraph, text string) block {
	style := t.styles[props.style]
	level := style.level
	if l := outlineLevel(props.outline); props.outline != "" {
		level = l
	}
	ref := props.list
	if ref.num == "" {
		ref.num = style.list.num
	}
	if ref.level == "" {
		ref.level = style.list.level
	}
	if strings.TrimSpace(text) == "" {
		return block{}
	}
	marker := t.lists.marker(ref)
	if level > 0 {
		if strings.ContainsAny(marker, "-") {
			marker = ""
		}
		return block{text: strings.TrimSpace(marker) + " " + text, level: level}
	}
	return block{text: text, marker: marker}
}

func (props *docxParagraph) read(s *xmlStream) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			props.style = xmlAttr(e, "val")
		case "outlineLvl":
			props.outline = xmlAttr(e, "val")
		case "ilvl":
			props.list.level = xmlAttr(e, "val")
		case "numId":
			props.list.num = xmlAttr(e, "val")
		case "rPr", "sectPr", "pPrChange", "tabs":
			return s.skip()
		}
		return nil
	}, nil)
}

func hiddenRun(s *xmlStream) (bool, error) {
	hidden := false
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "vanish":
			hidden = isOn(xmlAttr(e, "val"))
		case "rPrChange":
			return s.skip()
		}
		return nil
	}, nil)
	return hidden, err
}

// put adds text unless it is part of a field's code.
func (t *docxText) put(b *strings.Builder, text string) {
	for _, result := range t.fields {
		if !result {
			return
		}
	}
	b.WriteString(text)
}

func (t *docxText) field(kind string) {
	switch kind {
	case "begin":
		t.fields = append(t.fields, false)
	case "separate":
		if n := len(t.fields); n > 0 {
			t.fields[n-1] = true
		}
	case "end":
		if n := len(t.fields); n > 0 {
			t.fields = t.fields[:n-1]
		}
	}
}

// endFields forgets, at a paragraph's end, the fields whose code is still
// open: in a damaged document it may never end.
func (t *docxText) endFields() {
	open := t.fields[:0]
	for _, result := range t.fields {
		if result {
			open = append(open, result)
		}
	}
	t.fields = open
}

// note marks a footnote's place and returns its text for after the paragraph.
func (t *docxText) note(b *strings.Builder, key string) blocks {
	note := t.notes[key]
	if note.line() == "" {
		return nil
	}
	t.noteCount++
	mark := "[" + decimal(t.noteCount) + "]"
	t.put(b, mark)
	return noteBlocks(mark, note)
}

// noteBlocks puts a note's mark before its text.
func noteBlocks(mark string, note blocks) blocks {
	out := append(blocks(nil), note...)
	for i := range out {
		if strings.TrimSpace(out[i].text) != "" {
			out[i].text = mark + " " + strings.TrimSpace(out[i].text)
			out[i].level = 0
			break
		}
	}
	return out
}

package office

import (
	"context"
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// docxText walks a Word document. Comments stand behind their paragraph or table,
// page headers and footers at the end. Left out are the codes of fields and tables of
// contents, and with a word about it deletions and hidden text.
type docxText struct {
	styles docxStyles
	lists  docxLists
	notes  map[string]block.Blocks // footnotes and endnotes by "footnote" or "endnote" and ID
	// graphic reads the chart or diagram that an element refers to.
	graphic func(xml.StartElement) (block.Blocks, error)
	omitted *omissions

	comments map[string]docxComment // by ID
	order    []string               // of their IDs
	tables   int                    // that are open
	beside   block.Blocks           // what stands beside the text of the open tables

	noteCount int
	fields    []bool // of the fields that are open, whether their result has begun
}

func (z *container) readDOCX(ctx context.Context, main string) (block.Blocks, error) {
	rels, err := z.relations(ctx, main)
	if err != nil {
		return nil, err
	}
	graphics := newGraphics(z, rels)
	t := &docxText{
		notes:   make(map[string]block.Blocks),
		graphic: func(e xml.StartElement) (block.Blocks, error) { return graphics.read(ctx, e) },
		omitted: &z.omitted,
	}
	if t.styles, err = z.docxStyles(ctx, linked(rels, "styles", "word/styles.xml")); err != nil {
		return nil, err
	}
	if t.lists, err = z.docxLists(ctx, linked(rels, "numbering", "word/numbering.xml")); err != nil {
		return nil, err
	}
	if err := z.docxComments(ctx, t, linked(rels, "comments", "word/comments.xml")); err != nil {
		return nil, err
	}
	for _, kind := range []string{"footnote", "endnote"} {
		if err := z.docxNotes(ctx, t, kind, linked(rels, kind+"s", "word/"+kind+"s.xml")); err != nil {
			return nil, err
		}
	}
	s, err := z.xml(ctx, main)
	if err != nil {
		return nil, err
	}
	defer s.close()
	out, err := t.blocks(s)
	if err != nil {
		return out, err
	}
	out.Add(t.restComments()...)
	margins, err := z.docxMargins(ctx, t, rels)
	out.Add(margins...)
	return out, err
}

// docxNotes reads the footnotes or endnotes.
func (z *container) docxNotes(ctx context.Context, t *docxText, kind, part string) error {
	s, err := z.optionalXML(ctx, part)
	if err != nil {
		return err
	}
	defer s.close()
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local != kind {
			return nil
		}
		if strings.Contains(attr(e, "type"), "eparator") || attr(e, "type") == "continuationNotice" {
			return s.skip()
		}
		note, err := t.blocks(s)
		t.notes[kind+attr(e, "id")] = note
		return err
	}, nil)
}

// blocks reads the paragraphs and tables in the current element.
func (t *docxText) blocks(s *xmlStream) (block.Blocks, error) {
	var out block.Blocks
	err := s.each(func(e xml.StartElement) error {
		more, err := t.blockOf(s, e)
		out.Add(more...)
		return err
	}, nil)
	return out, err
}

// blockOf reads an element if it is a paragraph or a table, and skips what is no text.
func (t *docxText) blockOf(s *xmlStream, e xml.StartElement) (block.Blocks, error) {
	switch e.Name.Local {
	case "p":
		return t.paragraph(s)
	case "tbl":
		return t.table(s)
	case "del":
		return nil, t.omitted.skipDeleted(s)
	case "moveFrom", "Fallback", "sdtPr", "sectPr":
		return nil, s.skip()
	}
	return nil, nil
}

// table reads a table, and behind it what stands beside the text of its cells.
func (t *docxText) table(s *xmlStream) (block.Blocks, error) {
	t.tables++
	out, err := t.rows(s)
	if t.tables--; t.tables == 0 {
		out.Add(t.beside...)
		t.beside = nil
	}
	return out, err
}

func (t *docxText) rows(s *xmlStream) (block.Blocks, error) {
	var rows [][]block.Cell
	deleted, header := false, false
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			rows = withoutLast(rows, deleted)
			deleted, header = false, false
			rows = append(rows, nil)
		case "trPr":
			return s.each(func(e xml.StartElement) error {
				deleted = deleted || e.Name.Local == "del"
				header = header || e.Name.Local == "tblHeader" && isOn(attr(e, "val"))
				return nil
			}, nil)
		case "tc":
			cell, err := t.cell(s)
			cell.Header = header
			if err := s.text.Spend(block.ParagraphCost); err != nil {
				return err
			}
			if len(rows) > 0 {
				rows[len(rows)-1] = append(rows[len(rows)-1], cell)
			}
			return err
		case "del":
			return t.omitted.skipDeleted(s)
		case "tblCaption", "tblDescription":
			if text := block.OneLine(attr(e, "val")); strings.Contains(text, " ") {
				t.beside.Add(block.Block{Text: "Table: " + text})
			}
		case "tblGrid", "moveFrom", "Fallback", "sdtPr":
			return s.skip()
		}
		return nil
	}, nil)
	return block.WriteCells(withoutLast(rows, deleted)), err
}

// cell reads a cell, and over how many columns and rows it goes.
func (t *docxText) cell(s *xmlStream) (block.Cell, error) {
	var cell block.Cell
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tcPr":
			return s.each(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "gridSpan":
					cell.Columns, _ = strconv.Atoi(attr(e, "val"))
				case "vMerge":
					cell.Continues = attr(e, "val") != "restart"
				}
				return nil
			}, nil)
		}
		more, err := t.blockOf(s, e)
		cell.Text.Add(more...)
		return err
	}, nil)
	return cell, err
}

func withoutLast(rows [][]block.Cell, deleted bool) [][]block.Cell {
	if deleted && len(rows) > 0 {
		return rows[:len(rows)-1]
	}
	return rows
}

// docxParagraph is what a paragraph's properties say.
type docxParagraph struct {
	style   string
	outline string // level from 0, "" if none of its own
	list    docxListRef
}

// paragraph reads a paragraph, and after it the notes and text boxes that are
// anchored in it.
func (t *docxText) paragraph(s *xmlStream) (block.Blocks, error) {
	var props docxParagraph
	var b strings.Builder
	var after, beside block.Blocks
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			return props.read(s)
		case "rPr":
			hidden, err := hiddenRun(s)
			if hidden {
				// The rest of the run is hidden with it; its end is ours to reach.
				return errors.Join(err, t.omitted.skipHidden(s))
			}
			return err
		case "t":
			text, err := s.content()
			t.put(&b, text)
			return err
		case "tab", "ptab":
			t.put(&b, "\t")
		case "br", "cr":
			t.put(&b, "\n")
		case "noBreakHyphen":
			t.put(&b, "-")
		case "fldChar":
			t.field(attr(e, "fldCharType"))
			return s.skip()
		case "footnoteReference", "endnoteReference":
			after = append(after, t.note(&b, strings.TrimSuffix(e.Name.Local, "Reference")+attr(e, "id"))...)
		case "txbxContent":
			box, err := t.blocks(s)
			after = append(after, box...)
			return err
		case "chart", "relIds":
			graphic, err := t.graphic(e)
			after = append(after, graphic...)
			return err
		case "commentReference":
			beside.Add(t.comment(attr(e, "id"))...)
		case "docPr":
			beside.Add(block.WritePicture(attr(e, "descr"))...)
		case "textpath": // letters drawn as a shape
			after.Add(block.Block{Text: attr(e, "string")})
		case "del":
			return t.omitted.skipDeleted(s)
		case "instrText", "delText", "moveFrom", "Fallback", "rt", "sdtPr", "fldData", "object", "posOffset", "posH", "posV", "sizeRelH", "sizeRelV":
			return s.skip()
		}
		return nil
	}, nil)
	if err != nil {
		return nil, err
	}
	t.endFields()
	if err := s.text.Spend(block.ParagraphCost); err != nil {
		return nil, err
	}
	if t.tables > 0 {
		t.beside.Add(beside...)
	} else {
		after.Add(beside...)
	}
	if t.styles[props.style].contents {
		return after, nil
	}
	return append(block.Blocks{t.block(props, b.String())}, after...), nil
}

// block makes a block of a paragraph by its style and numbering.
func (t *docxText) block(props docxParagraph, text string) block.Block {
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
		return block.Block{}
	}
	marker := t.lists.marker(ref)
	if level > 0 {
		if number := strings.TrimSpace(marker); number != "" && number != block.Bullet {
			text = number + " " + text
		}
		return block.Block{Text: text, Level: level}
	}
	return block.Block{Text: text, Marker: marker}
}

func (props *docxParagraph) read(s *xmlStream) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			props.style = attr(e, "val")
		case "outlineLvl":
			props.outline = attr(e, "val")
		case "ilvl":
			props.list.level = attr(e, "val")
		case "numId":
			props.list.num = attr(e, "val")
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
			hidden = isOn(attr(e, "val"))
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
func (t *docxText) note(b *strings.Builder, key string) block.Blocks {
	note := t.notes[key]
	delete(t.notes, key) // it stands in the text once
	if note.Size() == 0 {
		return nil
	}
	t.noteCount++
	mark := block.NoteMark(t.noteCount)
	t.put(b, mark)
	return block.WriteNote(mark, note)
}

package corpus

import (
	"context"
	"encoding/xml"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// readODF reads a text, spreadsheet, presentation or drawing in the
// OpenDocument format.
func (z *zipPackage) readODF(ctx context.Context, in *input) (*retrieval.Document, error) {
	manifest, err := z.bytes(ctx, "META-INF/manifest.xml")
	if err == nil && strings.Contains(string(manifest), "encryption-data") {
		return nil, errZipLocked
	}
	kind := "application/vnd.oasis.opendocument.text"
	if data, err := z.bytes(ctx, "mimetype"); err == nil && len(data) < 100 {
		kind = strings.TrimSpace(string(data))
	}
	d := in.document(kind)
	s, err := z.xml(ctx, "content.xml")
	if err != nil {
		return nil, err
	}
	defer s.close()
	p := &plainText{}
	t := &odfText{p: p, sheets: sheetText{p: p}}
	if err := t.body(s); err != nil {
		return nil, err
	}
	p.finish(d)
	z.readODFFacts(ctx, d)
	return d, ctx.Err()
}

// readODFFacts reads meta.xml; a damaged one costs the facts only.
func (z *zipPackage) readODFFacts(ctx context.Context, d *retrieval.Document) {
	s, err := z.xml(ctx, "meta.xml")
	if err != nil {
		return
	}
	defer s.close()
	editor := ""
	_ = s.each(func(e xml.StartElement) error {
		var err error
		var value string
		switch e.Name.Local {
		case "title", "language":
			value, err = s.text()
			setOfficeFact(d, e.Name.Local, value)
		case "initial-creator":
			value, err = s.text()
			setOfficeFact(d, "creator", value)
		case "creator":
			editor, err = s.text()
		case "creation-date":
			value, err = s.text()
			setOfficeFact(d, "created", value)
		}
		return err
	}, nil)
	setOfficeFact(d, "creator", editor)
}

// odfText walks the content of an OpenDocument file. Left out are comments,
// deletions, tables of contents, and the titles and descriptions of pictures.
type odfText struct {
	p      *plainText
	sheets sheetText
	page   int
	notes  int
	lists  []int // number of the open item in each open list
}

func (t *odfText) body(s *xmlStream) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "font-face-decls", "automatic-styles", "scripts", "forms", "settings":
			return s.skip()
		case "spreadsheet":
			return s.each(func(e xml.StartElement) error {
				if e.Name.Local == "table" {
					return t.sheet(s, xmlAttr(e, "name"))
				}
				return s.skip()
			}, nil)
		case "text", "presentation", "drawing":
			content, err := t.blocks(s)
			content.write(t.p)
			return err
		}
		return nil
	}, nil)
}

// blocks reads what the current element holds. Pages of slides are written as
// they end; what is returned stands after them.
func (t *odfText) blocks(s *xmlStream) (blocks, error) {
	var out blocks
	err := s.each(func(e xml.StartElement) error {
		var more blocks
		var err error
		switch e.Name.Local {
		case "h", "p":
			more, err = t.paragraph(s, e)
		case "list":
			more, err = t.list(s)
		case "table":
			more, err = t.table(s)
		case "frame":
			if xmlAttr(e, "class") == "title" {
				more, err = t.blocks(s)
				more = blocks{{text: more.line(), level: 1}}
			} else if slide := xmlAttr(e, "class"); slide == "page-number" || slide == "date-time" || slide == "footer" || slide == "header" {
				return s.skip()
			}
		case "page":
			return t.slide(s)
		case "notes":
			more, err = t.blocks(s)
			if more.line() != "" {
				more = append(blocks{{}, {text: "Notes:"}}, more...)
			}
		case "annotation", "tracked-changes", "table-of-content", "title", "desc", "forms", "object", "event-listeners", "master-page", "settings":
			return s.skip()
		}
		out = append(out, more...)
		if err == nil && t.p.b.Len() > maxOfficeText {
			err = errTooMuchText
		}
		return err
	}, nil)
	return out, err
}

func (t *odfText) slide(s *xmlStream) error {
	t.page++
	content, err := t.blocks(s)
	t.p.page(t.page)
	title := func(b block) bool { return b.level == 1 }
	for _, wanted := range []bool{true, false} { // the title first, wherever it stands
		var part blocks
		for _, b := range content {
			if title(b) == wanted {
				part = append(part, b)
			}
		}
		part.write(t.p)
	}
	t.p.endList()
	return err
}

// paragraph reads a paragraph or heading, and after it its notes and frames.
func (t *odfText) paragraph(s *xmlStream, start xml.StartElement) (blocks, error) {
	var b strings.Builder
	var after blocks
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "s":
			n, err := strconv.Atoi(xmlAttr(e, "c"))
			if err != nil || n < 1 || n > 100 {
				n = 1
			}
			b.WriteString(strings.Repeat(" ", n))
		case "tab":
			b.WriteByte('\t')
		case "line-break":
			b.WriteByte('\n')
		case "note":
			note, err := t.note(s, &b)
			after = append(after, note...)
			return err
		case "text-box", "image-map", "table":
			var box blocks
			var err error
			if e.Name.Local == "table" {
				box, err = t.table(s)
			} else {
				box, err = t.blocks(s)
			}
			after = append(after, box...)
			return err
		case "annotation", "title", "desc", "ruby-text", "object", "page-number", "event-listeners", "script":
			return s.skip()
		}
		return nil
	}, func(text []byte) { b.Write(foldSpace(text)) })
	own := block{text: b.String()}
	if start.Name.Local == "h" {
		own.level = 1
		if n, err := strconv.Atoi(xmlAttr(start, "outline-level")); err == nil && n >= 1 && n <= 10 {
			own.level = n
		}
	} else if xmlAttr(start, "style-name") == "Title" {
		own.level = 1
	}
	return append(blocks{own}, after...), err
}

// foldSpace folds white space as the format wants it: line ends in the XML are
// no line ends of the text.
func foldSpace(text []byte) []byte {
	for i, c := range text {
		if c == '\n' || c == '\r' || c == '\t' {
			text[i] = ' '
		}
	}
	return text
}

func (t *odfText) note(s *xmlStream, b *strings.Builder) (blocks, error) {
	t.notes++
	mark := "[" + decimal(t.notes) + "]"
	var note blocks
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "note-citation":
			return s.skip()
		case "note-body":
			var err error
			note, err = t.blocks(s)
			return err
		}
		return nil
	}, nil)
	if note.line() == "" {
		return nil, err
	}
	b.WriteString(mark)
	return noteBlocks(mark, note), err
}

// list marks its items by their depth. Whether they have numbers is a matter
// of styles that may be anywhere, so they have dashes.
func (t *odfText) list(s *xmlStream) (blocks, error) {
	t.lists = append(t.lists, 0)
	defer func() { t.lists = t.lists[:len(t.lists)-1] }()
	indent := strings.Repeat("  ", min(len(t.lists), 10)-1)
	var out blocks
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local != "list-item" && e.Name.Local != "list-header" {
			return nil
		}
		item, err := t.blocks(s)
		for i, b := range item {
			if b.level == 0 && b.marker == "" && !b.row && e.Name.Local == "list-item" && strings.TrimSpace(b.text) != "" {
				item[i].marker = indent + "- "
				break
			}
		}
		out = append(out, item...)
		return err
	}, nil)
	return out, err
}

func (t *odfText) table(s *xmlStream) (blocks, error) {
	var rows [][]blocks
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-row":
			rows = append(rows, nil)
		case "table-cell", "covered-table-cell":
			cell, err := t.blocks(s)
			if n := len(rows); n > 0 {
				rows[n-1] = append(rows[n-1], cell)
			}
			return err
		case "title", "desc", "forms":
			return s.skip()
		}
		return nil
	}, nil)
	return tableBlocks(rows), err
}

// sheet reads a table of a spreadsheet.
func (t *odfText) sheet(s *xmlStream, name string) error {
	if t.page++; t.page > 1 || !defaultSheetName(name) {
		t.sheets.sheet(name)
	}
	number := 0
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-row":
			number++
			cells, err := t.row(s)
			if err != nil {
				return err
			}
			if err := t.sheets.add(number, cells); err != nil {
				return err
			}
			number += repeatCount(e, "number-rows-repeated") - 1
		case "shapes", "forms", "title", "desc", "annotation":
			return s.skip()
		}
		return nil
	}, nil)
	t.sheets.end()
	return err
}

// row reads the cells of a row. A value that is repeated over many cells is
// read a few times only.
func (t *odfText) row(s *xmlStream) ([]sheetCell, error) {
	const most = 16
	var cells []sheetCell
	column := 0
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local != "table-cell" && e.Name.Local != "covered-table-cell" {
			return nil
		}
		content, err := t.blocks(s)
		kind := xmlAttr(e, "value-type")
		cell := sheetCell{text: content.line(), number: kind != "" && kind != "string"}
		n := repeatCount(e, "number-columns-repeated")
		for i := range min(n, most) {
			if cell.column = column + i; cell.text != "" && len(cells) < maxColumns {
				cells = append(cells, cell)
			}
		}
		column += n
		return err
	}, nil)
	return cells, err
}

func repeatCount(e xml.StartElement, name string) int {
	if n, err := strconv.Atoi(xmlAttr(e, name)); err == nil && n > 0 && n <= 1<<21 {
		return n
	}
	return 1
}

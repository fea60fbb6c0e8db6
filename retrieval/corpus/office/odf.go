package office

import (
	"context"
	"encoding/xml"
	"errors"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/sheet"
)

// readODF reads a text, spreadsheet, presentation or drawing in the
// OpenDocument format.
func (z *container) readODF(ctx context.Context) (*Document, error) {
	manifest, err := z.bytes(ctx, "META-INF/manifest.xml")
	if err == nil && strings.Contains(string(manifest), "encryption-data") {
		return nil, block.ErrPassword
	}
	d := &Document{MediaType: "application/vnd.oasis.opendocument.text"}
	if data, err := z.bytes(ctx, "mimetype"); err == nil && len(data) < 100 {
		d.MediaType = strings.TrimSpace(string(data))
	}
	s, err := z.xml(ctx, "content.xml")
	if err != nil {
		return nil, err
	}
	defer s.close()
	t := &odfText{ctx: ctx, z: z, sheets: sheet.NewWriter(z.text)}
	out, err := t.body(s)
	if err == nil {
		err = z.readODFMargins(ctx, t)
	}
	out.Add(t.margins.Texts()...)
	d.Blocks, d.Embedded, d.Omitted = out, t.embedded, z.omitted.reasons()
	z.readODFFacts(ctx, d)
	return d, errors.Join(err, ctx.Err())
}

// readODFFacts reads meta.xml; a damaged one costs the facts only.
func (z *container) readODFFacts(ctx context.Context, d *Document) {
	s, err := z.xml(ctx, "meta.xml")
	if err != nil {
		return
	}
	defer s.close()
	editor := ""
	_ = s.each(func(e xml.StartElement) error {
		field := map[string]*string{
			"title": &d.Title, "language": &d.Language, "initial-creator": &d.Author,
			"creator": &editor, "creation-date": &d.Created,
		}[e.Name.Local]
		if field == nil {
			return nil
		}
		value, err := s.content()
		block.SetFact(field, value)
		return err
	}, nil)
	block.SetFact(&d.Author, editor)
}

// odfText walks the content of an OpenDocument file. Comments and descriptions of
// pictures stand behind their paragraph, page headers and footers at the end. Left out
// are tables of contents, and with a word about it deletions.
type odfText struct {
	ctx    context.Context
	z      *container
	sheets *sheet.Writer
	depth  int // of objects in objects

	embedded []block.Embedded
	margins  block.Margins
	beside   block.Blocks // of the cells of the sheet that is read
	inSheet  bool
	hidden   map[hiddenStyle]bool

	page  int
	notes int
	lists int // how many are open
}

func (t *odfText) body(s *xmlStream) (block.Blocks, error) {
	var out block.Blocks
	err := s.each(func(e xml.StartElement) error {
		var err error
		switch e.Name.Local {
		case "font-face-decls", "scripts", "settings":
			return s.skip()
		case "automatic-styles":
			return t.readHidden(s)
		case "spreadsheet":
			err = s.each(func(e xml.StartElement) error {
				switch name := attr(e, "name"); {
				case e.Name.Local == "table" && t.hidden[hiddenStyle{"table", attr(e, "style-name")}]:
					t.z.omitted.sheets = append(t.z.omitted.sheets, name)
					return s.skip()
				case e.Name.Local == "table":
					return t.readSheet(s, name)
				}
				return t.skipOdd(s, e)
			}, nil)
			out = t.sheets.Blocks()
		case "chart":
			out, err = t.blocks(s)
		case "text", "presentation", "drawing":
			out, err = t.blocks(s)
		}
		return err
	}, nil)
	return out, err
}

// blocks reads what the current element holds.
func (t *odfText) blocks(s *xmlStream) (block.Blocks, error) {
	var out block.Blocks
	err := s.each(func(e xml.StartElement) error {
		var more block.Blocks
		var err error
		switch e.Name.Local {
		case "h", "p":
			more, err = t.paragraph(s, e)
		case "list":
			more, err = t.list(s)
		case "table":
			more, err = t.table(s)
		case "frame":
			switch attr(e, "class") {
			case "title":
				more, err = t.blocks(s)
				more = block.Blocks{{Text: more.Line(), Level: 1}}
			case "footer", "header":
				margin, err := t.blocks(s)
				t.margins.AddMargin(margin)
				return err
			case "page-number", "date-time":
				return s.skip()
			}
		case "page":
			more, err = t.slide(s)
		case "notes":
			more, err = t.blocks(s)
			if more.Size() > 0 {
				more = append(block.Blocks{{}, {Text: "Notes:"}}, more...)
			}
		case "table-of-content", "event-listeners", "master-page", "settings":
			return s.skip()
		default:
			if more, err = t.readBeside(s, e); more != nil && t.inSheet {
				t.beside.Add(more...)
				more = nil
			}
		}
		out.Add(more...)
		return err
	}, nil)
	return out, err
}

// slide reads a page; its title comes first wherever it stands.
func (t *odfText) slide(s *xmlStream) (block.Blocks, error) {
	t.page++
	number := t.page
	content, err := t.blocks(s)
	var title, body block.Blocks
	for _, b := range content {
		if b.Level == 1 {
			title = append(title, b)
		} else {
			body = append(body, b)
		}
	}
	return append(block.Blocks{{Page: number}}, block.WriteSlide(title, body, nil)...), err
}

// paragraph reads a paragraph or heading, and after it its notes and frames.
func (t *odfText) paragraph(s *xmlStream, start xml.StartElement) (block.Blocks, error) {
	var b strings.Builder
	var after block.Blocks
	if t.hidden[hiddenStyle{"paragraph", attr(start, "style-name")}] {
		return nil, t.z.omitted.skipHidden(s)
	}
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "span":
			if t.hidden[hiddenStyle{"text", attr(e, "style-name")}] {
				return t.z.omitted.skipHidden(s)
			}
		case "s":
			n, err := strconv.Atoi(attr(e, "c"))
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
			var box block.Blocks
			var err error
			if e.Name.Local == "table" {
				box, err = t.table(s)
			} else {
				box, err = t.blocks(s)
			}
			after = append(after, box...)
			return err
		case "ruby-text", "page-number", "event-listeners", "script":
			return s.skip()
		default:
			beside, err := t.readBeside(s, e)
			if t.inSheet {
				t.beside.Add(beside...)
			} else {
				after = append(after, beside...)
			}
			return err
		}
		return nil
	}, func(text []byte) { b.Write(foldSpace(text)) })
	own := block.Block{Text: b.String()}
	if start.Name.Local == "h" {
		own.Level = 1
		if n, err := strconv.Atoi(attr(start, "outline-level")); err == nil && n >= 1 && n <= 10 {
			own.Level = n
		}
	} else if attr(start, "style-name") == "Title" {
		own.Level = 1
	}
	if err == nil {
		err = s.text.Spend(block.ParagraphCost)
	}
	return append(block.Blocks{own}, after...), err
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

func (t *odfText) note(s *xmlStream, b *strings.Builder) (block.Blocks, error) {
	t.notes++
	mark := block.NoteMark(t.notes)
	var note block.Blocks
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
	if note.Size() == 0 {
		return nil, err
	}
	b.WriteString(mark)
	return block.WriteNote(mark, note), err
}

// list marks its items by their depth. Whether they have numbers is a matter
// of styles that may be anywhere, so they have dashes.
func (t *odfText) list(s *xmlStream) (block.Blocks, error) {
	t.lists++
	defer func() { t.lists-- }()
	indent := strings.Repeat("  ", min(t.lists, 10)-1)
	var out block.Blocks
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local != "list-item" && e.Name.Local != "list-header" {
			return nil
		}
		item, err := t.blocks(s)
		for i, b := range item {
			if b.Level == 0 && b.Marker == "" && !b.Row && e.Name.Local == "list-item" && !b.IsEmpty() {
				item[i].Marker = indent + block.Bullet + " "
				break
			}
		}
		out.Add(item...)
		return err
	}, nil)
	return out, err
}

func (t *odfText) table(s *xmlStream) (block.Blocks, error) {
	var rows [][]block.Cell
	header := false
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-header-rows":
			header = true
			return nil
		case "table-rows":
			header = false
		case "table-row":
			rows = append(rows, nil)
		case "table-cell", "covered-table-cell":
			text, err := t.blocks(s)
			if err := s.text.Spend(block.ParagraphCost); err != nil {
				return err
			}
			if e.Name.Local == "covered-table-cell" && text.Size() == 0 {
				return err
			}
			cell := block.Cell{Text: text, Columns: repeated(e, "number-columns-spanned"), Rows: repeated(e, "number-rows-spanned"), Header: header && len(rows) == 1}
			if n := len(rows); n > 0 {
				rows[n-1] = append(rows[n-1], cell)
			}
			return err
		case "title", "desc":
			return s.skip() // of the table
		}
		return nil
	}, nil)
	return block.WriteCells(rows), err
}

package office

import (
	"context"
	"encoding/xml"
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// readPPTX reads the slides of a presentation in their order, each a page: its
// title as heading, its shapes, the speaker's notes and comments; footers stand once,
// at the end. Left out are the texts of layouts, dates and slide numbers.
func (z *container) readPPTX(ctx context.Context, main string) (block.Blocks, error) {
	rels, err := z.relations(ctx, main)
	if err != nil {
		return nil, err
	}
	slides, err := z.slideOrder(ctx, main, rels)
	if err != nil {
		return nil, err
	}
	authors, err := z.commentAuthors(ctx, rels)
	if err != nil {
		return nil, err
	}
	var out block.Blocks
	var margins block.Margins
	for i, part := range slides {
		out = append(out, block.Block{Page: i + 1})
		slide, err := z.readSlide(ctx, part, authors, &margins)
		out.Add(slide...)
		if err != nil {
			return out, err
		}
	}
	out.Add(margins.Texts()...)
	return out, nil
}

// slideOrder returns the parts of the slides as they are shown.
func (z *container) slideOrder(ctx context.Context, main string, rels []relation) ([]string, error) {
	s, err := z.xml(ctx, main)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var slides []string
	err = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "sldId" {
			if part := target(rels, relAttr(e, "id")); z.has(part) && !slices.Contains(slides, part) {
				slides = append(slides, part)
			}
		}
		return nil
	}, nil)
	return slides, err
}

func (z *container) readSlide(ctx context.Context, part string, authors map[string]string, margins *block.Margins) (block.Blocks, error) {
	rels, err := z.relations(ctx, part)
	if err != nil {
		return nil, err
	}
	slide := slideText{graphics: newGraphics(z, rels), margins: margins}
	if err := z.readShapes(ctx, part, &slide); err != nil {
		return block.WriteSlide(slide.title, slide.body, nil), err
	}
	notes := slideText{graphics: newGraphics(z, nil), notes: true, margins: margins}
	if part := linked(rels, "notesSlide", ""); part != "" {
		if err := z.readShapes(ctx, part, &notes); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	out := block.WriteSlide(slide.title, slide.body, notes.body)
	comments, err := z.slideComments(ctx, rels, authors)
	out.Add(comments...)
	return out, err
}

func (z *container) readShapes(ctx context.Context, part string, t *slideText) error {
	s, err := z.xml(ctx, part)
	if err != nil {
		return err
	}
	defer s.close()
	return t.shapes(ctx, s)
}

// slideText collects the text of one slide, or of its notes.
type slideText struct {
	graphics *graphics
	notes    bool // it is a page of notes: its pictures and margins are the program's
	margins  *block.Margins

	title, body block.Blocks
}

func (t *slideText) shapes(ctx context.Context, s *xmlStream) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "sp":
			return t.shape(s)
		case "tbl":
			table, err := t.table(s)
			t.body = append(t.body, table...)
			return err
		case "relIds", "chart":
			graphic, err := t.graphics.read(ctx, e)
			t.body = append(t.body, graphic...)
			return err
		case "cNvPr":
			if !t.notes {
				t.body.Add(block.WritePicture(attr(e, "descr"))...)
			}
		case "Fallback", "transition", "timing", "extLst":
			return s.skip()
		}
		return nil
	}, nil)
}

func (t *slideText) shape(s *xmlStream) error {
	kind, placeholder := "", false
	var text, picture block.Blocks
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "ph":
			kind, placeholder = attr(e, "type"), true
		case "cNvPr":
			picture = block.WritePicture(attr(e, "descr"))
		case "txBody", "txbxContent":
			var err error
			text, err = t.paragraphs(s)
			return err
		case "Fallback", "extLst":
			return s.skip()
		}
		return nil
	}, nil)
	if err != nil || text.Size()+picture.Size() == 0 {
		return err
	}
	switch kind {
	case "dt", "sldNum", "sldImg":
		return nil
	case "ftr", "hdr":
		if t.margins != nil {
			t.margins.AddMargin(plainMarkers(text))
		}
		return nil
	case "title", "ctrTitle":
		if !t.notes {
			t.title = append(t.title, block.Block{Text: plainMarkers(text).Line(), Level: 1})
		}
		return nil
	}
	if placeholder && !t.notes && (kind == "" || kind == "body" || kind == "obj") {
		text = bulleted(text)
	}
	if t.notes {
		picture = nil
	}
	t.body = append(append(append(t.body, plainMarkers(text)...), picture...), block.Block{})
	return nil
}

// bulleted marks the paragraphs of a slide's body: its layout gives bullets
// to them unless they say otherwise.
func bulleted(text block.Blocks) block.Blocks {
	filled := 0
	for _, b := range text {
		if strings.TrimSpace(b.Text) != "" {
			filled++
		}
	}
	if filled < 2 {
		return text
	}
	for i := range text {
		if text[i].Marker == "" && !text[i].Row {
			text[i].Marker = "- "
		} else if text[i].Marker == noMarker {
			text[i].Marker = ""
		}
	}
	return text
}

// noMarker marks a paragraph that says it has no bullet.
const noMarker = "\x00"

// paragraphs reads the paragraphs of DrawingML in the current element.
func (t *slideText) paragraphs(s *xmlStream) (block.Blocks, error) {
	var out block.Blocks
	number := 0
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local != "p" {
			return nil
		}
		b, numbered, err := drawingParagraph(s)
		if numbered {
			number++
			b.Marker += decimal(number) + ". "
		} else {
			number = 0
		}
		if err := s.text.Spend(block.ParagraphCost); err != nil {
			return err
		}
		out = append(out, b)
		return err
	}, nil)
	return out, err
}

// drawingParagraph reads one paragraph; numbered tells an item whose number
// is for the caller to count.
func drawingParagraph(s *xmlStream) (b block.Block, numbered bool, err error) {
	var text strings.Builder
	indent, bullet := "", ""
	err = s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pPr":
			if l := attr(e, "lvl"); len(l) == 1 && '0' < l[0] && l[0] <= '8' {
				indent = strings.Repeat("  ", int(l[0]-'0'))
				bullet = "- "
			}
		case "buNone":
			bullet = noMarker
		case "buChar", "buBlip":
			bullet = "- "
		case "buAutoNum":
			numbered = true
		case "fld":
			if attr(e, "type") == "slidenum" {
				return s.skip()
			}
		case "t":
			piece, err := s.content()
			text.WriteString(piece)
			return err
		case "br":
			text.WriteByte('\n')
		case "tab":
			text.WriteByte('\t')
		case "Fallback", "rPr", "endParaRPr", "extLst":
			return s.skip()
		}
		return nil
	}, nil)
	b.Text = text.String()
	switch {
	case numbered:
		b.Marker = indent
	case bullet == noMarker:
		b.Marker = noMarker
	case bullet != "":
		b.Marker = indent + bullet
	}
	return b, numbered, err
}

func (t *slideText) table(s *xmlStream) (block.Blocks, error) {
	var rows [][]block.Cell
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "tr":
			rows = append(rows, nil)
		case "tc":
			cell := block.Cell{Continues: isOn(orDefault(attr(e, "vMerge"), "0"))}
			cell.Columns, _ = strconv.Atoi(attr(e, "gridSpan"))
			covered := isOn(orDefault(attr(e, "hMerge"), "0"))
			text, err := t.paragraphs(s)
			cell.Text = plainMarkers(text)
			if n := len(rows); n > 0 && !(covered && cell.Text.Size() == 0) {
				rows[n-1] = append(rows[n-1], cell)
			}
			return err
		case "extLst":
			return s.skip()
		}
		return nil
	}, nil)
	return block.WriteCells(rows), err
}

// orDefault returns a value, or another one for none.
func orDefault(value, other string) string {
	if value == "" {
		return other
	}
	return value
}

func plainMarkers(text block.Blocks) block.Blocks {
	for i := range text {
		if text[i].Marker == noMarker {
			text[i].Marker = ""
		}
	}
	return text
}

package office

import (
	"context"
	"encoding/xml"
	"errors"
	"io/fs"
	"path"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/sheet"
)

// maxODFDepth bounds how deep objects lie in objects.
const maxODFDepth = 4

// readBeside reads an element that is no text of its paragraph: a comment, the
// description of a picture, a form, an object, a deletion. Of other elements it reads
// nothing, and leaves them to be walked.
func (t *odfText) readBeside(s *xmlStream, e xml.StartElement) (block.Blocks, error) {
	switch e.Name.Local {
	case "annotation":
		return t.annotation(s)
	case "desc", "title":
		text, err := s.content()
		return block.WritePicture(text), err
	case "tracked-changes":
		return nil, t.skipDeletions(s)
	case "forms":
		return t.forms(s)
	case "object", "object-ole":
		part := partName(path.Clean(strings.TrimPrefix(attr(e, "href"), "./")))
		if err := s.skip(); err != nil {
			return nil, err
		}
		return t.object(part)
	case "footer-decl", "header-decl":
		text, err := s.content()
		t.margins.AddMargin(block.Blocks{{Text: text}})
		return nil, err
	case "date-time-decl":
		return nil, s.skip()
	}
	return nil, nil
}

// skipOdd reads what stands among the sheets of a spreadsheet.
func (t *odfText) skipOdd(s *xmlStream, e xml.StartElement) error {
	if e.Name.Local == "tracked-changes" {
		return t.skipDeletions(s)
	}
	return s.skip()
}

// annotation reads a comment, with who made it.
func (t *odfText) annotation(s *xmlStream) (block.Blocks, error) {
	author := ""
	var text block.Blocks
	err := s.each(func(e xml.StartElement) error {
		var more block.Blocks
		var err error
		switch e.Name.Local {
		case "creator":
			author, err = s.content()
		case "p", "h":
			more, err = t.paragraph(s, xml.StartElement{Name: xml.Name{Local: "p"}})
		case "list":
			more, err = t.list(s)
		case "date", "date-string", "creator-initials", "sender-initials":
			err = s.skip()
		}
		text.Add(more...)
		return err
	}, nil)
	return block.WriteComment(author, text), err
}

// skipDeletions walks past tracked changes and counts the deletions in them.
func (t *odfText) skipDeletions(s *xmlStream) error {
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "change-info":
			return s.skip()
		case "deletion", "p":
			return t.z.omitted.skipDeleted(s)
		}
		return nil
	}, nil)
}

// forms reads what the fields of forms say: their labels and what was filled in.
func (t *odfText) forms(s *xmlStream) (block.Blocks, error) {
	var out block.Blocks
	err := s.each(func(e xml.StartElement) error {
		if e.Name.Local == "properties" {
			return s.skip()
		}
		var parts []string
		for _, name := range []string{"label", "current-value"} {
			if value := block.OneLine(attr(e, name)); value != "" {
				parts = append(parts, value)
			}
		}
		if value := block.OneLine(attr(e, "value")); value != "" && attr(e, "current-value") == "" {
			parts = append(parts, value)
		}
		out.Add(block.Block{Text: strings.Join(parts, ": ")})
		return nil
	}, nil)
	return out, err
}

// object reads an object: a document in the parts of a folder of the package, which
// is read where it stands, or a file of another program.
func (t *odfText) object(part string) (block.Blocks, error) {
	if t.z.has(part) {
		t.embedded = append(t.embedded, t.z.embeddedPart(part))
		return nil, nil
	}
	s, err := t.z.xml(t.ctx, part+"/content.xml")
	if errors.Is(err, fs.ErrNotExist) || t.depth >= maxODFDepth {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer s.close()
	inner := &odfText{ctx: t.ctx, z: t.z, sheets: sheet.NewWriter(t.z.text), depth: t.depth + 1}
	out, err := inner.body(s)
	for i := range out {
		out[i].Level, out[i].Page = 0, 0 // of the object, not of the document
	}
	t.embedded = append(t.embedded, inner.embedded...)
	if damaged := (*xmlError)(nil); errors.As(err, &damaged) {
		err = nil
	}
	return append(append(block.Blocks{{}}, out...), block.Block{}), err
}

// readODFMargins reads the page headers and footers, which are styles.
func (z *container) readODFMargins(ctx context.Context, t *odfText) error {
	s, err := z.optionalXML(ctx, "styles.xml")
	if err != nil {
		return err
	}
	defer s.close()
	return s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "header", "footer", "header-left", "footer-left", "header-first", "footer-first":
			margin, err := t.blocks(s)
			t.margins.AddMargin(margin)
			return err
		case "page", "frame", "notes": // what a slide's layout shows
			return s.skip()
		}
		return nil
	}, nil)
}

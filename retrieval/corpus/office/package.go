package office

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// packageFormat returns what reads a zip container of XML parts. What it is it
// learns from its parts. Books are not among them: see OpenBook.
func packageFormat(data []byte) readFunc {
	z, err := openContainer(data)
	if err != nil {
		// A truncated file has no directory, but it begins as it should.
		head := data[:min(len(data), 4096)]
		if bytes.Contains(head, []byte("[Content_Types].xml")) || bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis")) {
			return func(context.Context, []byte) (*Document, error) { return nil, err }
		}
		return nil
	}
	with := func(read func(*container, context.Context) (*Document, error)) readFunc {
		return func(ctx context.Context, _ []byte) (*Document, error) { return read(z, ctx) }
	}
	switch {
	case z.isBook():
		return nil
	case z.has("content.xml") && (z.has("mimetype") || z.has("META-INF/manifest.xml")):
		return with((*container).readODF)
	case z.has("[Content_Types].xml") && z.hasBelow("word/", "ppt/", "xl/", "visio/"):
		return with((*container).readOOXML)
	}
	return nil
}

// hasBelow reports whether there is a part in one of some folders.
func (z *container) hasBelow(folders ...string) bool {
	for name := range z.parts {
		for _, folder := range folders {
			if strings.HasPrefix(name, strings.ToLower(folder)) {
				return true
			}
		}
	}
	return false
}

// readOOXML reads an Office Open XML file of any kind.
func (z *container) readOOXML(ctx context.Context) (*Document, error) {
	main, err := z.mainPart(ctx)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(main, ".bin") {
		return nil, block.Fail(nil, "it is a binary workbook (xlsb); save it as xlsx")
	}
	kind, err := z.rootElement(ctx, main)
	if err != nil {
		return nil, err
	}
	const ooxml = "application/vnd.openxmlformats-officedocument."
	d := &Document{}
	switch kind {
	case "document":
		d.MediaType = ooxml + "wordprocessingml.document"
		d.Blocks, err = z.readDOCX(ctx, main)
	case "presentation":
		d.MediaType = ooxml + "presentationml.presentation"
		d.Blocks, err = z.readPPTX(ctx, main)
	case "workbook":
		d.MediaType = ooxml + "spreadsheetml.sheet"
		d.Blocks, err = z.readXLSX(ctx, main)
	case "VisioDocument":
		return nil, block.Refuse("it is a drawing (Visio); save it as PDF")
	default:
		return nil, block.Refuse("it is an Office file of a kind that isn't known: %s", kind)
	}
	d.Embedded, d.Omitted = z.embeddedParts(ctx, main), z.omitted.reasons()
	return d, errors.Join(err, z.readCore(ctx, d))
}

func (z *container) rootElement(ctx context.Context, part string) (string, error) {
	s, err := z.xml(ctx, part)
	if err != nil {
		return "", err
	}
	defer s.close()
	root, err := s.root()
	return root.Name.Local, err
}

// readCore takes the facts from an Office file's properties. Damaged ones cost
// the facts only.
func (z *container) readCore(ctx context.Context, d *Document) error {
	rels, _ := z.relations(ctx, "")
	s, err := z.xml(ctx, linked(rels, "core-properties", "docProps/core.xml"))
	if err != nil {
		return ctx.Err()
	}
	defer s.close()
	_ = s.each(func(e xml.StartElement) error {
		field := map[string]*string{
			"title": &d.Title, "creator": &d.Author, "created": &d.Created, "language": &d.Language,
		}[e.Name.Local]
		if field == nil {
			return nil
		}
		value, err := s.content()
		block.SetFact(field, value)
		return err
	}, nil)
	return ctx.Err()
}

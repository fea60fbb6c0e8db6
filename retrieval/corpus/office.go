package corpus

import (
	"cmp"
	"context"
	"encoding/xml"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"footnote/retrieval"
)

// packageReader reads the documents that are zip containers of XML parts:
// Office Open XML, OpenDocument and EPUB. What a container is it learns from
// its parts.
type packageReader struct{}

func (packageReader) sniff(in *input) bool {
	if !zipMagic(in.data) {
		return false
	}
	z, err := openContainer(in.data)
	if err != nil {
		// A truncated file has no directory, but it begins as it should.
		head := string(in.data[:min(len(in.data), 4096)])
		return strings.Contains(head, "[Content_Types].xml") || strings.Contains(head, "mimetypeapplication/")
	}
	if z.has("content.xml") && (z.has("mimetype") || z.has("META-INF/manifest.xml")) || z.has("META-INF/container.xml") {
		return true
	}
	for name := range z.parts {
		folder, _, _ := strings.Cut(name, "/")
		if z.has("[Content_Types].xml") && slices.Contains([]string{"word", "ppt", "xl", "visio"}, folder) {
			return true
		}
	}
	return false
}

func (packageReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	z, err := openContainer(in.data)
	if err != nil {
		return in.failZip(ctx, err)
	}
	d, err := z.document(ctx, in)
	if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
		return err
	}
	if err != nil {
		return in.failZip(ctx, err)
	}
	if d.Text == "" {
		return in.refuse("it holds no text")
	}
	if d.Title == "" && len(d.Headings) > 0 {
		d.Title = d.Headings[0].Text
	}
	return emit(d)
}

// document reads whatever document z is.
func (z *zipPackage) document(ctx context.Context, in *input) (*retrieval.Document, error) {
	switch {
	case z.has("META-INF/container.xml"):
		return z.readEPUB(ctx, in)
	case z.has("content.xml"):
		return z.readODF(ctx, in)
	}
	main, err := z.mainPart(ctx)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(main, ".bin") {
		return nil, in.fail(nil, "it is a binary workbook (xlsb); save it as xlsx")
	}
	s, err := z.xml(ctx, main)
	if err != nil {
		return nil, err
	}
	root, err := s.root()
	s.close()
	if err != nil {
		return nil, err
	}
	const ooxml = "application/vnd.openxmlformats-officedocument."
	var d *retrieval.Document
	p := &plainText{}
	switch root.Name.Local {
	case "document":
		d = in.document(ooxml + "wordprocessingml.document")
		err = z.readDOCX(ctx, main, p)
	case "presentation":
		d = in.document(ooxml + "presentationml.presentation")
		err = z.readPPTX(ctx, main, p)
	case "workbook":
		d = in.document(ooxml + "spreadsheetml.sheet")
		err = z.readXLSX(ctx, main, p)
	case "VisioDocument":
		return nil, in.refuse("it is a drawing (Visio); save it as PDF")
	default:
		return nil, in.refuse("it is an Office file of a kind that isn't known: %s", root.Name.Local)
	}
	if err != nil {
		return nil, err
	}
	p.finish(d)
	return d, z.readCore(ctx, d)
}

// mainPart returns the name of the part that an Office Open XML file begins
// with.
func (z *zipPackage) mainPart(ctx context.Context) (string, error) {
	rels, err := z.relations(ctx, "")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && z.has(r.target) {
			return r.target, nil
		}
	}
	for _, usual := range []string{"word/document.xml", "ppt/presentation.xml", "xl/workbook.xml", "xl/workbook.bin", "visio/document.xml"} {
		if z.has(usual) {
			return usual, nil
		}
	}
	return "", fs.ErrNotExist
}

// relation is a link from one part to another.
type relation struct {
	id, kind, target string // target is the name of a part
}

// relations returns the links of a part; "" is the package itself. A part
// without links has none.
func (z *zipPackage) relations(ctx context.Context, part string) ([]relation, error) {
	dir, base := path.Split(part)
	s, err := z.xml(ctx, dir+"_rels/"+base+".rels")
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer s.close()
	var rels []relation
	err = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && xmlAttr(e, "TargetMode") != "External" {
			target := strings.ReplaceAll(xmlAttr(e, "Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = "/" + dir + target
			}
			rels = append(rels, relation{xmlAttr(e, "Id"), xmlAttr(e, "Type"), path.Clean(target)[1:]})
		}
		return nil
	}, nil)
	return rels, err
}

// target returns the part that the relation id leads to, "" if none.
func target(rels []relation, id string) string {
	for _, r := range rels {
		if r.id == id {
			return r.target
		}
	}
	return ""
}

// linked returns the part that the first relation of a kind leads to, else
// the usual name.
func linked(rels []relation, kind, usual string) string {
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/"+kind) {
			return r.target
		}
	}
	return usual
}

// readCore takes the facts from an Office file's properties. Damaged ones cost
// the facts only.
func (z *zipPackage) readCore(ctx context.Context, d *retrieval.Document) error {
	rels, _ := z.relations(ctx, "")
	s, err := z.xml(ctx, linked(rels, "core-properties", "docProps/core.xml"))
	if err != nil {
		return ctx.Err()
	}
	defer s.close()
	_ = s.each(func(e xml.StartElement) error {
		switch key := e.Name.Local; key {
		case "title", "creator", "created", "language":
			value, err := s.text()
			setOfficeFact(d, key, value)
			return err
		}
		return nil
	}, nil)
	return ctx.Err()
}

// setOfficeFact sets a fact unless it is one that the program wrote of its
// own accord.
func setOfficeFact(d *retrieval.Document, key, value string) {
	value = oneLine(value)
	switch key {
	case "title":
		value = strings.TrimPrefix(value, "Microsoft Word - ")
		if slices.Contains(emptyTitles, strings.ToLower(value)) {
			return
		}
	case "creator":
		if slices.Contains(emptyAuthors, strings.ToLower(value)) {
			return
		}
	case "created":
		date, _, _ := strings.Cut(value, "T")
		if isoDate(date) < "1980" || isoDate(date) > time.Now().AddDate(0, 0, 2).Format(time.DateOnly) || slices.Contains(emptyDates, value) {
			return
		}
		value = date
	}
	setFact(d, key, cmp.Or(value))
}

// What programs write where nobody said anything; the dates are those of the
// templates of python-docx and python-pptx.
var (
	emptyTitles  = []string{"powerpoint presentation", "powerpoint-präsentation", "présentation powerpoint", "presentación de powerpoint", "untitled", "title", "word document", "slide 1", "document1", "presentation1", "untitled document", "no slide title", "template"}
	emptyAuthors = []string{"python-docx", "openpyxl", "apache poi", "docx4j", "user", "microsoft office user", "unknown", "administrator", "admin", "author", "xlsxwriter", "un-named"}
	emptyDates   = []string{"2013-12-23T23:15:00Z", "2013-01-27T09:14:16Z"}
)

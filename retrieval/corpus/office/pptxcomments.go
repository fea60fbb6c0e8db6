package office

import (
	"context"
	"encoding/xml"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// commentAuthors returns who may have commented on slides, by their IDs: numbers
// until 2018, since then a GUID.
func (z *container) commentAuthors(ctx context.Context, rels []relation) (map[string]string, error) {
	authors := make(map[string]string)
	for _, r := range rels {
		if !strings.HasSuffix(r.kind, "/commentAuthors") && !strings.HasSuffix(r.kind, "/authors") {
			continue
		}
		s, err := z.optionalXML(ctx, r.target)
		if err != nil {
			return nil, err
		}
		err = s.each(func(e xml.StartElement) error {
			if e.Name.Local == "cmAuthor" || e.Name.Local == "author" {
				authors[attr(e, "id")] = attr(e, "name")
			}
			return nil
		}, nil)
		s.close()
		if err != nil {
			return nil, err
		}
	}
	return authors, nil
}

// slideComments reads the comments on a slide: of the kind until 2018, whose text is
// a string, and of the one since, whose text is paragraphs, with answers in it.
func (z *container) slideComments(ctx context.Context, rels []relation, authors map[string]string) (block.Blocks, error) {
	var out block.Blocks
	for _, r := range rels {
		if !strings.HasSuffix(r.kind, "/comments") {
			continue
		}
		s, err := z.optionalXML(ctx, r.target)
		if err != nil {
			return out, err
		}
		author := ""
		add := func(text block.Blocks) { out.Add(block.WriteComment(authors[author], text)...) }
		err = s.each(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "cm", "reply":
				author = attr(e, "authorId")
			case "text":
				text, err := s.content()
				add(block.Blocks{{Text: text}})
				return err
			case "txBody":
				text, err := new(slideText).paragraphs(s)
				add(plainMarkers(text))
				return err
			}
			return nil
		}, nil)
		s.close()
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

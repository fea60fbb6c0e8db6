package office

import (
	"context"
	"encoding/xml"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// docxComment is what somebody noted beside the text.
type docxComment struct {
	author string
	text   block.Blocks
}

// docxComments reads the comments.
func (z *container) docxComments(ctx context.Context, t *docxText, part string) error {
	t.comments = make(map[string]docxComment)
	s, err := z.optionalXML(ctx, part)
	if err != nil {
		return err
	}
	defer s.close()
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local != "comment" {
			return nil
		}
		id := attr(e, "id")
		text, err := t.blocks(s)
		t.comments[id] = docxComment{attr(e, "author"), text}
		t.order = append(t.order, id)
		return err
	}, nil)
}

// comment returns a comment for behind the paragraph that it is about.
func (t *docxText) comment(id string) block.Blocks {
	c := t.comments[id]
	delete(t.comments, id) // it stands in the text once
	return block.WriteComment(c.author, c.text)
}

// restComments returns the comments that no place refers to, such as answers to
// others.
func (t *docxText) restComments() block.Blocks {
	var out block.Blocks
	for _, id := range t.order {
		out.Add(t.comment(id)...)
	}
	return out
}

// docxMargins reads the page headers and footers.
func (z *container) docxMargins(ctx context.Context, t *docxText, rels []relation) (block.Blocks, error) {
	var out block.Margins
	for _, r := range rels {
		if !strings.HasSuffix(r.kind, "/header") && !strings.HasSuffix(r.kind, "/footer") {
			continue
		}
		s, err := z.optionalXML(ctx, r.target)
		if err != nil {
			return out.Texts(), err
		}
		margin, err := t.blocks(s)
		s.close()
		out.AddMargin(margin)
		if err != nil {
			return out.Texts(), err
		}
	}
	return out.Texts(), nil
}

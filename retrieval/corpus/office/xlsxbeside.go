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
	"footnote/retrieval/corpus/office/sheet"
)

// readBesideSheet reads what stands beside the cells of a sheet: the comments on
// them, shapes, charts and page headers.
func (z *container) readBesideSheet(ctx context.Context, part string, w *workbook, out *sheet.Writer) error {
	rels, err := z.relations(ctx, part)
	if err != nil {
		return err
	}
	threaded := false
	for _, kind := range []string{"/threadedComment", "/comments"} {
		for _, r := range rels {
			if strings.HasSuffix(r.kind, kind) {
				comments, err := z.cellComments(ctx, r.target, w, threaded)
				if err := errors.Join(err, out.AddBeside(comments)); err != nil {
					return err
				}
				threaded = threaded || kind == "/threadedComment"
			}
		}
	}
	if part := linked(rels, "drawing", ""); part != "" {
		rels, err := z.relations(ctx, part)
		if err != nil {
			return err
		}
		shapes := slideText{graphics: newGraphics(z, rels)}
		if err := z.readShapes(ctx, part, &shapes); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := out.AddBeside(shapes.body); err != nil {
			return err
		}
	}
	var prompts block.Blocks
	for _, text := range w.prompts {
		prompts.Add(block.Block{Text: text})
	}
	if err := out.AddBeside(prompts); err != nil {
		return err
	}
	var margins block.Margins
	for _, text := range w.margins {
		margins.AddMargin(block.Blocks{{Text: text}})
	}
	return out.AddBeside(margins.Texts())
}

// addPrompts takes what a sheet says where a cell is filled in, or filled in wrongly: each
// once, for it stands at many cells.
func (w *workbook) addPrompts(validation xml.StartElement) {
	const mostPrompts = 1000
	for _, of := range [][2]string{{"promptTitle", "prompt"}, {"errorTitle", "error"}} {
		title, said := block.OneLine(attr(validation, of[0])), block.OneLine(attr(validation, of[1]))
		if text := strings.Trim(title+": "+said, ": "); text != "" && len(w.prompts) < mostPrompts && !slices.Contains(w.prompts, text) {
			w.prompts = append(w.prompts, text)
		}
	}
}

// sheetPersons reads who takes part in threads of comments.
func (z *container) sheetPersons(ctx context.Context, rels []relation, w *workbook) error {
	w.persons = make(map[string]string)
	s, err := z.optionalXML(ctx, linked(rels, "person", "xl/persons/person.xml"))
	if err != nil {
		return err
	}
	defer s.close()
	return s.each(func(e xml.StartElement) error {
		if e.Name.Local == "person" {
			w.persons[attr(e, "id")] = attr(e, "displayName")
		}
		return nil
	}, nil)
}

// cellComments reads comments, or threads of them. For older programs a thread is
// among the former, too, where it is left out if the threads are read.
func (z *container) cellComments(ctx context.Context, part string, w *workbook, threaded bool) (block.Blocks, error) {
	s, err := z.optionalXML(ctx, part)
	if err != nil {
		return nil, err
	}
	defer s.close()
	var out block.Blocks
	var authors []string
	err = s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "author":
			name, err := s.content()
			authors = append(authors, name)
			return err
		case "comment", "threadedComment":
			author, isThread := w.persons[attr(e, "personId")], e.Name.Local == "threadedComment"
			if i := indexOf(attr(e, "authorId")); !isThread && i >= 0 && i < len(authors) {
				author = authors[i]
			}
			text, err := commentText(s)
			if err != nil {
				return err
			}
			if !isThread && threaded && strings.HasPrefix(text, "[Threaded comment]") {
				return nil
			}
			// Excel begins a comment with the name of its author.
			text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), author+":"))
			if ref := attr(e, "ref"); ref != "" && text != "" {
				text = ref + ": " + text
			}
			out.Add(block.WriteComment(author, block.Blocks{{Text: text}})...)
			return s.text.Spend(block.ParagraphCost)
		}
		return nil
	}, nil)
	return out, err
}

// commentText reads a text, with or without formatting.
func commentText(s *xmlStream) (string, error) {
	var b strings.Builder
	err := s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "t":
			text, err := s.content()
			b.WriteString(text)
			return err
		case "text": // of a thread it has no runs
			return s.each(func(e xml.StartElement) error {
				if e.Name.Local == "rPh" || e.Name.Local == "rPr" {
					return s.skip()
				}
				return nil
			}, func(text []byte) { b.Write(text) })
		case "rPh", "rPr", "mentions":
			return s.skip()
		}
		return nil
	}, nil)
	return b.String(), err
}

// indexOf reads a number from 0, -1 if it is none.
func indexOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 {
		return n
	}
	return -1
}

package web

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/pdf"
)

// Painter draws a page of a PDF file.
type Painter interface {
	DrawPage(ctx context.Context, file io.Reader, size int64, o pdf.DrawOptions) (*pdf.Drawing, error)
}

// look is a page of a document as it looks, above the document's text.
type look struct {
	Page           int
	Picture, Layer template.URL // the page, and what is selected on it
	Earlier, Later template.URL // the pages beside it, "" if there are none
}

const pdfType = "application/pdf"

// pageParameter names the page that is looked at, if it is none that is cited.
const pageParameter = "page"

// pageOf returns the page that an address asks for, 0 for none.
func pageOf(q url.Values) int {
	n, _ := strconv.Atoi(q.Get(pageParameter))
	return max(n, 0)
}

// offerLook adds to a view the page that is cited, the one that is asked for, or the
// first. It is drawn when the browser fetches it.
func (s *site) offerLook(d *retrieval.Document, p place, page int, g *grant, view *sourceView) {
	if !s.canDraw(d) || len(d.Pages) == 0 {
		return
	}
	if page == 0 {
		at := p.start
		if len(view.said) > 0 {
			at = view.said[0][0]
		}
		page = max(d.PageAt(at), 1)
	}
	last := d.Pages[len(d.Pages)-1].Number // those after it have no text
	page = min(page, last)
	to := func(address string, n int) template.URL {
		before, _, _ := strings.Cut(placeAddress(address, p, g), "#")
		return template.URL(before + "&" + pageParameter + "=" + strconv.Itoa(n))
	}
	l := &look{Page: page, Picture: to("/look", page), Layer: to("/look/text", page)}
	if page > 1 {
		l.Earlier = to("/source", page-1) + "#look"
	}
	if page < last {
		l.Later = to("/source", page+1) + "#look"
	}
	view.Look = l
}

// canDraw reports whether pages of a document can be drawn: it is a PDF file of its own.
func (s *site) canDraw(d *retrieval.Document) bool {
	if s.Painter == nil || d.MediaType != pdfType {
		return false
	}
	name, record := originalOf(s.Originals, d.ID)
	return name != "" && !record // an attachment of a file is none of its pages
}

// lookSignedIn sends a page as a picture, or what stands on it, to a visitor.
func (s *site) lookSignedIn(rw http.ResponseWriter, r *http.Request) error {
	return s.serveLook(rw, r, s.visitorOf(r).asViewer())
}

// lookSigned sends it to whoever has a signed link.
func (s *site) lookSigned(rw http.ResponseWriter, r *http.Request, _ *grant) error {
	v, err := s.service.Asked(r.Context(), parsePlace(r.URL.Query()).answer)
	if err != nil {
		return err
	}
	return s.serveLook(rw, r, v)
}

var errNoLook = &bot.Complaint{Reason: bot.Absent, Text: "This page can't be shown as it looks; its text can still be read."}

func (s *site) serveLook(rw http.ResponseWriter, r *http.Request, v bot.Viewer) error {
	p, page := parsePlace(r.URL.Query()), pageOf(r.URL.Query())
	d, err := s.service.Document(r.Context(), v, p.document)
	if err != nil {
		return err
	}
	if !s.canDraw(d) {
		return errNoLook
	}
	var said [][2]int
	if p.isHeldBy(d.Text) {
		if said, err = s.saidAt(r.Context(), v, p); err != nil {
			return err
		}
	}
	drawing, err := s.drawPage(r.Context(), d.ID, pdf.DrawOptions{Page: page, Marks: marksOn(d, page, p, said)})
	switch {
	case errors.Is(err, corpus.ErrDrawingBusy):
		return errBusy
	case errors.Is(err, corpus.ErrCantDraw), errors.Is(err, fs.ErrNotExist):
		s.Log.Debug("a page can't be drawn", "document", d.ID, "page", page, "err", err)
		return errNoLook
	case err != nil:
		return err
	}
	if strings.HasSuffix(r.URL.Path, "/text") {
		html, err := s.renderTemplate(pageLanguage(r), "layer", drawing)
		if err != nil {
			return err
		}
		return sendHTML(rw, http.StatusOK, html)
	}
	rw.Header().Set("Content-Type", http.DetectContentType(drawing.Picture)) // PNG or JPEG, as the painter has checked
	_, _ = rw.Write(drawing.Picture)
	return nil
}

// saidAt returns which bytes of a cited place its answer says.
func (s *site) saidAt(ctx context.Context, v bot.Viewer, p place) ([][2]int, error) {
	if p.answer == "" {
		return nil, nil
	}
	kept, err := s.service.Recall(ctx, p.answer, v)
	if isLost(err) || err == nil && kept.Reply.Answer == nil {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var said [][2]int
	for _, c := range kept.Reply.Citations() {
		if c.Document == p.document && c.Start == p.start && c.End == p.end {
			for _, span := range saidIn(&kept.Reply, c) {
				said = append(said, [2]int{c.Start + span[0], c.Start + span[1]})
			}
		}
	}
	return said, nil
}

// marksOn returns what is marked on a page: what of the cited bytes stands there, and of
// those that the answer says.
func marksOn(d *retrieval.Document, page int, p place, said [][2]int) []pdf.Mark {
	if !p.isHeldBy(d.Text) {
		return nil
	}
	from, to := 0, len(d.Text)
	for i, one := range d.Pages {
		if one.Number == page {
			from = one.Offset
			if to = len(d.Text); i+1 < len(d.Pages) {
				to = d.Pages[i+1].Offset
			}
		}
	}
	var marks []pdf.Mark
	for i, span := range append([][2]int{{p.start, p.end}}, said...) {
		a, b := max(span[0], from), min(span[1], to)
		if a < b {
			marks = append(marks, pdf.Mark{Text: d.Text[a:b], Near: float64(a-from) / float64(to-from), Strong: i > 0})
		}
	}
	return marks
}

// drawPage draws a page of a document's file, or has it from when it was drawn before.
func (s *site) drawPage(ctx context.Context, id string, o pdf.DrawOptions) (*pdf.Drawing, error) {
	name, _ := originalOf(s.Originals, id)
	f, err := s.Originals.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%q %d %d %+v", name, info.Size(), info.ModTime().UnixNano(), o)
	if drawn := s.drawings.find(key); drawn != nil {
		return drawn, nil
	}
	drawn, err := s.Painter.DrawPage(ctx, f, info.Size(), o)
	if err == nil {
		s.drawings.keep(key, drawn)
	}
	return drawn, err
}

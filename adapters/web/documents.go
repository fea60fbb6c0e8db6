package web

import (
	"cmp"
	"html/template"
	"net/http"

	"footnote/bot"
	"footnote/bot/present/text"
)

// serveDocuments lists what can be asked about.
func (s *site) serveDocuments(rw http.ResponseWriter, r *http.Request) error {
	const most = 200
	v := s.visitorOf(r)
	o, err := s.service.Overview(r.Context(), v.asViewer())
	if err != nil {
		return err
	}
	part := r.FormValue("q")
	titles, err := s.service.Titles(r.Context(), v.asViewer(), part, most+1)
	if err != nil {
		return err
	}
	shelf := shelf{Overview: o, Text: part, More: len(titles) > most}
	for _, t := range titles[:min(most, len(titles))] {
		shelf.Entries = append(shelf.Entries, entry{
			Title: cmp.Or(text.OneLine(t.Title), text.OneLine(t.Document)), Document: text.OneLine(t.Document),
			Link: template.URL(placeAddress("/source", place{document: t.Document}, nil)),
		})
	}
	return s.showPage(rw, http.StatusOK, layout{Title: "Documents", Visitor: v}, "documents.html", shelf)
}

// shelf is a list of documents.
type shelf struct {
	bot.Overview
	Text    string // that their titles have
	Entries []entry
	More    bool
}

type entry struct {
	Title, Document string
	Link            template.URL
}

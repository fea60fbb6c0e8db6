package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// listedAtOnce is how many documents a page of the list has.
const listedAtOnce = 200

// serveDocuments lists what can be asked about.
func (s *site) serveDocuments(rw http.ResponseWriter, r *http.Request) error {
	v := s.visitorOf(r)
	o, err := s.service.Overview(r.Context(), v.asViewer())
	if err != nil {
		return err
	}
	list := shelf{Overview: o, Text: r.FormValue("q"), Collection: r.FormValue("collection"), Sort: r.FormValue("sort")}
	titles, err := s.service.Titles(r.Context(), v.asViewer(), bot.Listing{Text: list.Text, Collection: list.Collection})
	if err != nil {
		return err
	}
	sortTitles(titles, list.Sort)
	list.addEntries(titles, r.FormValue("from"))
	return s.showPage(rw, r, http.StatusOK, layout{Title: wordsFor(r).Documents, Visitor: v}, "documents.html", list)
}

// sortTitles brings titles into the order that a visitor wants. Otherwise they stay in
// that of their paths, with those first that begin with what was looked for.
func sortTitles(titles []bot.Title, by string) {
	switch by {
	case "title":
		slices.SortStableFunc(titles, func(a, b bot.Title) int {
			return strings.Compare(strings.ToLower(nameOf(a)), strings.ToLower(nameOf(b)))
		})
	case "date": // the latest first, those without one last
		slices.SortStableFunc(titles, func(a, b bot.Title) int { return strings.Compare(b.Published, a.Published) })
	}
}

func nameOf(t bot.Title) string { return cmp.Or(text.OneLine(t.Title), text.OneLine(t.Document)) }

// shelf is a list of documents.
type shelf struct {
	bot.Overview
	Text       string // that their titles have
	Collection string // that they are of, "" for all
	Sort       string
	Entries    []entry
	First      int // number of the first entry, from 1
	Last       int
	Total      int
	Earlier    template.URL // the page before, "" if there is none
	Later      template.URL
}

type entry struct {
	Title, Document, Date string
	Link                  template.URL
}

// addEntries adds a page of titles, from the one whose number a visitor gives.
func (l *shelf) addEntries(titles []bot.Title, from string) {
	first, _ := strconv.Atoi(from) // no number is the beginning
	first = min(max(first, 0), max(len(titles)-1, 0))
	last := min(first+listedAtOnce, len(titles))
	for _, t := range titles[first:last] {
		l.Entries = append(l.Entries, entry{
			Title: nameOf(t), Document: text.OneLine(t.Document), Date: wording.In("").Date(t.Published),
			Link: template.URL(placeAddress("/source", place{document: t.Document}, nil)),
		})
	}
	l.First, l.Last, l.Total = first+1, last, len(titles)
	if first > 0 {
		l.Earlier = l.address(max(first-listedAtOnce, 0))
	}
	if last < len(titles) {
		l.Later = l.address(last)
	}
}

// address is that of a page of the list.
func (l *shelf) address(from int) template.URL {
	q := url.Values{}
	for name, value := range map[string]string{"q": l.Text, "collection": l.Collection, "sort": l.Sort} {
		if value != "" {
			q.Set(name, value)
		}
	}
	q.Set("from", strconv.Itoa(from))
	return template.URL("/documents?" + q.Encode())
}

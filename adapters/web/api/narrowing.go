package api

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/guide"
	"footnote/retrieval"
)

// narrowing are the fields that narrow a request down to some of the documents that the
// caller may see. A document has to meet all that is set, one of each list.
type narrowing struct {
	Collection  string             `json:"collection,omitempty" jsonschema:"look only into this collection, a folder directly below the corpus"`
	Collections []string           `json:"collections,omitempty" jsonschema:"look only into these collections"`
	Types       []bot.DocumentKind `json:"types,omitempty" jsonschema:"look only into documents of these types: pdf, text, web_page, letter (of a word processor), slides, table, mail, other"`
	Publishers  []string           `json:"publishers,omitempty" jsonschema:"look only into documents of these publishers, written as the documents name them"`
	Since       string             `json:"since,omitempty" jsonschema:"look only into documents from this day on, such as 2024-01-31; those without a date are left out"`
	Until       string             `json:"until,omitempty" jsonschema:"look only into documents up to this day, which is included"`
}

// documentKinds are the types of documents that there are.
var documentKinds = []bot.DocumentKind{bot.PDF, bot.Text, bot.WebPage, bot.Letter, bot.Slides, bot.Sheet, bot.Mail, bot.Other}

// Bounds on the lists, as on the page's: each entry is kept with the question.
const (
	mostChoices   = 300
	longestChoice = 500 // bytes
)

// check returns a problem if a field isn't what it must be.
func (n narrowing) check() error {
	if len(n.Types) > mostChoices {
		return newProblem(http.StatusUnprocessableEntity, "invalid_types", "types has %d entries, may have %d", len(n.Types), mostChoices)
	}
	for _, k := range n.Types {
		if !slices.Contains(documentKinds, k) {
			var known []string
			for _, k := range documentKinds {
				known = append(known, string(k))
			}
			return newProblem(http.StatusUnprocessableEntity, "invalid_types", "types has %q, must be of %s", k, strings.Join(known, ", "))
		}
	}
	for _, day := range []struct{ name, value string }{{"since", n.Since}, {"until", n.Until}} {
		if _, err := time.Parse(time.DateOnly, day.value); day.value != "" && err != nil {
			return newProblem(http.StatusUnprocessableEntity, "invalid_"+day.name, "%s is %q, must be a day such as 2024-01-31", day.name, day.value)
		}
	}
	for _, list := range []struct {
		name    string
		entries []string
	}{{"collections", n.Collections}, {"publishers", n.Publishers}} {
		if len(list.entries) > mostChoices {
			return newProblem(http.StatusUnprocessableEntity, "invalid_"+list.name, "%s has %d entries, may have %d", list.name, len(list.entries), mostChoices)
		}
		for _, e := range list.entries {
			if e == "" || len(e) > longestChoice {
				return newProblem(http.StatusUnprocessableEntity, "invalid_"+list.name, "%s has an entry of %d bytes, must have from 1 to %d", list.name, len(e), longestChoice)
			}
		}
	}
	return nil
}

// scope returns what a request is narrowed down to: one collection, or a filter.
func (n narrowing) scope() (collection string, f *bot.Filter, err error) {
	if err := n.check(); err != nil {
		return "", nil, err
	}
	f = &bot.Filter{Collections: slices.Clone(n.Collections), Kinds: n.Types, Publishers: n.Publishers, Since: n.Since, Until: n.Until}
	if len(f.Collections) > 0 && n.Collection != "" && !slices.Contains(f.Collections, n.Collection) {
		f.Collections = append(f.Collections, n.Collection)
	}
	if len(f.Collections) == 0 {
		collection = n.Collection
	}
	if f.IsEmpty() {
		f = nil
	}
	return collection, f, nil
}

// key is the same for what is narrowed down alike, and for nothing else.
func (n narrowing) key() string { return fmt.Sprintf("%q", n) }

// narrowingOf reads what an address narrows a list down to.
func narrowingOf(q url.Values) narrowing {
	n := narrowing{Collections: q["collection"], Publishers: q["publisher"], Since: q.Get("since"), Until: q.Get("until")}
	n.Collections = slices.DeleteFunc(n.Collections, func(c string) bool { return c == "" })
	for _, k := range q["type"] {
		n.Types = append(n.Types, bot.DocumentKind(k))
	}
	return n
}

// keep returns those of the documents that are met.
func keep(list []bot.Title, f *bot.Filter) []bot.Title {
	if f.IsEmpty() {
		return list
	}
	var kept []bot.Title
	for _, t := range list {
		if f.Keeps(t, guide.KindOf(t.MediaType)) && (len(f.Collections) == 0 || slices.Contains(f.Collections, retrieval.CollectionOf(t.Document))) {
			kept = append(kept, t)
		}
	}
	return kept
}

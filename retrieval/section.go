package retrieval

import (
	"context"
	"errors"
	"path"
	"strings"
	"unicode"
)

// section tells which of the query's words stand above a sentence: in the title of
// its document, in the headings of its own place and in its path; and which stand in
// other headings of its passage, so that it is rather not about them.
type section struct {
	own, others []bool
	// headings are those of the place, outermost first.
	headings []Heading
}

// outline finds the sections of hits. It loads each document once.
type outline struct {
	*matcher
	index     Index
	documents map[string]*Document
}

// documentOf returns the facts of a hit's document, nil if they are gone meanwhile.
func (o *outline) documentOf(ctx context.Context, id string) (*Document, error) {
	if d, ok := o.documents[id]; ok {
		return d, nil
	}
	d, err := o.index.Facts(ctx, id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	o.documents[id] = d
	return d, nil
}

// sectionsOf returns the section of each of the spans of a hit's text, which are in
// order and count from its beginning.
func (o *outline) sectionsOf(h *Hit, d *Document, spans []Span) []section {
	document := make([]bool, len(o.words))
	o.markTerms(document, h.Language, d.Title)
	o.markTerms(document, h.Language, pathText(d.ID))
	sections := make([]section, len(spans))
	var all [][]bool // of each stretch of one heading
	begins := -1
	for i, s := range spans {
		at := lastAt(d.Headings, h.Start+s.Start, func(h Heading) int { return h.Offset })
		if i > 0 && at == begins {
			sections[i] = sections[i-1]
			continue
		}
		begins = at
		own := append([]bool(nil), document...)
		headings := d.HeadingsAt(h.Start + s.Start)
		for _, heading := range headings {
			o.markTerms(own, h.Language, heading.Text)
		}
		sections[i] = section{own: own, headings: headings}
		all = append(all, own)
	}
	for i := range sections {
		others := make([]bool, len(o.words))
		for w := range others {
			for _, own := range all {
				others[w] = others[w] || own[w]
			}
			others[w] = others[w] && !sections[i].own[w]
		}
		sections[i].others = others
	}
	return sections
}

// markTerms marks the query's words that a text has.
func (m *matcher) markTerms(marks []bool, language, text string) {
	for _, t := range m.analyzer.Terms(nil, language, text) {
		if t.Stop {
			continue
		}
		if w, ok := m.forms[t.Text]; ok {
			marks[w] = true
			if other, ok := m.second[t.Text]; ok {
				marks[other] = true
			}
		}
	}
}

// pathText returns the words of a document's path, without the endings of its files.
func pathText(id string) string {
	file, record, _ := strings.Cut(id, "#")
	name := strings.TrimSuffix(file, path.Ext(file)) + " " + record
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, name)
}

package guide

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/wording"
	"footnote/retrieval"
)

const suggestions = 3 // questions that are offered

// Overview says what there is to ask about, without the documents that exclude, if it
// isn't nil, returns true for. The questions that it suggests are in the given
// language if there are such; nil if nobody keeps a list.
func (g *Guide) Overview(ctx context.Context, exclude func(string) bool, language string) (*bot.Overview, error) {
	if g.Catalog == nil {
		return nil, nil
	}
	titles, synced, err := g.Catalog.Titles(ctx)
	if err != nil {
		return nil, fmt.Errorf("list the documents: %w", err)
	}
	o := g.countKnown(titles, exclude)
	o.Synced = synced
	all, err := g.Catalog.Suggestions(ctx)
	if err != nil {
		return nil, fmt.Errorf("find questions to suggest: %w", err)
	}
	o.Suggestions = chooseSuggestions(all, exclude, language)
	return &o, nil
}

// countedTitles are what there is in a list of all documents.
type countedTitles struct {
	titles   []bot.Title
	overview bot.Overview
}

// countKnown says what there is in a list of documents. Of a list that it has just
// counted it knows: all pages of conversations show that, of any number of documents.
func (g *Guide) countKnown(titles []bot.Title, exclude func(string) bool) bot.Overview {
	if exclude != nil || len(titles) == 0 {
		return countTitles(titles, exclude)
	}
	c := g.counted.Load()
	if c == nil || &c.titles[0] != &titles[0] || len(c.titles) != len(titles) {
		c = &countedTitles{titles, countTitles(titles, nil)}
		g.counted.Store(c)
	}
	o := c.overview
	o.Collections, o.Kinds, o.Publishers = slices.Clone(o.Collections), slices.Clone(o.Kinds), slices.Clone(o.Publishers)
	return o
}

// countTitles counts a list of documents, without those that exclude, if it isn't nil,
// returns true for.
func countTitles(titles []bot.Title, exclude func(string) bool) (o bot.Overview) {
	collections, byType, publishers := make(map[string]int), make(map[string]int), make(map[string]int)
	for _, t := range titles {
		if exclude != nil && exclude(t.Document) {
			continue
		}
		o.Documents++
		collections[retrieval.CollectionOf(t.Document)]++
		byType[t.MediaType]++
		if t.Publisher != "" {
			publishers[t.Publisher]++
		}
	}
	for name, n := range collections {
		o.Collections = append(o.Collections, bot.Collection{Name: name, Documents: n})
	}
	slices.SortFunc(o.Collections, func(a, b bot.Collection) int { return strings.Compare(a.Name, b.Name) })
	byKind := make(map[bot.DocumentKind]int)
	for mediaType, n := range byType {
		byKind[KindOf(mediaType)] += n
	}
	for kind, n := range byKind {
		o.Kinds = append(o.Kinds, bot.Count{Kind: kind, Documents: n})
	}
	slices.SortFunc(o.Kinds, func(a, b bot.Count) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Kind, b.Kind))
	})
	o.Publishers = mostOf(publishers, mostPublishers)
	return o
}

// mostPublishers is how many publishers are offered to choose from.
const mostPublishers = 50

// mostOf returns the names with the highest counts, in order of name.
func mostOf(counts map[string]int, most int) []string {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	names = names[:min(most, len(names))]
	slices.Sort(names)
	return names
}

// chooseSuggestions takes a few questions, of different collections and in the asker's
// language where that is possible.
func chooseSuggestions(all []bot.Suggestion, exclude func(string) bool, language string) []string {
	var list []bot.Suggestion
	for _, s := range all {
		if exclude == nil || !exclude(s.Document) {
			list = append(list, s)
		}
	}
	taken := make(map[string]int) // by collection and by document
	rank := make(map[bot.Suggestion]int)
	for _, s := range list {
		collection := retrieval.CollectionOf(s.Document)
		rank[s] = taken[collection] + taken[s.Document]
		taken[collection]++
		taken[s.Document]++
		if wording.Tell(s.Question, language) != wording.In(language).Code {
			rank[s] += len(all)
		}
	}
	slices.SortStableFunc(list, func(a, b bot.Suggestion) int { return cmp.Compare(rank[a], rank[b]) })
	var questions []string
	for _, s := range list[:min(suggestions, len(list))] {
		questions = append(questions, s.Question)
	}
	return questions
}

// Titles returns the documents in order of ID, without those that exclude, if it isn't
// nil, returns true for, and when the index was last brought up to date.
func (g *Guide) Titles(ctx context.Context, exclude func(string) bool) ([]bot.Title, time.Time, error) {
	if g.Catalog == nil {
		return nil, time.Time{}, nil
	}
	all, synced, err := g.Catalog.Titles(ctx)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("list the documents: %w", err)
	}
	if exclude == nil {
		return slices.Clone(all), synced, nil
	}
	var seen []bot.Title
	for _, t := range all {
		if !exclude(t.Document) {
			seen = append(seen, t)
		}
	}
	return seen, synced, nil
}

// KindOf returns what sort of file has a media type.
func KindOf(mediaType string) bot.DocumentKind {
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(mediaType, part) })
	}
	switch {
	case mediaType == "application/pdf":
		return bot.PDF
	case has("csv", "tab-separated", "spreadsheet", "excel"):
		return bot.Sheet
	case has("presentation", "powerpoint"):
		return bot.Slides
	case has("msword", "wordprocessing", "opendocument.text", "rtf"):
		return bot.Letter
	case has("html"):
		return bot.WebPage
	case has("rfc822", "ms-outlook"):
		return bot.Mail
	case strings.HasPrefix(mediaType, "text/"):
		return bot.Text
	}
	return bot.Other
}

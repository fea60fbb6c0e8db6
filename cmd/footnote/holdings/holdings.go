// Package holdings shows what a library holds to those who ask in their own terms:
// its catalogue to the bot, its counts to the status page.
package holdings

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"footnote/adapters/web/status"
	"footnote/bot"
	"footnote/bot/answering"
	"footnote/bot/inbox"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// Catalog is a library's for the bot.
type Catalog struct {
	*library.Catalog
	// Answerer answers from the same views.
	Answerer *answering.Answerer
	titles   *atomic.Pointer[convertedTitles]
}

// convertedTitles are a library's list for the bot. The library returns the same list
// until the documents change, and every page asks for it.
type convertedTitles struct {
	from []library.Title
	to   []bot.Title
}

var _ inbox.Catalog = Catalog{}

// NewCatalog returns the catalogue of a library that is answered from views of its
// index. The questions that it suggests are those that the answers answer.
func NewCatalog(l *library.Library, views library.Views) Catalog {
	c := Catalog{l.Catalog(views), answering.NewLiveAnswerer(views), new(atomic.Pointer[convertedTitles])}
	c.Answers = func(ctx context.Context, question, document string) (bool, error) {
		a, err := c.Answerer.Answer(ctx, bot.Question{Text: question})
		if err != nil || a.Outcome != bot.Answered {
			return false, err
		}
		first := a.Citations[0]
		return first.Document == document || slices.Contains(first.Duplicates, document), nil
	}
	return c
}

// Titles implements inbox.Catalog. The list may be shared: it isn't to be changed.
func (c Catalog) Titles(ctx context.Context) ([]bot.Title, time.Time, error) {
	list, synced, err := c.Catalog.Titles(ctx)
	if err != nil || len(list) == 0 {
		return nil, synced, err
	}
	if c.titles != nil {
		if known := c.titles.Load(); known != nil && &known.from[0] == &list[0] && len(known.from) == len(list) {
			return known.to, synced, nil
		}
	}
	titles := make([]bot.Title, len(list))
	for i, t := range list {
		titles[i] = bot.Title(t)
	}
	if c.titles != nil {
		c.titles.Store(&convertedTitles{list, titles})
	}
	return titles, synced, nil
}

// Suggestions implements inbox.Catalog.
func (c Catalog) Suggestions(ctx context.Context) ([]bot.Suggestion, error) {
	list, err := c.Catalog.Suggestions(ctx)
	suggestions := make([]bot.Suggestion, len(list))
	for i, s := range list {
		suggestions[i] = bot.Suggestion(s)
	}
	return suggestions, err
}

// Still is an index that doesn't change, as views of it.
type Still struct{ retrieval.Index }

// View implements library.Views.
func (s Still) View(context.Context) (*retrieval.View, error) {
	return retrieval.NewView(s.Index, func() {}), nil
}

// Census is what a library holds, for the status page.
type Census struct {
	*library.Counter
	library *library.Library
	live    library.Live
}

var _ status.Documents = Census{}

// NewCensus returns what the status page shows of a library that live serves.
func NewCensus(l *library.Library, live library.Live) Census { return Census{l.Counter(live), l, live} }

// Ready implements status.Documents.
func (c Census) Ready(ctx context.Context) error {
	x, err := c.live.View(ctx)
	if err != nil {
		return err
	}
	x.Close()
	return nil
}

// Syncs implements status.Documents.
func (c Census) Syncs() status.Syncs { return status.Syncs(c.library.Syncs()) }

// Generations implements status.Documents.
func (c Census) Generations() int { return c.live.Generations() }

// Meaning implements status.Documents.
func (c Census) Meaning(ctx context.Context) (m status.Meaning) {
	x, err := c.live.View(ctx)
	if err != nil {
		return m
	}
	defer x.Close()
	if index, ok := x.Index.(library.Coverage); ok {
		m.Passages, m.Of = index.Coverage()
	}
	return m
}

// Census implements status.Documents.
func (c Census) Census(ctx context.Context) (status.Census, error) {
	n, err := c.Counter.Census(ctx)
	if err != nil {
		return status.Census{}, err
	}
	out := status.Census{
		Files: n.Files, Documents: n.Documents, Passages: n.Passages, FileBytes: n.FileBytes, TextBytes: n.TextBytes,
		Types: groupsOf(n.Types), Collections: groupsOf(n.Collections), Languages: groupsOf(n.Languages),
		Skipped: n.Skipped, Since: n.Since,
	}
	for _, u := range n.Unread {
		if u.Passing {
			u.Reason += " (it will be tried again)"
		}
		out.Unread = append(out.Unread, status.Unread{File: u.File, Reason: u.Reason})
	}
	return out, nil
}

// groupsOf are those of the status page.
func groupsOf(list []library.Group) []status.Group {
	var groups []status.Group
	for _, g := range list {
		groups = append(groups, status.Group(g))
	}
	return groups
}

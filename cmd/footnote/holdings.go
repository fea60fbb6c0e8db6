package main

import (
	"context"
	"time"

	"footnote/adapters/web/status"
	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/retrieval/blevex"
	room "footnote/retrieval/library"
)

// catalog is a library's for the bot.
type catalog struct{ *room.Catalog }

var _ inbox.Catalog = catalog{}

// Titles implements inbox.Catalog.
func (c catalog) Titles(ctx context.Context) ([]bot.Title, time.Time, error) {
	list, synced, err := c.Catalog.Titles(ctx)
	titles := make([]bot.Title, len(list))
	for i, t := range list {
		titles[i] = bot.Title(t)
	}
	return titles, synced, err
}

// census is what a library holds, for the status page.
type census struct {
	*room.Counter
	library *library
	live    *blevex.Live
}

var _ status.Documents = census{}

// countsOf returns what the status page shows of a library that live serves.
func countsOf(l *library, live *blevex.Live) census { return census{l.Counter(live), l, live} }

// Ready implements status.Documents.
func (c census) Ready(ctx context.Context) error {
	x, err := c.live.View(ctx)
	if err != nil {
		return err
	}
	x.Close()
	return nil
}

// Syncs implements status.Documents.
func (c census) Syncs() status.Syncs { return status.Syncs(c.library.Syncs()) }

// Generations implements status.Documents.
func (c census) Generations() int { return c.live.Generations() }

// Census implements status.Documents.
func (c census) Census(ctx context.Context) (status.Census, error) {
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
func groupsOf(list []room.Group) []status.Group {
	var groups []status.Group
	for _, g := range list {
		groups = append(groups, status.Group(g))
	}
	return groups
}

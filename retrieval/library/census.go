package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

// Census is what an index holds.
type Census struct {
	Files, Documents, Passages int
	FileBytes, TextBytes       int64
	// Documents by media type, collection and BCP 47 language, "" where there is
	// none; the most frequent first. Languages have no Bytes.
	Types, Collections, Languages []Group
	// Unread are files that should have given documents and didn't, or not all,
	// in order of path. Skipped is the number of those that aren't meant to be
	// read.
	Unread  []Unread
	Skipped int
	// Since is when the index came to hold all this.
	Since time.Time
}

// Group is documents that have something in common.
type Group struct {
	Name      string
	Documents int
	Bytes     int64 // of the files that they are from
}

// Unread is a file that wasn't read, or not to its end, and why.
type Unread struct {
	File, Reason string
	// Passing says that it will be tried again.
	Passing bool
}

// Counter counts the documents of the index, once for each state of it.
type Counter struct {
	live    Views
	library *Library

	mu      sync.Mutex // held while counting
	state   string     // of the index when it was counted, "" if not all of it was
	counted Census
}

// Counter returns what counts the documents of live, which serves the library's
// index.
func (l *Library) Counter(live Views) *Counter { return &Counter{live: live, library: l} }

// Census counts what the index holds now.
func (c *Counter) Census(ctx context.Context) (Census, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	state, since := c.library.Store.Current() // before the counting: what changes meanwhile is counted again
	if state != c.state || state == "" {
		counted, isWhole, err := c.countDocuments(ctx)
		if err != nil {
			return Census{}, err
		}
		if !isWhole {
			state = ""
		}
		counted.Since = since
		c.state, c.counted = state, counted
	}
	return c.counted, nil
}

// countDocuments counts anew. isWhole reports whether the view had all that the files
// gave: while a new generation is being opened, it hasn't.
func (c *Counter) countDocuments(ctx context.Context) (n Census, isWhole bool, err error) {
	files, err := c.library.Store.Listing(ctx)
	if err != nil {
		return Census{}, false, err
	}
	x, err := c.live.View(ctx)
	if err != nil {
		return Census{}, false, err
	}
	defer x.Close()
	n, isWhole = Census{Files: files.Len()}, true
	if index, ok := x.Index.(interface{ Stats() engine.Stats }); ok {
		stats := index.Stats()
		n.Passages, n.TextBytes = stats.Passages, stats.TextBytes
	}
	types, collections, languages := make(groups), make(groups), make(groups)
	for f := range retrieval.EachState(files) {
		n.FileBytes += f.Size
		switch {
		case f.Skipped:
			n.Skipped++
		case f.Passing:
			n.Unread = append(n.Unread, Unread{File: f.Path, Reason: f.Failed, Passing: true})
		case f.Failed != "":
			n.Unread = append(n.Unread, Unread{File: f.Path, Reason: f.Failed})
		}
		size := f.Size // a file's bytes are those of its first document
		for _, id := range f.Documents {
			d, err := x.Facts(ctx, id)
			if errors.Is(err, retrieval.ErrNotFound) {
				isWhole = false // the view is of before or after the files were listed
				continue
			}
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return Census{}, false, err
			}
			n.Documents++
			types.addFile(d.MediaType, size)
			collections.addFile(retrieval.CollectionOf(id), size)
			languages.addFile(d.Language, 0)
			size = 0
		}
	}
	n.Types, n.Collections, n.Languages = types.sortedGroups(), collections.sortedGroups(), languages.sortedGroups()
	return n, isWhole, nil
}

// groups counts documents by name.
type groups map[string]*Group

// addFile counts a document, and the bytes of the file that it is from.
func (g groups) addFile(name string, size int64) {
	if g[name] == nil {
		g[name] = &Group{Name: name}
	}
	g[name].Documents++
	g[name].Bytes += size
}

// sortedGroups returns the groups, the most frequent first.
func (g groups) sortedGroups() []Group {
	var list []Group
	for _, group := range g {
		list = append(list, *group)
	}
	slices.SortFunc(list, func(a, b Group) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
	return list
}

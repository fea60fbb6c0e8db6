package main

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/adapters/web/status"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// census counts the documents of the index for the status page, once for each
// state of the index. It implements status.Documents.
type census struct {
	live  *blevex.Live
	store *blevex.Store
	syncs *syncRecord

	mu      sync.Mutex // held while counting
	state   string     // of the index when it was counted
	counted status.Census
}

var _ status.Documents = (*census)(nil)

// Ready implements status.Documents.
func (c *census) Ready(ctx context.Context) error {
	x, err := c.live.View(ctx)
	if err != nil {
		return err
	}
	x.Close()
	return nil
}

// Syncs implements status.Documents.
func (c *census) Syncs() status.Syncs { return c.syncs.read() }

// Generations implements status.Documents.
func (c *census) Generations() int { return c.live.Generations() }

// Census implements status.Documents.
func (c *census) Census(ctx context.Context) (status.Census, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	state, since := c.store.Current() // before the counting: what changes meanwhile is counted again
	if state != c.state || state == "" {
		counted, err := c.count(ctx)
		if err != nil {
			return status.Census{}, err
		}
		counted.Since = since
		c.state, c.counted = state, counted
	}
	return c.counted, nil
}

func (c *census) count(ctx context.Context) (status.Census, error) {
	files, err := c.store.Listing(ctx)
	if err != nil {
		return status.Census{}, err
	}
	x, err := c.live.View(ctx)
	if err != nil {
		return status.Census{}, err
	}
	defer x.Close()
	n := status.Census{Files: len(files)}
	if index, ok := x.Index.(*blevex.Index); ok {
		stats := index.Stats()
		n.Passages, n.TextBytes = stats.Passages, stats.TextBytes
	}
	types, collections, languages := make(groups), make(groups), make(groups)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		f := files[path]
		n.FileBytes += f.Size
		switch {
		case f.Skipped:
			n.Skipped++
		case f.Passing:
			n.Unread = append(n.Unread, status.Unread{File: path, Reason: f.Failed + " (it will be tried again)"})
		case f.Failed != "":
			n.Unread = append(n.Unread, status.Unread{File: path, Reason: f.Failed})
		}
		size := f.Size // a file's bytes are those of its first document
		for _, id := range f.Documents {
			d, err := x.Facts(ctx, id)
			if errors.Is(err, retrieval.ErrNotFound) {
				continue // the index has moved on since the files were listed
			}
			if err = cmp.Or(err, ctx.Err()); err != nil {
				return status.Census{}, err
			}
			n.Documents++
			types.add(d.MediaType, size)
			collections.add(retrieval.CollectionOf(id), size)
			languages.add(d.Language, 0)
			size = 0
		}
	}
	n.Types, n.Collections, n.Languages = types.sorted(), collections.sorted(), languages.sorted()
	return n, nil
}

// groups counts documents by name.
type groups map[string]*status.Group

func (g groups) add(name string, size int64) {
	if g[name] == nil {
		g[name] = &status.Group{Name: name}
	}
	g[name].Documents++
	g[name].Bytes += size
}

// sorted returns the groups, the most frequent first.
func (g groups) sorted() []status.Group {
	var list []status.Group
	for _, group := range g {
		list = append(list, *group)
	}
	slices.SortFunc(list, func(a, b status.Group) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), cmp.Compare(a.Name, b.Name))
	})
	return list
}

// syncRecord remembers how bringing the index up to date went.
type syncRecord struct {
	mu sync.Mutex
	status.Syncs
	told        int               // files that couldn't be read when that was last told
	toldMissing retrieval.Missing // what was missing when that was last told
}

// tellMissing takes note that what is missing is told, and returns what was told
// before.
func (r *syncRecord) tellMissing(m retrieval.Missing) (before retrieval.Missing) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before, r.toldMissing = r.toldMissing, m
	return before
}

// news tells whether another number of files can't be read than was last told.
func (r *syncRecord) news(unread int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	changed := unread != r.told
	r.told = unread
	return changed
}

// note takes the result of a sync. One that was ended, or that another process
// is at, didn't fail. It tells whether this one went well after others that failed.
func (r *syncRecord) note(report retrieval.SyncReport, err error) (mended bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil:
		mended = r.Error != ""
		r.Done++
		r.Last, r.Took, r.Error = time.Now(), report.Elapsed, ""
		if r.Missing = report.Missing; r.Missing.Files == 0 {
			r.MissingSince = time.Time{}
		} else if r.MissingSince.IsZero() {
			r.MissingSince = r.Last
		}
	case errors.Is(err, context.Canceled), errors.Is(err, retrieval.ErrLocked):
	default:
		r.Failed++
		r.Error = err.Error()
	}
	return mended
}

func (r *syncRecord) read() status.Syncs {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Syncs
}

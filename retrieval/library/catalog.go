package library

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// Title is a document's, for lists.
type Title struct {
	Document string // its ID
	Title    string
}

// Catalog lists the documents of the index, and remembers the list for a
// while: it is asked by people who type.
type Catalog struct {
	live    *blevex.Live
	library *Library

	mu     sync.Mutex
	titles []Title
	synced time.Time // when the documents were last looked at before they were listed
	listed time.Time
}

// catalogTime is how long a list may lag behind the documents.
const catalogTime = time.Minute

// Catalog returns a list of what live, which serves the library's index, holds.
func (l *Library) Catalog(live *blevex.Live) *Catalog { return &Catalog{live: live, library: l} }

// Titles returns all documents in order of ID, and when the index was last
// brought up to date, zero if that isn't known.
func (c *Catalog) Titles(ctx context.Context) ([]Title, time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.listed.IsZero() && time.Since(c.listed) < catalogTime {
		return c.titles, c.synced, nil
	}
	synced := c.library.Syncs().Last
	titles, err := c.listTitles(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	c.titles, c.synced, c.listed = titles, synced, time.Now()
	return titles, synced, nil
}

// listTitles lists the documents anew.
func (c *Catalog) listTitles(ctx context.Context) ([]Title, error) {
	files, err := c.library.Store.Listing(ctx)
	if err != nil {
		return nil, err
	}
	x, err := c.live.View(ctx)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var titles []Title
	for _, path := range slices.Sorted(maps.Keys(files)) {
		for _, id := range files[path].Documents {
			d, err := x.Facts(ctx, id)
			if errors.Is(err, retrieval.ErrNotFound) {
				continue // the index has moved on since the files were listed
			}
			if err != nil {
				return nil, err
			}
			titles = append(titles, Title{Document: id, Title: d.Title})
		}
	}
	return titles, nil
}

// Collections lists those that hold a document, in order.
func (c *Catalog) Collections(ctx context.Context) ([]string, error) {
	titles, _, err := c.Titles(ctx)
	var names []string
	for _, t := range titles {
		names = append(names, retrieval.CollectionOf(t.Document))
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

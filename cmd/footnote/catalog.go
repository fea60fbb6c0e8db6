package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// catalog lists the documents of the index, and remembers the list for a
// while: it is asked by people who type.
type catalog struct {
	live  *blevex.Live
	store *blevex.Store
	syncs *syncRecord

	mu     sync.Mutex
	titles []bot.Title
	synced time.Time // when the documents were last looked at before they were listed
	listed time.Time
}

// catalogTime is how long a list may lag behind the documents.
const catalogTime = time.Minute

// Titles implements bot.Catalog.
func (c *catalog) Titles(ctx context.Context) ([]bot.Title, time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.listed.IsZero() && time.Since(c.listed) < catalogTime {
		return c.titles, c.synced, nil
	}
	synced := c.syncs.read().Last
	titles, err := c.list(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	c.titles, c.synced, c.listed = titles, synced, time.Now()
	return titles, synced, nil
}

func (c *catalog) list(ctx context.Context) ([]bot.Title, error) {
	files, err := c.store.Listing(ctx)
	if err != nil {
		return nil, err
	}
	x, err := c.live.View(ctx)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	var titles []bot.Title
	for _, path := range slices.Sorted(maps.Keys(files)) {
		for _, id := range files[path].Documents {
			d, err := x.Facts(ctx, id)
			if errors.Is(err, retrieval.ErrNotFound) {
				continue // the index has moved on since the files were listed
			}
			if err != nil {
				return nil, err
			}
			titles = append(titles, bot.Title{Document: id, Title: d.Title})
		}
	}
	return titles, nil
}

// collections lists those that hold a document, in order.
func (c *catalog) collections(ctx context.Context) ([]string, error) {
	titles, _, err := c.Titles(ctx)
	var names []string
	for _, t := range titles {
		names = append(names, retrieval.CollectionOf(t.Document))
	}
	slices.Sort(names)
	return slices.Compact(names), err
}

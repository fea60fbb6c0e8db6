package library

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/retrieval"
)

// Title is a document's, for lists.
type Title struct {
	Document  string // its ID
	Title     string
	URL       string
	Published string
	MediaType string
	Language  string
}

// Views gives out an index that changes, as it is at one moment, for the caller to
// close.
type Views interface {
	View(ctx context.Context) (*retrieval.View, error)
}

// Catalog lists the documents of the index, and remembers the list as long as the
// index stays the same: it is asked by people who type.
type Catalog struct {
	// Answers reports whether the documents answer a question with confidence, from
	// that document. Without it no questions are suggested.
	Answers func(ctx context.Context, question, document string) (bool, error)

	views   Views
	library *Library

	preparing   sync.Mutex // held while suggestions are found
	suggesting  sync.Mutex
	suggestions []Suggestion
	suggestedOf string // the state of the index that they are of

	mu     sync.Mutex
	titles []Title
	state  string // of the index when it was listed, "" if the list isn't all of it
}

// Catalog returns a list of what views, of the library's index, hold.
func (l *Library) Catalog(views Views) *Catalog { return &Catalog{views: views, library: l} }

// Titles returns all documents in order of ID, and when the index was last
// brought up to date, zero if that isn't known.
func (c *Catalog) Titles(ctx context.Context) ([]Title, time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	synced := c.library.Syncs().Last      // before the state: what a later sync changes shows in that
	state, _ := c.library.Store.Current() // before the listing: what changes meanwhile is listed again
	if state != "" && state == c.state {
		return c.titles, synced, nil
	}
	titles, isWhole, err := c.listTitles(ctx)
	if err != nil {
		return nil, time.Time{}, err
	}
	if !isWhole {
		state = ""
	}
	c.titles, c.state = titles, state
	return titles, synced, nil
}

// listTitles lists the documents anew. isWhole reports whether the view had all that
// the files gave: while a new generation is being opened, it hasn't.
func (c *Catalog) listTitles(ctx context.Context) (titles []Title, isWhole bool, err error) {
	files, err := c.library.Store.Listing(ctx)
	if err != nil {
		return nil, false, err
	}
	x, err := c.views.View(ctx)
	if err != nil {
		return nil, false, err
	}
	defer x.Close()
	isWhole = true
	for _, path := range slices.Sorted(maps.Keys(files)) {
		for _, id := range files[path].Documents {
			d, err := x.Facts(ctx, id)
			if errors.Is(err, retrieval.ErrNotFound) {
				isWhole = false // the view is of before or after the files were listed
				continue
			}
			if err != nil {
				return nil, false, err
			}
			titles = append(titles, Title{Document: id, Title: d.Title, URL: d.URL, Published: d.Published, MediaType: d.MediaType, Language: d.Language})
		}
	}
	return titles, isWhole, nil
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

package library

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"footnote/retrieval"
)

// Title is a document's, for lists.
type Title struct {
	Document  string // its ID
	Title     string
	Publisher string
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
	files  map[string]listedFile
}

// listedFile is what a file had when it was listed. As long as its bytes and what has
// read them are the same, so are the titles.
type listedFile struct {
	read   string
	titles []Title
}

// readAs tells what a file was read as from anything else, "" if that isn't known.
func readAs(f retrieval.FileState) string {
	if f.Hash == "" {
		return ""
	}
	return f.Hash + " " + strings.Join(f.Readers, " ") + " " + strconv.Itoa(len(f.Documents))
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
	titles, isWhole, err := c.listTitles(ctx, state)
	if err != nil {
		return nil, time.Time{}, err
	}
	if !isWhole {
		state = ""
	}
	c.titles, c.state = titles, state
	return titles, synced, nil
}

// listTitles lists the documents of a state of the index anew. isWhole reports whether
// the view had all that the files gave: while a new generation is being opened, it
// hasn't, and what it says of the others may be of before.
func (c *Catalog) listTitles(ctx context.Context, state string) (titles []Title, isWhole bool, err error) {
	files, err := c.library.Store.Listing(ctx)
	if err != nil {
		return nil, false, err
	}
	x, err := c.views.View(ctx)
	if err != nil {
		return nil, false, err
	}
	defer x.Close()
	of, known := x.Index.(interface{ State() string })
	isWhole = known && of.State() == state
	listed := make(map[string]listedFile, files.Len())
	for file := range retrieval.EachState(files) {
		f, ok := c.files[file.Path]
		if read := readAs(file); !ok || read == "" || f.read != read {
			var all bool
			if f, all, err = listFile(ctx, x, file); err != nil {
				return nil, false, err
			}
			f.read, isWhole = read, isWhole && all
		}
		listed[file.Path] = f
		titles = append(titles, f.titles...)
	}
	if isWhole {
		c.files = listed
	}
	return titles, isWhole, nil
}

// listFile returns the titles of a file's documents, and reports whether the view has
// all of them: it may be of before or after the files were listed.
func listFile(ctx context.Context, x retrieval.Index, file retrieval.FileState) (f listedFile, all bool, err error) {
	all = true
	for _, id := range file.Documents {
		d, err := x.Facts(ctx, id)
		if errors.Is(err, retrieval.ErrNotFound) {
			all = false
			continue
		}
		if err != nil {
			return f, false, err
		}
		f.titles = append(f.titles, Title{Document: id, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Published: d.Published, MediaType: d.MediaType, Language: d.Language})
	}
	return f, all, nil
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

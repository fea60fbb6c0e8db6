package blevex

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"

	"github.com/blevesearch/vellum/levenshtein"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// Index reads one generation of a store. It is safe for use by several
// goroutines and stays what it is while the store moves on.
type Index struct {
	outer    bleve.Index
	reader   index.IndexReader
	segments []*scorch.SegmentSnapshot
	stored   *storedTexts   // of the segments
	terms    []segmentTerms // of the segments
	known    knownTerms
	totals   totals
	analyzer *Analyzer
	// languages of the corpus, the most frequent first.
	languages []string
	scratch   sync.Pool                                // of *scratch
	automata  *levenshtein.LevenshteinAutomatonBuilder // one edit
	meant     *meant                                   // the vectors that are used; nil without vectors
	wanted    *meant                                   // those of the model that is set; mostly the same
	suspect   func()                                   // called when a search fails as on damaged files; may be nil
	state     string                                   // what CURRENT said when it was opened, "" for a temporary one
}

// State tells the state of the documents that the index holds from any other, as that
// of [Store.Current] does.
func (x *Index) State() string { return x.state }

var _ retrieval.Index = (*Index)(nil)

// openIndex opens the index of the generation in dir. vectors and former may be nil.
func openIndex(dir string, m manifest, a *Analyzer, vectors, former *meaning.Store) (*Index, error) {
	path := filepath.Join(dir, "bleve")
	outer, err := bleve.OpenUsing(path, engineConfig(true))
	if err != nil {
		return nil, fmt.Errorf("open the index %s: %w", path, err)
	}
	x := &Index{outer: outer, totals: m.totals, analyzer: a}
	if x.automata, err = levenshtein.NewLevenshteinAutomatonBuilder(1, true); err != nil {
		_ = outer.Close()
		return nil, fmt.Errorf("open the index %s: %w", path, err)
	}
	x.languages = slices.SortedFunc(maps.Keys(m.Languages), func(a, b string) int {
		if d := m.Languages[b] - m.Languages[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	engine, err := outer.Advanced()
	if err == nil {
		x.reader, err = engine.Reader()
	}
	if err != nil {
		_ = outer.Close()
		return nil, fmt.Errorf("open the index %s: %w", path, err)
	}
	snapshot, ok := x.reader.(*scorch.IndexSnapshot)
	if !ok {
		_ = x.Close()
		return nil, fmt.Errorf("open the index %s: bleve gave a %T, not a scorch snapshot", path, x.reader)
	}
	// The largest first: the sooner good passages are found, the less of the
	// other segments needs scoring.
	x.segments = slices.SortedFunc(slices.Values(snapshot.Segments()), func(a, b *scorch.SegmentSnapshot) int {
		return cmp.Compare(b.FullSize(), a.FullSize())
	})
	x.stored = &storedTexts{segments: x.segments}
	for _, s := range x.segments {
		t, err := openTerms(s)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open the index %s: %w", path, err), x.Close())
		}
		x.terms = append(x.terms, t)
	}
	x.scratch.New = func() any { return newScratch(x.terms) }
	if vectors != nil {
		if err := x.openVectors(dir, vectors, former); err != nil {
			return nil, errors.Join(fmt.Errorf("open the index %s: %w", path, err), x.Close())
		}
	}
	return x, nil
}

// Close releases the files.
func (x *Index) Close() error {
	x.closeVectors()
	err := x.reader.Close()
	if cerr := x.outer.Close(); err == nil {
		err = cerr
	}
	return err
}

// Analyzer implements retrieval.Index.
func (x *Index) Analyzer() retrieval.Analyzer { return x.analyzer }

// Stats returns what the index holds.
func (x *Index) Stats() engine.Stats { return x.totals.Stats() }

// Facts implements retrieval.Index.
func (x *Index) Facts(_ context.Context, id string) (d *retrieval.Document, err error) {
	defer x.guardAgainstFaults(&err)()
	r, err := x.stored.readRecord(id)
	if err != nil {
		return nil, err
	}
	return &r.Document, nil
}

// Document implements retrieval.Index.
func (x *Index) Document(_ context.Context, id string) (d *retrieval.Document, err error) {
	defer x.guardAgainstFaults(&err)()
	return x.stored.readDocument(id)
}

var errChecksum = errors.New("it isn't the one that was indexed")

// damagedError says what is wrong with a passage that can't be shown.
func damagedError(document string, start int, err error) error {
	return fmt.Errorf("the passage at byte %d of %s: %w", start, document, err)
}

package blevex

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
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
	r, err := loadRecord(x.reader, id)
	if err != nil {
		return nil, err
	}
	return &r.Document, nil
}

// Document implements retrieval.Index.
func (x *Index) Document(_ context.Context, id string) (d *retrieval.Document, err error) {
	defer x.guardAgainstFaults(&err)()
	r, err := loadRecord(x.reader, id)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	text.Grow(r.Length)
	for _, start := range r.Starts {
		if start != text.Len() {
			return nil, fmt.Errorf("%s: the passage at %d is missing from the index", id, text.Len())
		}
		passage, err := loadFields(x.reader, passageKey(id, start), textField, checkField)
		if err != nil {
			return nil, err
		}
		if _, _, ok := decodeCheck(passage[1], string(passage[0])); !ok {
			return nil, damagedError(id, start)
		}
		text.Write(passage[0])
	}
	r.Text = text.String()
	return &r.Document, nil
}

// loadRecord loads a document's record.
func loadRecord(reader index.IndexReader, document string) (*engine.Record, error) {
	fields, err := loadFields(reader, recordKey(document), factsField)
	if err != nil {
		return nil, err
	}
	r := new(engine.Record)
	if err := json.Unmarshal(fields[0], r); err != nil {
		return nil, fmt.Errorf("read the facts of %s: %w", document, err)
	}
	return r, nil
}

// loadFields loads stored fields of the bleve document with the given key, in
// the order of names.
func loadFields(reader index.IndexReader, key string, names ...string) ([][]byte, error) {
	doc, err := reader.Document(key)
	if err != nil {
		return nil, fmt.Errorf("read %q from the index: %w", key, err)
	}
	if doc == nil {
		return nil, fmt.Errorf("%q: %w", key[1:], retrieval.ErrNotFound)
	}
	values := make([][]byte, len(names))
	doc.VisitFields(func(f index.Field) {
		if i := slices.Index(names, f.Name()); i >= 0 {
			values[i] = f.Value()
		}
	})
	return values, nil
}

// damagedError says that a passage fails its checksum.
func damagedError(document string, start int) error {
	return fmt.Errorf("the passage at byte %d of %s is not the one that was indexed", start, document)
}

// loadCandidate fills a candidate from its stored fields.
func (x *Index) loadCandidate(seg int, num uint64, c *retrieval.Candidate) error {
	s := x.segments[seg]
	key, err := s.DocID(num)
	if err != nil {
		return err
	}
	if c.Document, c.Start, err = parsePassageKey(key); err != nil {
		return err
	}
	var check []byte
	err = s.VisitDocument(num, func(name string, _ byte, value []byte, _ []uint64) bool {
		switch name {
		case textField:
			c.Text = string(value)
		case checkField:
			check = bytes.Clone(value)
		}
		return true
	})
	if err != nil {
		return err
	}
	c.End = c.Start + len(c.Text)
	ok := false
	if c.Language, c.Title, ok = decodeCheck(check, c.Text); !ok {
		return damagedError(c.Document, c.Start)
	}
	return nil
}

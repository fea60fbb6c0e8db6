package opensearch

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/lexicon"
)

// Index reads one state of a store. It is safe for use by several goroutines and stays
// what it is while the store moves on.
type Index struct {
	*client
	state     *state
	analyzer  retrieval.Analyzer
	languages []string // of the corpus, the most frequent first
	records   cache[*document]
	counts    cache[fieldCounts]
	meant     *meant // nil without vectors

	listing     sync.Mutex
	collections []string // that there are, nil until they were asked for
}

var _ retrieval.Meant = (*Index)(nil)

// Open opens the current state for reading. The error matches engine.ErrNoIndex if
// there is none, or says why it can't be used.
func (s *Store) Open(ctx context.Context) (*Index, error) {
	now, err := s.openState(ctx)
	if err != nil {
		return nil, err
	}
	return s.openAt(ctx, now)
}

// openAt opens a state.
func (s *Store) openAt(ctx context.Context, now *state) (*Index, error) {
	exists, err := s.hasIndices(ctx, now)
	if err != nil {
		return nil, err
	}
	if !exists {
		return nil, errGone
	}
	x := &Index{client: s.client, state: now, analyzer: s.options.Analyzer}
	x.languages = slices.SortedFunc(maps.Keys(now.Languages), func(a, b string) int {
		if d := now.Languages[b] - now.Languages[a]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	if s.options.Vectors != nil {
		if x.meant, err = s.openMeant(ctx, now); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// State tells the state of the documents that the index holds from any other.
func (x *Index) State() string { return x.state.name() }

// Stats returns what the index holds.
func (x *Index) Stats() engine.Stats { return x.state.Stats() }

// Analyzer implements retrieval.Index.
func (x *Index) Analyzer() retrieval.Analyzer { return x.analyzer }

// Close lets go of the vectors.
func (x *Index) Close() error {
	if x.meant != nil {
		x.meant.Close()
	}
	return nil
}

// Facts implements retrieval.Index.
func (x *Index) Facts(ctx context.Context, id string) (*retrieval.Document, error) {
	d, err := x.record(ctx, id)
	if err != nil {
		return nil, err
	}
	facts := d.Document
	return &facts, nil
}

// record returns the record of a document.
func (x *Index) record(ctx context.Context, id string) (*document, error) {
	if d, ok := x.records.get(id); ok {
		return d, nil
	}
	d, err := x.loadRecord(ctx, x.state, id)
	if err == nil {
		x.records.put(id, d)
	}
	return d, err
}

// loadRecord reads the record that a document has in a state.
func (c *client) loadRecord(ctx context.Context, s *state, id string) (*document, error) {
	found, err := c.loadRecords(ctx, s, []string{id})
	if err != nil {
		return nil, err
	}
	if found[id] == nil {
		return nil, fmt.Errorf("%q: %w", id, retrieval.ErrNotFound)
	}
	return found[id], nil
}

// loadRecords reads the records of some documents in one request, those that there are.
func (c *client) loadRecords(ctx context.Context, s *state, ids []string) (map[string]*document, error) {
	found := make(map[string]*document, len(ids))
	err := c.eachHit(ctx, "read the facts of documents", s.documents(), page{
		query: s.filtered(term("kind", recordRow), query{"terms": query{"key": ids}}), order: []string{"key", "from"}, size: len(ids) + 1, // so that one page is known to be the last
	}, func(_ string, source json.RawMessage) error {
		var r row
		if err := json.Unmarshal(source, &r); err != nil {
			return err
		}
		d, err := decodeRecord(r)
		found[r.Key] = d
		return err
	})
	return found, err
}

// prefetch reads the records of the documents of hits in one request: all of them are
// asked for next.
func (x *Index) prefetch(ctx context.Context, hits []retrieval.Candidate) error {
	var unknown []string
	for _, h := range hits {
		if _, ok := x.records.get(h.Document); !ok && !slices.Contains(unknown, h.Document) {
			unknown = append(unknown, h.Document)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	found, err := x.loadRecords(ctx, x.state, unknown)
	for id, d := range found {
		x.records.put(id, d)
	}
	return err
}

// pagePassages is how many passages with their text a request lists.
const pagePassages = 500

// Document implements retrieval.Index.
func (x *Index) Document(ctx context.Context, id string) (*retrieval.Document, error) {
	r, err := x.record(ctx, id)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	text.Grow(r.Length)
	read := 0
	err = x.eachHit(ctx, "read a document", x.state.Index, page{
		query: x.state.filtered(term("d", id)), order: []string{"n", "from"}, fields: []string{"d", "n", "t", "s"}, size: pagePassages,
	}, func(_ string, source json.RawMessage) error {
		var p passage
		if err := json.Unmarshal(source, &p); err != nil {
			return err
		}
		if err := p.check(); err != nil {
			return err
		}
		if p.Start != text.Len() {
			return fmt.Errorf("%s: the passage at %d is missing from the index", id, text.Len())
		}
		text.WriteString(p.Text)
		read++
		return nil
	})
	if err != nil {
		return nil, err
	}
	if read != len(r.Starts) || text.Len() != r.Length {
		return nil, fmt.Errorf("%s: %d of %d passages are missing from the index", id, len(r.Starts)-read, len(r.Starts))
	}
	d := r.Document
	d.Text = text.String()
	return &d, nil
}

// check returns an error if a passage isn't the one that was indexed.
func (p *passage) check() error {
	if crc32.Checksum([]byte(p.Text), castagnoli()) != p.Sum {
		return fmt.Errorf("the passage at byte %d of %s is not the one that was indexed", p.Start, p.Document)
	}
	return nil
}

// lexicon returns what looks up words in the index.
func (x *Index) lexicon() lexicon.Lexicon {
	return lexicon.Lexicon{Terms: (*indexedTerms)(x), Analyzer: x.analyzer, Languages: x.languages, Passages: x.state.Passages}
}

// mostCached bounds what is kept of a state: a record has some kilobytes, at most, but
// for documents with very many headings.
const mostCached = 4096

// cache remembers answers about a state, which don't change. The zero value is empty.
type cache[V any] struct {
	mu    sync.Mutex
	known map[string]V
}

func (c *cache[V]) get(key string) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok = c.known[key]
	return v, ok
}

// put remembers an answer. Where there are too many all are forgotten.
func (c *cache[V]) put(key string, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known == nil || len(c.known) >= mostCached {
		c.known = make(map[string]V)
	}
	c.known[key] = v
}

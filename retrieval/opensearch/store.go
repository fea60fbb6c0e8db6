package opensearch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/meaning"
)

// Options say which index is meant and what it is used with.
type Options struct {
	Address Address
	// Analyzer makes the terms of passages and of questions. It must be the same for
	// all that use the index.
	Analyzer retrieval.Analyzer
	// Corpus names what is indexed.
	Corpus string
	// Vectors makes vectors and keeps those of sentences; nil has none made or used.
	Vectors *meaning.Store
	Log     *slog.Logger
}

// Store is an index on a cluster. It is safe for use by several goroutines, of which
// one at a time may sync; other processes are kept out by a lease while it changes.
type Store struct {
	*client
	options Options

	mu     sync.Mutex
	latest *state    // as it was read last, nil if there is none
	readAt time.Time // when that was, zero before the first time
	looked bool      // Files has been called
	listed string    // the name of the state when it was, last
	files  *listing  // of the latest state that was listed
}

var _ retrieval.Store = (*Store)(nil)

// listing is what an index remembers of files in a state.
type listing struct {
	state string
	rows  map[string]row // by path
}

// NewStore returns the store at an address. Nothing is asked of the cluster yet.
func NewStore(o Options) (*Store, error) {
	c, err := newClient(o.Address)
	if err != nil {
		return nil, err
	}
	return &Store{client: c, options: o}, nil
}

// Address returns where the index is.
func (s *Store) Address() Address { return s.address }

// Requests returns how many requests were sent to the cluster.
func (s *Store) Requests() int64 { return s.trips.Load() }

// Corpus returns the name of the corpus that the index was made from, "" if there is
// none or it is of another version; exists reports whether there is one. It is the first
// thing that is asked, so a cluster that can't be used shows here.
func (s *Store) Corpus(ctx context.Context) (name string, exists bool, err error) {
	if _, err := s.checkVersion(ctx); err != nil {
		return "", false, err
	}
	now, err := s.refreshState(ctx)
	if err != nil || now == nil {
		return "", false, err
	}
	if now.checkFormat() != nil {
		return "", true, nil
	}
	return now.Corpus, true, nil
}

// SetCorpus names what is indexed, before the store is used.
func (s *Store) SetCorpus(name string) { s.options.Corpus = name }

// followPause is how long a state is taken for the latest one: to look costs a request.
const followPause = time.Second

// refreshState reads the state.
func (s *Store) refreshState(ctx context.Context) (*state, error) {
	now, err := s.readState(ctx)
	if err != nil {
		return nil, err
	}
	s.noteState(now)
	return now, nil
}

// recentState is refreshState unless that was done just now.
func (s *Store) recentState(ctx context.Context) (*state, error) {
	s.mu.Lock()
	latest, at := s.latest, s.readAt
	s.mu.Unlock()
	if !at.IsZero() && time.Since(at) < followPause {
		return latest, nil
	}
	return s.refreshState(ctx)
}

func (s *Store) noteState(now *state) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.latest, s.readAt = now, time.Now()
}

// openState reads the state for opening or listing the index.
func (s *Store) openState(ctx context.Context) (*state, error) {
	now, err := s.refreshState(ctx)
	if err != nil {
		return nil, err
	}
	if now == nil {
		return nil, fmt.Errorf("%s: %w", s.address, engine.ErrNoIndex)
	}
	return now, now.checkFormat()
}

// Files implements retrieval.Store. An index of another version has no files:
// everything is read again.
func (s *Store) Files(ctx context.Context) (retrieval.FileStates, error) {
	files, name, err := s.listFiles(ctx)
	if engine.IsUntrusted(err) {
		s.options.Log.Warn("rebuilding the index from the documents", "index", s.address, "reason", err)
		err = nil
	}
	if errors.Is(err, engine.ErrNoIndex) {
		err = nil
	}
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.looked, s.listed = true, name
	s.mu.Unlock()
	return files, nil
}

// Listing returns what the index remembers of the files, for those who only read it.
func (s *Store) Listing(ctx context.Context) (retrieval.FileStates, error) {
	files, _, err := s.listFiles(ctx)
	return files, err
}

// listFiles also returns the name of the state.
func (s *Store) listFiles(ctx context.Context) (retrieval.StateList, string, error) {
	now, err := s.openState(ctx)
	if err != nil {
		return nil, now.name(), err
	}
	rows, err := s.fileRows(ctx, now)
	if err != nil {
		return nil, now.name(), err
	}
	files := make([]retrieval.FileState, 0, len(rows))
	for path, r := range rows {
		var f retrieval.FileState
		if err := json.Unmarshal([]byte(r.Body), &f); err != nil {
			return nil, now.name(), fmt.Errorf("read what the index remembers of %s: %w", path, err)
		}
		files = append(files, f)
	}
	return retrieval.NewStateList(files...), now.name(), nil
}

// fileRows reads the states of files in a state of the index, or takes them from
// memory.
func (s *Store) fileRows(ctx context.Context, now *state) (map[string]row, error) {
	s.mu.Lock()
	known := s.files
	s.mu.Unlock()
	if known != nil && known.state == now.name() {
		return known.rows, nil
	}
	rows := make(map[string]row)
	err := s.eachHit(ctx, "list the files of the index", now.documents(), page{
		query: now.filtered(term("kind", fileRow)), order: []string{"key", "from"}, size: pageRows,
	}, func(_ string, source json.RawMessage) error {
		var r row
		if err := json.Unmarshal(source, &r); err != nil {
			return err
		}
		rows[r.Key] = r
		return nil
	})
	if err == nil {
		s.noteFiles(now.name(), rows)
	}
	return rows, err
}

func (s *Store) noteFiles(state string, rows map[string]row) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = &listing{state, rows}
}

// page is a listing in pages: what matches, in order of fields that tell hits apart.
type page struct {
	query  query
	order  []string
	fields []string // of the source, nil for all; none for the name alone
	size   int      // hits a request
}

// pageRows is how many rows a request lists.
const pageRows = 5000

// eachHit calls f with the name and the source of each document of an index that
// matches.
func (c *client) eachHit(ctx context.Context, doing, index string, p page, f func(name string, source json.RawMessage) error) error {
	var after []any
	for {
		body := query{"query": p.query, "size": p.size, "sort": p.order, "track_total_hits": false}
		switch {
		case len(p.fields) > 0:
			body["_source"] = p.fields
		case p.fields != nil:
			body["_source"] = false
		}
		if after != nil {
			body["search_after"] = after
		}
		var found struct {
			Hits struct {
				Hits []struct {
					Name   string          `json:"_id"`
					Source json.RawMessage `json:"_source"`
					Sort   []any           `json:"sort"`
				} `json:"hits"`
			} `json:"hits"`
		}
		err := c.search(ctx, doing, index, "", body, &found)
		if hasStatus(err, http.StatusNotFound) {
			return errGone
		}
		if err != nil {
			return err
		}
		for _, h := range found.Hits.Hits {
			if err := f(h.Name, h.Source); err != nil {
				return fmt.Errorf("%s: %w", doing, err)
			}
			after = h.Sort
		}
		if len(found.Hits.Hits) < p.size {
			return nil
		}
	}
}

// errGone is about an index that the state names and that isn't there.
var errGone = &engine.UntrustedError{Reason: "it is gone from the cluster"}

// Current names the state of the documents that the index holds, "" if there is none,
// and says when it came to be. It is up to a second old.
func (s *Store) Current() (name string, since time.Time) {
	ctx, cancel := context.WithTimeout(context.Background(), shortTime)
	defer cancel()
	now, err := s.recentState(ctx)
	if err != nil || now == nil {
		return "", time.Time{}
	}
	return now.name(), time.UnixMilli(now.Made)
}

// shortTime bounds requests of those who have no context.
const shortTime = 10 * time.Second

// Changed returns when the index was changed last, the zero time if there is none.
func (s *Store) Changed() (time.Time, error) {
	ctx, cancel := context.WithTimeout(context.Background(), shortTime)
	defer cancel()
	now, err := s.refreshState(ctx)
	if err != nil || now == nil {
		return time.Time{}, err
	}
	return time.UnixMilli(now.Made), nil
}

// extra is something small that others keep with a state.
type extra struct {
	State string `json:"state"`
	Data  []byte `json:"data"`
}

// Extra returns what SetExtra has kept under a name with the current state, nil if
// nothing.
func (s *Store) Extra(ctx context.Context, name string) ([]byte, error) {
	now, err := s.openState(ctx)
	if err != nil {
		return nil, err
	}
	var e extra
	_, found, err := s.getMeta(ctx, "extra-"+hashName(name), &e)
	if err != nil || !found || e.State != now.name() {
		return nil, err
	}
	return e.Data, nil
}

// SetExtra keeps something small with a state. If that isn't the current one any more,
// nothing is kept.
func (s *Store) SetExtra(ctx context.Context, state, name string, data []byte) error {
	now, err := s.openState(ctx)
	if err != nil || now.name() != state {
		return err
	}
	var e extra
	v, found, err := s.getMeta(ctx, "extra-"+hashName(name), &e)
	if err != nil || found && e.State == state && slices.Equal(e.Data, data) {
		return err
	}
	_, _, err = s.putMeta(ctx, "extra-"+hashName(name), v, extra{state, data}) // another's is as good
	return err
}

package bottest

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"
	"sync"
	"time"

	"footnote/bot"
)

// Store is a bot.Store in memory. The zero value is not ready: use NewStore.
type Store struct {
	mu      sync.Mutex
	order   int
	records map[string]kept
	keys    map[string]string
	ratings map[string]map[string]bot.Rating // by request, by asker
	values  map[string][]byte
}

type kept struct {
	bot.Record
	order int
}

var _ bot.Store = (*Store)(nil)

// NewStore returns an empty Store.
func NewStore() *Store {
	return &Store{
		records: make(map[string]kept), keys: make(map[string]string),
		ratings: make(map[string]map[string]bot.Rating), values: make(map[string][]byte),
	}
}

// Add implements bot.Inbox.
func (s *Store) Add(_ context.Context, r bot.Record) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, key := range r.Keys {
		if id := s.keys[key]; id != "" {
			return id, nil
		}
	}
	for _, key := range r.Keys {
		s.keys[key] = r.ID
	}
	s.order++
	s.records[r.ID] = kept{r, s.order}
	return "", nil
}

// Save implements bot.Inbox.
func (s *Store) Save(_ context.Context, r bot.Record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, ok := s.records[r.ID]
	if !ok {
		return bot.ErrUnknown
	}
	if old.Edition != r.Edition {
		return bot.ErrStale
	}
	s.records[r.ID] = kept{r, old.order}
	return nil
}

// Revise implements bot.Inbox.
func (s *Store) Revise(_ context.Context, id string, change func(*bot.Record)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.records[id]
	if !ok {
		return bot.ErrUnknown
	}
	change(&r.Record)
	s.records[id] = r
	return nil
}

// Unfinished implements bot.Inbox.
func (s *Store) Unfinished(context.Context) ([]bot.Record, error) {
	return s.selectRecords(func(r bot.Record) bool { return r.Step != bot.Closed }), nil
}

// selectRecords returns the records that pass, in the order received.
func (s *Store) selectRecords(pass func(bot.Record) bool) []bot.Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := slices.SortedFunc(maps.Values(s.records), func(a, b kept) int { return cmp.Compare(a.order, b.order) })
	var list []bot.Record
	for _, k := range all {
		if pass(k.Record) {
			list = append(list, k.Record)
		}
	}
	return list
}

// Remove implements bot.Inbox.
func (s *Store) Remove(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.removeRecord(id)
	return nil
}

func (s *Store) removeRecord(id string) {
	for _, key := range s.records[id].Keys {
		delete(s.keys, key)
	}
	delete(s.records, id)
	delete(s.ratings, id)
}

// Load implements bot.Archive.
func (s *Store) Load(_ context.Context, id string) (bot.Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.records[id]
	if !ok {
		return bot.Record{}, bot.ErrUnknown
	}
	return r.Record, nil
}

// ByKey implements bot.Archive.
func (s *Store) ByKey(ctx context.Context, key string) (bot.Record, error) {
	s.mu.Lock()
	id := s.keys[key]
	s.mu.Unlock()
	return s.Load(ctx, id)
}

// Conversation implements bot.Archive.
func (s *Store) Conversation(_ context.Context, conversation string, n int) ([]bot.Record, error) {
	list := s.selectRecords(func(r bot.Record) bool { return r.Conversation == conversation && r.Step == bot.Closed })
	return list[max(0, len(list)-n):], nil
}

// Before implements bot.Archive.
func (s *Store) Before(_ context.Context, id string, n int) ([]bot.Record, error) {
	s.mu.Lock()
	at := s.records[id]
	s.mu.Unlock()
	var list []bot.Record
	for _, r := range s.selectRecords(func(r bot.Record) bool {
		return r.Conversation == at.Conversation && r.Step == bot.Closed || r.ID == id
	}) {
		if r.ID == id {
			return list[max(0, len(list)-n):], nil
		}
		list = append(list, r)
	}
	return nil, nil
}

// ByAsker implements bot.Archive.
func (s *Store) ByAsker(_ context.Context, asker string, n int) ([]bot.Record, error) {
	list := s.selectRecords(func(r bot.Record) bool { return r.Asker == asker })
	slices.Reverse(list)
	return list[:min(n, len(list))], nil
}

// Judged implements bot.Archive.
func (s *Store) Judged(_ context.Context, since time.Time) iter.Seq2[bot.Judged, error] {
	return func(yield func(bot.Judged, error) bool) {
		for _, r := range s.selectRecords(func(r bot.Record) bool { return r.Step == bot.Closed && !r.Received.Before(since) }) {
			j := bot.Judged{Record: r}
			s.mu.Lock()
			for _, asker := range slices.Sorted(maps.Keys(s.ratings[r.ID])) {
				j.Ratings = append(j.Ratings, s.ratings[r.ID][asker])
			}
			s.mu.Unlock()
			if !yield(j, nil) {
				return
			}
		}
	}
}

// Rate implements bot.Archive.
func (s *Store) Rate(_ context.Context, r bot.Rating) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.records[r.Request]; !ok {
		return bot.ErrUnknown
	}
	if s.ratings[r.Request] == nil {
		s.ratings[r.Request] = make(map[string]bot.Rating)
	}
	old := s.ratings[r.Request][r.Asker]
	r.Vote, r.Comment = cmp.Or(r.Vote, old.Vote), cmp.Or(r.Comment, old.Comment)
	s.ratings[r.Request][r.Asker] = r
	return nil
}

// Forget implements bot.Archive.
func (s *Store) Forget(_ context.Context, asker string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for id, r := range s.records {
		if r.Asker == asker {
			s.removeRecord(id)
			n++
		}
	}
	for _, ratings := range s.ratings {
		if _, ok := ratings[asker]; ok {
			delete(ratings, asker)
			n++
		}
	}
	return n, nil
}

// Prune implements bot.Archive.
func (s *Store) Prune(_ context.Context, before time.Time) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for id, r := range s.records {
		if r.Step == bot.Closed && r.Received.Before(before) {
			s.removeRecord(id)
			n++
		}
	}
	return n, nil
}

// Value implements bot.Values.
func (s *Store) Value(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.values[key]), nil
}

// SetValue implements bot.Values.
func (s *Store) SetValue(_ context.Context, key string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(value) == 0 {
		delete(s.values, key)
	} else {
		s.values[key] = slices.Clone(value)
	}
	return nil
}

// UpdateValue implements bot.Values.
func (s *Store) UpdateValue(_ context.Context, key string, change func([]byte) []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if value := change(slices.Clone(s.values[key])); len(value) == 0 {
		delete(s.values, key)
	} else {
		s.values[key] = slices.Clone(value)
	}
	return nil
}

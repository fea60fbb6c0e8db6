package discord

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// service is a bot in memory: it answers at once and the same each time.
type service struct {
	mu          sync.Mutex
	messenger   bot.Messenger
	answer      func(bot.Request) []*bot.Reply // the last one is final
	refuse      error                          // what Submit returns
	byKey       map[string]string
	requests    map[string]bot.Request
	refs        map[string]string
	order       []string // ids in order
	edits       []string
	deleted     []string
	ratings     []bot.Rating
	values      map[string][]byte
	known       map[string]bool
	work        sync.WaitGroup
	deliveries  map[string]*sync.Mutex // by conversation
	failed      []error
	titles      int
	named       []bot.Title // in the place of titles
	collections []bot.Collection
	prefix      string // of the ids of requests
}

func newService() *service {
	return &service{
		answer: func(r bot.Request) []*bot.Reply { return []*bot.Reply{contract.Answered(r.ID)} },
		byKey:  make(map[string]string), requests: make(map[string]bot.Request), refs: make(map[string]string),
		values: make(map[string][]byte), known: make(map[string]bool), deliveries: make(map[string]*sync.Mutex),
	}
}

func (s *service) Submit(_ context.Context, r bot.Request) (bot.Receipt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		return bot.Receipt{}, s.refuse
	}
	for _, k := range r.Keys {
		if id, ok := s.byKey[k]; ok {
			return bot.Receipt{ID: id, Again: true}, nil
		}
	}
	r.ID = fmt.Sprintf("%sR%d", s.prefix, len(s.order)+1)
	for _, k := range r.Keys {
		s.byKey[k] = r.ID
	}
	s.requests[r.ID] = r
	s.order = append(s.order, r.ID)
	if s.messenger != nil {
		lane, ok := s.deliveries[r.Conversation]
		if !ok {
			lane = new(sync.Mutex)
			s.deliveries[r.Conversation] = lane
		}
		s.work.Go(func() { s.deliver(lane, r) })
	}
	return bot.Receipt{ID: r.ID}, nil
}

// deliver repeats each step until it succeeds, as the bot does.
func (s *service) deliver(lane *sync.Mutex, r bot.Request) {
	lane.Lock()
	defer lane.Unlock()
	ctx := context.Background()
	step := func(op func() (string, error)) (ref string) {
		var err error
		for range 5 {
			if ref, err = op(); err == nil {
				return ref
			}
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.failed = append(s.failed, err)
		return ref
	}
	ref := step(func() (string, error) { return s.messenger.Open(ctx, &r) })
	for _, reply := range s.answer(r) {
		ref = step(func() (string, error) { return s.messenger.Show(ctx, &r, ref, reply) })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refs[r.ID] = ref
	s.known[r.Conversation] = true
}

// texts are the questions that were submitted, in order.
func (s *service) texts() []string {
	s.work.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, id := range s.order {
		list = append(list, s.requests[id].Text)
	}
	return list
}

func (s *service) last(t *testing.T) bot.Request {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.order) == 0 {
		t.Fatal("nothing was submitted")
	}
	return s.requests[s.order[len(s.order)-1]]
}

func (s *service) Edit(_ context.Context, key, text string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.byKey[key]
	if ok {
		s.edits = append(s.edits, text)
	}
	return ok, nil
}

func (s *service) Delete(_ context.Context, key string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.byKey[key]
	s.deleted = append(s.deleted, key)
	return ok, nil
}

func (s *service) Recall(_ context.Context, id string, _ bot.Viewer) (bot.Recalled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.requests[id]
	if !ok {
		return bot.Recalled{}, &bot.Complaint{Reason: bot.Gone, Text: "That answer is no longer kept. Ask again.", Request: id}
	}
	return bot.Recalled{Request: r, Reply: *contract.Answered(id)}, nil
}

func (s *service) Sources(_ context.Context, id string, _ bot.Viewer, page int) (bot.Sources, error) {
	return bot.Sources{Question: "When does the lease end?", Page: page, More: page == 0, Citations: []bot.Citation{contract.Cited(2 + page), contract.Cited(3 + page)}}, nil
}

func (s *service) Context(_ context.Context, id string, _ bot.Viewer, n int) (bot.Surroundings, error) {
	return bot.Surroundings{Citation: contract.Cited(n), Before: "What comes before. ", After: " What comes after.", MoreAfter: true}, nil
}

func (s *service) Rate(_ context.Context, r bot.Rating) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ratings = append(s.ratings, r)
	return nil
}

func (s *service) Titles(_ context.Context, _ bot.Viewer, prefix string, n int) ([]bot.Title, error) {
	list := slices.Clone(s.named)
	for i := range s.titles {
		list = append(list, bot.Title{Document: fmt.Sprintf("lease-%d.pdf", i), Title: fmt.Sprintf("%sThe lease %d", prefix, i)})
	}
	return list[:min(n, len(list))], nil
}

func (s *service) Overview(context.Context, bot.Viewer) (bot.Overview, error) {
	o := bot.Overview{Documents: 12, Collections: []bot.Collection{{Name: "contracts", Documents: 7}, {Name: "minutes", Documents: 5}}}
	if s.collections != nil {
		o.Collections = s.collections
	}
	for i := range 2 {
		o.Suggestions = append(o.Suggestions, fmt.Sprintf("When does lease %d end?", i))
	}
	return o, nil
}

func (s *service) Known(_ context.Context, conversation string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.known[conversation], nil
}

func (s *service) Value(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.values[key]), nil
}

func (s *service) SetValue(_ context.Context, key string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.values[key] = value; value == nil {
		delete(s.values, key)
	}
	return nil
}

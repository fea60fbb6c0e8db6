package contract

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"footnote/bot"
)

// Service is a bot in memory: it answers at once and the same each time.
type Service struct {
	mu            sync.Mutex
	Messenger     bot.Messenger
	Answer        func(bot.Request) []*bot.Reply // the last one is final
	Refuse        error                          // what Submit returns
	ByKey         map[string]string
	Requests      map[string]bot.Request
	refs          map[string]string
	Order         []string // ids in order
	Edits         []string
	Deleted       []string
	Ratings       []bot.Rating
	Values        map[string][]byte
	Conversations map[string]bool
	Introduced    map[string]string // addresses, by asker
	Work          sync.WaitGroup
	deliveries    map[string]*sync.Mutex // by conversation
	Failed        []error
	// TitleCount and Suggestions are how many there are; of suggestions at least two.
	TitleCount, Suggestions int
	Titled                  []bot.Title // before those that are counted
	Collections             []bot.Collection
	Prefix                  string // of the ids of requests
	Language                string // of what was asked before
}

// NewService returns one that answers what Answered says.
func NewService() *Service {
	return &Service{
		Answer: func(r bot.Request) []*bot.Reply { return []*bot.Reply{Answered(r.ID)} },
		ByKey:  make(map[string]string), Requests: make(map[string]bot.Request), refs: make(map[string]string),
		Values: make(map[string][]byte), Conversations: make(map[string]bool), deliveries: make(map[string]*sync.Mutex),
	}
}

func (s *Service) Submit(_ context.Context, r bot.Request) (bot.Receipt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Refuse != nil {
		return bot.Receipt{}, s.Refuse
	}
	for _, k := range r.Keys {
		if id, ok := s.ByKey[k]; ok {
			return bot.Receipt{ID: id, Again: true}, nil
		}
	}
	r.ID = fmt.Sprintf("%sR%d", s.Prefix, len(s.Order)+1)
	for _, k := range r.Keys {
		s.ByKey[k] = r.ID
	}
	s.Requests[r.ID] = r
	s.Order = append(s.Order, r.ID)
	if s.Messenger != nil {
		lane, ok := s.deliveries[r.Conversation]
		if !ok {
			lane = new(sync.Mutex)
			s.deliveries[r.Conversation] = lane
		}
		s.Work.Go(func() { s.deliverRequest(lane, r) })
	}
	return bot.Receipt{ID: r.ID}, nil
}

// deliverRequest repeats each step until it succeeds, as the bot does.
func (s *Service) deliverRequest(lane *sync.Mutex, r bot.Request) {
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
		s.Failed = append(s.Failed, err)
		return ref
	}
	ref := step(func() (string, error) { return s.Messenger.Open(ctx, &r) })
	for _, reply := range s.Answer(r) {
		ref = step(func() (string, error) { return s.Messenger.Show(ctx, &r, ref, reply) })
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refs[r.ID] = ref
	s.Conversations[r.Conversation] = true
}

// Count is how many questions were submitted so far.
func (s *Service) Count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.Order)
}

// Texts are the questions that were submitted, in order.
func (s *Service) Texts() []string {
	s.Work.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, id := range s.Order {
		list = append(list, s.Requests[id].Text)
	}
	return list
}

// Last is the request that came last.
func (s *Service) Last(t *testing.T) bot.Request {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.Order) == 0 {
		t.Fatal("nothing was submitted")
	}
	return s.Requests[s.Order[len(s.Order)-1]]
}

func (s *Service) Edit(_ context.Context, key, text string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.ByKey[key]
	if ok {
		s.Edits = append(s.Edits, text)
	}
	return ok, nil
}

func (s *Service) Delete(_ context.Context, key string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.ByKey[key]
	s.Deleted = append(s.Deleted, key)
	return ok, nil
}

func (s *Service) Recall(_ context.Context, id string, _ bot.Viewer) (bot.Recalled, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.Requests[id]
	if !ok {
		return bot.Recalled{}, &bot.Complaint{Reason: bot.Gone, Text: "That answer is no longer kept. Ask again.", Request: id}
	}
	return bot.Recalled{Request: r, Reply: *Answered(id)}, nil
}

func (s *Service) Sources(_ context.Context, id string, _ bot.Viewer, page int) (bot.Sources, error) {
	return bot.Sources{Question: "When does the lease end?", Page: page, More: page == 0, Citations: []bot.Citation{Cited(2 + page), Cited(3 + page)}}, nil
}

func (s *Service) Context(_ context.Context, id string, _ bot.Viewer, n int) (bot.Surroundings, error) {
	return bot.Surroundings{Citation: Cited(n), Before: "What comes before. ", After: " What comes after.", MoreAfter: true}, nil
}

func (s *Service) Rate(_ context.Context, r bot.Rating) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Ratings = append(s.Ratings, r)
	return nil
}

func (s *Service) Recent(context.Context, string, int) ([]bot.Past, error) {
	return []bot.Past{{Request: "R1", Question: "When does the lease end?", Outcome: bot.Answered, Language: s.Language}}, nil
}

func (s *Service) Titles(_ context.Context, _ bot.Viewer, l bot.Listing) ([]bot.Title, error) {
	list := slices.Clone(s.Titled)
	for i := range s.TitleCount {
		list = append(list, bot.Title{Document: fmt.Sprintf("lease-%d.pdf", i), Title: fmt.Sprintf("%sThe lease %d", l.Text, i)})
	}
	return list[:min(l.Most, len(list))], nil
}

func (s *Service) Overview(context.Context, bot.Viewer) (bot.Overview, error) {
	o := bot.Overview{Documents: 12, Collections: []bot.Collection{{Name: "contracts", Documents: 7}, {Name: "minutes", Documents: 5}}}
	if s.Collections != nil {
		o.Collections = s.Collections
	}
	for i := range max(s.Suggestions, 2) {
		o.Suggestions = append(o.Suggestions, fmt.Sprintf("When does lease %d end?", i))
	}
	return o, nil
}

func (s *Service) Known(_ context.Context, conversation string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Conversations[conversation], nil
}

func (s *Service) Value(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.Values[key]), nil
}

func (s *Service) SetValue(_ context.Context, key string, value []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Values[key] = value; value == nil {
		delete(s.Values, key)
	}
	return nil
}

func (s *Service) UpdateValue(ctx context.Context, key string, change func([]byte) []byte) error {
	value, err := s.Value(ctx, key)
	if err != nil {
		return err
	}
	return s.SetValue(ctx, key, change(value))
}

// Deliver delivers a request again, as after a restart that came before it was
// noted.
func (s *Service) Deliver(r bot.Request) {
	s.mu.Lock()
	lane := s.deliveries[r.Conversation]
	s.mu.Unlock()
	s.deliverRequest(lane, r)
}

// Introduce keeps whose address an asker has.
func (s *Service) Introduce(_ context.Context, asker, email string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Introduced == nil {
		s.Introduced = make(map[string]string)
	}
	s.Introduced[asker] = email
	return nil
}

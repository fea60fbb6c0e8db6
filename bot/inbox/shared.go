package inbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"footnote/bot"
)

// askTime is how long what the store is asked without anybody waiting may take.
const askTime = 5 * time.Second

// sharedLine is the line of several processes: it stands in their store, and this
// process claims from it what it works on.
type sharedLine struct {
	replicas bot.Replicas
	log      *slog.Logger

	claiming sync.Mutex    // one worker asks the store for all
	wake     chan struct{} // capacity 1: something may be ready

	mu    sync.Mutex
	busy  map[string]bool // conversations that this process works on
	again []bot.Task      // to be tried again now; their conversations are still held
	later map[bot.Task]*time.Timer
}

var _ line = (*sharedLine)(nil)

func newSharedLine(r bot.Replicas, log *slog.Logger) *sharedLine {
	return &sharedLine{replicas: r, log: log, wake: make(chan struct{}, 1), busy: make(map[string]bool), later: make(map[bot.Task]*time.Timer)}
}

// reservePlace implements line. Processes that count at the same moment may let one
// more in than there is room for.
func (l *sharedLine) reservePlace(ctx context.Context, platform string, most int) (bool, error) {
	n, err := l.replicas.Pending(ctx, platform)
	return n < most, err
}

// releasePlace implements line.
func (l *sharedLine) releasePlace() {}

// putRequest implements line: the request is in the store already.
func (l *sharedLine) putRequest(string, string) { l.signalWorkers() }

func (l *sharedLine) signalWorkers() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// takeNext implements line.
func (l *sharedLine) takeNext(ctx context.Context) (bot.Task, error) {
	for {
		if err := ctx.Err(); err != nil {
			return bot.Task{}, err
		}
		t, ok, err := l.claimNext(ctx)
		if ok {
			l.signalWorkers() // where one was, there may be more
			return t, nil
		}
		var again <-chan time.Time
		if err != nil && ctx.Err() == nil {
			l.log.Error("the store doesn't say what to work on; trying again", "after", firstWait, "err", err)
			again = time.After(firstWait)
		}
		select {
		case <-l.wake:
		case <-again:
		case <-ctx.Done():
		}
	}
}

func (l *sharedLine) claimNext(ctx context.Context) (bot.Task, bool, error) {
	l.mu.Lock()
	if len(l.again) > 0 {
		t := l.again[0]
		l.again = l.again[1:]
		l.mu.Unlock()
		return t, true, nil
	}
	l.mu.Unlock()
	l.claiming.Lock()
	defer l.claiming.Unlock()
	for {
		t, ok, err := l.replicas.Claim(ctx)
		if !ok || l.beginConversation(t.Conversation) {
			return t, ok, err
		}
		// This process had lost the conversation without any other taking it, and holds it
		// again: its worker goes on.
	}
}

// beginConversation notes that this process works on a conversation, and reports
// whether it didn't before.
func (l *sharedLine) beginConversation(conversation string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	before := l.busy[conversation]
	l.busy[conversation] = true
	return !before
}

// finishRequest implements line. If the store fails, the conversation is free after a
// while.
func (l *sharedLine) finishRequest(t bot.Task) {
	l.mu.Lock()
	delete(l.busy, t.Conversation)
	l.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), askTime)
	defer cancel()
	if err := l.replicas.Release(ctx, t.Conversation, t.Request); err != nil {
		l.log.Warn("a conversation isn't given back; it goes on after a while", "request", t.Request, "err", err)
	}
}

// putLater implements line. The conversation stays with this process, which knows how
// often it was tried.
func (l *sharedLine) putLater(t bot.Task, after time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.later[t] = time.AfterFunc(after, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if l.later[t] == nil { // given back
			return
		}
		delete(l.later, t)
		l.again = append(l.again, t)
		l.signalWorkers()
	})
}

// giveBack leaves to others what waits to be tried again here.
func (l *sharedLine) giveBack() {
	l.mu.Lock()
	list := l.again
	l.again = nil
	for t, timer := range l.later {
		timer.Stop()
		list = append(list, t)
	}
	clear(l.later)
	l.mu.Unlock()
	for _, t := range list {
		l.finishRequest(t)
	}
}

// countPending implements line.
func (l *sharedLine) countPending() int {
	ctx, cancel := context.WithTimeout(context.Background(), askTime)
	defer cancel()
	n, err := l.replicas.Pending(ctx, "")
	if err != nil {
		l.log.Warn("what waits can't be counted", "err", err)
	}
	return n
}

// Follower is a Messenger whose readers may wait in another process than the one that
// answers.
type Follower interface {
	// Awaited are the requests that somebody waits for here.
	Awaited() []string
	// Ended tells that a request was answered or removed by another process.
	Ended(id string)
}

// followReplicas hears what other processes do until ctx ends.
func (s *Service) followReplicas(ctx context.Context, l *sharedLine) {
	s.Replicas.Listen(ctx, func(n bot.Notice) {
		l.signalWorkers()
		if n.Changed != "" {
			s.noticeChange(ctx, n.Changed)
		}
		if !n.Missed {
			return
		}
		for _, f := range s.followers() {
			for _, id := range f.Awaited() {
				s.noticeChange(ctx, id)
			}
		}
	})
}

// followers are the messengers whose readers may wait here.
func (s *Service) followers() (list []Follower) {
	for _, m := range s.Messengers {
		if f, ok := m.(Follower); ok {
			list = append(list, f)
		}
	}
	return list
}

// Open returns what several processes haven't answered yet of a conversation, in the
// order received. A process that is alone knows that itself: then it is nothing.
func (s *Service) Open(ctx context.Context, conversation string) ([]bot.Request, error) {
	if s.Replicas == nil {
		return nil, nil
	}
	records, err := s.Replicas.Open(ctx, conversation)
	if err != nil {
		return nil, fmt.Errorf("look up what is being answered: %w", err)
	}
	var list []bot.Request
	for _, r := range records {
		list = append(list, r.Request)
	}
	return list, nil
}

// Unanswered returns a request that another process may be answering, and reports
// whether there is such a one.
func (s *Service) Unanswered(ctx context.Context, id string) (bot.Request, bool, error) {
	if s.Replicas == nil {
		return bot.Request{}, false, nil
	}
	r, err := s.Store.Load(ctx, id)
	if errors.Is(err, bot.ErrUnknown) {
		return bot.Request{}, false, nil
	}
	if err != nil {
		return bot.Request{}, false, fmt.Errorf("look the request up: %w", err)
	}
	return r.Request, r.Step != bot.Closed, nil
}

// noticeChange has this process do what follows from a change of a request, whoever
// made it: what is written for an earlier edition is for nobody, and whoever waits for
// the reply here gets it.
func (s *Service) noticeChange(ctx context.Context, id string) {
	at, working := s.answeringNow.Load(id)
	followers := s.followers()
	awaited := slices.ContainsFunc(followers, func(f Follower) bool { return slices.Contains(f.Awaited(), id) })
	if !working && !awaited {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	r, err := s.Store.Load(ctx, id)
	if err != nil && !errors.Is(err, bot.ErrUnknown) {
		return // it is looked up again
	}
	gone := err != nil
	if a, _ := at.(*answeringWork); working && (gone || r.Edition != a.edition) {
		a.cancel(bot.ErrStale)
	}
	if a, _ := at.(*answeringWork); working && r.Stopped {
		a.stop()
	}
	if gone || r.Step == bot.Closed {
		for _, f := range followers {
			f.Ended(id)
		}
	}
}

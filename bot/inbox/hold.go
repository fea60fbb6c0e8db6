package inbox

import (
	"context"
	"errors"
	"footnote/bot"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

const (
	// longestHold is the longest pause before a held request is tried again.
	longestHold = 5 * time.Minute
	// mostSpread bounds by how much such pauses differ, so that all that is held
	// doesn't come at the same time.
	mostSpread = 5 * time.Second
)

// Hold is what can't be delivered because a platform refuses the bot.
type Hold struct {
	Requests int       // how many wait
	Since    time.Time // when the first of them was held
	Reason   string    // of the latest refusal
}

// Holds returns what is held, by platform. Platforms that hold nothing are left
// out.
func (s *Service) Holds() map[string]Hold { return s.holds.allHolds() }

// holdRequest keeps a request whose platform refuses the bot, and returns when to try
// it again. That it is held is written down: the time until the platform takes
// the bot again doesn't count against the deadline, nor after a restart.
func (s *Service) holdRequest(ctx context.Context, r *bot.Record, refused error) error {
	before, _ := s.failed.Load(r.ID)
	so, _ := before.(failures)
	so.record, so.count, so.held = *r, 0, so.held+1
	s.failed.Store(r.ID, so)
	s.holds.addRequest(r, refused.Error(), s.Now())
	if !r.IsHeld() {
		r.Note = refused.Error()
		err := s.insistOn(ctx, r.ID, func() error {
			return s.Store.Revise(ctx, r.ID, func(now *bot.Record) { now.Note = r.Note })
		})
		if err != nil && !errors.Is(err, bot.ErrUnknown) {
			s.Log.Warn("that a request is held isn't written down", "request", r.ID, "err", err)
		}
	}
	pause := min(firstWait<<min(so.held-1, 10), longestHold)
	if d, ok := errors.AsType[*bot.DeliveryError](refused); ok && d.After > 0 {
		pause = min(d.After, longestHold)
	}
	return &pauseError{after: pause + rand.N(min(pause/4, mostSpread)+1), err: refused, held: so.held}
}

// isOutdated reports whether a reply that was held for long can't be shown as it
// is: the documents have changed where it cites them, or its place may no longer see
// them.
func (s *Service) isOutdated(ctx context.Context, r *bot.Record) bool {
	now, err := s.Recall(ctx, r.ID, bot.Viewer{Place: r.Place, Asker: r.Asker})
	var refused *bot.Complaint
	return errors.As(err, &refused) || len(now.Changed) > 0
}

// holds remembers which requests are held.
type holds struct {
	mu   sync.Mutex
	held map[string]*heldBack // by platform
}

// heldBack is what one platform holds back.
type heldBack struct {
	since  map[string]time.Time // by request: when it was held first
	reason string               // of the latest refusal
}

func (h *holds) addRequest(r *bot.Record, reason string, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.held == nil {
		h.held = make(map[string]*heldBack)
	}
	b := h.held[r.Place.Platform]
	if b == nil {
		b = &heldBack{since: make(map[string]time.Time)}
		h.held[r.Place.Platform] = b
	}
	if _, ok := b.since[r.ID]; !ok {
		b.since[r.ID] = now
	}
	b.reason = reason
}

func (h *holds) removeRequest(r *bot.Record) {
	h.mu.Lock()
	defer h.mu.Unlock()
	b := h.held[r.Place.Platform]
	if b == nil {
		return
	}
	if delete(b.since, r.ID); len(b.since) == 0 {
		delete(h.held, r.Place.Platform)
	}
}

func (h *holds) allHolds() map[string]Hold {
	h.mu.Lock()
	defer h.mu.Unlock()
	all := make(map[string]Hold)
	for platform, b := range h.held {
		since := slices.MinFunc(slices.Collect(maps.Values(b.since)), time.Time.Compare)
		all[platform] = Hold{Requests: len(b.since), Since: since, Reason: b.reason}
	}
	return all
}

// countElsewhere is how many requests of other platforms are held.
func (h *holds) countElsewhere(platform string) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := 0
	for p, b := range h.held {
		if p != platform {
			n += len(b.since)
		}
	}
	return n
}

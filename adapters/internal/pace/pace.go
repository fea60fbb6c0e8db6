// Package pace keeps calls that share a key, such as posts to one channel, in
// the order in which they came and a while apart.
package pace

import (
	"context"
	"sync"
	"time"
)

// Lanes are one queue a key. A lane that nobody uses is forgotten.
type Lanes struct {
	gap   time.Duration
	mu    sync.Mutex
	lanes map[string]*lane
}

type lane struct {
	queue []chan struct{} // those that wait; the first one's turn is next
	next  time.Time       // no turn before
	busy  bool
}

// New returns Lanes whose turns begin at least gap apart.
func New(gap time.Duration) *Lanes {
	return &Lanes{gap: gap, lanes: make(map[string]*lane)}
}

// Do waits for its turn and calls op. It fails with ctx's error if ctx ends
// before; a place in the queue is then given up.
func (l *Lanes) Do(ctx context.Context, key string, op func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.enterQueue(ctx, key); err != nil {
		return err
	}
	defer l.leaveQueue(key)
	l.mu.Lock()
	wait := time.Until(l.lanes[key].next)
	l.mu.Unlock()
	if wait > 0 {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	l.mu.Lock()
	l.lanes[key].next = time.Now().Add(l.gap)
	l.mu.Unlock()
	return op()
}

// Free reports whether a turn of this key would begin at once. Calls that may be
// skipped ask it first.
func (l *Lanes) Free(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	at, ok := l.lanes[key]
	return !ok || !at.busy && !time.Now().Before(at.next)
}

func (l *Lanes) enterQueue(ctx context.Context, key string) error {
	l.mu.Lock()
	at, ok := l.lanes[key]
	if !ok {
		at = &lane{}
		l.lanes[key] = at
		l.sweepIdle(at)
	}
	if !at.busy {
		at.busy = true
		l.mu.Unlock()
		return nil
	}
	turn := make(chan struct{})
	at.queue = append(at.queue, turn)
	l.mu.Unlock()
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	l.mu.Lock()
	for i, w := range at.queue {
		if w == turn {
			at.queue = append(at.queue[:i], at.queue[i+1:]...)
			l.mu.Unlock()
			return ctx.Err()
		}
	}
	l.mu.Unlock()
	l.leaveQueue(key) // the turn came at the same moment: pass it on
	return ctx.Err()
}

func (l *Lanes) leaveQueue(key string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := l.lanes[key]
	if len(at.queue) == 0 {
		at.busy = false
		return
	}
	turn := at.queue[0]
	at.queue = at.queue[1:]
	close(turn)
}

// sweepIdle forgets all idle lanes but keep. The caller holds the lock.
func (l *Lanes) sweepIdle(keep *lane) {
	const enough = 1000
	if len(l.lanes) < enough {
		return
	}
	for key, at := range l.lanes {
		if !at.busy && at != keep && time.Now().After(at.next) {
			delete(l.lanes, key)
		}
	}
}

package opensearch

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/retrieval"
)

// Live reads a store that others change: each view of it is the state that counts
// then, or did up to a second ago. It is safe for use by several goroutines.
type Live struct {
	store *Store

	opening sync.Mutex // held by the one that opens a state
	closed  bool       // guarded by opening

	mu   sync.Mutex
	now  *opened
	open int // states that aren't closed
}

// opened is one state with the number of those who read it, Live itself counted.
type opened struct {
	*Index
	at      time.Time
	readers int
}

// vectorsPause is the least time from one opening to the next where vectors may be all
// that is new.
const vectorsPause = 10 * time.Second

var errClosed = errors.New("the index is closed")

// OpenLive opens the current state of a store. Its errors are those of [Store.Open].
func OpenLive(ctx context.Context, s *Store) (*Live, error) {
	l := &Live{store: s}
	x, err := s.Open(ctx)
	if err != nil {
		return nil, err
	}
	l.replace(x)
	return l, nil
}

// View returns the index as it is now, for the caller to close. A new state that can't
// be used, or looked for, is logged and the one before stays: a cluster that doesn't
// answer shows when it is asked.
func (l *Live) View(ctx context.Context) (*retrieval.View, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.followIfFree(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil, errClosed
	}
	g := l.now
	g.readers++
	return retrieval.NewView(g.Index, func() { l.leave(g) }), nil
}

// Generations returns how many states of the index are open.
func (l *Live) Generations() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// followIfFree opens the current state unless somebody is at it already.
func (l *Live) followIfFree(ctx context.Context) {
	if !l.opening.TryLock() {
		return
	}
	defer l.opening.Unlock()
	if l.closed {
		return
	}
	if err := l.openLatest(ctx, false); err != nil && ctx.Err() == nil {
		l.store.options.Log.Warn("the index can't be reopened; the state before stays in use", "err", err)
	}
}

// Refresh has the next view know all vectors that there are now.
func (l *Live) Refresh(ctx context.Context) error {
	l.opening.Lock()
	defer l.opening.Unlock()
	if l.closed {
		return errClosed
	}
	return l.openLatest(ctx, true)
}

// openLatest opens the current state if it isn't open yet, or if more vectors may have
// come.
func (l *Live) openLatest(ctx context.Context, anyway bool) error {
	now, err := l.store.recentState(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	old := l.now
	l.mu.Unlock()
	if now == nil || !anyway && now.name() == old.State() && !old.awaitsVectors() {
		return nil
	}
	if err := now.checkFormat(); err != nil {
		return err
	}
	x, err := l.store.openAt(ctx, now)
	if err != nil {
		return err
	}
	if x.State() == old.State() {
		x.inherit(old.Index)
	}
	l.replace(x)
	return nil
}

// awaitsVectors reports whether vectors may have come since a state was opened.
func (g *opened) awaitsVectors() bool {
	return g.meant != nil && g.meant.have < g.meant.want && time.Since(g.at) >= vectorsPause
}

// replace makes an index the one that views are of.
func (l *Live) replace(x *Index) {
	l.mu.Lock()
	old := l.now
	l.now = &opened{Index: x, at: time.Now(), readers: 1}
	l.open++
	l.mu.Unlock()
	if old != nil {
		l.leave(old)
	}
}

// leave counts one reader less and closes a state that nobody reads any more.
func (l *Live) leave(g *opened) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if g.readers--; g.readers == 0 {
		_ = g.Close() // it only lets go of memory
		l.open--
	}
}

// Close lets go of the index; it is closed when the last view is.
func (l *Live) Close() error {
	l.opening.Lock()
	defer l.opening.Unlock()
	l.closed = true
	l.mu.Lock()
	g := l.now
	l.now = nil
	l.mu.Unlock()
	if g != nil {
		l.leave(g)
	}
	return nil
}

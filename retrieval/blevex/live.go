package blevex

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/retrieval"
)

// Live reads a store that others change: each view of it is the generation
// that is current then. It is safe for use by several goroutines.
type Live struct {
	store *Store
	pause time.Duration // between two openings for vectors only

	opening sync.Mutex // held by the one that opens a generation
	closed  bool       // guarded by opening

	mu   sync.Mutex
	now  *opened
	open int // generations that aren't closed
}

// opened is one generation with the number of those who read it, Live itself
// counted.
type opened struct {
	*Index
	line    string // of CURRENT
	vectors string // the state of the vectors that it was opened with
	at      time.Time
	readers int
}

// vectorsPause is the least time from one opening to the next where vectors are all
// that is new: while they are made, files of them come every few seconds, and an
// opening takes some ten milliseconds where there are many passages.
const vectorsPause = 10 * time.Second

// OpenLive opens the current generation of a store. Its errors are those of
// [Store.Open].
func OpenLive(ctx context.Context, s *Store) (*Live, error) {
	l := &Live{store: s, pause: vectorsPause}
	if err := l.openLatest(ctx); err != nil {
		return nil, err
	}
	return l, nil
}

// View returns the index as it is now, for the caller to close. With an error,
// as when ctx has ended, there is no view and nothing to close. To look for a
// new generation costs the reading of one short file; where there is one, it is
// opened, while others go on with the one before. A new generation that can't be
// used is logged and the one before stays.
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
	return retrieval.NewView(g.Index, func() { l.leaveGeneration(g) }), nil
}

var errClosed = errors.New("the index is closed")

// Generations returns how many generations of the index are open: 1, or more
// while there are views of earlier ones.
func (l *Live) Generations() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// followIfFree opens the current generation unless somebody is at it already.
func (l *Live) followIfFree(ctx context.Context) {
	if !l.opening.TryLock() {
		return
	}
	defer l.opening.Unlock() // after a panic, too: callers may recover
	if l.closed {
		return
	}
	if err := l.openLatest(ctx); err != nil && ctx.Err() == nil {
		l.store.log.Warn("the index can't be reopened; the one before stays in use", "err", err)
	}
}

// Refresh has the next view know all vectors that there are now, however few have
// come since the one before. It waits for an opening under way.
func (l *Live) Refresh(ctx context.Context) error {
	l.opening.Lock()
	defer l.opening.Unlock()
	if l.closed {
		return errClosed
	}
	l.mu.Lock()
	l.now.at = time.Time{}
	l.mu.Unlock()
	return l.openLatest(ctx)
}

// openLatest opens the current generation if it isn't open yet, or if there are more
// vectors.
func (l *Live) openLatest(ctx context.Context) error {
	line := currentLine(l.store.dir)
	l.mu.Lock()
	old := l.now
	l.mu.Unlock()
	if old != nil && old.line == line && !l.hasOtherVectors(old) {
		return nil
	}
	x, line, err := l.store.openCurrent(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.now = &opened{Index: x, line: line, vectors: x.vectorsState(), at: time.Now(), readers: 1}
	l.open++
	l.mu.Unlock()
	if old != nil {
		l.leaveGeneration(old)
	}
	return nil
}

// hasOtherVectors reports whether vectors have come or gone since a generation was
// opened, and it is time to look at them.
func (l *Live) hasOtherVectors(g *opened) bool {
	return l.store.vectors != nil && time.Since(g.at) >= l.pause && l.store.vectors.State() != g.vectors
}

// leaveGeneration is release for those who have nobody to tell of an error.
func (l *Live) leaveGeneration(g *opened) {
	if err := l.closeGeneration(g); err != nil {
		l.store.log.Warn("an earlier state of the index can't be closed", "err", err)
	}
}

// closeGeneration counts one reader less and closes a generation that nobody reads any
// more.
func (l *Live) closeGeneration(g *opened) error {
	l.mu.Lock()
	g.readers--
	last := g.readers == 0
	l.mu.Unlock()
	if !last {
		return nil
	}
	err := g.Close()
	l.mu.Lock()
	l.open--
	l.mu.Unlock()
	return err
}

// Close lets go of the index; it is closed when the last view is.
func (l *Live) Close() error {
	l.opening.Lock() // a follow under way ends first
	defer l.opening.Unlock()
	l.closed = true
	l.mu.Lock()
	g := l.now
	l.now = nil
	l.mu.Unlock()
	if g == nil {
		return nil
	}
	return l.closeGeneration(g)
}

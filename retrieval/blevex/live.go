package blevex

import (
	"context"
	"errors"
	"sync"

	"footnote/retrieval"
)

// Live reads a store that others change: each view of it is the generation
// that is current then. It is safe for use by several goroutines.
type Live struct {
	store *Store

	opening sync.Mutex // held by the one that opens a generation
	closed  bool       // guarded by opening
	mu      sync.Mutex
	now     *view
}

// view is one generation with the number of those who read it, Live itself
// counted.
type view struct {
	*Index
	line    string // of CURRENT
	readers int
}

// OpenLive opens the current generation of a store. Its errors are those of
// [Store.Open].
func OpenLive(ctx context.Context, s *Store) (*Live, error) {
	l := &Live{store: s}
	return l, l.follow(ctx)
}

// View returns the index as it is now. It stays so until release is called,
// which must happen once. To look for a new generation costs the reading of one
// short file; where there is one, it is opened, while others go on with the
// one before. A new generation that can't be used is logged and the one before
// stays.
func (l *Live) View(ctx context.Context) (x retrieval.Index, release func(), err error) {
	if l.opening.TryLock() {
		var err error
		if !l.closed {
			err = l.follow(ctx)
		}
		l.opening.Unlock()
		if err != nil && ctx.Err() == nil {
			l.store.log.Warn("the index can't be reopened; the one before stays in use", "err", err)
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.now == nil {
		return nil, nil, errClosed
	}
	v := l.now
	v.readers++
	return v.Index, func() { _ = l.release(v) }, ctx.Err()
}

var errClosed = errors.New("the index is closed")

// follow opens the current generation if it isn't open yet.
func (l *Live) follow(ctx context.Context) error {
	line := currentLine(l.store.dir)
	l.mu.Lock()
	old := l.now
	l.mu.Unlock()
	if old != nil && old.line == line {
		return nil
	}
	x, line, err := l.store.open(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.now = &view{x, line, 1}
	l.mu.Unlock()
	if old != nil {
		return l.release(old)
	}
	return nil
}

// release closes a view that nobody reads any more.
func (l *Live) release(v *view) error {
	l.mu.Lock()
	v.readers--
	last := v.readers == 0
	l.mu.Unlock()
	if last {
		return v.Close()
	}
	return nil
}

// Close lets go of the index; it is closed when the last view is released.
func (l *Live) Close() error {
	l.opening.Lock() // a follow under way ends first
	defer l.opening.Unlock()
	l.closed = true
	l.mu.Lock()
	v := l.now
	l.now = nil
	l.mu.Unlock()
	if v == nil {
		return nil
	}
	return l.release(v)
}

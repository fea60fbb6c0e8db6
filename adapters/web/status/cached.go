package status

import (
	"context"
	"sync"
	"time"
)

// cached is a value that is costly to come by: it is loaded in the background
// when somebody wants it and the last one is no longer fresh.
type cached[T any] struct {
	load func(context.Context) (T, error)
	now  func() time.Time
	want chan struct{} // capacity 1

	mu     sync.Mutex
	value  T
	err    error         // of the last attempt
	at     time.Time     // when value was loaded, zero if never
	due    time.Time     // until when it is fresh
	loaded chan struct{} // closed by the next load
}

const (
	// freshFor is how long a value is as good as new.
	freshFor = time.Minute
	// idleShare keeps what takes long from being done all the time: a value is
	// fresh for at least this many times as long as it took.
	idleShare = 10
)

func newCached[T any](now func() time.Time, load func(context.Context) (T, error)) *cached[T] {
	return &cached[T]{load: load, now: now, want: make(chan struct{}, 1), loaded: make(chan struct{})}
}

// keepFresh loads the value, and again when it is wanted, until ctx ends.
func (c *cached[T]) keepFresh(ctx context.Context) {
	for {
		if !c.isFresh() { // it may have been wanted while it was loaded
			c.refreshValue(ctx)
		}
		select {
		case <-c.want:
		case <-ctx.Done():
			return
		}
	}
}

func (c *cached[T]) isFresh() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.now().After(c.due)
}

// refreshValue loads the value. If that fails, the one before stays.
func (c *cached[T]) refreshValue(ctx context.Context) {
	began := time.Now()
	value, err := c.load(ctx)
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if c.err = err; err == nil {
		c.value, c.at = value, now
	}
	c.due = now.Add(max(freshFor, idleShare*time.Since(began)))
	close(c.loaded)
	c.loaded = make(chan struct{})
}

// peekValue returns what there is, and has it loaded anew if it isn't fresh. A zero
// time means that there is nothing yet.
func (c *cached[T]) peekValue() (value T, at time.Time, err error) {
	value, at, _, err = c.lookUp()
	return value, at, err
}

// getValue is peekValue, except that it waits for a fresh value until ctx ends.
func (c *cached[T]) getValue(ctx context.Context) (value T, at time.Time, err error) {
	value, at, loading, err := c.lookUp()
	if loading == nil {
		return value, at, err
	}
	select {
	case <-loading:
	case <-ctx.Done():
	}
	return c.peekValue()
}

// lookUp is peekValue, and also returns a channel that is closed when a fresh value
// is there, nil if the returned value is fresh.
func (c *cached[T]) lookUp() (value T, at time.Time, loading <-chan struct{}, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now().After(c.due) {
		loading = c.loaded
		select {
		case c.want <- struct{}{}:
		default:
		}
	}
	return c.value, c.at, loading, c.err
}

package slack

import (
	"context"
	"sync"
	"time"

	"footnote/adapters/internal/recent"
)

// lookups remember for a while what Slack has said. Those who ask for the same at once
// wait for one call, which goes on when they can't wait any longer: the next one who asks
// may find it done.
type lookups[V any] struct {
	mu      sync.Mutex
	entries recent.Values[*lookup[V]]
}

type lookup[V any] struct {
	done  chan struct{}
	at    time.Time
	value V
	err   error
}

// lookupTime bounds how long is asked for one thing, rate limits included.
const lookupTime = 30 * time.Second

// find returns what is remembered under a key and isn't older than so long, or else what
// ask returns. Errors aren't remembered.
func (l *lookups[V]) find(ctx context.Context, s *Slack, key string, longest time.Duration, ask func(context.Context) (V, error)) (V, error) {
	l.mu.Lock()
	e, ok := l.entries.Get(key)
	if !ok || time.Since(e.at) > longest || e.hasFailed() {
		e = &lookup[V]{done: make(chan struct{}), at: time.Now()}
		l.entries.Put(key, e)
		begun := e
		s.background.Go(func() {
			defer close(begun.done)
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lookupTime)
			defer cancel()
			begun.value, begun.err = ask(ctx)
		})
	}
	l.mu.Unlock()
	select {
	case <-e.done:
		return e.value, e.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}

// hasFailed reports whether the call is over and has failed.
func (l *lookup[V]) hasFailed() bool {
	select {
	case <-l.done:
		return l.err != nil
	default:
		return false
	}
}

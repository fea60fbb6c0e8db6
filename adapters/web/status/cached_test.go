package status

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"
)

// TestCached loads when somebody wants it, and not more often than it should.
func TestCached(t *testing.T) {
	var now, loads atomic.Int64
	fail := atomic.Bool{}
	c := newCached(func() time.Time { return noon.Add(time.Duration(now.Load())) }, func(context.Context) (int64, error) {
		if fail.Load() {
			return 0, errors.New("disk on fire")
		}
		return loads.Add(1), nil
	})
	if _, at, err := c.peekValue(); !at.IsZero() || err != nil {
		t.Errorf("before the first load: %v, %v", at, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { c.keepFresh(ctx); close(ended) }()
	get := func(want int64) {
		t.Helper()
		bounded, stop := context.WithTimeout(t.Context(), 10*time.Second)
		defer stop()
		if got, at, err := c.getValue(bounded); got != want || at.IsZero() || err != nil || bounded.Err() != nil {
			t.Errorf("got %d of %v, %v; want %d", got, at, err, want)
		}
	}
	get(1)
	get(1)
	now.Add(int64(2 * freshFor))
	get(2)
	get(2)
	fail.Store(true)
	now.Add(int64(2 * freshFor))
	if got, at, err := c.getValue(ctx); got != 2 || at.IsZero() || err == nil {
		t.Errorf("after a failure: %d of %v, %v", got, at, err)
	}
	cancel()
	<-ended
}

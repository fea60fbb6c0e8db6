package inbox

import (
	"cmp"
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"footnote/bot"
)

// Limits bound what is asked. The zero value bounds nothing but the queue.
type Limits struct {
	PerAsker int // questions a minute and person, 0 for any number
	PerPlace int // likewise, of a channel
	Pending  int // requests that wait or are worked on; 0 means 1,000
}

const (
	textLimit = 16 << 10 // bytes of a question
	// checkLimit is that of a text whose every sentence is checked, in bytes: some 150
	// pages.
	checkLimit = 1 << 20
	// mostBuckets bounds how many askers and places are remembered; past it all
	// are forgotten, which lets each ask a little more.
	mostBuckets = 10_000
	// askersOfNetwork is how many people may ask at once from one address before they
	// are told to wait: an office has one address, and so has somebody who signs in
	// again and again.
	askersOfNetwork = 5
)

// limiter counts by name what is asked in a minute.
type limiter struct {
	perMinute int
	// Several processes count together, under names that begin with the kind.
	kind     string
	replicas bot.Replicas // nil: this process is alone
	mu       sync.Mutex
	buckets  map[string]*rate.Limiter
}

// takeOne counts one question of name. If there are too many it returns how long
// to wait. perMinute, if it isn't 0, is what this name may ask.
func (l *limiter) takeOne(ctx context.Context, name string, perMinute int, now time.Time) (time.Duration, error) {
	if perMinute = cmp.Or(perMinute, l.perMinute); perMinute <= 0 {
		return 0, nil
	}
	if l.replicas != nil {
		return l.replicas.Spend(ctx, l.kind+name, perMinute)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) >= mostBuckets || l.buckets == nil {
		l.buckets = make(map[string]*rate.Limiter)
	}
	b := l.buckets[name]
	if limit := rate.Limit(float64(perMinute) / 60); b == nil || b.Limit() != limit {
		b = rate.NewLimiter(limit, perMinute)
		l.buckets[name] = b
	}
	r := b.ReserveN(now, 1)
	if wait := r.DelayFrom(now); wait > 0 {
		r.CancelAt(now)
		return wait, nil
	}
	return 0, nil
}

// limitOf returns how many bytes the text of a request may have.
func limitOf(r *bot.Request) int {
	if r.Kind == bot.Verify && r.Thorough {
		return checkLimit
	}
	return textLimit
}

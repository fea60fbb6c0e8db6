package login

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"footnote/adapters/internal/recent"
)

// How many failures to sign in are taken before further ones are told to wait,
// and how soon the next is taken.
const (
	failuresOfOne = 10
	failureOfOne  = 30 * time.Second
	failuresOfAll = 200
	failureOfAll  = time.Second
)

// throttle slows down guessing: by address, of which the latest are remembered,
// and over all, for those who have many addresses. It only ever sees failures:
// whoever is right is let in, however many others were wrong before. Otherwise
// anybody could lock everybody out.
type throttle struct {
	mu  sync.Mutex
	all *rate.Limiter
	one recent.Values[*rate.Limiter]
}

func newThrottle() *throttle {
	return &throttle{all: rate.NewLimiter(rate.Every(failureOfAll), failuresOfAll)}
}

// noteFailure counts a failure to sign in. If there were too many before it, it
// returns how long to wait.
func (t *throttle) noteFailure(address string, now time.Time) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, ok := t.one.Get(address)
	if !ok {
		one = rate.NewLimiter(rate.Every(failureOfOne), failuresOfOne)
	}
	switch {
	case one.TokensAt(now) < 1:
		return failureOfOne
	case t.all.TokensAt(now) < 1:
		return failureOfAll
	}
	one.AllowN(now, 1)
	t.all.AllowN(now, 1)
	t.one.Put(address, one)
	return 0
}

// isSuspect reports whether the next failure of an address is one too many.
func (t *throttle) isSuspect(address string, now time.Time) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, ok := t.one.Get(address)
	return ok && one.TokensAt(now) < 1
}

// lane lets only so many through at once; others wait for their turn.
type lane chan struct{}

// enterLane waits for a turn, which lasts until leave is called.
func (l lane) enterLane(ctx context.Context) (leave func(), err error) {
	select {
	case l <- struct{}{}:
		return func() { <-l }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// clientAddress returns the address that a request comes from, as well as the network
// knows it. For IPv6 it returns the /64 that one subscriber has.
func clientAddress(r *http.Request, trustProxy bool) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if lines := r.Header.Values("X-Forwarded-For"); trustProxy && len(lines) > 0 {
		last := lines[len(lines)-1]
		last = strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])
		if _, err := netip.ParseAddr(last); err == nil {
			host = last
		}
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}

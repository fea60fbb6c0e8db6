package login

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"footnote/adapters/internal/recent"
)

// How many failures to sign in are taken before one must wait, and how soon the
// next is taken.
const (
	failuresOfOne = 10
	failureOfOne  = 30 * time.Second
	failuresOfAll = 200
	failureOfAll  = time.Second
)

// throttle slows down guessing: by address, of which the latest are remembered,
// and over all, for those who have many addresses. Only failures count.
type throttle struct {
	mu  sync.Mutex
	all *rate.Limiter
	one recent.Values[*rate.Limiter]
}

func newThrottle() *throttle {
	return &throttle{all: rate.NewLimiter(rate.Every(failureOfAll), failuresOfAll)}
}

// try tells whether somebody is right, and counts it if not. If there were too
// many failures nobody looks, and try returns how long to wait.
func (t *throttle) try(address string, now time.Time, right func() bool) (ok bool, wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, ok := t.one.Get(address)
	if !ok {
		one = rate.NewLimiter(rate.Every(failureOfOne), failuresOfOne)
	}
	switch {
	case one.TokensAt(now) < 1:
		return false, failureOfOne
	case t.all.TokensAt(now) < 1:
		return false, failureOfAll
	case right():
		return true, 0
	}
	one.AllowN(now, 1)
	t.all.AllowN(now, 1)
	t.one.Put(address, one)
	return false, 0
}

// wait returns how long somebody must wait before trying, 0 for not at all.
func (t *throttle) wait(address string, now time.Time) time.Duration {
	_, wait := t.try(address, now, func() bool { return true })
	return wait
}

// failed counts a failure that took too long to look for in try.
func (t *throttle) failed(address string, now time.Time) {
	t.try(address, now, func() bool { return false })
}

// address names who sends a request, as well as the network tells. Of IPv6 it is
// the /64 that one subscriber has.
func address(r *http.Request, trustProxy bool) string {
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

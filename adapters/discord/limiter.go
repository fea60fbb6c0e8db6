package discord

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// limiter is a transport that keeps Discord's rate limits: it holds a call
// back until its bucket has room, or the call's context ends. Refusals come
// back to the caller, who decides whether to wait.
//
// Buckets are kept by route with the id of the channel or guild, as Discord
// counts them. Calls by an interaction's token have limits of their own that
// die with the token, and the global one doesn't bind them: a command is
// acknowledged in time though the bot is held back elsewhere.
type limiter struct {
	base http.RoundTripper

	mu      sync.Mutex
	buckets map[string]*bucket
	global  time.Time // no call before
}

type bucket struct {
	remaining int
	reset     time.Time
}

func newLimiter(base http.RoundTripper) *limiter {
	return &limiter{base: base, buckets: make(map[string]*bucket)}
}

// RoundTrip implements http.RoundTripper.
func (l *limiter) RoundTrip(r *http.Request) (*http.Response, error) {
	key := bucketRoute(r.Method, r.URL.Path)
	for {
		wait := l.takePlace(key, time.Now())
		if wait <= 0 {
			break
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-r.Context().Done():
			timer.Stop()
			return nil, r.Context().Err()
		}
	}
	response, err := l.base.RoundTrip(r)
	if err == nil {
		l.learnLimits(key, response, time.Now())
	}
	return response, err
}

// takePlace takes a place in the bucket and returns 0, or returns how long to wait
// for a place.
func (l *limiter) takePlace(key string, now time.Time) time.Duration {
	if key == "" {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := l.global.Sub(now); wait > 0 {
		return wait
	}
	b := l.buckets[key]
	switch {
	case b == nil || !now.Before(b.reset):
		return 0 // the headers of the answer say how many are left
	case b.remaining > 0:
		b.remaining--
		return 0
	}
	return b.reset.Sub(now)
}

// learnLimits reads from the headers of a response how many calls its bucket has
// left, and until when.
func (l *limiter) learnLimits(key string, r *http.Response, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r.StatusCode == http.StatusTooManyRequests && r.Header.Get("X-RateLimit-Global") != "" {
		l.global = now.Add(parseSeconds(r.Header.Get("Retry-After")))
	}
	if key == "" {
		return
	}
	remaining, err := strconv.Atoi(r.Header.Get("X-RateLimit-Remaining"))
	if err != nil {
		return
	}
	reset := now.Add(parseSeconds(r.Header.Get("X-RateLimit-Reset-After")))
	if b := l.buckets[key]; b != nil && now.Before(b.reset) {
		b.remaining = min(b.remaining, remaining) // others are on their way
		b.reset = reset
		return
	}
	l.forgetFull(now)
	l.buckets[key] = &bucket{remaining, reset}
}

// forgetFull forgets buckets that are full again. The caller holds the lock.
func (l *limiter) forgetFull(now time.Time) {
	const enough = 1000
	if len(l.buckets) < enough {
		return
	}
	for key, b := range l.buckets {
		if !now.Before(b.reset) {
			delete(l.buckets, key)
		}
	}
}

// bucketRoute returns the name of a call's bucket, "" for calls by an interaction's
// token.
func bucketRoute(method, path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if isByInteraction(path) {
		return ""
	}
	for i, p := range parts {
		// All ids but the first, which is the channel's or guild's, are left out.
		if i > 3 && len(p) > 15 && strings.Trim(p, "0123456789") == "" {
			parts[i] = "id"
		}
	}
	return method + " " + strings.Join(parts, "/")
}

// isByInteraction reports whether a call is made by an interaction's token.
func isByInteraction(address string) bool {
	return strings.Contains(address, "/interactions/") || strings.Contains(address, "/webhooks/")
}

// parseSeconds reads a number of seconds, which may have a fraction. What isn't one
// counts as 0.
func parseSeconds(s string) time.Duration {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || f < 0 {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}

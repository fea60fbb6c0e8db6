package discord

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"footnote/adapters/internal/retry"
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
		isForeign := isForeignLimit(response)
		l.learnLimits(key, response, time.Now())
		if isForeign {
			explainForeignLimit(response, time.Now())
		}
	}
	return response, err
}

// isForeignLimit reports whether a refusal for too many calls isn't Discord's own but of the
// servers before it, which bind the address of this machine for all calls, see
// https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
func isForeignLimit(r *http.Response) bool {
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return r.StatusCode == http.StatusTooManyRequests && media != "application/json"
}

// foreignWait is how long is waited where such a refusal doesn't say it.
const foreignWait = 5 * time.Second

func foreignLimit(r *http.Response, now time.Time) time.Duration {
	return cmp.Or(retry.ReadAfter(r.Header.Get("Retry-After"), now), foreignWait)
}

// explainForeignLimit gives such a refusal a body as Discord's own has it, which the library
// reads: of a page in HTML it would make an error that says nothing.
func explainForeignLimit(r *http.Response, now time.Time) {
	_ = r.Body.Close()
	body, _ := json.Marshal(map[string]any{"message": "too many requests", "retry_after": foreignLimit(r, now).Seconds(), "global": true}) // can't fail
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Type", "application/json")
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
	switch {
	case isForeignLimit(r):
		l.global = now.Add(foreignLimit(r, now))
	case r.StatusCode == http.StatusTooManyRequests && r.Header.Get("X-RateLimit-Global") != "":
		l.global = now.Add(retry.ReadAfter(r.Header.Get("Retry-After"), now))
	}
	if key == "" {
		return
	}
	remaining, err := strconv.Atoi(r.Header.Get("X-RateLimit-Remaining"))
	if err != nil {
		return
	}
	reset := now.Add(retry.ReadAfter(r.Header.Get("X-RateLimit-Reset-After"), now))
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

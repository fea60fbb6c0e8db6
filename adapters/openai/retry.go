package openai

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	firstPause = 500 * time.Millisecond
	// longestPause bounds what a server may ask to wait: past it somebody who
	// waits for an answer is better served without the model.
	longestPause = 10 * time.Second
)

// retrying sends a request again if the server failed in a way that may pass.
// The answer hasn't begun then, so that nothing is written twice.
type retrying struct {
	next  http.RoundTripper
	tries int
}

// RoundTrip implements http.RoundTripper.
func (r *retrying) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		resp, err := r.next.RoundTrip(req)
		if try >= r.tries || !isPassing(resp, err) || req.Body != nil && req.GetBody == nil {
			return resp, err
		}
		pause := pauseBefore(try, resp)
		if pause > longestPause || !hasTimeFor(req.Context(), pause) {
			return resp, err
		}
		if resp != nil {
			_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10)) // so that the connection can be used again
			_ = resp.Body.Close()
		}
		select {
		case <-time.After(pause):
		case <-req.Context().Done():
			return nil, context.Cause(req.Context())
		}
		req = req.Clone(req.Context())
		if req.GetBody != nil {
			if req.Body, err = req.GetBody(); err != nil {
				return nil, err
			}
		}
	}
}

// isPassing reports whether a failure may be over soon.
func isPassing(resp *http.Response, err error) bool {
	if err != nil {
		return true
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout, 529: // 529 is "overloaded"
		return true
	}
	return false
}

// hasTimeFor reports whether ctx leaves time for an attempt after the pause.
func hasTimeFor(ctx context.Context, pause time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() == nil && (!ok || time.Until(deadline) > pause)
}

// pauseBefore returns how long to wait before the next try. That is what the server
// says, or else longer each time and partly random, so that those who wait don't
// come back in step.
func pauseBefore(try int, resp *http.Response) time.Duration {
	if resp != nil {
		if said, ok := retryAfter(resp.Header); ok {
			return said
		}
	}
	pause := firstPause << (try - 1)
	return pause/2 + rand.N(pause/2)
}

// retryAfter reads Retry-After, in seconds or as a date (RFC 9110, 10.2.3), and
// the finer header of OpenAI.
func retryAfter(h http.Header) (time.Duration, bool) {
	if ms, err := strconv.Atoi(h.Get("Retry-After-Ms")); err == nil {
		return time.Duration(max(ms, 0)) * time.Millisecond, true
	}
	value := strings.TrimSpace(h.Get("Retry-After"))
	if s, err := strconv.ParseFloat(value, 64); err == nil {
		return time.Duration(max(s, 0) * float64(time.Second)), true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(time.Until(at), 0), true
	}
	return 0, false
}

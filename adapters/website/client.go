package website

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"footnote/adapters/internal/publicnet"
	"footnote/retrieval/mirror"
)

const (
	requestTime   = time.Minute     // that one request may take
	mostRedirects = 10              // as browsers have it
	mostTries     = 3               // of a request
	longestWait   = 2 * time.Minute // that a server may ask for
	mostFailures  = 5               // requests in a row that a host may fail before it is taken to be down
)

// client asks servers, slowly.
type client struct {
	Options
	http     *http.Client
	limiters map[string]*rate.Limiter
	robots   map[string]*robots
	failures map[string]int   // in a row, by host
	resting  map[string]error // why a host is left alone until the next pass
	missing  map[string]*missing
}

func newClient(o Options) *client {
	transport := &http.Transport{
		// A proxy would be dialled in the place of the host, and nothing could be said
		// of where it goes.
		Proxy: nil, DialContext: publicnet.NewAllowance(o.Allow).Dial,
		ForceAttemptHTTP2: true, TLSHandshakeTimeout: 20 * time.Second, ResponseHeaderTimeout: requestTime,
		MaxIdleConnsPerHost: 1, IdleConnTimeout: 30 * time.Second,
	}
	jar, _ := cookiejar.New(nil) // it never fails; some pages lead to themselves until they see their cookie
	return &client{
		Options: o, limiters: make(map[string]*rate.Limiter), robots: make(map[string]*robots),
		failures: make(map[string]int), resting: make(map[string]error), missing: make(map[string]*missing),
		http: &http.Client{
			Transport: transport, Timeout: requestTime, Jar: jar,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// response is what a server said.
type response struct {
	url       *url.URL   // that answered
	via       []*url.URL // that redirected to it
	status    int
	header    http.Header
	mediaType string
	body      []byte
}

// refusal is the error of an answer that brings no page.
func (r *response) refusal() error {
	if r.status == http.StatusUnauthorized {
		return fmt.Errorf("the server answers %d (FOOTNOTE_WEB_CREDENTIALS says who asks)", r.status)
	}
	return fmt.Errorf("the server answers %d", r.status)
}

// get asks for a page, and follows redirects as far as allow lets it: nil lets it
// anywhere. A page that sends its reader elsewhere at once is a redirect, too. Of a
// document that is kept it asks only whether it has changed.
func (c *client) get(ctx context.Context, u *url.URL, kept mirror.Kept, allow func(context.Context, *url.URL) error) (*response, error) {
	var via []*url.URL
	for range mostRedirects {
		if allow != nil {
			if err := allow(ctx, u); err != nil {
				return nil, err
			}
		}
		r, err := c.getPatiently(ctx, u, kept)
		if err != nil {
			return nil, err
		}
		to := r.refresh()
		if to == nil && (r.status < 300 || r.status >= 400 || r.status == http.StatusNotModified) {
			r.via = via
			return r, nil
		}
		via = append(via, u)
		if to == nil {
			if to = resolve(u, r.header.Get("Location")); to == nil {
				return nil, fmt.Errorf("it redirects to %q, which is no address of the web", r.header.Get("Location"))
			}
		}
		u, kept = to, mirror.Kept{}
	}
	return nil, fmt.Errorf("it redirects more than %d times", mostRedirects)
}

// getPatiently asks again where the server, or the way to it, fails for the moment.
func (c *client) getPatiently(ctx context.Context, u *url.URL, kept mirror.Kept) (*response, error) {
	if err := c.resting[u.Host]; err != nil {
		return nil, err
	}
	pause := c.Pause
	for try := 1; ; try++ {
		if err := c.limiter(u.Host).Wait(ctx); err != nil {
			return nil, err
		}
		r, err := c.getOnce(ctx, u, kept)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		passing := err != nil && !errors.Is(err, publicnet.ErrPrivate) && !errors.Is(err, errTooLarge) ||
			err == nil && (r.status == http.StatusTooManyRequests || r.status >= 500)
		if !passing {
			c.failures[u.Host] = 0
			return r, err
		}
		wait := pause
		if err == nil {
			wait = max(wait, askedPause(r.header.Get("Retry-After"), c.Now()))
		}
		if wait > longestWait {
			wait = wait.Round(time.Second)
			c.resting[u.Host] = &mirror.PausedError{Why: fmt.Sprintf("the server answers %d and asks to be left alone for %s", r.status, wait), For: wait}
			return nil, c.resting[u.Host]
		}
		if try == mostTries {
			c.failures[u.Host]++
			return r, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
		pause *= 2
	}
}

// askedPause returns how long a server asks to be left alone.
func askedPause(text string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(text); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return at.Sub(now)
	}
	return 0
}

func (c *client) limiter(host string) *rate.Limiter {
	l := c.limiters[host]
	if l == nil {
		l = rate.NewLimiter(rate.Limit(c.PerSecond), 1)
		c.limiters[host] = l
	}
	return l
}

var errTooLarge = errors.New("it is too large")

func (c *client) getOnce(ctx context.Context, u *url.URL, kept mirror.Kept) (*response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask for %s: %w", u, err)
	}
	request.Header.Set("User-Agent", c.Agent)
	request.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json;q=0.9,*/*;q=0.8")
	if c.Authorization != nil {
		if value := c.Authorization(u); value != "" {
			request.Header.Set("Authorization", value)
		}
	}
	if kept.ETag != "" {
		request.Header.Set("If-None-Match", kept.ETag)
	}
	if kept.LastModified != "" {
		request.Header.Set("If-Modified-Since", kept.LastModified)
	}
	answer, err := c.http.Do(request)
	if err != nil {
		if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
			err = wrapped.Err // the address is told by whoever reports it
		}
		return nil, err
	}
	defer answer.Body.Close()
	r := &response{url: u, status: answer.StatusCode, header: answer.Header}
	var body bytes.Buffer
	if n, err := body.ReadFrom(io.LimitReader(answer.Body, c.MaxSize+1)); err != nil {
		return nil, fmt.Errorf("it broke off: %w", err)
	} else if n > c.MaxSize {
		return nil, fmt.Errorf("%w: more than %d MB", errTooLarge, c.MaxSize>>20)
	}
	r.body = body.Bytes()
	r.mediaType, _, _ = mime.ParseMediaType(answer.Header.Get("Content-Type"))
	if r.mediaType == "" {
		r.mediaType, _, _ = strings.Cut(http.DetectContentType(r.body), ";")
	}
	return r, nil
}

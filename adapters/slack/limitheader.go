package slack

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"footnote/adapters/internal/retry"
)

// plainLimits is a transport that writes how long to wait, which a refusal for too many calls
// says, as slack-go reads it: in whole seconds. Of a fraction or a date, as proxies and the
// servers before Slack may send, the library makes an error that doesn't say that nothing was
// done, and of nothing one that doesn't say to wait.
type plainLimits struct{ base http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (l plainLimits) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := l.base.RoundTrip(r)
	if err != nil || response.StatusCode != http.StatusTooManyRequests {
		return response, err
	}
	const header, least = "Retry-After", time.Second // where it isn't known
	asked := response.Header.Get(header)
	wait := retry.ReadAfter(asked, time.Now())
	if wait == 0 && asked != "0" {
		wait = least
	}
	response.Header.Set(header, strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	return response, nil
}

// withPlainLimits returns a client like another one whose responses have plain limits.
func withPlainLimits(client *http.Client) *http.Client {
	limited := *client
	if limited.Transport == nil {
		limited.Transport = http.DefaultTransport
	}
	limited.Transport = plainLimits{limited.Transport}
	return &limited
}

package opensearch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/opensearch-project/opensearch-go/v4"
)

// requestTime bounds one try of a request. Bulk writes and deletions may take long;
// searches end by their context.
const requestTime = 2 * time.Minute

// client sends requests to a cluster. It is safe for use by several goroutines.
type client struct {
	api     *opensearch.Client
	address Address
	trips   atomic.Int64 // requests sent
}

func newClient(a Address) (*client, error) {
	config := opensearch.Config{
		Addresses: a.Hosts(), MaxRetries: 3 + len(a.hosts), RequestTimeout: requestTime,
		RetryOnStatus: []int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout},
		RetryBackoff:  func(attempt int) time.Duration { return time.Duration(attempt*attempt) * 50 * time.Millisecond },
	}
	if a.user != nil {
		config.Username = a.user.Username()
		config.Password, _ = a.user.Password()
	}
	if a.ca != "" {
		var err error
		if config.CACert, err = os.ReadFile(a.ca); err != nil {
			return nil, fmt.Errorf("read the certificates of the index's address: %w", err)
		}
	}
	api, err := opensearch.NewClient(config)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", a, err)
	}
	return &client{api: api, address: a}, nil
}

// StatusError is an answer of the cluster that isn't what was asked for.
type StatusError struct {
	Status int
	Reason string // of the cluster
}

// Error implements error, with the way out where there is one.
func (e *StatusError) Error() string {
	switch e.Status {
	case http.StatusUnauthorized:
		return "the cluster refuses the user and the password (they stand in FOOTNOTE_INDEX, as opensearchs://user:password@host:9200/prefix)"
	case http.StatusForbidden:
		return "the cluster's user may not do this (give it the rights to manage, read and write the indices of the prefix): " + e.Reason
	}
	return fmt.Sprintf("the cluster answers %d: %s", e.Status, e.Reason)
}

// ErrUnreachable is matched by errors about a cluster that doesn't answer.
var ErrUnreachable = errors.New("the cluster can't be reached")

// hasStatus reports whether an error is an answer of the cluster with that status.
func hasStatus(err error, status int) bool {
	e := (*StatusError)(nil)
	return errors.As(err, &e) && e.Status == status
}

// call sends a request and decodes the answer into out, unless that is nil. body is
// nil, bytes as they are, or something to encode. doing names the work, for errors.
func (c *client) call(ctx context.Context, doing, method, path string, body, out any) error {
	err := c.send(ctx, method, path, body, out)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", doing, ctx.Err())
	}
	return fmt.Errorf("%s on %s: %w", doing, c.address, err)
}

// search asks an index. An answer that lacks a part of the index is an error: what isn't
// there counts as gone, and what isn't found as not in the documents.
func (c *client) search(ctx context.Context, doing, index, options string, body query, out any) error {
	return c.call(ctx, doing, http.MethodPost, "/"+index+"/_search?allow_partial_search_results=false"+options, body, out)
}

func (c *client) send(ctx context.Context, method, path string, body, out any) error {
	req, err := newRequest(ctx, method, path, body)
	if err != nil {
		return err
	}
	c.trips.Add(1)
	resp, err := c.api.Stream(req)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrUnreachable, withoutURL(err))
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		return readStatus(resp)
	}
	if out == nil {
		_, err = io.Copy(io.Discard, resp.Body)
		return err
	}
	if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
		return fmt.Errorf("read the cluster's answer: %w", err)
	}
	return nil
}

func newRequest(ctx context.Context, method, path string, body any) (*http.Request, error) {
	data, isRaw := body.([]byte)
	kind := "application/x-ndjson"
	if !isRaw && body != nil {
		var err error
		if data, err = json.Marshal(body); err != nil {
			return nil, fmt.Errorf("encode a request: %w", err)
		}
		kind = "application/json"
	}
	req, err := http.NewRequestWithContext(ctx, method, path, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if data == nil {
		req.Body, req.GetBody, req.ContentLength = http.NoBody, nil, 0
	} else {
		req.Header.Set("Content-Type", kind)
	}
	return req, nil
}

// withoutURL returns an error without the URL that it may name, which net/http writes
// with the user.
func withoutURL(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil || !strings.Contains(err.Error(), "://") {
			return err
		}
		err = inner
	}
}

// mostReason bounds what is shown of a cluster's reason, which may quote a request.
const mostReason = 300

func readStatus(resp *http.Response) error {
	data, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	var answer struct {
		Error json.RawMessage `json:"error"`
	}
	var cause struct {
		Reason string                    `json:"reason"`
		Causes []struct{ Reason string } `json:"root_cause"`
	}
	reason := strings.TrimSpace(string(data))
	if json.Unmarshal(data, &answer) == nil && json.Unmarshal(answer.Error, &cause) == nil {
		reason = cause.Reason
		if len(cause.Causes) > 0 {
			reason = cause.Causes[0].Reason
		}
	}
	if len(reason) > mostReason {
		reason = strings.ToValidUTF8(reason[:mostReason], "") + " …"
	}
	return &StatusError{Status: resp.StatusCode, Reason: reason}
}

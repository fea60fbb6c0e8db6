package bottest

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval/private"
)

// Tape is an http.RoundTripper that keeps exchanges with a server in a file, or
// plays them back: what a real model said stays a test that needs no network.
//
// It keeps what is asked and answered, but no host, no header of a request and
// of a response only Content-Type and Retry-After.
type Tape struct {
	next  http.RoundTripper // nil plays
	path  string
	scrub map[string]string

	mu        sync.Mutex
	exchanges []exchange
	played    []bool
}

// exchange is one request with its response.
type exchange struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Request json.RawMessage   `json:"request"` // its body
	Status  int               `json:"status"`
	Header  map[string]string `json:"header"`
	Body    []string          `json:"body"` // of the response, by line
}

var keptHeaders = []string{"Content-Type", "Retry-After"}

// PlayTape returns a Tape that answers requests as the file has it, those that
// are equal in the order recorded. A request that isn't there is an error.
func PlayTape(t testing.TB, path string) *Tape {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tape := &Tape{path: path}
	if err := json.Unmarshal(data, &tape.exchanges); err != nil {
		t.Fatalf("read %s: %v", path, err)
	}
	tape.played = make([]bool, len(tape.exchanges))
	return tape
}

// RecordTape returns a Tape that sends requests to next and writes the file when
// the test has passed. scrub says what secrets, and what else must not be kept,
// are replaced with, wherever they stand.
func RecordTape(t testing.TB, path string, next http.RoundTripper, scrub map[string]string) *Tape {
	t.Helper()
	tape := &Tape{next: next, path: path, scrub: scrub}
	t.Cleanup(func() {
		if t.Failed() {
			return
		}
		if err := tape.writeTape(); err != nil {
			t.Errorf("write %s: %v", path, err)
		}
	})
	return tape
}

// RoundTrip implements http.RoundTripper.
func (t *Tape) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		body, err = io.ReadAll(req.Body)
		_ = req.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	if t.next == nil {
		return t.playBack(req, body)
	}
	return t.recordCall(req, body)
}

func (t *Tape) playBack(req *http.Request, body []byte) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, e := range t.exchanges {
		if t.played[i] || e.Method != req.Method || e.Path != req.URL.Path || !bytes.Equal(compactJSON(e.Request), compactJSON(body)) {
			continue
		}
		t.played[i] = true
		header := make(http.Header)
		for k, v := range e.Header {
			header.Set(k, v)
		}
		return &http.Response{
			StatusCode: e.Status, Header: header, Request: req,
			Body: io.NopCloser(strings.NewReader(strings.Join(e.Body, ""))),
		}, nil
	}
	return nil, fmt.Errorf("%s has no exchange for %s %s (record it anew if the prompt was meant to change): %s", t.path, req.Method, req.URL.Path, body)
}

func (t *Tape) recordCall(req *http.Request, body []byte) (*http.Response, error) {
	sent := req.Clone(req.Context())
	sent.Body = io.NopCloser(bytes.NewReader(body))
	resp, err := t.next.RoundTrip(sent)
	if err != nil {
		return nil, err
	}
	answer, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if err != nil {
		return nil, err
	}
	e := exchange{
		Method: req.Method, Path: t.scrubText(req.URL.Path), Request: compactJSON([]byte(t.scrubText(string(body)))), Status: resp.StatusCode,
		Header: make(map[string]string), Body: strings.SplitAfter(t.scrubText(string(answer)), "\n"),
	}
	for _, k := range keptHeaders {
		if v := resp.Header.Get(k); v != "" {
			e.Header[k] = t.scrubText(v)
		}
	}
	t.mu.Lock()
	t.exchanges = append(t.exchanges, e)
	t.mu.Unlock()
	resp.Body = io.NopCloser(bytes.NewReader(answer))
	return resp, nil
}

// scrubText replaces what must not be kept, the longest first: one may be a part
// of another. In JSON it may stand escaped.
func (t *Tape) scrubText(text string) string {
	longest := func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) }
	for _, secret := range slices.SortedFunc(maps.Keys(t.scrub), longest) {
		if secret == "" {
			continue
		}
		for _, form := range []string{secret, escapeJSON(secret, true), escapeJSON(secret, false)} {
			text = strings.ReplaceAll(text, form, t.scrub[secret])
		}
	}
	return text
}

// escapeJSON is a text as it stands in a string of JSON.
func escapeJSON(text string, html bool) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(html)
	_ = enc.Encode(text) // of a string: it can't fail
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), `"`), "\"\n")
}

func (t *Tape) writeTape() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(t.exchanges); err != nil {
		return err
	}
	if err := private.MakeFolder(filepath.Dir(t.path)); err != nil {
		return err
	}
	return private.WriteFile(t.path, b.Bytes())
}

// compactJSON makes equal JSON equal bytes; what isn't JSON becomes a string of it.
func compactJSON(body []byte) []byte {
	var b bytes.Buffer
	if err := json.Compact(&b, body); err == nil {
		return b.Bytes()
	}
	text, _ := json.Marshal(string(body)) // of a string: it can't fail
	return text
}

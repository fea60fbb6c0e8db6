package api

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"

	"footnote/adapters/internal/handling"
	"footnote/bot"
	"footnote/bot/present"
)

// problem says why there is no reply. Its JSON is that of OpenAI's errors, with the
// request's id.
type problem struct {
	status  int
	Message string `json:"message"`
	Type    string `json:"type"`
	Code    string `json:"code"`
	Request string `json:"request,omitempty"`
	// RetryAfter is in seconds, 0 if waiting helps at no particular time.
	RetryAfter int `json:"retry_after,omitempty"`
}

// Error implements error.
func (p *problem) Error() string { return p.Message }

func newProblem(status int, code, format string, args ...any) *problem {
	kind := "invalid_request_error"
	if status >= http.StatusInternalServerError {
		kind = "server_error"
	}
	return &problem{status: status, Type: kind, Code: code, Message: fmt.Sprintf(format, args...)}
}

// problemOf returns what a caller is told of an error. What isn't meant for callers is
// logged under an id.
func (d *Doors) problemOf(err error) *problem {
	var known *problem
	var refused *bot.Complaint
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &refused):
		p := newProblem(handling.StatusOf(refused.Reason), string(refused.Reason), "%s", present.ExcuseFor(refused).Text)
		p.Request, p.RetryAfter = refused.Request, int(math.Ceil(refused.After.Seconds()))
		return p
	case errors.As(err, &tooLong):
		return newProblem(http.StatusRequestEntityTooLarge, string(bot.TooLong), "the request has more than %d bytes", tooLong.Limit)
	}
	p := newProblem(http.StatusInternalServerError, string(bot.Broken), "something went wrong here; whoever runs the bot finds the request id in its log")
	p.Request = rand.Text()[:12]
	d.Log.Error("a request of a program failed", "request", p.Request, "err", err)
	return p
}

// jsonHandler makes a handler of a function that may fail.
func (d *Doors) jsonHandler(handle func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		err := handling.CallSafely(func() error { return handle(rw, r) })
		if err == nil || r.Context().Err() != nil {
			return
		}
		p := d.problemOf(err)
		if p.RetryAfter > 0 {
			rw.Header().Set("Retry-After", strconv.Itoa(p.RetryAfter))
		}
		sendJSON(rw, p.status, map[string]*problem{"error": p})
	})
}

// serveNothing says that nothing is at an address.
func serveNothing(_ http.ResponseWriter, r *http.Request) error {
	return newProblem(http.StatusNotFound, "no_such_address", "there is nothing at %s %s; GET /api/v1/openapi.json describes what there is", r.Method, r.URL.Path)
}

// sendJSON sends a value. That nobody reads it to the end is no failure of ours.
func sendJSON(rw http.ResponseWriter, status int, v any) {
	text, err := encodeJSON(v)
	if err != nil {
		http.Error(rw, "the reply can't be encoded", http.StatusInternalServerError)
		return
	}
	rw.Header().Set("Content-Type", "application/json")
	rw.WriteHeader(status)
	_, _ = rw.Write(append(text, '\n'))
}

// encodeJSON encodes a value on one line, its text as it is.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// readJSON reads the body of a request. With strict it has no other fields than v.
func readJSON(r *http.Request, v any, strict bool) error {
	dec := json.NewDecoder(r.Body)
	if strict {
		dec.DisallowUnknownFields()
	}
	err := dec.Decode(v)
	var tooLong *http.MaxBytesError
	var known *problem
	switch {
	case errors.As(err, &tooLong), errors.As(err, &known):
		return err
	case errors.Is(err, io.EOF):
		return newProblem(http.StatusBadRequest, "invalid_json", "the body is empty, must be a JSON object")
	case err != nil:
		return newProblem(http.StatusBadRequest, "invalid_json", "the body can't be read: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	// What comes after the object would be dropped without a word.
	switch _, err := dec.Token(); {
	case errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &tooLong):
		return err
	}
	return newProblem(http.StatusBadRequest, "invalid_json", "the body goes on after its JSON object, must be that object alone")
}

package openai

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	api "github.com/sashabaranov/go-openai"
)

// call is one request under way. It stands between go-openai and the server:
// it writes into the request what go-openai leaves out, refuses responses that
// aren't of the dialect, and listens whether the server still lives.
type call struct {
	dialect
	next api.HTTPDoer
	// temperature is nil for models that take none, and for embeddings.
	temperature *float64
	server      string // its address, for errors
	model       string
	silence     time.Duration
	end         context.CancelCauseFunc // of the request

	mediaType string // of the response
	// begun is set with the first piece of the text. Before it, a server that
	// queues the request or reads a long prompt has nothing to send.
	begun bool
}

// errSilent is why a request ends whose text doesn't go on.
var errSilent = errors.New("the server sends nothing")

// readCloser is the body of a response of which some has been read.
type readCloser struct {
	io.Reader
	io.Closer
}

var _ api.HTTPDoer = (*call)(nil)

// Do implements api.HTTPDoer.
func (c *call) Do(req *http.Request) (*http.Response, error) {
	if c.temperature != nil {
		if err := addTemperature(req, *c.temperature); err != nil {
			return nil, fmt.Errorf("write the request: %w", err)
		}
	}
	resp, err := c.next.Do(req)
	if err != nil {
		return nil, err
	}
	if err := c.admitResponse(resp); err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

// addTemperature appends the temperature to the JSON of a request. go-openai
// can't send a 0: it leaves it out, which servers take for 1, and the smallest
// number above it, which it recommends, makes engines overflow that divide by it.
func addTemperature(req *http.Request, t float64) error {
	body, err := io.ReadAll(req.Body)
	if err = errors.Join(err, req.Body.Close()); err != nil {
		return err
	}
	object, ok := bytes.CutSuffix(bytes.TrimSpace(body), []byte("}"))
	if !ok {
		return errors.New("it is no JSON object")
	}
	number := strconv.FormatFloat(t, 'f', -1, 64)
	body = append(object, `,"temperature":`+number+"}"...)
	req.ContentLength = int64(len(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.Body, err = req.GetBody()
	return err
}

// admitResponse readies the body of a response for go-openai, or says why the server
// doesn't speak the dialect. Errors of servers that do are left to go-openai.
func (c *call) admitResponse(resp *http.Response) error {
	c.mediaType = mediaTypeOf(resp.Header)
	switch status := resp.StatusCode; {
	case status >= 300 && status < 400:
		return c.newForeign(cmp.Or(describeRedirection(resp), resp.Status))
	case status == http.StatusNotFound, status == http.StatusMethodNotAllowed:
		return c.admitRefusal(resp)
	case status < 200 || status >= 400:
		return nil
	}
	body := c.limitSilence(resp.Body)
	switch shape, err := shapeOf(body); {
	case errors.Is(err, io.EOF):
		return c.newForeign("an empty answer, " + c.mediaType)
	case err != nil:
		return err
	default:
		return c.admitBody(c, resp, body, shape)
	}
}

// admitCompletion is the admitBody of chat completions: a stream, or one object.
func (c *call) admitCompletion(resp *http.Response, body *bufio.Reader, is shape) error {
	switch is {
	case object:
		return c.admitObject(resp, body)
	case stream:
		resp.Body = &events{lines: body, Closer: resp.Body}
		return nil
	}
	return c.newForeign(c.mediaType)
}

// admitRefusal takes an error that may be about the address. A server that knows
// the address but not the model says in JSON what it lacks.
func (c *call) admitRefusal(resp *http.Response) error {
	const longest = 64 << 10
	body, err := io.ReadAll(io.LimitReader(resp.Body, longest))
	if err != nil {
		return err
	}
	if complaint := complaintIn(body); complaint == "" {
		return c.newForeign(resp.Status + ", " + c.mediaType)
	} else if c.isAboutAddress(complaint, resp.StatusCode, c.model) {
		return c.newForeign(fmt.Sprintf("%s, %q", resp.Status, shortenQuote(complaint)))
	}
	resp.Body = readCloser{bytes.NewReader(body), resp.Body}
	return nil
}

// admitObject takes a response that is one JSON object: a completion that the
// server doesn't stream, or an error.
func (c *call) admitObject(resp *http.Response, body io.Reader) error {
	var text json.RawMessage
	var syntax *json.SyntaxError
	err := json.NewDecoder(body).Decode(&text)
	switch {
	case errors.As(err, &syntax):
		return c.newForeign(c.mediaType)
	case err != nil:
		return err
	}
	if whole := asStream(text); whole != nil {
		resp.Body = readCloser{bytes.NewReader(whole), resp.Body}
		return nil
	}
	var failed api.ErrorResponse
	if json.Unmarshal(text, &failed) == nil && failed.Error != nil {
		if code, ok := failed.Error.Code.(int); ok { // gateways hide the status there
			failed.Error.HTTPStatusCode = code
		}
		return failed.Error
	}
	what := c.mediaType
	if complaint := complaintIn(text); complaint != "" {
		what += fmt.Sprintf(", %q", shortenQuote(complaint))
	}
	return c.newForeign(what)
}

// limitSilence returns the body of a response. Once the text has begun, each read that
// waits too long ends the request; whatever the server sends, a comment
// included, shows that it lives.
func (c *call) limitSilence(body io.Reader) *bufio.Reader {
	return bufio.NewReader(io.LimitReader(&listener{body, c}, c.mostBytes))
}

type listener struct {
	body io.Reader
	call *call
}

// Read implements io.Reader. What the reader of the text does between two calls
// is not the server's silence.
func (l *listener) Read(p []byte) (int, error) {
	if l.call.begun {
		alarm := time.AfterFunc(l.call.silence, func() { l.call.end(errSilent) })
		defer alarm.Stop()
	}
	return l.body.Read(p)
}

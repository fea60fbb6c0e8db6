package bottest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// ModelRequest is what a ModelServer was asked.
type ModelRequest struct {
	Model       string   `json:"model"`
	Temperature *float64 `json:"temperature"`
	MaxTokens   int      `json:"max_tokens"`
	Stream      bool     `json:"stream"`
	Messages    []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`

	Header http.Header `json:"-"`
	Body   string      `json:"-"` // all of it as it came
}

// Content returns what a role said, "" if nothing.
func (r ModelRequest) Content(role string) string {
	for _, m := range r.Messages {
		if m.Role == role {
			return m.Content
		}
	}
	return ""
}

// Turn is what a ModelServer does with one request.
type Turn struct {
	// Status other than 0 and 200 answers with an error whose body is Text.
	Status int
	Header http.Header
	// Text is streamed in pieces of Piece bytes, 0 for all at once, Pause apart.
	Text  string
	Piece int
	Pause time.Duration
	// Delay is the time before the first byte.
	Delay time.Duration
	// Raw, if set, is sent instead of a stream, as what Header says that it is.
	Raw string
	// Cut breaks the connection in the middle of the text.
	Cut bool
	// Filtered ends the text as a content filter does.
	Filtered bool
}

// ModelServer speaks OpenAI's streaming chat completions, as its script says.
// Requests without "stream" are errors: Footnote always streams.
type ModelServer struct {
	*httptest.Server
	script func(n int, r ModelRequest) Turn

	mu       sync.Mutex
	requests []ModelRequest
}

// NewModelServer starts a server that asks script what to do with the n-th
// request, counted from 1. Stop it.
func NewModelServer(script func(n int, r ModelRequest) Turn) *ModelServer {
	s := &ModelServer{script: script}
	s.Server = httptest.NewServer(http.HandlerFunc(s.serveRequest))
	return s
}

// Stop ends the server, and what it is about to say with it.
func (s *ModelServer) Stop() {
	s.CloseClientConnections()
	s.Close()
}

// BaseURL is what a client is configured with.
func (s *ModelServer) BaseURL() string { return s.URL + "/v1" }

// Requests returns what the server was asked so far.
func (s *ModelServer) Requests() []ModelRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]ModelRequest(nil), s.requests...)
}

func (s *ModelServer) serveRequest(w http.ResponseWriter, req *http.Request) {
	var r ModelRequest
	body, err := io.ReadAll(req.Body)
	if err != nil || json.Unmarshal(body, &r) != nil || req.URL.Path != "/v1/chat/completions" || !r.Stream {
		http.Error(w, `{"error":{"message":"not a streaming chat completion"}}`, http.StatusBadRequest)
		return
	}
	r.Header, r.Body = req.Header, string(body)
	s.mu.Lock()
	s.requests = append(s.requests, r)
	n := len(s.requests)
	s.mu.Unlock()
	s.playTurn(w, req, s.script(n, r))
}

func (s *ModelServer) playTurn(w http.ResponseWriter, req *http.Request, t Turn) {
	if !pauseFor(req, t.Delay) {
		return
	}
	for k, v := range t.Header {
		w.Header()[k] = v
	}
	if t.Status != 0 && t.Status != http.StatusOK {
		if w.Header().Get("Content-Type") == "" {
			w.Header().Set("Content-Type", "application/json")
		}
		w.WriteHeader(t.Status)
		fmt.Fprint(w, t.Text)
		return
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "text/event-stream")
	}
	if t.Raw != "" {
		fmt.Fprint(w, t.Raw)
		return
	}
	for text := t.Text; text != ""; {
		size := len(text)
		if t.Piece > 0 {
			size = min(size, t.Piece)
		}
		for size < len(text) && text[size]&0xC0 == 0x80 { // not inside a rune
			size++
		}
		sendDelta(w, map[string]any{"content": text[:size]}, nil)
		text = text[size:]
		if t.Cut && len(text) < len(t.Text)/2 {
			panic(http.ErrAbortHandler)
		}
		if !pauseFor(req, t.Pause) {
			return
		}
	}
	if t.Filtered {
		sendDelta(w, map[string]any{}, "content_filter")
	} else {
		sendDelta(w, map[string]any{}, "stop")
	}
	fmt.Fprint(w, `data: {"choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}`+"\n\ndata: [DONE]\n\n")
}

func sendDelta(w http.ResponseWriter, delta map[string]any, finish any) {
	chunk, _ := json.Marshal(map[string]any{ // of strings: it can't fail
		"object": "chat.completion.chunk", "model": "scripted",
		"choices": []any{map[string]any{"index": 0, "delta": delta, "finish_reason": finish}},
	})
	fmt.Fprintf(w, "data: %s\n\n", chunk)
	w.(http.Flusher).Flush()
}

// pauseFor waits, and tells whether the client is still there.
func pauseFor(req *http.Request, d time.Duration) bool {
	if d == 0 {
		return true
	}
	select {
	case <-time.After(d):
		return true
	case <-req.Context().Done():
		return false
	}
}

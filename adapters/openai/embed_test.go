package openai

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"footnote/bot"
)

// embedServer makes vectors of the lengths of texts.
type embedServer struct {
	mu       sync.Mutex
	requests []embedRequest
	// before, if set, may answer a request itself and then returns true.
	before func(n int, w http.ResponseWriter, r *http.Request) bool
}

type embedRequest struct {
	Input []string `json:"input"`
	Model string   `json:"model"`
	auth  string
	path  string
}

func (s *embedServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req := embedRequest{auth: r.Header.Get("Authorization"), path: r.URL.Path}
	_ = json.NewDecoder(r.Body).Decode(&req)
	s.mu.Lock()
	s.requests = append(s.requests, req)
	n := len(s.requests)
	s.mu.Unlock()
	if s.before != nil && s.before(n, w, r) {
		return
	}
	type item struct {
		Index     int       `json:"index"`
		Embedding []float32 `json:"embedding"`
	}
	var data []item
	for i, text := range req.Input {
		data = append(data, item{i, []float32{float32(len(text)), 1, 2}})
	}
	slices.Reverse(data) // the order is that of the indexes
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": data, "model": req.Model})
}

func newEmbedder(t *testing.T, h http.Handler, change func(*EmbedderConfig)) *Embedder {
	t.Helper()
	c := EmbedderConfig{BaseURL: newSite(t, h.ServeHTTP) + "/v1", Key: "k-123-secret", Name: "tiny-embed"}
	if change != nil {
		change(&c)
	}
	e, err := NewEmbedder(c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEmbed(t *testing.T) {
	s := &embedServer{}
	e := newEmbedder(t, s, func(c *EmbedderConfig) { c.Query, c.Passage = "query: ", "passage: " })
	q, err := e.Query(t.Context(), "four")
	if err != nil || q[0] != 11 {
		t.Errorf("%v, %v", q, err)
	}
	list, err := e.Passages(t.Context(), []string{"", "a", "bb"})
	if err != nil || len(list) != 3 || list[0][0] != 9 || list[1][0] != 10 || list[2][0] != 11 {
		t.Errorf("%v, %v", list, err)
	}
	if none, err := e.Passages(t.Context(), nil); err != nil || len(none) != 0 || len(s.requests) != 2 {
		t.Errorf("nothing was asked for: %v, %v, %d requests", none, err, len(s.requests))
	}
	if r := s.requests[0]; r.auth != "Bearer k-123-secret" || r.path != "/v1/embeddings" || r.Model != "tiny-embed" {
		t.Errorf("the request is %+v", r)
	}
	if n, err := e.Check(t.Context()); n != 3 || err != nil {
		t.Errorf("a vector has %d values, %v", n, err)
	}
	plain := newEmbedder(t, s, nil)
	if _, err := plain.Passages(t.Context(), []string{" \n"}); err != nil || s.requests[len(s.requests)-1].Input[0] != emptyText {
		t.Errorf("a text without a word was sent as %q, %v", s.requests[len(s.requests)-1].Input, err)
	}
	if plain.Identity() == e.Identity() || !e.IsRemote() {
		t.Error("what texts begin with is no part of the model")
	}
	again, ok := EmbedderConfig{BaseURL: "http://elsewhere/v1"}.OfIdentity(e.Identity())
	if !ok || again.Name != "tiny-embed" || again.Query != "query: " || again.Passage != "passage: " || again.BaseURL != "http://elsewhere/v1" {
		t.Errorf("the identity stands for %+v, %v", again, ok)
	}
	if _, ok := (EmbedderConfig{}).OfIdentity("all-MiniLM-L6-v2 sha256:1"); ok {
		t.Error("the model inside is one that a server runs")
	}
}

// TestEmbedTriesAgain where a failure may pass.
func TestEmbedTriesAgain(t *testing.T) {
	s := &embedServer{before: func(n int, w http.ResponseWriter, _ *http.Request) bool {
		if n < 3 {
			w.Header().Set("Retry-After", "0")
			http.Error(w, "busy", http.StatusServiceUnavailable)
		}
		return n < 3
	}}
	list, err := newEmbedder(t, s, nil).Passages(t.Context(), []string{"a", "b"})
	if err != nil || len(list) != 2 || len(s.requests) != 3 || !slices.Equal(s.requests[2].Input, []string{"a", "b"}) {
		t.Errorf("%v, %v after %d requests", list, err, len(s.requests))
	}
}

// TestEmbedFitsTheServer: where texts are too many or too long at once, they are sent
// in parts, and a text that is too long by itself is cut.
func TestEmbedFitsTheServer(t *testing.T) {
	const most = 1000 // bytes that the server takes
	for name, refuse := range map[string]func(w http.ResponseWriter){
		"TEI": func(w http.ResponseWriter) {
			sends(413, "application/json", `{"error":{"message":"batch size 5 > maximum allowed batch size 2"}}`)(w, nil)
		},
		"OpenAI": func(w http.ResponseWriter) {
			sends(400, "application/json", `{"error":{"message":"This model's maximum context length is 8192 tokens","code":null}}`)(w, nil)
		},
		"llama.cpp": func(w http.ResponseWriter) {
			sends(500, "application/json", `{"error":{"code":500,"message":"input is too large to process. increase the physical batch size"}}`)(w, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := &embedServer{}
			s.before = func(n int, w http.ResponseWriter, _ *http.Request) bool {
				s.mu.Lock()
				size := len(strings.Join(s.requests[n-1].Input, ""))
				s.mu.Unlock()
				if size > most {
					refuse(w)
				}
				return size > most
			}
			e := newEmbedder(t, s, func(c *EmbedderConfig) { c.Tries = 1 })
			long := strings.Repeat("é", 1000) // 2,000 bytes
			list, err := e.Passages(t.Context(), []string{"a", "bb", long, "dddd", strings.Repeat("e", 990)})
			if err != nil || len(list) != 5 || list[0][0] != 1 || list[1][0] != 2 || list[2][0] != 1000 || list[3][0] != 4 || list[4][0] != 990 {
				t.Errorf("%v, %v", list, err)
			}
		})
	}
	always := newEmbedder(t, sends(413, "application/json", `{"error":{"message":"too large"}}`), func(c *EmbedderConfig) { c.Tries = 1 })
	if list, err := always.Passages(t.Context(), []string{strings.Repeat("x", 5000), "y"}); err == nil {
		t.Errorf("%v", list)
	}
}

func TestNoEmbeddings(t *testing.T) {
	elsewhere := newSite(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s got a request", r.URL) })
	for name, test := range map[string]struct {
		answer  http.HandlerFunc
		trouble bot.Trouble
		want    []string
	}{
		"a page":             {sends(200, "text/html", page), bot.Foreign, []string{"doesn't speak embeddings (text/html)", "FOOTNOTE_EMBEDDINGS_URL"}},
		"an empty answer":    {sends(200, "application/json", ""), bot.Foreign, []string{"an empty answer"}},
		"a stream":           {sends(200, "text/event-stream", "data: {}\n\n"), bot.Foreign, []string{"text/event-stream"}},
		"other JSON":         {sends(200, "application/json", `{"models":[]}`), bot.Foreign, []string{"0 vectors for 2 texts"}},
		"too few":            {sends(200, "application/json", `{"data":[{"index":0,"embedding":[1,2]}]}`), bot.Foreign, []string{"1 vectors for 2 texts, and none for number 1"}},
		"the same one twice": {sends(200, "application/json", `{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}`), bot.Foreign, []string{"none for number 1"}},
		"broken JSON":        {sends(200, "application/json", `{"data":[{"index":0,`), bot.Unavailable, nil},
		"no such address":    {sends(404, "text/plain", "404 page not found"), bot.Foreign, []string{"404 Not Found"}},
		"no such model":      {sends(404, "application/json", `{"error":{"message":"model \"tiny-embed\" not found"}}`), bot.Denied, []string{"not found"}},
		"a key that is told": {sends(401, "application/json", `{"error":{"message":"wrong key k-123-secret"}}`), bot.Denied, []string{"wrong key **redacted**"}},
		"a key in a page":    {sends(500, "text/html", "<p>Bearer k-123-secret</p>"), bot.Unavailable, nil},
		"too long":           {sends(413, "application/json", `{"error":{"message":"too large"}}`), bot.Oversized, nil},
		"elsewhere": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere+"/v1/embeddings", http.StatusTemporaryRedirect)
		}, bot.Foreign, []string{"it redirects to " + elsewhere}},
		"elsewhere near": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/v2"+r.URL.Path, http.StatusPermanentRedirect)
		}, bot.Foreign, []string{"it redirects to"}},
		"values that are text": {sends(200, "application/json", `{"data":[{"index":0,"embedding":"x"}]}`), bot.Garbled, nil},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEmbedder(t, test.answer, func(c *EmbedderConfig) { c.Tries = 1 })
			list, err := e.Passages(t.Context(), []string{"one", "two"})
			var trouble *bot.ModelError
			if !errors.As(err, &trouble) || trouble.Trouble != test.trouble {
				t.Fatalf("%v, %v; want trouble %s", list, err, test.trouble)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v doesn't say %q", err, want)
				}
			}
			for _, text := range []string{err.Error(), fmt.Sprintf("%+v", err), fmt.Sprintf("%v", errors.Unwrap(err))} {
				if strings.Contains(text, "k-123-secret") {
					t.Errorf("the key is shown: %s", text)
				}
			}
		})
	}
	for _, c := range []EmbedderConfig{{Name: "x", BaseURL: "nowhere"}, {BaseURL: "http://x/v1"}} {
		if _, err := NewEmbedder(c); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}

package discord

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"footnote/bot/secret"
)

const (
	botUser     = "900000000000000001"
	application = "900000000000000001"
	guild       = "800000000000000001"
	textChannel = "700000000000000001"
	botRole     = "400000000000000001"
	person      = "600000000000000001"
)

// fake is a Discord of our own, built from its documentation: the routes that
// the adapter calls, over messages in memory, with faults on demand. It is the
// session's transport. What breaks a documented limit becomes a problem.
type fake struct {
	mu       sync.Mutex
	clock    int
	calls    []call
	messages []*shown
	tokens   map[string]*shown // the deferred reply of each interaction's token
	dead     map[string]bool   // tokens that have expired
	nonces   map[string]*shown
	threads  map[string]bool
	faults   map[string][]fault // by method and last part of the path
	lose     int                // so many posts from now takes one effect, but its answer is lost
	cut      int                // so many posts from now one is cut off before it takes effect
	history  bool               // may be read
	refusal  int                // status with which the token "test-token" is refused, 0 if it is taken
	gateway  string             // address of its websocket
	files    map[string]string  // their content by path
	limit    map[string]any     // session_start_limit
	said     map[string][]any   // what people have said, by channel, the oldest first
}

type call struct {
	method, path string
	body         []byte
}

type fault func(http.ResponseWriter)

type shown struct {
	id, channel, token string
	private            bool
	body               []byte
	problems           []string
}

func newFake(testing.TB) *fake {
	return &fake{
		tokens: make(map[string]*shown), dead: make(map[string]bool), nonces: make(map[string]*shown),
		threads: make(map[string]bool), faults: make(map[string][]fault), history: true, clock: 1000,
	}
}

func (f *fake) options() Options {
	return Options{
		Token: secret.New("test-token"), Transport: f, PostGap: 1,
		Waits: Waits{Deferral: 1, Invalid: 1, Reconnect: 1, Identify: 1},
	}
}

// RoundTrip implements http.RoundTripper.
func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
		_ = r.Body.Close()
	}
	f.mu.Lock()
	refusal := f.refusal
	f.mu.Unlock()
	if refusal != 0 && strings.Contains(r.Header.Get("Authorization"), "test-token") {
		refuse(w, refusal, 0)
		response := w.Result()
		response.Request = r
		return response, nil
	}
	f.serve(w, r.Method, strings.TrimPrefix(r.URL.Path, "/api/v10/"), r.URL.Query(), body)
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	response := w.Result()
	response.Request = r
	return response, nil
}

// refuse makes Discord refuse the token "test-token" with a status, or take it
// again with 0.
func (f *fake) refuse(status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refusal = status
}

// fail makes the next calls of a method and a route's end meet faults.
func (f *fake) fail(route string, faults ...fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults[route] = append(f.faults[route], faults...)
}

func status(code int, body string, header ...string) fault {
	return func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		_, _ = io.WriteString(w, body)
	}
}

func refuse(w http.ResponseWriter, status, code int) {
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, `{"code":%d,"message":"refused"}`, code)
}

func (f *fake) count(method, end string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, c := range f.calls {
		if c.method == method && strings.HasSuffix(c.path, end) {
			n++
		}
	}
	return n
}

func (f *fake) tick() string {
	f.clock++
	return "1000000000000" + strconv.Itoa(100000+f.clock)
}

// deferReply is what a deferral does.
func (f *fake) deferReply(token, channel string, private bool) {
	m := &shown{id: f.tick(), channel: channel, token: token, private: private}
	f.tokens[token] = m
	f.messages = append(f.messages, m)
}

func (f *fake) serve(w http.ResponseWriter, method, path string, query url.Values, body []byte) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call{method, path, body})
	parts := strings.Split(path, "/")
	key := method + " " + parts[len(parts)-1]
	if queue := f.faults[key]; len(queue) > 0 {
		f.faults[key] = queue[1:]
		queue[0](w)
		return
	}
	switch {
	case strings.HasPrefix(path, "/attachments/"):
		content, ok := f.files[path]
		if !ok {
			refuse(w, 404, 0)
			return
		}
		_, _ = io.WriteString(w, content)
	case path == "applications/@me":
		say(w, map[string]any{"id": application, "bot": map[string]any{"id": botUser}})
	case path == "gateway/bot":
		limit := f.limit
		if limit == nil {
			limit = map[string]any{"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
		}
		say(w, map[string]any{"url": f.gateway, "shards": 1, "session_start_limit": limit})
	case method == http.MethodPut:
		say(w, []any{})
	case path == "users/@me/channels":
		say(w, map[string]any{"id": "500000000000000001"})
	case parts[0] == "guilds" && len(parts) == 4 && parts[2] == "members":
		say(w, map[string]any{"roles": []string{"1"}})
	case parts[0] == "guilds":
		say(w, []any{
			map[string]any{"id": parts[1]}, // of everybody
			map[string]any{"id": botRole, "tags": map[string]any{"bot_id": botUser}},
			map[string]any{"id": "2", "tags": map[string]any{"bot_id": "3"}},
		})
	case parts[0] == "interactions":
		f.callback(w, parts[2], body)
	case parts[0] == "webhooks":
		f.byToken(w, method, parts, body)
	case parts[0] == "channels" && len(parts) == 2:
		say(w, map[string]any{"id": parts[1], "type": 0})
	case parts[len(parts)-1] == "threads":
		if f.threads[parts[3]] {
			refuse(w, 400, codeThreadExists)
			return
		}
		f.threads[parts[3]] = true
		say(w, map[string]any{"id": parts[3]})
	case parts[0] == "channels":
		f.inChannel(w, method, parts, query, body)
	default:
		refuse(w, 404, 0)
	}
}

func say(w http.ResponseWriter, v any) { _ = json.NewEncoder(w).Encode(v) }

func (f *fake) callback(w http.ResponseWriter, token string, body []byte) {
	var r struct {
		Type int
		Data json.RawMessage
	}
	_ = json.Unmarshal(body, &r)
	if f.tokens[token] != nil {
		refuse(w, 400, codeAcknowledged)
		return
	}
	private := strings.Contains(string(r.Data), `"flags":64`) || strings.Contains(string(r.Data), `"flags":32832`)
	if r.Type == 4 || r.Type == 5 {
		f.deferReply(token, textChannel, private)
		if r.Type == 4 {
			f.tokens[token].set(r.Data)
		}
	}
	w.WriteHeader(http.StatusNoContent)
}

// byToken edits, posts and deletes by an interaction's token.
func (f *fake) byToken(w http.ResponseWriter, method string, parts []string, body []byte) {
	token := parts[2]
	first := f.tokens[token]
	if f.dead[token] || first == nil {
		refuse(w, 404, codeUnknownWebhook)
		return
	}
	if len(parts) == 3 {
		if f.interrupted(w) {
			return
		}
		m := &shown{id: f.tick(), channel: first.channel, token: token, private: strings.Contains(string(body), `"flags":32832`)}
		m.set(body)
		f.messages = append(f.messages, m)
		f.created(w, m)
		return
	}
	id := parts[4]
	if id == original {
		id = first.id
	}
	f.change(w, method, id, body)
}

// interrupted tells whether the post in hand is cut off.
func (f *fake) interrupted(w http.ResponseWriter) bool {
	if f.cut--; f.cut != 0 {
		return false
	}
	w.WriteHeader(http.StatusBadGateway)
	return true
}

func (f *fake) created(w http.ResponseWriter, m *shown) {
	if f.lose--; f.lose == 0 {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	say(w, map[string]any{"id": m.id, "channel_id": m.channel})
}

func (f *fake) change(w http.ResponseWriter, method, id string, body []byte) {
	for i, m := range f.messages {
		if m.id != id {
			continue
		}
		if method == http.MethodDelete {
			f.messages = append(f.messages[:i], f.messages[i+1:]...)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		m.set(body)
		say(w, map[string]any{"id": m.id, "channel_id": m.channel})
		return
	}
	refuse(w, 404, codeUnknownMessage)
}

func (f *fake) inChannel(w http.ResponseWriter, method string, parts []string, query url.Values, body []byte) {
	switch {
	case method == http.MethodGet && len(parts) == 4 && f.history:
		for _, m := range f.said[parts[1]] {
			if m.(map[string]any)["id"] == parts[3] {
				say(w, m)
				return
			}
		}
		refuse(w, 404, codeUnknownMessage)
	case method == http.MethodGet && query.Get("before") != "" && f.history:
		list := []any{}
		for _, m := range slices.Backward(f.said[parts[1]]) {
			if m.(map[string]any)["id"].(string) < query.Get("before") {
				list = append(list, m)
			}
		}
		say(w, list)
	case len(parts) == 4 && method != http.MethodGet:
		f.change(w, method, parts[3], body)
	case method == http.MethodGet:
		if !f.history {
			refuse(w, 403, codeMissingAccess)
			return
		}
		list := []any{}
		for _, m := range slices.Backward(f.said[parts[1]]) { // the latest first, as Discord does
			if id := m.(map[string]any)["id"].(string); isLaterID(id, query.Get("after")) {
				list = append(list, m)
			}
		}
		for _, m := range f.messages {
			if m.channel == parts[1] && m.id > query.Get("after") && !m.private {
				var v map[string]any
				_ = json.Unmarshal(m.body, &v)
				list = append(list, map[string]any{"id": m.id, "author": map[string]any{"id": botUser}, "components": v["components"]})
			}
		}
		say(w, list)
	default:
		if f.interrupted(w) {
			return
		}
		var n struct {
			Nonce   string `json:"nonce"`
			Enforce bool   `json:"enforce_nonce"`
		}
		_ = json.Unmarshal(body, &n)
		if m := f.nonces[n.Nonce]; m != nil && n.Enforce {
			say(w, map[string]any{"id": m.id, "channel_id": m.channel})
			return
		}
		m := &shown{id: f.tick(), channel: parts[1]}
		m.set(body)
		f.messages = append(f.messages, m)
		f.nonces[n.Nonce] = m
		f.created(w, m)
	}
}

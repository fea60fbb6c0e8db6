package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot/bottest"
)

// workspace is as much of Slack as one bot in one channel needs: the methods
// of the Web API that post, stream and edit, and Socket Mode.
type workspace struct {
	*httptest.Server
	mu       sync.Mutex
	changed  *sync.Cond
	socket   *websocket.Conn
	acked    map[string]bool // by envelope
	messages map[string]*posted
	clock    int
	revoked  map[string]bool // tokens
}

// posted is a message of the bot as it stands.
type posted struct {
	Thread, Text, Blocks string
	Streamed             []string // what each call of the stream added
	Streaming, Private   bool
	Metadata             string
}

func newWorkspace(t *testing.T) *workspace {
	w := &workspace{acked: make(map[string]bool), messages: make(map[string]*posted), revoked: make(map[string]bool)}
	w.changed = sync.NewCond(&w.mu)
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/{method}", w.method)
	mux.HandleFunc("/socket", w.listen)
	w.Server = httptest.NewServer(mux)
	t.Cleanup(w.Close)
	return w
}

// revoke makes Slack refuse a token from now on.
func (w *workspace) revoke(token string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.revoked[token] = true
}

// accept makes Slack take a token again.
func (w *workspace) accept(token string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.revoked, token)
}

func (w *workspace) method(rw http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	w.mu.Lock()
	defer w.mu.Unlock()
	v, reply := r.PostForm, map[string]any{"ok": true}
	m := w.messages[v.Get("ts")]
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch method := r.PathValue("method"); {
	case w.revoked[token] || w.revoked[v.Get("token")]:
		reply = map[string]any{"ok": false, "error": "token_revoked"}
	case method == "auth.test":
		reply["team_id"], reply["user_id"], reply["bot_id"] = "T1", "U0BOT", "B0BOT"
	case method == "apps.connections.open":
		reply["url"] = "ws" + strings.TrimPrefix(w.URL, "http") + "/socket"
	case method == "users.list":
		reply["members"] = []any{map[string]any{"id": "U1", "team_id": "T1"}, map[string]any{"id": "U0BOT", "team_id": "T1", "is_bot": true}}
	case method == "conversations.members":
		reply["members"] = []string{"U1", "U0BOT"}
	case method == "conversations.info":
		reply["channel"] = map[string]any{"id": v.Get("channel")}
	case method == "conversations.replies":
		reply["messages"] = w.thread(v.Get("ts"))
	case method == "chat.postMessage" || method == "chat.startStream" || method == "chat.postEphemeral":
		w.clock++
		ts := fmt.Sprintf("1700000000.%06d", w.clock)
		m = &posted{Thread: v.Get("thread_ts"), Text: v.Get("text"), Blocks: v.Get("blocks"), Metadata: v.Get("metadata"), Streaming: method == "chat.startStream", Private: method == "chat.postEphemeral"}
		if m.Streaming {
			var chunks []struct{ Text string }
			_ = json.Unmarshal([]byte(v.Get("chunks")), &chunks)
			m.Streamed = []string{v.Get("markdown_text")}
			for _, c := range chunks {
				m.Streamed[0] += c.Text
			}
		}
		w.messages[ts] = m
		reply["channel"], reply["ts"], reply["message_ts"] = v.Get("channel"), ts, ts
	case strings.HasPrefix(method, "chat.") && m == nil:
		reply = map[string]any{"ok": false, "error": "message_not_found"}
	case method == "chat.appendStream" && m.Streaming:
		m.Streamed = append(m.Streamed, v.Get("markdown_text"))
	case method == "chat.stopStream":
		m.Streaming = false
	case method == "chat.delete":
		delete(w.messages, v.Get("ts"))
	case method == "chat.update" && !m.Streaming:
		m.Text, m.Blocks = v.Get("text"), v.Get("blocks")
	case method == "assistant.threads.setStatus":
	default:
		reply = map[string]any{"ok": false, "error": "not_here"}
	}
	w.changed.Broadcast()
	rw.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(rw).Encode(reply)
}

// thread returns the bot's messages in a thread, with what it finds them again by. The
// caller holds the lock.
func (w *workspace) thread(thread string) []any {
	list := []any{}
	for _, ts := range slices.Sorted(maps.Keys(w.messages)) {
		if m := w.messages[ts]; m.Thread == thread && !m.Private {
			message := map[string]any{"type": "message", "user": "U0BOT", "bot_id": "B0BOT", "ts": ts, "thread_ts": thread, "text": m.Text}
			if m.Metadata != "" {
				message["metadata"] = json.RawMessage(m.Metadata)
			}
			list = append(list, message)
		}
	}
	return list
}

func (w *workspace) listen(rw http.ResponseWriter, r *http.Request) {
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // the library says it is Slack
	conn, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	w.mu.Lock()
	_ = conn.WriteJSON(map[string]any{"type": "hello", "num_connections": 1})
	w.socket = conn
	w.changed.Broadcast()
	w.mu.Unlock()
	for {
		var ack struct {
			Envelope string `json:"envelope_id"`
		}
		if err := conn.ReadJSON(&ack); err != nil {
			return
		}
		w.mu.Lock()
		w.acked[ack.Envelope] = true
		w.changed.Broadcast()
		w.mu.Unlock()
	}
}

// ask mentions the bot in channel C1 and returns its reply once that has its
// buttons, which only a finished one has, or the reason why there is none.
func (w *workspace) ask(t *testing.T, ts, question string) posted {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	context.AfterFunc(ctx, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.changed.Broadcast()
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	envelope := w.mention(ctx, t, ts, question)
	return w.reply(ctx, t, ts, envelope, question)
}

// mention mentions the bot in channel C1 and returns the envelope that it was sent
// in. The caller holds the lock.
func (w *workspace) mention(ctx context.Context, t *testing.T, ts, question string) (envelope string) {
	t.Helper()
	for w.socket == nil && ctx.Err() == nil {
		w.changed.Wait()
	}
	if w.socket == nil {
		t.Fatal("the bot never connected")
	}
	envelope = "envelope " + ts
	check(t, w.socket.WriteJSON(map[string]any{
		"type": "events_api", "envelope_id": envelope, "accepts_response_payload": false,
		"payload": map[string]any{
			"type": "event_callback", "team_id": "T1", "event_id": "Ev" + ts, "event_time": 1700000000,
			"authorizations": []any{map[string]any{"team_id": "T1", "user_id": "U0BOT", "is_bot": true}},
			"event": map[string]any{
				"type": "app_mention", "channel": "C1", "user": "U1", "ts": ts, "event_ts": ts, "text": "<@U0BOT> " + question,
			},
		},
	}))
	return envelope
}

// reply waits for the reply in a thread. The caller holds the lock.
func (w *workspace) reply(ctx context.Context, t *testing.T, ts, envelope, question string) posted {
	t.Helper()
	for ctx.Err() == nil {
		for _, m := range w.messages {
			if m.Thread == ts && !m.Streaming && (m.Private || strings.Contains(m.Blocks, `"actions"`)) && w.acked[envelope] {
				return *m
			}
		}
		w.changed.Wait()
	}
	state, _ := json.Marshal(slices.Collect(maps.Values(w.messages)))
	t.Fatalf("%q was never answered; acknowledged: %v; what stands there: %s", question, w.acked, state)
	return posted{}
}

// TestServeInSlack is the whole way of the program itself: a mention is
// answered by what a model writes, growing, with excerpts and links that open
// the cited bytes on the page; the access rules change while it runs; and it
// ends when it is interrupted.
func TestServeInSlack(t *testing.T) {
	const (
		excerpt = "The lease of the warehouse ends on 30 June 2027."
		token   = "a-token-that-is-long-enough"
		closed  = "contracts: {slack: {teams: [T2]}}\n"
	)
	corpus, rules := t.TempDir(), filepath.Join(t.TempDir(), "access.yaml")
	check(t, os.MkdirAll(filepath.Join(corpus, "contracts"), 0o755))
	check(t, os.WriteFile(filepath.Join(corpus, "contracts", "lease.txt"), []byte(excerpt+" The monthly rent is 4,200 euros.\n"), 0o644))
	check(t, os.WriteFile(rules, []byte("contracts: {slack: {teams: [T1]}}\n"), 0o644))
	model := bottest.NewModelServer(func(int, bottest.ModelRequest) bottest.Turn {
		return bottest.Turn{Text: "The warehouse's lease ends on 30 June 2027 [1]. Its monthly rent is 9,999 euros [1].", Piece: 9, Pause: 10 * time.Millisecond}
	})
	t.Cleanup(model.Stop)
	slack := newWorkspace(t)
	for name, value := range map[string]string{
		"FOOTNOTE_CORPUS": corpus, "FOOTNOTE_ACCESS": rules, "FOOTNOTE_LOG_LEVEL": "info",
		"FOOTNOTE_MODEL": "scripted", "FOOTNOTE_MODEL_URL": model.BaseURL(),
		"FOOTNOTE_SLACK_BOT_TOKEN": "xoxb-1", "FOOTNOTE_SLACK_APP_TOKEN": "xapp-1", "FOOTNOTE_SLACK_API": slack.URL + "/api/", "FOOTNOTE_SLACK_CONNECTIONS": "1",
		"FOOTNOTE_PUBLIC_URL": "https://footnote.example.com", "FOOTNOTE_WEB_TOKEN": token,
	} {
		t.Setenv(name, value)
	}
	s := serve(t, "--data", t.TempDir(), "--http-addr", anyPort)

	reply := slack.ask(t, "1700000001.000100", "When does the lease of the warehouse end?")
	if streamed := strings.Join(reply.Streamed, ""); !strings.Contains(streamed, "ends on 30 June 2027") || strings.Contains(streamed, "9,999") {
		t.Errorf("streamed: %q", reply.Streamed)
	}
	for _, want := range []string{"The warehouse's lease ends on 30 June 2027", excerpt, "4,200 euros"} {
		if !strings.Contains(reply.Blocks, want) { // the excerpt is folded: it isn't in the text for notifications
			t.Errorf("the reply lacks %q:\n%s", want, reply.Blocks)
		}
	}
	if strings.Contains(reply.Text+reply.Blocks, "9,999") {
		t.Errorf("the reply has what no document says:\n%s", reply.Blocks)
	}

	link := s.linked(reply.Blocks)
	if page := s.get(link, http.StatusOK); !strings.Contains(regexp.MustCompile(`(?s)<mark[^>]*>.*?</mark>`).FindString(page), excerpt) {
		t.Errorf("the link doesn't mark what is cited:\n%s", page)
	}
	if unsigned := s.get(strings.Split(link, "&sig=")[0], http.StatusOK); strings.Contains(unsigned, excerpt) {
		t.Errorf("%s needs no signature", link)
	}

	check(t, os.WriteFile(rules, []byte(closed), 0o644))
	s.waitFor("the access rules have changed")
	if reply := slack.ask(t, "1700000002.000100", "When does the lease of the warehouse end?"); !reply.Private || strings.Contains(reply.Text+reply.Blocks, "2027") {
		t.Errorf("the place has lost the collection, and is told:\n%s", reply.Text)
	}
	if page := s.get(link, http.StatusNotFound); strings.Contains(page, excerpt) {
		t.Errorf("the link of a place that has lost the collection opens:\n%s", page)
	}
	if said := s.stop(); strings.Contains(said, token) || strings.Contains(said, "xoxb-1") {
		t.Errorf("a token was printed: %s", said)
	}
}

// linked returns the path of the first link to the page in a message.
func (s *served) linked(blocks string) string {
	s.t.Helper()
	var address string
	check(s.t, json.Unmarshal([]byte(`"`+regexp.MustCompile(`https://footnote\.example\.com/[^"|>]*`).FindString(blocks)+`"`), &address))
	u, err := url.Parse(address)
	check(s.t, err)
	return u.RequestURI()
}

// get asks the page as a browser does that is not signed in.
func (s *served) get(path string, status int) string {
	s.t.Helper()
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.url+path, nil)
	check(s.t, err)
	request.Header.Set("Accept", "text/html")
	r, err := http.DefaultClient.Do(request)
	check(s.t, err)
	return bodyOf(s.t, r, status)
}

package slack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"maps"
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

// fake is a Slack of our own, built from its documentation: the methods of the
// Web API that the adapter calls, over messages in memory, with faults on
// demand. What breaks a documented limit becomes a problem of the message.
type fake struct {
	*httptest.Server
	mu           sync.Mutex
	clock        int
	calls        []call
	messages     []*shown
	views        []json.RawMessage
	faults       map[string][]fault
	lose         bool // the next post takes effect, but its answer is lost
	noStatus     bool // threads have no status
	noStream     bool
	agent        bool            // the app is an agent
	canvas       bool            // the app may make canvases
	organisation bool            // the token is one of an organisation
	sessions     []string        // the statuses of its sessions
	external     map[string]bool // channels shared with others
	refusal      string          // of the bot token "xoxb-test", "" if it is taken
	sockets      *sockets
	people       map[string]string           // names by id
	files        map[string]string           // their content by name
	said         map[string][]map[string]any // what people have said, by thread
	users        map[string]map[string]any   // people with all that is known of them, by id
	groups       []map[string]any            // user groups
	members      map[string][]string         // who is in a channel
	joined       []map[string]any            // the channels that the bot is in
}

// refuse makes Slack refuse the bot token "xoxb-test", or take it again with "".
func (f *fake) refuse(reason string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.refusal = reason
}

// call is a call as it came in.
type call struct {
	method string
	values url.Values
	body   []byte // of a response URL: JSON
}

// fault answers in the place of the method.
type fault func(http.ResponseWriter)

// shown is a message as it stands.
type shown struct {
	channel, ts, thread, text, streamed string
	user                                string // who alone sees it, "" if all
	blocks, metadata                    json.RawMessage
	streaming                           bool
	cards                               []string // a line for each update of one
	plan                                bool
	problems                            []string
}

const (
	botUser = "U0BOT"
	team    = "T0TEAM"
)

func newFake(t testing.TB) *fake {
	f := &fake{faults: make(map[string][]fault), external: make(map[string]bool)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/{method}", f.method)
	mux.HandleFunc("POST /response/{user}", f.response)
	mux.HandleFunc("GET /files/{name}", f.file)
	f.sockets = newSockets(t, mux)
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.Close)
	return f
}

func (f *fake) options() Options {
	return Options{BotToken: secret.New("xoxb-test"), AppToken: secret.New("xapp-test"), APIURL: f.URL + "/api/", HTTPClient: f.Client(), PostGap: 1, Reconnect: 1, Connections: 1}
}

// fail makes the next call of a method meet a fault.
func (f *fake) fail(method string, faults ...fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.faults[method] = append(f.faults[method], faults...)
}

func status(code int, header ...string) fault {
	return func(w http.ResponseWriter) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
	}
}

func refused(code string) fault {
	return func(w http.ResponseWriter) { reply(w, map[string]any{"ok": false, "error": code}) }
}

func reply(w http.ResponseWriter, v map[string]any) {
	if _, ok := v["ok"]; !ok {
		v["ok"] = true
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (f *fake) tick() string {
	f.clock++
	return fmt.Sprintf("1700000000.%06d", f.clock)
}

func (f *fake) find(ts string) *shown {
	for _, m := range f.messages {
		if m.ts == ts {
			return m
		}
	}
	return nil
}

func (f *fake) count(method string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, c := range f.calls {
		if c.method == method {
			n++
		}
	}
	return n
}

func (f *fake) method(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	f.mu.Lock()
	defer f.mu.Unlock()
	name, v := r.PathValue("method"), r.PostForm
	c := call{method: name, values: v}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		c.body = readAll(r)
	}
	f.calls = append(f.calls, c)
	if f.refusal != "" && strings.Contains(r.Header.Get("Authorization")+v.Get("token"), "xoxb-test") {
		refused(f.refusal)(w)
		return
	}
	if queue := f.faults[name]; len(queue) > 0 {
		f.faults[name] = queue[1:]
		if queue[0] != nil {
			queue[0](w)
			return
		}
	}
	switch name {
	case "auth.test":
		if f.organisation {
			reply(w, map[string]any{"team_id": "E0ORG", "enterprise_id": "E0ORG", "is_enterprise_install": true, "user_id": botUser, "bot_id": "B0BOT"})
			return
		}
		reply(w, map[string]any{"team_id": team, "user_id": botUser, "bot_id": "B0BOT", "url": "https://team.slack.example/"})
	case "apps.connections.open":
		reply(w, map[string]any{"url": "ws" + strings.TrimPrefix(f.URL, "http") + "/socket"})
	case "chat.postMessage", "chat.startStream":
		f.post(w, name, v)
	case "chat.postEphemeral":
		m := &shown{channel: v.Get("channel"), ts: f.tick(), user: v.Get("user"), text: v.Get("text"), blocks: json.RawMessage(v.Get("blocks")), thread: v.Get("thread_ts")}
		m.problems = problems(v, m)
		f.messages = append(f.messages, m)
		reply(w, map[string]any{"message_ts": m.ts})
	case "chat.update", "chat.appendStream", "chat.stopStream", "chat.delete":
		f.change(w, name, v)
	case "conversations.replies", "conversations.history":
		f.history(w, v)
	case "conversations.info":
		reply(w, map[string]any{"channel": map[string]any{"id": v.Get("channel"), "name": f.people[v.Get("channel")], "is_ext_shared": f.external[v.Get("channel")]}})
	case "auth.teams.list":
		replyPage(w, v, "teams", []map[string]any{{"id": team, "name": "one"}, {"id": "T0TWO", "name": "two"}, {"id": "T0THREE", "name": "three"}})
	case "users.list":
		var all []map[string]any
		for _, id := range slices.Sorted(maps.Keys(f.users)) {
			all = append(all, f.users[id])
		}
		replyPage(w, v, "members", all)
	case "conversations.members":
		replyPage(w, v, "members", f.members[v.Get("channel")])
	case "users.conversations":
		joined := f.joined
		if id := v.Get("team_id"); id != "" {
			joined = slices.DeleteFunc(slices.Clone(joined), func(c map[string]any) bool { return cmp.Or(c["context_team_id"], any(team)) != any(id) })
		}
		replyPage(w, v, "channels", joined)
	case "usergroups.list":
		reply(w, map[string]any{"usergroups": f.groups})
	case "canvases.create", "canvases.access.set", "canvases.delete":
		if !f.canvas {
			reply(w, map[string]any{"ok": false, "error": "missing_scope", "needed": "canvases:write"})
			return
		}
		reply(w, map[string]any{"canvas_id": "F0CANVAS"})
	case "users.info":
		if u := f.users[v.Get("user")]; u != nil {
			reply(w, map[string]any{"user": u})
			return
		}
		if f.people[v.Get("user")] == "" {
			reply(w, map[string]any{"ok": false, "error": "user_not_found"})
			return
		}
		reply(w, map[string]any{"user": map[string]any{"id": v.Get("user"), "profile": map[string]any{"real_name": f.people[v.Get("user")]}}})
	case "views.open", "views.push", "views.update", "views.publish":
		view := c.body
		if view == nil {
			view = []byte(v.Get("view"))
		}
		f.views = append(f.views, view)
		reply(w, map[string]any{"view": map[string]any{"id": "V1"}})
	case "agents.sessions.setStatus":
		if !f.agent || v.Get("thread_ts") == "" {
			reply(w, map[string]any{"ok": false, "error": "not_an_agent"})
			return
		}
		f.sessions = append(f.sessions, v.Get("status"))
		reply(w, map[string]any{"status": v.Get("status")})
	case "assistant.threads.setStatus":
		if f.noStatus {
			reply(w, map[string]any{"ok": false, "error": "unknown_method"})
			return
		}
		reply(w, map[string]any{})
	case "assistant.threads.setTitle", "assistant.threads.setSuggestedPrompts":
		reply(w, map[string]any{})
	default:
		reply(w, map[string]any{"ok": false, "error": "unknown_method"})
	}
}

// replyPage replies with a part of a list, two a page.
func replyPage[T any](w http.ResponseWriter, v url.Values, name string, all []T) {
	const page = 2
	from, _ := strconv.Atoi(v.Get("cursor"))
	from = min(from, len(all))
	to, next := min(from+page, len(all)), ""
	if to < len(all) {
		next = strconv.Itoa(to)
	}
	reply(w, map[string]any{name: all[from:to], "response_metadata": map[string]any{"next_cursor": next}})
}

func (f *fake) post(w http.ResponseWriter, name string, v url.Values) {
	if name == "chat.startStream" && f.noStream {
		reply(w, map[string]any{"ok": false, "error": "unknown_method"})
		return
	}
	m := &shown{channel: v.Get("channel"), ts: f.tick(), thread: v.Get("thread_ts"), text: v.Get("text"),
		blocks: json.RawMessage(v.Get("blocks")), metadata: json.RawMessage(v.Get("metadata"))}
	if name == "chat.startStream" {
		m.streaming = true
		m.stream(v)
		m.plan = v.Get("task_display_mode") == "plan"
		if m.thread == "" || v.Get("recipient_user_id") == "" || v.Get("recipient_team_id") == "" {
			m.problems = append(m.problems, "a stream needs a thread and a recipient")
		}
	} else {
		m.problems = problems(v, m)
	}
	f.messages = append(f.messages, m)
	if f.lose {
		f.lose = false
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	reply(w, map[string]any{"channel": m.channel, "ts": m.ts})
}

func (f *fake) change(w http.ResponseWriter, name string, v url.Values) {
	m := f.find(v.Get("ts"))
	if m == nil || m.user != "" {
		reply(w, map[string]any{"ok": false, "error": "message_not_found"})
		return
	}
	switch name {
	case "chat.delete":
		for i := range f.messages {
			if f.messages[i] == m {
				f.messages = append(f.messages[:i], f.messages[i+1:]...)
				break
			}
		}
	case "chat.update":
		if m.streaming {
			reply(w, map[string]any{"ok": false, "error": "streaming_state_conflict"})
			return
		}
		m.text, m.blocks, m.metadata, m.streamed = v.Get("text"), json.RawMessage(v.Get("blocks")), json.RawMessage(v.Get("metadata")), ""
		m.problems = problems(v, m)
	default:
		if !m.streaming {
			reply(w, map[string]any{"ok": false, "error": "message_not_in_streaming_state"})
			return
		}
		m.stream(v)
		m.streaming = name == "chat.appendStream"
		if n := len(m.streamed); n > maxMarkdown {
			m.problems = append(m.problems, fmt.Sprintf("%d characters are streamed", n))
		}
	}
	reply(w, map[string]any{"channel": m.channel, "ts": m.ts})
}

// history returns what stands in a channel or thread, two messages a page.
func (f *fake) history(w http.ResponseWriter, v url.Values) {
	const page = 2
	var all []map[string]any
	for _, m := range f.said[cmp.Or(v.Get("ts"), v.Get("channel"))] {
		if oldest := v.Get("oldest"); oldest != "" && m["ts"].(string) <= oldest && m["ts"] != v.Get("ts") {
			continue
		}
		if latest := v.Get("latest"); latest == "" || m["ts"].(string) <= latest {
			all = append(all, m)
		}
	}
	for _, m := range f.messages {
		if m.channel != v.Get("channel") || m.user != "" || m.thread != v.Get("ts") || m.ts <= v.Get("oldest") {
			continue
		}
		entry := map[string]any{"type": "message", "user": botUser, "ts": m.ts, "text": m.text}
		if len(m.metadata) > 0 && v.Get("include_all_metadata") != "" {
			entry["metadata"] = m.metadata
		}
		all = append(all, entry)
	}
	from, _ := strconv.Atoi(v.Get("cursor"))
	from = min(from, len(all))
	to := min(from+page, len(all))
	next := ""
	if to < len(all) {
		next = strconv.Itoa(to)
	}
	reply(w, map[string]any{"messages": all[from:to], "has_more": next != "", "response_metadata": map[string]any{"next_cursor": next}})
}

// file gives a file to whom may read it; others are sent to sign in.
func (f *fake) file(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, call{method: "file"})
	switch content, ok := f.files[r.PathValue("name")]; {
	case r.Header.Get("Authorization") != "Bearer xoxb-test" || content == "hidden":
		http.Redirect(w, r, "/signin", http.StatusFound)
	case !ok:
		http.NotFound(w, r)
	default:
		_, _ = io.WriteString(w, content)
	}
}

// response is a response URL, good for five uses.
func (f *fake) response(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	body := readAll(r)
	f.calls = append(f.calls, call{method: "response_url", body: body})
	var m struct {
		Text   string          `json:"text"`
		Blocks json.RawMessage `json:"blocks"`
	}
	_ = json.Unmarshal(body, &m)
	s := &shown{ts: f.tick(), user: r.PathValue("user"), text: m.Text, blocks: m.Blocks}
	s.problems = blockProblems(s)
	f.messages = append(f.messages, s)
	_, _ = w.Write([]byte("ok"))
}

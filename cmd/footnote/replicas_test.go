package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/postgres/postgrestest"
	"footnote/bot/bottest"
)

// replicas are servers that share a store, and that Slack reaches one or the other of,
// as through a balancer.
type replicas struct {
	t       *testing.T
	slack   *workspace
	servers []*served
	hears   []string // where each listens for Slack
}

const signingSecret = "8f742231b10e8888abcd99yyyzzz85a5"

// startReplicas starts a server for each address of Slack's API, with one database and
// one corpus, and an index folder each.
func startReplicas(t *testing.T, slack *workspace, apis ...string) *replicas {
	return startReplicasIn(t, "http", slack, apis...)
}

func startReplicasIn(t *testing.T, mode string, slack *workspace, apis ...string) *replicas {
	r := &replicas{t: t, slack: slack}
	for name, value := range map[string]string{
		"FOOTNOTE_STORE": postgrestest.NewURL(t).Reveal(), "FOOTNOTE_CORPUS": boats(t, "green"), "FOOTNOTE_LOG_LEVEL": "info", "FOOTNOTE_SEMANTIC": "off",
		"FOOTNOTE_SLACK_BOT_TOKEN": "xoxb-1", "FOOTNOTE_SLACK_SIGNING_SECRET": signingSecret, "FOOTNOTE_SLACK_MODE": mode,
		"FOOTNOTE_QUESTIONS_PER_PERSON": "0", "FOOTNOTE_QUESTIONS_PER_CHANNEL": "0",
	} {
		t.Setenv(name, value)
	}
	for _, api := range apis {
		at := freeAddress(t)
		r.hears = append(r.hears, at)
		s := serveFor(t, 8*time.Minute, "--data", t.TempDir(), "--http-addr", anyPort, "--slack-listen", at, "--slack-api", api+"/api/")
		s.waitFor("answering from")
		go func() { // it isn't to wait for a reader
			for range s.lines {
			}
		}()
		r.servers = append(r.servers, s)
	}
	return r
}

// send sends an event to one replica, and reports whether it took it.
func (r *replicas) send(ctx context.Context, to int, body string) bool {
	at := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(signingSecret))
	_, _ = io.WriteString(mac, "v0:"+at+":"+body)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+r.hears[to]+"/slack", strings.NewReader(body))
	if err != nil {
		return false
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Slack-Request-Timestamp", at)
	request.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// deliver sends an event to one replica after the other until one takes it, as Slack
// does behind a balancer.
func (r *replicas) deliver(ctx context.Context, first int, body string) {
	for to := first; ctx.Err() == nil; to++ {
		if r.send(ctx, to%len(r.hears), body) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// mentionBody is the event of a mention.
func mentionBody(channel, ts, question string) string {
	body, _ := json.Marshal(map[string]any{
		"type": "event_callback", "team_id": "T1", "event_id": "Ev" + ts, "event_time": 1700000000,
		"authorizations": []any{map[string]any{"team_id": "T1", "user_id": "U0BOT", "is_bot": true}},
		"event": map[string]any{
			"type": "app_mention", "channel": channel, "user": "U1", "ts": ts, "event_ts": ts, "text": "<@U0BOT> " + question,
		},
	})
	return string(body)
}

// answered returns how many final replies each thread has.
func (w *workspace) answered() map[string]int {
	w.mu.Lock()
	defer w.mu.Unlock()
	count := make(map[string]int)
	for _, m := range w.messages {
		if !m.Private && !m.Streaming && strings.Contains(m.Blocks, `"actions"`) {
			count[m.Thread]++
		}
	}
	return count
}

// await waits until so many threads have a reply.
func (w *workspace) await(ctx context.Context, t *testing.T, n int) {
	t.Helper()
	for len(w.answered()) < n {
		if ctx.Err() != nil {
			t.Fatalf("%d of %d are answered", len(w.answered()), n)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// doom returns another way to the workspace's API. The server that comes by it is killed
// once it has posted so many messages: before it learns that the last one stands there.
func (w *workspace) doom(t *testing.T, posts int, kill func()) (api string) {
	var mu sync.Mutex
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/{method}", func(rw http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		w.method(answer, r)
		mu.Lock()
		if r.PathValue("method") == "chat.postMessage" {
			posts--
		}
		dies := posts <= 0
		mu.Unlock()
		if dies {
			kill()
			return
		}
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write(answer.Body.Bytes())
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// TestKilledReplica kills one of two servers in the middle of many mentions, right after
// it has posted an answer: each is answered once, though Slack sends some of them twice,
// to either server.
func TestKilledReplica(t *testing.T) {
	const mentions, channels = 60, 12
	slack, killed := newWorkspace(t), make(chan struct{})
	var r *replicas
	r = startReplicas(t, slack, slack.doom(t, mentions/5, sync.OnceFunc(func() {
		_ = r.servers[0].cmd.Process.Kill() // SIGKILL: it gives nothing back
		close(killed)
	})), slack.URL)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	var sending sync.WaitGroup
	for n := range mentions {
		body := mentionBody(fmt.Sprint("C", n%channels), fmt.Sprintf("1600000%03d.000100", n), "Which colour has the boat of the harbour master?")
		sending.Go(func() { r.deliver(ctx, n, body) })
		if n%3 == 0 {
			sending.Go(func() { r.deliver(ctx, n+1, body) })
		}
	}
	select {
	case <-killed:
	case <-ctx.Done():
		t.Fatal("the server was never killed")
	}
	if err := r.servers[0].cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("it wasn't killed: %v", err)
	}
	sending.Wait()
	r.slack.await(ctx, t, mentions)
	for thread, n := range r.slack.answered() {
		if n != 1 {
			t.Errorf("%s was answered %d times", thread, n)
		}
	}
	r.slack.mu.Lock()
	defer r.slack.mu.Unlock()
	for _, m := range r.slack.messages {
		if !strings.Contains(m.Blocks, "green") {
			t.Errorf("in thread %s stands %s", m.Thread, m.Text)
		}
	}
	if got := len(r.slack.messages); got != mentions {
		t.Errorf("%d messages are answers to %d mentions", got, mentions)
	}
}

// call asks the page of one replica as people reach it, by its public name.
func (r *replicas) call(to int, method, path, body string, set func(http.Header)) (*http.Response, string) {
	r.t.Helper()
	request, err := http.NewRequestWithContext(r.t.Context(), method, r.servers[to].url+path, strings.NewReader(body))
	check(r.t, err)
	request.Host = "footnote.example.com"
	set(request.Header)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	check(r.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	check(r.t, err)
	return response, string(text)
}

// signIn signs in at the first replica, and returns what a browser sends from then on.
func (r *replicas) signIn(token string) func(http.Header) {
	r.t.Helper()
	response, text := r.call(0, "POST", "/login", url.Values{"token": {token}}.Encode(), func(h http.Header) {
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	})
	if len(response.Cookies()) == 0 {
		r.t.Fatalf("nobody is signed in: %s %s", response.Status, text)
	}
	return func(h http.Header) {
		h.Set("Accept", "text/html")
		for _, c := range response.Cookies() {
			h.Add("Cookie", c.Name+"="+c.Value)
		}
	}
}

// TestReplicasShareThePage: what one replica gives out, sessions and tokens and answers
// among them, counts at the other, and a replica that is stopped leaves nothing behind.
func TestReplicasShareThePage(t *testing.T) {
	const shared = "a-token-that-is-long-enough"
	t.Setenv("FOOTNOTE_WEB_TOKEN", shared)
	t.Setenv("FOOTNOTE_PUBLIC_URL", "https://footnote.example.com")
	slack := newWorkspace(t)
	r := startReplicas(t, slack, slack.URL, slack.URL)
	call := r.call
	session := r.signIn(shared)
	if home, text := call(1, "GET", "/", "", session); home.StatusCode != http.StatusOK || !strings.Contains(text, `name="question"`) {
		t.Errorf("the session doesn't count at the other replica: %s", home.Status)
	}
	_, _ = call(0, "POST", "/logout", "", session)
	for until := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
		if home, text := call(1, "GET", "/", "", session); !strings.Contains(text, `name="question"`) {
			break
		} else if time.Now().After(until) {
			t.Fatalf("who signed out is still in at the other replica: %s", home.Status)
		}
	}

	code, token, stderr := footnote(t, "token", "add", "report", "--data", t.TempDir())
	if code != exitOK {
		t.Fatal(stderr)
	}
	bearer := func(h http.Header) { h.Set("Authorization", "Bearer "+strings.TrimSpace(token)) }
	var answer struct{ ID, Conversation, Understood string }
	ask := func(to int, body string) {
		t.Helper()
		response, text := call(to, "POST", "/api/v1/ask", body, bearer)
		if response.StatusCode != http.StatusOK {
			t.Fatalf("%s %s", response.Status, text)
		}
		check(t, json.Unmarshal([]byte(text), &answer))
	}
	ask(0, `{"question":"Which colour has the boat of the harbour master?"}`)
	if response, text := call(1, "GET", "/api/v1/answers/"+answer.ID, "", bearer); response.StatusCode != http.StatusOK || !strings.Contains(text, "green") {
		t.Errorf("the answer at the other replica: %s %s", response.Status, text)
	}
	ask(1, `{"question":"and where does it lie?","conversation":"`+answer.Conversation+`"}`)
	if answer.Understood == "" {
		t.Error("the other replica doesn't remember the conversation")
	}
	if code, out, _ := footnote(t, "backup", "-", "--data", t.TempDir()); code == exitOK || out != "" {
		t.Errorf("a backup of what is in the database: %d", code)
	}
	if _, out, _ := footnote(t, "doctor", "--data", t.TempDir()); !regexp.MustCompile(`ok +store: PostgreSQL \(.*, version \d+.*, shared by 2 replicas now`).MatchString(out) {
		t.Errorf("doctor says\n%s", out)
	}
	check(t, r.servers[0].cmd.Process.Signal(os.Interrupt))
	if err := r.servers[0].cmd.Wait(); err != nil {
		t.Error(err)
	}
	ask(1, `{"question":"Where does the boat lie?","conversation":"`+answer.Conversation+`"}`)
	if code, out, stderr := footnote(t, "gaps", "--json", "--data", t.TempDir()); code != exitOK {
		t.Errorf("gaps: %s%s", out, stderr)
	}
}

// TestAnswersAreSeenElsewhere: who reaches another replica while an answer is written sees
// there that it is, and gets it when it is complete.
func TestAnswersAreSeenElsewhere(t *testing.T) {
	const shared = "a-token-that-is-long-enough"
	asked, release := make(chan struct{}), make(chan struct{})
	model := bottest.NewModelServer(func(int, bottest.ModelRequest) bottest.Turn {
		close(asked)
		<-release
		return bottest.Turn{Text: "The boat of the harbour master has a green colour [1]."}
	})
	t.Cleanup(model.Stop)
	for name, value := range map[string]string{
		"FOOTNOTE_WEB_TOKEN": shared, "FOOTNOTE_PUBLIC_URL": "https://footnote.example.com",
		"FOOTNOTE_MODEL": "scripted", "FOOTNOTE_MODEL_URL": model.BaseURL(), "FOOTNOTE_MODEL_DEADLINE": "5m",
	} {
		t.Setenv(name, value)
	}
	slack := newWorkspace(t)
	r := startReplicas(t, slack, slack.URL, slack.URL)
	session := r.signIn(shared)
	_, home := r.call(0, "GET", "/", "", session)
	response, text := r.call(0, "POST", "/ask", askForm(home, "Which colour has the boat of the harbour master?").Encode(), func(h http.Header) {
		session(h)
		h.Set("Content-Type", "application/x-www-form-urlencoded")
	})
	conversation, request, _ := strings.Cut(response.Header.Get("Location"), "#q-")
	if request == "" {
		t.Fatalf("asked: %s %s", response.Status, text)
	}
	<-asked
	if _, page := r.call(1, "GET", conversation, "", session); !strings.Contains(page, "q-"+request) {
		t.Errorf("the other replica doesn't show what is being answered:\n%s", page)
	}
	seen := make(chan string, 1)
	go func() {
		_, events := r.call(1, "GET", "/events/"+request, "", session)
		seen <- events
	}()
	close(release)
	if events := <-seen; !strings.Contains(events, "event: done") || !strings.Contains(events, "has a green colour") {
		t.Errorf("the other replica shows:\n%s", events)
	}
}

// TestOneReplicaListens: Slack's connection is one replica's at a time, the other one is
// ready all the same, and takes over when the first one ends.
func TestOneReplicaListens(t *testing.T) {
	slack := newWorkspace(t)
	t.Setenv("FOOTNOTE_SLACK_APP_TOKEN", "xapp-1")
	t.Setenv("FOOTNOTE_SLACK_CONNECTIONS", "1")
	r := startReplicasIn(t, "socket", slack, slack.URL, slack.URL)
	const question = "Which colour has the boat of the harbour master?"
	ready := func(to int, want string) {
		t.Helper()
		for until := time.Now().Add(time.Minute); ; time.Sleep(50 * time.Millisecond) {
			response, err := http.Get(r.servers[to].url + "/readyz")
			check(t, err)
			text, err := io.ReadAll(response.Body)
			check(t, errors.Join(err, response.Body.Close()))
			if response.StatusCode == http.StatusOK && strings.Contains(string(text), want) {
				return
			}
			if time.Now().After(until) {
				t.Fatalf("replica %d isn't ready: %s %s", to, response.Status, text)
			}
		}
	}
	ready(0, "slack: ok\n")
	ready(1, "slack: ok, another replica is connected")
	if reply := slack.ask(t, "1600000001.000100", question); !strings.Contains(reply.Blocks, "green") {
		t.Errorf("the reply is %s", reply.Blocks)
	}
	slack.mu.Lock()
	slack.socket = nil
	slack.mu.Unlock()
	check(t, r.servers[0].cmd.Process.Signal(os.Interrupt))
	if err := r.servers[0].cmd.Wait(); err != nil {
		t.Error(err)
	}
	if reply := slack.ask(t, "1600000002.000100", question); !strings.Contains(reply.Blocks, "green") {
		t.Errorf("the reply is %s", reply.Blocks)
	}
	ready(1, "slack: ok\n")
}

package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/bot/secret"
)

const emulatorSeed = `
tokens:
  xoxb-emulated:
    login: footnote
    scopes: [chat:write, channels:read, channels:history]
slack:
  team: {name: Test, domain: test}
  users: [{name: footnote, real_name: Footnote, email: footnote@example.com}]
  channels: [{name: general}]
`

// startEmulator starts the Slack of the npm package emulate and returns its URL.
func startEmulator(t *testing.T) string {
	dir := nodeFolder(t)
	seed := filepath.Join(t.TempDir(), "seed.yaml")
	if err := os.WriteFile(seed, []byte(emulatorSeed), 0o600); err != nil {
		t.Fatal(err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	_ = free.Close()
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, "node_modules/.bin/node", "node_modules/emulate/dist/index.js",
		"start", "--service", "slack", "--port", fmt.Sprint(port), "--seed", seed)
	cmd.Dir = dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = &out, &out, time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait()
		if t.Failed() {
			t.Log(out.String())
		}
	})
	url := fmt.Sprintf("http://127.0.0.1:%d", port)
	for range 1200 {
		if r, err := http.Get(url + "/"); err == nil {
			_ = r.Body.Close()
			return url
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the emulator doesn't start")
	return ""
}

// bearer puts the token where the emulator looks for it.
type bearer struct{}

func (bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer xoxb-emulated")
	return http.DefaultTransport.RoundTrip(r)
}

// TestAgainstTheEmulator puts a question over signed HTTP and reads the answer
// from a Slack that others have written. It has no statuses and no streams.
func TestAgainstTheEmulator(t *testing.T) {
	url := startEmulator(t)
	client := &http.Client{Transport: bearer{}}
	call := func(method string, args map[string]any) map[string]any {
		t.Helper()
		r, err := client.Post(url+"/api/"+method, "application/json", bytes.NewReader(mustJSON(t, args)))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Body.Close()
		var v map[string]any
		if err := json.NewDecoder(r.Body).Decode(&v); err != nil || v["ok"] != true {
			t.Fatalf("%s: %v, %v", method, v, err)
		}
		return v
	}
	channels := call("conversations.list", nil)["channels"].([]any)
	channel := channels[0].(map[string]any)["id"].(string)
	asked := call("chat.postMessage", map[string]any{"channel": channel, "text": "<@U0BOT> When does the lease end?"})["ts"].(string)

	bot := contract.NewService()
	start := func() *Slack {
		s, err := New(Options{BotToken: secret.New("xoxb-emulated"), SigningSecret: secret.New(signingSecret), APIURL: url + "/api/", HTTPClient: client, PostGap: 1})
		if err != nil {
			t.Fatal(err)
		}
		s.Use(bot)
		if err := s.Identify(t.Context()); err != nil {
			t.Fatal(err)
		}
		bot.Messenger = s
		return s
	}
	h, err := start().Handler()
	if err != nil {
		t.Fatal(err)
	}
	event := mention(channel, asked, "When does the lease end?")
	for range 2 {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, signed(string(mustJSON(t, callbackOf(event))), "application/json", signingSecret, time.Now()))
		if rec.Code != http.StatusOK {
			t.Fatalf("status %d", rec.Code)
		}
		bot.Work.Wait()
	}
	for _, err := range bot.Failed {
		t.Error(err)
	}
	// A restart between the answer and the note that it was given.
	bot.Deliver(bot.Last(t))
	start()
	bot.Deliver(bot.Last(t))

	replies := call("conversations.replies", map[string]any{"channel": channel, "ts": asked, "include_all_metadata": true})["messages"].([]any)
	if len(replies) != 2 {
		t.Fatalf("the thread has %d messages, want the question and one answer: %s", len(replies), mustJSON(t, replies))
	}
	answer := string(mustJSON(t, replies[1]))
	for _, want := range []string{"The lease ends on 30 June 2027.", "rich_text_quote", metadataType} {
		if !strings.Contains(answer, want) {
			t.Errorf("the answer lacks %q: %s", want, answer)
		}
	}
}

package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/web/status"
	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/cmd/footnote/platforms"
)

// await waits until something holds.
func await(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s doesn't come", what)
		}
	}
}

// fetchPage asks a page of a running server.
func fetchPage(t *testing.T, address string) (code int, text string) {
	t.Helper()
	r, err := http.Get(address)
	check(t, err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	check(t, err)
	return r.StatusCode, string(body)
}

// awaitReady waits until /readyz has a status and says something.
func awaitReady(t *testing.T, address string, code int, says ...string) {
	t.Helper()
	last := ""
	defer func() {
		if t.Failed() {
			t.Logf("it says last:\n%s", last)
		}
	}()
	await(t, strings.Join(says, ", "), func() bool {
		got, text := fetchPage(t, address+"/readyz")
		last = text
		for _, s := range says {
			if !strings.Contains(text, s) {
				return false
			}
		}
		return got == code
	})
}

// serveRefused runs "footnote serve" in this process until stop is called, which
// returns what Run has returned.
func serveRefused(t *testing.T, args ...string) (address string, stop func() error) {
	t.Helper()
	reader, writer := io.Pipe()
	command, err := parseCommand(allPlatforms(), append([]string{"serve"}, args...), io.Discard, writer)
	check(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- command.run(ctx, strings.NewReader(""), io.Discard, writer)
		_ = writer.Close()
	}()
	at := make(chan string, 1)
	var said strings.Builder
	read := make(chan struct{})
	go func() {
		defer close(read)
		for lines := bufio.NewScanner(reader); lines.Scan(); {
			said.WriteString(lines.Text() + "\n")
			if _, address, ok := strings.Cut(lines.Text(), "the page to ask is "); ok {
				at <- address
			}
		}
	}()
	var once sync.Once
	stop = func() (err error) {
		once.Do(func() {
			cancel()
			err = <-ended
			<-read
			if t.Failed() {
				t.Logf("serve said:\n%s", said.String())
			}
		})
		return err
	}
	t.Cleanup(func() { _ = stop() })
	select {
	case address = <-at:
	case <-read:
		t.Fatalf("it ended: %s", said.String())
	}
	return address, stop
}

// TestServeGoesOnWithoutThePlatformThatRefuses is the whole server in this process:
// Slack refuses the token from the start, while the page and Discord answer and tell
// so; then the token in .env changes, and Slack answers, too.
func TestServeGoesOnWithoutThePlatformThatRefuses(t *testing.T) {
	const question, answer = "How many trafficking networks did Morocco dismantle in 2017?", "80 trafficking networks"
	t.Chdir(t.TempDir())
	slack, discord := newWorkspace(t), newGuild(t)
	slack.revoke("xoxb-old")
	for name, value := range map[string]string{
		"FOOTNOTE_CORPUS": "", "FOOTNOTE_SLACK_API": slack.URL + "/api/", "FOOTNOTE_SLACK_CONNECTIONS": "1",
		"FOOTNOTE_DISCORD_TOKEN": "good", "FOOTNOTE_DISCORD_API": discord.URL + "/api/v10",
	} {
		t.Setenv(name, value)
	}
	check(t, os.WriteFile(".env", []byte("FOOTNOTE_SLACK_BOT_TOKEN=xoxb-old\nFOOTNOTE_SLACK_APP_TOKEN=xapp-1\n"), 0o600))
	at, stop := serveRefused(t, "--data", t.TempDir(), "--http-addr", anyPort)

	awaitReady(t, at, http.StatusServiceUnavailable, "index: ok", "discord: ok", "slack: not ready, it refuses the bot: token_revoked", "set the new token")
	if code, text := fetchPage(t, at+"/healthz"); code != http.StatusOK {
		t.Errorf("it lives with %d %s", code, text)
	}
	if _, text := fetchPage(t, at+"/status"); !strings.Contains(text, "Slack refuses the bot: token_revoked") {
		t.Errorf("the status page doesn't tell it:\n%s", text)
	}
	if _, text := fetchPage(t, at+"/metrics"); !strings.Contains(text, `footnote_connections{platform="slack",state="refused"} 1`) {
		t.Errorf("the metrics don't tell it:\n%s", text)
	}
	discord.ask(t, "1000000000000000001", question, answer)
	jar, err := cookiejar.New(nil)
	check(t, err)
	browser := &http.Client{Jar: jar}
	r, err := browser.Get(at + "/")
	check(t, err)
	r, err = browser.PostForm(at+"/ask", askForm(body(t, r), question))
	check(t, err)
	if text := body(t, r); !strings.Contains(text, `class="reply answered"`) {
		t.Errorf("the page shows:\n%s", text)
	}

	check(t, os.WriteFile(".env", []byte("FOOTNOTE_SLACK_BOT_TOKEN=xoxb-new\nFOOTNOTE_SLACK_APP_TOKEN=xapp-1\n"), 0o600))
	awaitReady(t, at, http.StatusOK, "slack: ok", "discord: ok")
	if reply := slack.ask(t, "1700000001.000100", question); !strings.Contains(reply.Text, answer) {
		t.Errorf("in Slack: %s", reply.Text)
	}
	if err := stop(); err != nil {
		t.Errorf("interrupted: %v", err)
	}
}

// TestATokenRefusedInTheMiddleIsNoLoss: what is asked meanwhile is held, seen by the
// operator, and answered after a kill and a restart with a good token.
func TestATokenRefusedInTheMiddleIsNoLoss(t *testing.T) {
	const question, ts = "How many trafficking networks did Morocco dismantle in 2017?", "1700000001.000100"
	slack, data := newWorkspace(t), t.TempDir()
	for name, value := range map[string]string{
		"FOOTNOTE_CORPUS": "", "FOOTNOTE_SLACK_BOT_TOKEN": "xoxb-old", "FOOTNOTE_SLACK_APP_TOKEN": "xapp-1",
		"FOOTNOTE_SLACK_API": slack.URL + "/api/", "FOOTNOTE_SLACK_CONNECTIONS": "1",
	} {
		t.Setenv(name, value)
	}
	s := serve(t, "--data", data, "--http-addr", anyPort)
	awaitReady(t, s.url, http.StatusOK, "slack: ok")
	slack.revoke("xoxb-old")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	slack.mu.Lock()
	envelope := slack.mention(ctx, t, ts, question)
	slack.mu.Unlock()
	await(t, "the acknowledgement", func() bool {
		slack.mu.Lock()
		defer slack.mu.Unlock()
		return slack.acked[envelope]
	})
	awaitReady(t, s.url, http.StatusServiceUnavailable, "slack: not ready, it refuses the bot: token_revoked", "set the new token")
	await(t, "the hold", func() bool {
		_, text := fetchPage(t, s.url+"/metrics")
		return strings.Contains(text, `footnote_requests_held{platform="slack"} 1`)
	})
	if _, text := fetchPage(t, s.url+"/status"); !strings.Contains(text, "1 question from there can") {
		t.Errorf("the status page is\n%s", text)
	}
	s.waitFor("Slack refuses the bot's token")
	check(t, s.cmd.Process.Kill())
	_ = s.cmd.Wait()

	t.Setenv("FOOTNOTE_SLACK_BOT_TOKEN", "xoxb-new")
	s = serve(t, "--data", data, "--http-addr", anyPort)
	context.AfterFunc(ctx, func() { slack.changed.Broadcast() })
	slack.mu.Lock()
	reply := slack.reply(ctx, t, ts, envelope, question)
	slack.mu.Unlock()
	if !strings.Contains(reply.Text, "80 trafficking networks") {
		t.Errorf("after the restart: %s", reply.Text)
	}
	awaitReady(t, s.url, http.StatusOK, "slack: ok")
	if said := s.stop(); strings.Contains(said, "xoxb-") {
		t.Errorf("a token was printed: %s", said)
	}
}

// TestServeEndsIfNothingIsLeft: without the page, and with all platforms refusing.
func TestServeEndsIfNothingIsLeft(t *testing.T) {
	slack, discord := newWorkspace(t), newGuild(t)
	slack.revoke("xoxb-old")
	discord.refuse(true)
	for name, value := range map[string]string{
		"FOOTNOTE_CORPUS": "", "FOOTNOTE_HTTP_ADDR": "off",
		"FOOTNOTE_SLACK_BOT_TOKEN": "xoxb-old", "FOOTNOTE_SLACK_APP_TOKEN": "xapp-1", "FOOTNOTE_SLACK_API": slack.URL + "/api/",
		"FOOTNOTE_DISCORD_TOKEN": "bad", "FOOTNOTE_DISCORD_API": discord.URL + "/api/v10",
	} {
		t.Setenv(name, value)
	}
	code, _, stderr := footnote(t, "serve", "--data", t.TempDir())
	for _, want := range []string{"there is nowhere left to answer", "token_revoked", "set the new token", "401", "FOOTNOTE_DISCORD_TOKEN"} {
		if code != exitFailure || !strings.Contains(stderr, want) {
			t.Errorf("exit code %d, without %q: %s", code, want, stderr)
		}
	}
}

// TestOverHTTPAPlatformThatRefusesIsTriedAgain: the part of the server doesn't end.
func TestOverHTTPAPlatformThatRefusesIsTriedAgain(t *testing.T) {
	slack, discord := newWorkspace(t), newGuild(t)
	slack.revoke("xoxb-old")
	discord.refuse(true)
	for name, value := range map[string]string{
		"FOOTNOTE_SLACK_BOT_TOKEN": "xoxb-old", "FOOTNOTE_SLACK_SIGNING_SECRET": "secret", "FOOTNOTE_SLACK_MODE": "http",
		"FOOTNOTE_SLACK_LISTEN": anyPort, "FOOTNOTE_SLACK_API": slack.URL + "/api/",
		"FOOTNOTE_DISCORD_TOKEN": "bad", "FOOTNOTE_DISCORD_MODE": "http", "FOOTNOTE_DISCORD_PUBLIC_KEY": strings.Repeat("0", 64),
		"FOOTNOTE_DISCORD_LISTEN": anyPort, "FOOTNOTE_DISCORD_API": discord.URL + "/api/v10",
	} {
		t.Setenv(name, value)
	}
	command, err := parseCommand(allPlatforms(), []string{"serve"}, io.Discard, io.Discard)
	check(t, err)
	settings, ok := command.kong.Selected().Target.Addr().Interface().(*serveCmd)
	if !ok {
		t.Fatal("serve isn't what is parsed")
	}
	a := newApp(command.settings, strings.NewReader(""), io.Discard, io.Discard)
	a.Log = slog.New(slog.DiscardHandler)
	a.platforms = allPlatforms()
	list, err := platforms.Open(settings.Platforms.Each(a.platforms), a.environment(), func(func() error) {})
	check(t, err)
	if len(list) != 2 {
		t.Fatalf("%d platforms", len(list))
	}
	accept := map[string]func(){"slack": func() { slack.accept("xoxb-old") }, "discord": func() { discord.refuse(false) }}
	for _, p := range list {
		t.Run(p.Name, func(t *testing.T) {
			p.Bot.Use(&inbox.Service{Options: inbox.Options{Store: nothingKept{}}})
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- p.Run(ctx) }()
			connections := func() []status.Connection { return p.Bot.Connections() }
			await(t, "the refusal", func() bool {
				list := connections()
				return len(list) == 2 && !list[0].Up && list[1].Refused
			})
			accept[p.Name]()
			await(t, "the acceptance", func() bool {
				list := connections()
				return len(list) == 1 && list[0].Up
			})
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		})
	}
}

// nothingKept is a store for what registers commands.
type nothingKept struct{ bot.Store }

func (nothingKept) Value(context.Context, string) ([]byte, error)  { return nil, nil }
func (nothingKept) SetValue(context.Context, string, []byte) error { return nil }

package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"footnote/adapters/slack"
	"footnote/cmd/footnote/platforms"
	"footnote/cmd/footnote/serving"
)

func TestSlackOverHTTPListensAndStops(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"ok":true,"user":"footnote","team":"Test","user_id":"U0BOT","team_id":"T1"}`)
	}))
	defer api.Close()
	address := freeAddress(t)
	a := newApp(settings{}, nil, io.Discard, io.Discard)
	a.platforms = allPlatforms()
	open := func(release func(func() error), more ...string) ([]platforms.Opened, error) {
		t.Helper()
		args := append([]string{"serve", "--slack-bot-token", "xoxb-1", "--slack-mode", "http", "--slack-listen", address, "--slack-api", api.URL}, more...)
		return platforms.Open(serveArgs(t, args...).Platforms.Each(a.platforms), a.environment(), release)
	}
	never := func(func() error) { t.Error("it listens") }
	if _, err := open(never); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_SLACK_SIGNING_SECRET") || reportError(io.Discard, err, false) != exitUsage {
		t.Fatalf("without a signing secret: %v", err)
	}
	list, err := open(func(release func() error) { t.Cleanup(func() { _ = release() }) }, "--slack-signing-secret", "signed")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- serving.RunServices(ctx, a.Log, list[0].Service) }()
	var response *http.Response
	for range 100 {
		if response, err = http.Post("http://"+address+slack.Path, "application/json", strings.NewReader("{}")); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusUnauthorized {
		t.Errorf("an unsigned request gives %s", response.Status)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// freeAddress returns an address of this machine that nothing listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	free, err := net.Listen("tcp", anyPort)
	check(t, err)
	check(t, free.Close())
	return free.Addr().String()
}

// serveArgs parses a command line of serve.
func serveArgs(t *testing.T, args ...string) *serveCmd {
	t.Helper()
	command, err := parseCommand(allPlatforms(), args, io.Discard, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	serve, ok := command.kong.Selected().Target.Addr().Interface().(*serveCmd)
	if !ok {
		t.Fatalf("parsed as %s", command.kong.Command())
	}
	return serve
}

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
	"footnote/bot/secret"
)

func TestSlackOverHTTPListensAndStops(t *testing.T) {
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"ok":true,"user":"footnote","team":"Test","user_id":"U0BOT","team_id":"T1"}`)
	}))
	defer api.Close()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = free.Close()
	s := slackSettings{BotToken: secret.New("xoxb-1"), Mode: "http", Listen: free.Addr().String(), API: api.URL}
	never := func(func() error) { t.Error("it listens") }
	a := newApp(settings{}, nil, io.Discard, io.Discard)
	adapter, err := s.adapter(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.service(a.log, adapter, never); err == nil || !strings.Contains(err.Error(), "FOOTNOTE_SLACK_SIGNING_SECRET") {
		t.Fatalf("without a signing secret: %v", err)
	}
	s.SigningSecret = secret.New("signed")
	if adapter, err = s.adapter(a, nil); err != nil {
		t.Fatal(err)
	}
	part, err := s.service(a.log, adapter, func(release func() error) { t.Cleanup(func() { _ = release() }) })
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- runServices(ctx, a.log, part) }()
	var response *http.Response
	for range 100 {
		if response, err = http.Post("http://"+s.Listen+slack.Path, "application/json", strings.NewReader("{}")); err == nil {
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

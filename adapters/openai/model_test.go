package openai

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
)

func newServer(t *testing.T, script func(int, bottest.ModelRequest) bottest.Turn) *bottest.ModelServer {
	t.Helper()
	s := bottest.NewModelServer(script)
	t.Cleanup(s.Stop)
	return s
}

func newModel(t *testing.T, s *bottest.ModelServer, change func(*Config)) *Model {
	t.Helper()
	c := Config{BaseURL: s.BaseURL(), Key: "k-123", Name: "scripted", Silence: 5 * time.Second}
	if change != nil {
		change(&c)
	}
	m, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func complete(ctx context.Context, m *Model) (string, error) {
	return completeCounting(ctx, m, nil)
}

func completeCounting(ctx context.Context, m *Model, used func(bot.Usage)) (string, error) {
	var b strings.Builder
	for piece, err := range m.Complete(ctx, bot.Prompt{System: "be brief", User: "what?", MaxTokens: 50, Used: used}) {
		if err != nil {
			return b.String(), err
		}
		b.WriteString(piece)
	}
	return b.String(), nil
}

func TestCompleteStreams(t *testing.T) {
	const text = "Marokko löste 2017 achtzig Netze auf [1]. Ende."
	s := newServer(t, func(int, bottest.ModelRequest) bottest.Turn {
		return bottest.Turn{Text: text, Piece: 3}
	})
	m := newModel(t, s, nil)
	var used bot.Usage
	got, err := completeCounting(t.Context(), m, used.Add)
	if err != nil || got != text {
		t.Fatalf("got %q, %v", got, err)
	}
	r := s.Requests()[0]
	if r.Header.Get("Authorization") != "Bearer k-123" || r.Content("system") != "be brief" || r.Content("user") != "what?" || r.MaxTokens != 50 {
		t.Errorf("the request was %+v", r)
	}
	if want := (bot.Usage{PromptTokens: 11, CompletionTokens: 7}); used != want {
		t.Errorf("used %+v", used)
	}
}

func TestReasoningModelsGetNoTemperature(t *testing.T) {
	for name, want := range map[string]bool{
		"o3-mini": true, "openai/gpt-5.1": true, "gpt-5": true, "gpt-6.1-sol": true, "gpt-4o": false, "o3x": false, "llama3.1:8b": false,
	} {
		if got := isReasoning(name); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestPassingFailuresAreTriedAgain(t *testing.T) {
	s := newServer(t, func(n int, _ bottest.ModelRequest) bottest.Turn {
		if n < 3 {
			return bottest.Turn{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"0"}}, Text: `{"error":{"message":"slow down"}}`}
		}
		return bottest.Turn{Text: "at last"}
	})
	got, err := complete(t.Context(), newModel(t, s, nil))
	if err != nil || got != "at last" || len(s.Requests()) != 3 {
		t.Errorf("got %q, %v after %d requests", got, err, len(s.Requests()))
	}
}

func TestTroubles(t *testing.T) {
	for name, test := range map[string]struct {
		turn     bottest.Turn
		change   func(*Config)
		want     bot.Trouble
		requests int
	}{
		"wrong key":         {turn: bottest.Turn{Status: 401, Text: `{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}`}, want: bot.Denied, requests: 1},
		"no such model":     {turn: bottest.Turn{Status: 404, Text: `{"error":{"message":"model not found"}}`}, want: bot.Denied, requests: 1},
		"a long wait":       {turn: bottest.Turn{Status: 429, Header: http.Header{"Retry-After": {"3600"}}, Text: `{"error":{"message":"quota"}}`}, want: bot.Limited, requests: 1},
		"always overloaded": {turn: bottest.Turn{Status: 503, Header: http.Header{"Retry-After": {"0"}}, Text: `overloaded`}, want: bot.Unavailable, requests: 3},
		"too long":          {turn: bottest.Turn{Status: 400, Text: `{"error":{"message":"This model's maximum context length is 8192 tokens","code":"context_length_exceeded"}}`}, want: bot.Oversized, requests: 1},
		"filtered":          {turn: bottest.Turn{Status: 400, Text: `{"error":{"message":"x","code":"content_filter"}}`}, want: bot.Refused, requests: 1},
		"filtered midway":   {turn: bottest.Turn{Text: "One", Filtered: true}, want: bot.Refused, requests: 1},
		"garbage":           {turn: bottest.Turn{Raw: "data: {not json\n\n"}, want: bot.Garbled, requests: 1},
		"error in stream":   {turn: bottest.Turn{Raw: "data: {\"error\": {\"message\": \"boom\"}}\n\n"}, want: bot.Unavailable, requests: 1},
		"silent midway":     {turn: bottest.Turn{Text: "one two", Piece: 3, Pause: time.Minute}, change: func(c *Config) { c.Silence = 50 * time.Millisecond }, want: bot.Slow, requests: 1},
		"cut off":           {turn: bottest.Turn{Text: "one two three", Piece: 3, Cut: true}, want: bot.Unavailable, requests: 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, func(int, bottest.ModelRequest) bottest.Turn { return test.turn })
			_, err := complete(t.Context(), newModel(t, s, test.change))
			var trouble *bot.ModelError
			if !errors.As(err, &trouble) || trouble.Trouble != test.want {
				t.Errorf("got %v, want the class %s", err, test.want)
			}
			if n := len(s.Requests()); n != test.requests {
				t.Errorf("%d requests, want %d", n, test.requests)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	m, err := New(Config{BaseURL: "http://127.0.0.1:1/v1", Name: "none", Tries: 1})
	if err != nil {
		t.Fatal(err)
	}
	var trouble *bot.ModelError
	if _, err := complete(t.Context(), m); !errors.As(err, &trouble) || trouble.Trouble != bot.Unavailable {
		t.Errorf("got %v", err)
	}
}

func TestEndsWithItsContext(t *testing.T) {
	s := newServer(t, func(int, bottest.ModelRequest) bottest.Turn { return bottest.Turn{Delay: time.Minute} })
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := complete(ctx, newModel(t, s, nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	for _, c := range []Config{{Name: "m", BaseURL: "localhost:11434"}, {Name: "m", BaseURL: "ftp://x"}, {BaseURL: "http://x/v1"}} {
		if _, err := New(c); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}

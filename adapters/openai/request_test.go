package openai

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
)

// TestRequestBody holds which settings a server is sent, to the byte: engines
// divide by the temperature, so that nothing between 0 and a hundredth will do,
// and what go-openai leaves out for being zero is not left to the server.
func TestRequestBody(t *testing.T) {
	for _, test := range []struct {
		name        string
		temperature float64
		prompt      bot.Prompt
		want        string
	}{
		{"small", 0, bot.Prompt{System: "be brief", User: "what?", MaxTokens: 50},
			`{"model":"small","messages":[{"role":"system","content":"be brief"},{"role":"user","content":"what?"}],"max_tokens":50,"stream":true,"stream_options":{"include_usage":true},"temperature":0}`},
		{"small", .7, bot.Prompt{User: "what?"},
			`{"model":"small","messages":[{"role":"user","content":"what?"}],"max_tokens":1000,"stream":true,"stream_options":{"include_usage":true},"temperature":0.7}`},
		{"small", 2, bot.Prompt{User: "}"},
			`{"model":"small","messages":[{"role":"user","content":"}"}],"max_tokens":1000,"stream":true,"stream_options":{"include_usage":true},"temperature":2}`},
		{"small", 1e-45, bot.Prompt{User: "what?"},
			`{"model":"small","messages":[{"role":"user","content":"what?"}],"max_tokens":1000,"stream":true,"stream_options":{"include_usage":true},"temperature":0}`},
		{"o3-mini", .7, bot.Prompt{User: "what?"},
			`{"model":"o3-mini","messages":[{"role":"user","content":"what?"}],"max_completion_tokens":5000,"stream":true,"stream_options":{"include_usage":true}}`},
	} {
		s := newServer(t, func(int, bottest.ModelRequest) bottest.Turn { return bottest.Turn{Text: "yes"} })
		m := newModel(t, s, func(c *Config) { c.Name, c.Temperature = test.name, test.temperature })
		for _, err := range m.Complete(t.Context(), test.prompt) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if got := s.Requests()[0].Body; got != test.want {
			t.Errorf("%s at %v was sent\n%s\nwant\n%s", test.name, test.temperature, got, test.want)
		}
	}
}

// TestEachTryIsWhole: the settings aren't lost where a request is sent again.
func TestEachTryIsWhole(t *testing.T) {
	s := newServer(t, func(n int, _ bottest.ModelRequest) bottest.Turn {
		if n == 1 {
			return bottest.Turn{Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"0"}}, Text: "busy"}
		}
		return bottest.Turn{Text: "yes"}
	})
	if _, err := complete(t.Context(), newModel(t, s, nil)); err != nil {
		t.Fatal(err)
	}
	first, second := s.Requests()[0].Body, s.Requests()[1].Body
	if first != second || strings.Count(second, `"temperature":0}`) != 1 {
		t.Errorf("%s\nand then\n%s", first, second)
	}
}

// TestCheckIsARequestThatServersTake: no message without a content.
func TestCheckIsARequestThatServersTake(t *testing.T) {
	s := newServer(t, func(int, bottest.ModelRequest) bottest.Turn { return bottest.Turn{Text: "yes"} })
	if err := newModel(t, s, nil).Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	var sent struct {
		Messages []map[string]string `json:"messages"`
	}
	if err := json.Unmarshal([]byte(s.Requests()[0].Body), &sent); err != nil {
		t.Fatal(err)
	}
	for _, m := range sent.Messages {
		if keys := slices.Sorted(maps.Keys(m)); !slices.Equal(keys, []string{"content", "role"}) {
			t.Errorf("a message has %q", keys)
		}
	}
}

package replying_test

import (
	"encoding/json"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/adapters/terminal"
	"footnote/bot"
	"footnote/cmd/footnote/chat"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/replying"
	"footnote/retrieval/library"
	"footnote/retrieval/utterance"
)

var port = fstest.MapFS{
	"port/berths.md": {Data: []byte("# Berths\n\nA berth is a place for one boat in the port.\n\n## What does a berth cost?\n\nA berth costs 40 crowns a month.\n")},
	"port/mail.txt":  {Data: []byte("Subject: cranes\n\nHi all,\n\nthe crane is out of order since noon. If this does not help, call the porter.\n")},
}

// readSocially takes a few messages for what they are and all others for questions.
func readSocially(text string) utterance.Utterance {
	u := utterance.Utterance{Text: text, Question: text}
	switch {
	case text == "hi" || text == "hallo":
		u.Kind, u.Question = utterance.Greeting, ""
	case strings.HasPrefix(text, "list "):
		u.Kind, u.Question = utterance.Listing, strings.TrimPrefix(text, "list ")
	}
	return u
}

func newReplier(t *testing.T) *replying.Replier {
	t.Helper()
	l, err := library.Build(t.Context(), library.Options{Corpus: "files", Files: port, Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	x, err := l.Store.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	r := replying.New(l, holdings.Still{Index: x}, nil)
	r.Read = readSocially
	return r
}

// TestAGreetingIsMetWithWhatCanBeAsked: the questions suggested are answered, in the
// language that the greeting is in the rest is said, and no mail that begins "Hi all" is
// an answer.
func TestAGreetingIsMetWithWhatCanBeAsked(t *testing.T) {
	r := newReplier(t)
	reply, err := r.Reply(t.Context(), replying.Message{Text: "hallo"})
	if err != nil || reply.Guide == nil || reply.Language != "de" || len(reply.Citations()) > 0 || !replying.HasAnswered(reply) {
		t.Fatalf("%+v, %v", reply, err)
	}
	suggested := reply.Guide.Overview.Suggestions
	if len(suggested) == 0 {
		t.Fatal("nothing is suggested")
	}
	for _, q := range suggested {
		if a, err := r.Reply(t.Context(), replying.Message{Text: q}); err != nil || a.Answer.Outcome != bot.Answered {
			t.Errorf("%q is suggested and %+v, %v", q, a.Answer, err)
		}
	}
	shown := terminal.Printer{Screen: terminal.Screen{Width: 80}}.Reply(reply)
	for _, want := range []string{"Hallo!", "2 Dokumente", "What does a berth cost?"} {
		if !strings.Contains(shown, want) {
			t.Errorf("%q lacks %q", shown, want)
		}
	}
}

// TestChatForgetsGreetings: the question after one leans on the question before it, and is
// no call for help.
func TestChatForgetsGreetings(t *testing.T) {
	var printed []any
	c := chat.New(chat.Options{
		Replier: newReplier(t), JSON: true, Log: slog.New(slog.DiscardHandler),
		PrintJSON: func(v any) error { printed = append(printed, v); return nil },
	})
	for _, line := range []string{"What does a berth cost in 2025?", "hi", "list berths", "and in 2026?"} {
		if _, err := c.Turn(t.Context(), line); err != nil {
			t.Fatal(err)
		}
	}
	text, err := json.Marshal(printed[3])
	if err != nil || !regexp.MustCompile(`^{"id":"[^"]+","question":"What does a berth cost in 2026\?".*"corpus":"files"}$`).Match(text) {
		t.Errorf("the follow-up is %s, %v", text, err)
	}
	text, err = json.Marshal(printed[2])
	if err != nil || !strings.Contains(string(text), `"outcome":"not_found"`) || !strings.Contains(string(text), `"to":"list","topic":"berths"`) || !strings.Contains(string(text), `"document":"port/berths.md"`) {
		t.Errorf("the list is %s, %v", text, err)
	}
}

package slack

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/bot"
	"footnote/bot/secret"
)

// listening starts the adapter on the fake's Socket Mode.
func listening(t *testing.T, set ...func(*Options)) *world {
	w := newWorld(t, set...)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.slack.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("Run: %v", err)
			}
		case <-time.After(10 * time.Second):
			t.Error("Run doesn't end")
		}
	})
	return w
}

func TestSocketModeAnswersAndAcknowledges(t *testing.T) {
	w := listening(t)
	w.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", "Lease?")))
	body := w.sockets.deliver("E2", kindCommand, map[string]any{"command": "/ask", "text": "Lease?", "team_id": team, "channel_id": "D1", "user_id": "U1", "trigger_id": "1.2.x", "response_url": w.URL + "/response/U1"})
	if !strings.Contains(string(body), "Looking in the documents") {
		t.Errorf("the command is acknowledged with %s", body)
	}
	if got := w.Texts(); len(got) != 2 {
		t.Errorf("submitted %q", got)
	}
}

func TestSocketModeAcknowledgesWhatNobodyKnows(t *testing.T) {
	w := listening(t)
	for i, payload := range []map[string]any{
		callbackOf(map[string]any{"type": "hologram_created", "channel": 7}),
		callbackOf(map[string]any{"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "ts": "1700000001.000100", "text": "Lease?",
			"blocks": []any{map[string]any{"type": "table", "rows": []any{[]any{map[string]any{"type": "hologram"}}}}}}),
		{"type": "event_callback", "team_id": team},
		{"type": "hologram"},
	} {
		w.sockets.deliver(fmt.Sprint("E", i), kindEvents, payload)
	}
	w.sockets.deliver("E8", "hologram", map[string]any{})
	w.sockets.deliver("E9", kindInteractive, map[string]any{"type": 7})
	w.sockets.send([]byte(`{"type":"events_api","envelope_id":"E10","payload":"text"}`))
	w.sockets.send([]byte(`{"type":"events_api","envelope_id":"E11","retry_attempt":"many","payload":{}}`))
	w.sockets.send([]byte(`{not json`))
	for _, id := range []string{"E10", "E11"} {
		if _, ok := w.sockets.waitAck(id, 5*time.Second); !ok {
			t.Errorf("%s isn't acknowledged", id)
		}
	}
	if got := w.Texts(); len(got) != 1 {
		t.Errorf("submitted %q, want the one question", got)
	}
}

// TestSocketModeLosesNothing sends a burst of mentions through all faults at
// once: events that come again, acknowledgements that get lost, connections
// that break or are called back, a Slack that refuses and limits posts.
func TestSocketModeLosesNothing(t *testing.T) {
	const mentions, channels = 1000, 10
	w := listening(t, func(o *Options) { o.Connections = 2 })
	w.sockets.mu.Lock()
	w.sockets.dropAcks = 30
	w.sockets.mu.Unlock()
	w.fail("chat.postMessage", status(http.StatusTooManyRequests, "Retry-After", "0"), nil, status(500), nil, refused("internal_error"), status(503))
	w.fail("apps.connections.open", nil, nil, status(500), status(http.StatusTooManyRequests, "Retry-After", "0"))
	var wg sync.WaitGroup
	for c := range channels {
		wg.Go(func() {
			for n := range mentions / channels {
				id := fmt.Sprintf("E-%d-%d", c, n)
				payload := map[string]any{"type": "event_callback", "team_id": team, "event_id": id,
					"event": mention(fmt.Sprint("C", c), fmt.Sprintf("1700000%03d.000100", n+1), fmt.Sprintf("Question %d in %d?", n, c))}
				w.sockets.deliver(id, kindEvents, payload)
				switch {
				case n == 40 && c == 0:
					w.sockets.disconnect()
				case n == 60 && c == 0:
					w.sockets.send([]byte(`{"type":"disconnect","reason":"refresh_requested"}`))
				case n%10 == 0: // Slack thinks that it wasn't acknowledged
					payload["event"].(map[string]any)["type"] = "message"
					payload["event_id"] = id + "-again"
					w.sockets.deliver(id+"-again", kindEvents, payload)
				}
			}
		})
	}
	wg.Wait()
	if got := len(w.Texts()); got != mentions {
		t.Errorf("%d questions were submitted, want %d", got, mentions)
	}
	for _, err := range w.Failed {
		t.Errorf("a reply was given up: %v", err)
	}
	byThread := make(map[string]int)
	w.fake.mu.Lock()
	defer w.fake.mu.Unlock()
	for _, m := range w.messages {
		byThread[m.channel+"/"+m.thread]++
	}
	for thread, n := range byThread {
		if n != 1 {
			t.Errorf("%d answers in %s", n, thread)
		}
	}
	if len(byThread) != mentions {
		t.Errorf("%d questions have an answer, want %d", len(byThread), mentions)
	}
}

// TestADeadConnectionIsReplaced: one that is open but says nothing, not even a
// ping.
func TestADeadConnectionIsReplaced(t *testing.T) {
	f := newFake(t)
	s, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	if s.patience > 30*time.Second { // the library looks once in that time, so it takes twice as long at most
		t.Errorf("a dead connection is noticed after %v at the earliest", s.patience)
	}
	s.patience = 20 * time.Millisecond
	s.Use(contract.NewService())
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	for range 1000 {
		if f.count("apps.connections.open") > 2 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if n := f.count("apps.connections.open"); n <= 2 {
		t.Errorf("%d connections were opened", n)
	}
}

func TestQuestionsOfAChannelKeepTheirOrder(t *testing.T) {
	w := listening(t)
	for n := range 100 {
		w.sockets.envelope(fmt.Sprint("E", n), kindEvents, callbackOf(mention("C1", fmt.Sprintf("17000000%02d.000100", n), fmt.Sprint(n))))
	}
	w.sockets.waitAck("E99", 5*time.Second)
	for n, text := range w.Texts() {
		if text != fmt.Sprint(n) {
			t.Fatalf("question %d is %q", n, text)
		}
	}
}

func TestNoSecretIsLogged(t *testing.T) {
	var log strings.Builder
	var mu sync.Mutex
	w := listening(t, func(o *Options) {
		o.BotToken, o.AppToken = secret.New("xoxb-secret"), secret.New("xapp-secret")
		o.Log = slog.New(slog.NewTextHandler(writerFunc(func(p []byte) (int, error) {
			mu.Lock()
			defer mu.Unlock()
			return log.Write(p)
		}), &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	w.fail("chat.postMessage", status(500), refused("invalid_auth"))
	w.fail("chat.postMessage", refused("channel_not_found"), refused("channel_not_found"), refused("channel_not_found"))
	w.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000001.000100", "Lease?")))
	w.sockets.disconnect()
	w.sockets.deliver("E2", kindEvents, callbackOf(mention("C1", "1700000002.000100", "Lease?")))
	w.Texts()
	mu.Lock()
	defer mu.Unlock()
	for _, err := range w.Failed {
		log.WriteString(err.Error())
	}
	if strings.Contains(log.String(), "secret") || log.Len() == 0 {
		t.Errorf("the log tells a token or nothing:\n%s", log.String())
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestStreamsThatExpireLoseNothing(t *testing.T) {
	for name, faults := range map[string]map[string][]fault{
		"expired while appending": {"chat.appendStream": {refused("message_not_in_streaming_state")}, "chat.stopStream": {refused("message_not_in_streaming_state")}},
		"not ended":               {"chat.stopStream": {status(500)}},
		"lost at the start":       {"chat.startStream": {status(500)}},
		"deleted by somebody":     {"chat.update": {refused("message_not_found")}},
		"refused blocks":          {"chat.update": {refused("msg_blocks_too_long")}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			for method, list := range faults {
				w.fail(method, list...)
			}
			w.Answer = func(r bot.Request) []*bot.Reply {
				whole := contract.Huge(r.ID)
				whole.Answer.Sentences = whole.Answer.Sentences[1:4]
				whole.Answer.Citations = whole.Answer.Citations[:3]
				var replies []*bot.Reply
				for n := 1; n <= 3; n++ {
					draft, a := *whole, *whole.Answer
					a.Sentences, draft.Final, draft.Answer = a.Sentences[:n], false, &a
					replies = append(replies, &draft)
				}
				return append(replies, whole)
			}
			if err := w.event(mention("C1", "1700000001.000100", "All?")); err != nil {
				t.Fatal(err)
			}
			w.Texts()
			if w.count("chat.startStream") == 0 {
				t.Error("nothing was streamed")
			}
			text := ""
			for _, m := range w.messages {
				if m.streaming {
					t.Error("a stream is left open")
				}
				text += m.visible().Text
			}
			for i := range 3 {
				if !strings.Contains(text, fmt.Sprintf("End %d.", i)) {
					t.Errorf("excerpt %d is missing from the final answer", i)
				}
			}
		})
	}
}

package inbox_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/bot/inbox"
)

// TestRefusalsAreCountedAndSampled fills the queue: each refusal is observed, the log
// tells of the first one and later of how many there were.
func TestRefusalsAreCountedAndSampled(t *testing.T) {
	var log bytes.Buffer
	now, refused := time.Unix(1e9, 0), 0
	s, err := inbox.New(inbox.Options{
		Store: bottest.NewStore(), Views: failing{}, Limits: inbox.Limits{Pending: 1}, Log: slog.New(slog.NewTextHandler(&log, nil)),
		Now: func() time.Time { return now },
		Observe: func(e inbox.Event) {
			if e.Stage == "refuse" && e.Reason == bot.Busy {
				refused++
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(n int) {
		_, _ = s.Submit(t.Context(), bot.Request{Keys: []string{fmt.Sprint(n)}, Text: "When does the lease end?", Asker: fmt.Sprint(n), Place: bot.Place{Platform: "p"}, Conversation: fmt.Sprint(n)})
	}
	for n := range 50 {
		ask(n)
	}
	now = now.Add(time.Minute)
	ask(50)
	said := strings.TrimSpace(log.String())
	if refused != 50 || strings.Count(said, "the queue is full") != 2 || !strings.HasSuffix(said, "others=48") {
		t.Errorf("%d refusals are counted; the log says\n%s", refused, said)
	}
}

package slack

import (
	"fmt"
	"path/filepath"
	"testing"

	"footnote/adapters/internal/realbot"
	"footnote/adapters/sqlite"
	"footnote/bot"
	"footnote/bot/inbox"
)

// TestAcknowledgementsDontWaitForAnswers: 64 people ask while nothing can be looked up in the
// index, so that no worker gets on. Each question is acknowledged, which needs no answer,
// and all are answered once the index is there.
func TestAcknowledgementsDontWaitForAnswers(t *testing.T) {
	const askers = 64
	index := make(chan struct{})
	f := serving(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, func(o *inbox.Options) {
			store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "questions.db"))
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = store.Close() })
			o.Store, o.Views = store, realbot.BlockViews(o.Views, index)
		})
	})
	thread := func(n int) string { return fmt.Sprintf("17%08d.000100", n) }
	var sent []map[string]any
	for n := range askers {
		m := mention(fmt.Sprint("C", n), thread(n), realbot.Question)
		m["user"] = fmt.Sprint("U", n)
		sent = append(sent, callbackOf(m))
		f.sockets.envelope(fmt.Sprint("E", n), kindEvents, sent[n])
	}
	for n, payload := range sent { // those that this machine was too slow for Slack sends again
		if _, ok := f.sockets.waitAck(fmt.Sprint("E", n), takeTimeout); !ok {
			f.sockets.deliver(fmt.Sprint("E", n), kindEvents, payload)
		}
	}
	if n := f.count("chat.postMessage"); n > 0 {
		t.Fatalf("%d answers came without an index", n)
	}
	close(index)
	for n := range askers {
		f.answerIn(t, thread(n))
	}
}

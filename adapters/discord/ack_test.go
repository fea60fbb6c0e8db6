package discord

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/inbox"
)

// TestDeferralsDontWaitForAnswers: 64 people use a command while nothing can be looked up in
// the index, so that no worker gets on. Discord hears of each within its three seconds, since
// that needs no answer, and all are answered once the index is there.
func TestDeferralsDontWaitForAnswers(t *testing.T) {
	const askers = 64
	index := make(chan struct{})
	r := newReal(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Views = realbot.BlockViews(o.Views, index) })
	})
	for n := range askers {
		asked := strings.ReplaceAll(string(askFor(n+1, realbot.Question, "")), person, fmt.Sprintf("60000000000%07d", n))
		r.event("INTERACTION_CREATE", []byte(asked))
	}
	realbot.Await(t, "a response to each", func() bool { return r.count(http.MethodPost, "/callback") == askers })
	if n := r.count(http.MethodPatch, "/"+original); n > 0 {
		t.Fatalf("%d answers came without an index", n)
	}
	close(index)
	realbot.Await(t, "an answer to each", func() bool { return r.count(http.MethodPatch, "/"+original) >= askers })
}

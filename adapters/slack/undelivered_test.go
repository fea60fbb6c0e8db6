package slack

import (
	"strings"
	"testing"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/inbox"
)

// TestAskersHearWhyThereIsNoReply asks where the bot may not write: it says so in the
// direct messages, once.
func TestAskersHearWhyThereIsNoReply(t *testing.T) {
	for code, says := range map[string]string{"not_in_channel": "may not write there", "is_archived": "it is archived"} {
		t.Run(code, func(t *testing.T) {
			w := newWorld(t)
			service := realbot.Start(t, platformName, w.slack, func(*inbox.Options) {})
			w.noStatus = true
			w.fail("chat.postMessage", refused(code))
			w.slack.Use(service)
			if err := w.event(mention("C1", "1700000001.000100", realbot.Question)); err != nil {
				t.Fatal(err)
			}
			realbot.Await(t, "a direct message", func() bool {
				w.mu.Lock()
				defer w.mu.Unlock()
				return len(w.messages) > 0
			})
			w.mu.Lock()
			defer w.mu.Unlock()
			m := w.messages[0]
			if len(w.messages) != 1 || m.channel != "U1" || !strings.Contains(string(m.blocks), says) || !strings.Contains(string(m.blocks), `"channel_id":"C1"`) || len(m.problems) > 0 {
				t.Errorf("the bot says %+v", m)
			}
		})
	}
}

// TestNobodyIsToldOfOtherFailures: who asked in direct messages can't be reached
// elsewhere, and what isn't about the place helps nobody.
func TestNobodyIsToldOfOtherFailures(t *testing.T) {
	w := newWorld(t)
	for channel, code := range map[string]string{"D1": "is_archived", "C1": "invalid_arguments"} {
		r := bot.Request{ID: "R1", Origin: mustJSON(t, origin{Team: team, Channel: channel, User: "U1"})}
		w.fail("chat.delete", refused(code))
		cause := w.slack.removeMessage(t.Context(), origin{Channel: channel}, "1")
		if !hasCode(cause, []string{code}) {
			t.Fatalf("the cause is %v", cause)
		}
		if err := w.slack.TellUndelivered(t.Context(), &r, cause); err != nil || w.count("chat.postMessage") > 0 {
			t.Errorf("%s in %s: somebody is told (%v)", code, channel, err)
		}
	}
}

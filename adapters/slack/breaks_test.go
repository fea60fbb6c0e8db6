package slack

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/realbot"
	"footnote/adapters/internal/retry"
	"footnote/bot"
	"footnote/bot/inbox"
)

// What a platform does on bad days.

// TestLimitsAreReadHoweverTheyAreWritten: a refusal for too many calls says that nothing was
// done, be it as Slack writes it or as a proxy does.
func TestLimitsAreReadHoweverTheyAreWritten(t *testing.T) {
	soon := time.Now().Add(time.Hour).UTC().Format(http.TimeFormat)
	for asked, want := range map[string][2]time.Duration{
		"0": {0, 0}, "7": {7 * time.Second, 7 * time.Second}, "1.5": {2 * time.Second, 2 * time.Second}, "none": {time.Second, time.Second}, "soon": {time.Second, time.Second},
		"-5": {time.Second, time.Second}, soon: {retry.LongestWish, retry.LongestWish}, "99999999999999999999": {retry.LongestWish, retry.LongestWish},
	} {
		w := newWorld(t)
		header := []string{"Retry-After", asked}
		if asked == "none" {
			header = nil
		}
		w.fail("chat.postMessage", status(http.StatusTooManyRequests, header...))
		err := w.slack.callOnce(func() error {
			_, _, err := w.slack.webClient().PostMessageContext(t.Context(), "C1")
			return err
		})
		delivery, ok := errors.AsType[*bot.DeliveryError](err)
		if !ok || delivery.After < want[0] || delivery.After > want[1] {
			t.Errorf("asked to wait for %q: %v", asked, err)
		}
	}
}

// TestDeletedQuestionsStayDeleted, though their events come late or once more.
func TestDeletedQuestionsStayDeleted(t *testing.T) {
	w := newWorld(t)
	deleted := func(ts string) map[string]any {
		return map[string]any{"type": "message", "subtype": "message_deleted", "hidden": true, "channel": "C1", "ts": "1700000010.000100", "deleted_ts": ts}
	}
	for _, e := range []map[string]any{
		deleted("1700000001.000100"), mention("C1", "1700000001.000100", "Late?"),
		mention("C1", "1700000002.000100", "Lease?"), deleted("1700000002.000100"), mention("C1", "1700000002.000100", "Lease?"),
		edited("1700000002.000100", toBot+"Lease?", toBot+"Rent?"),
	} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		if id, ok := w.ByKey["slack/T0TEAM/C1/1700000002.000100"]; ok && slices.Contains(w.Deleted, "slack/T0TEAM/C1/1700000002.000100") { // as the bot forgets it
			for key, one := range w.ByKey {
				if one == id {
					delete(w.ByKey, key)
				}
			}
		}
	}
	if got := w.Texts(); !slices.Equal(got, []string{"Lease?"}) {
		t.Errorf("asked are %q", got)
	}
}

// TestAnEditThatComesFirstIsTheQuestion: events of a message may change places.
func TestAnEditThatComesFirstIsTheQuestion(t *testing.T) {
	w := newWorld(t)
	for _, e := range []map[string]any{
		edited("1700000001.000100", toBot+"Leese?", toBot+"Lease?"), mention("C1", "1700000001.000100", "Leese?"),
	} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.Texts(); !slices.Equal(got, []string{"Lease?"}) || len(w.messages) != 1 {
		t.Errorf("asked are %q, %d messages stand", got, len(w.messages))
	}
}

// TestAnAnswerOutlastsAStormOfErrors: each method that an answer needs fails in turn in all
// the ways that pass, and one whole message stands.
func TestAnAnswerOutlastsAStormOfErrors(t *testing.T) {
	storm := []fault{
		status(http.StatusBadGateway), status(http.StatusTooManyRequests, "Retry-After", "0"), refused("internal_error"),
		func(w http.ResponseWriter) { _, _ = w.Write([]byte("<html>maintenance</html>")) },
	}
	w := newWorld(t)
	w.noStatus = true // a placeholder is posted, and edited
	for _, method := range []string{"agents.sessions.setStatus", "conversations.replies", "chat.postMessage", "chat.update"} {
		w.fail(method, storm...)
	}
	if err := w.event(mention("C1", "1700000001.000100", "Lease?")); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	if len(w.Failed) > 0 || len(w.messages) != 1 || !strings.Contains(w.messages[0].text, "The lease ends") {
		t.Errorf("%d messages stand, the first is %+v; failed: %v", len(w.messages), w.messages, w.Failed)
	}
}

// TestAChannelThatIsDeletedUnderAnAnswer: the placeholder stands when the channel goes. The
// asker hears of it once, in direct messages.
func TestAChannelThatIsDeletedUnderAnAnswer(t *testing.T) {
	w := newWorld(t)
	service := realbot.Start(t, platformName, w.slack, func(*inbox.Options) {})
	w.noStatus = true
	w.fail("chat.update", refused("channel_not_found"), refused("channel_not_found"))
	w.fail("chat.postMessage", nil, nil)
	w.slack.Use(service)
	if err := w.event(mention("C1", "1700000001.000100", realbot.Question)); err != nil {
		t.Fatal(err)
	}
	realbot.Await(t, "a direct message", func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.messages) > 1
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	if m := w.messages[1]; len(w.messages) != 2 || m.channel != "U1" || !strings.Contains(string(m.blocks), "may not write there") {
		t.Errorf("the bot says %+v", m)
	}
}

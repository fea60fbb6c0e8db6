package discord

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/adapters/internal/retry"
)

// What a platform does on bad days.

// TestLimitsOfTheServersBeforeDiscord: those answer with a page, and bind the address of this
// machine. What they ask for beyond reason isn't waited for.
func TestLimitsOfTheServersBeforeDiscord(t *testing.T) {
	for wanted, want := range map[string]time.Duration{"30": 30 * time.Second, "": foreignWait, "soon": foreignWait, "1e12": retry.LongestWish} {
		l, now := newLimiter(nil), time.Now()
		messages := bucketRoute("POST", "/api/v10/channels/"+textChannel+"/messages")
		r := &http.Response{StatusCode: http.StatusTooManyRequests, Header: http.Header{"Content-Type": {"text/html"}, "Retry-After": {wanted}}}
		l.learnLimits(messages, r, now)
		if got := l.takePlace(bucketRoute("GET", "/api/v10/guilds/"+guild+"/roles"), now); got != want {
			t.Errorf("asked for %q, other calls wait %v, want %v", wanted, got, want)
		}
	}
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	f.fail("POST messages", status(http.StatusTooManyRequests, "<html>slow down</html>", "Retry-After", "0.05", "Content-Type", "text/html"))
	var m struct{ D json.RawMessage }
	_ = json.Unmarshal([]byte(asked), &m)
	if err := d.onMessage(t.Context(), m.D); err != nil {
		t.Fatal(err)
	}
	over(t, d, s, ask(1, ""))
	f.says(t, "The lease ends", false)
	if len(f.messages) != 2 {
		t.Errorf("%d messages stand, want one for each question", len(f.messages))
	}
}

// TestDeletedQuestionsStayDeleted, though a session that is resumed sends their events again.
func TestDeletedQuestionsStayDeleted(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	gone := mustJSON(t, map[string]any{"id": "1", "channel_id": textChannel})
	for n := range 2 {
		if err := d.onMessage(t.Context(), wrote(t, "1", textChannel, toBot+"Lease?")); err != nil {
			t.Fatal(err)
		}
		if err := d.onDelete(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		s.Work.Wait()
		clear(s.ByKey) // as the bot forgets it
		if got := s.Texts(); !slices.Equal(got, []string{"Lease?"}) {
			t.Errorf("sent %d times, asked are %q", n+1, got)
		}
	}
}

// TestAnAnswerOutlastsAStormOfErrors: a mention and a command are answered once though each
// call that they need fails in turn in all the ways that pass.
func TestAnAnswerOutlastsAStormOfErrors(t *testing.T) {
	storm := []fault{
		status(http.StatusBadGateway, "<html>bad gateway</html>", "Content-Type", "text/html"), status(http.StatusServiceUnavailable, ""),
		status(http.StatusTooManyRequests, `{"retry_after":0.01,"message":"slow down"}`, "Retry-After", "0.01"), status(http.StatusOK, "<html>maintenance</html>"),
	}
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	for _, route := range []string{"POST messages", "GET messages", "PATCH @original"} {
		f.fail(route, storm...)
	}
	if err := d.onMessage(t.Context(), wrote(t, later(1), textChannel, toBot+"Lease?")); err != nil {
		t.Fatal(err)
	}
	over(t, d, s, ask(1, ""))
	if len(f.messages) != 2 {
		t.Errorf("%d messages stand, want one for each question", len(f.messages))
	}
	for _, m := range f.messages {
		if v := m.visible(); !strings.Contains(v.Text, "The lease ends") {
			t.Errorf("a message says %q", v.Text)
		}
	}
}

// TestAChannelThatIsDeletedUnderAnAnswer: the asker hears of it once, in direct messages.
func TestAChannelThatIsDeletedUnderAnAnswer(t *testing.T) {
	f := newFake(t)
	d, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	d.Use(realbot.Start(t, platformName, d))
	if err := d.Identify(t.Context()); err != nil {
		t.Fatal(err)
	}
	unknown := status(http.StatusNotFound, fmt.Sprintf(`{"code":%d,"message":"Unknown Channel"}`, codeUnknownChannel))
	// The placeholder stands; the channel goes before the answer.
	f.fail("POST messages", func(w http.ResponseWriter) { say(w, map[string]any{"id": "77", "channel_id": textChannel}) }, unknown)
	f.fail("PATCH 77", unknown)
	m := said(later(1), textChannel, mentionsMe+realbot.Question, "guild_id", guild)
	d.dispatchEvent(event{kind: "MESSAGE_CREATE", data: mustJSON(t, m)})
	realbot.Await(t, "a direct message", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return len(f.messages) > 0
	})
	f.mu.Lock()
	defer f.mu.Unlock()
	if got := f.messages[0]; len(f.messages) != 1 || got.channel != "500000000000000001" || !strings.Contains(string(got.body), "archived") {
		t.Errorf("the bot says %+v: %s", got, got.body)
	}
}

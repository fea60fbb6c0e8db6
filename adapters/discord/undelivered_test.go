package discord

import (
	"fmt"
	"strings"
	"testing"

	"footnote/adapters/internal/realbot"
	"footnote/bot"
)

// TestAskersHearWhyThereIsNoReply asks where the bot may not write: it says so in the
// direct messages, once.
func TestAskersHearWhyThereIsNoReply(t *testing.T) {
	for code, says := range map[int]string{codeMissingPermissions: "may not write there", codeArchivedThread: "it is archived"} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			f := newFake(t)
			d, err := New(f.options())
			if err != nil {
				t.Fatal(err)
			}
			service := realbot.Start(t, platformName, d)
			d.Use(service)
			if err := d.Identify(t.Context()); err != nil {
				t.Fatal(err)
			}
			f.fail("POST messages", status(403, fmt.Sprintf(`{"code":%d,"message":"no"}`, code)))
			m := said(later(1), textChannel, mentionsMe+realbot.Question, "guild_id", guild)
			d.dispatchEvent(event{kind: "MESSAGE_CREATE", data: mustJSON(t, m)})
			realbot.Await(t, "a direct message", func() bool {
				f.mu.Lock()
				defer f.mu.Unlock()
				return len(f.messages) > 0
			})
			f.mu.Lock()
			defer f.mu.Unlock()
			got := f.messages[0]
			if body := string(got.body); len(f.messages) != 1 || got.channel != "500000000000000001" || !strings.Contains(body, says) || !strings.Contains(body, textChannel) || len(got.problems) > 0 {
				t.Errorf("the bot says %+v: %s", got, body)
			}
		})
	}
}

// TestNobodyIsToldOfOtherFailures: who asked in direct messages can't be reached
// elsewhere.
func TestNobodyIsToldOfOtherFailures(t *testing.T) {
	f := newFake(t)
	d, err := New(f.options())
	if err != nil {
		t.Fatal(err)
	}
	f.fail("DELETE 1", status(403, `{"code":50013}`))
	cause := d.removeMessage(t.Context(), textChannel, "1")
	if !hasCode(cause, codeMissingPermissions) {
		t.Fatalf("the cause is %v", cause)
	}
	for _, o := range []origin{{Channel: "5", User: person, Direct: true}, {Channel: textChannel}} {
		r := bot.Request{ID: "R1", Origin: mustJSON(t, o)}
		if err := d.TellUndelivered(t.Context(), &r, cause); err != nil || len(f.messages) > 0 {
			t.Errorf("somebody is told (%v)", err)
		}
	}
}

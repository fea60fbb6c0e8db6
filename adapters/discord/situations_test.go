package discord

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/bot/inbox"
)

// What people do with messages that nobody has told them to do.

const toBot = "<@" + botUser + "> "

// wrote is an event of somebody's message in a server.
func wrote(t *testing.T, id, channel, content string, more ...any) json.RawMessage {
	t.Helper()
	m := by(id, channel, person, content)
	m["guild_id"] = guild
	for i := 0; i+1 < len(more); i += 2 {
		m[more[i].(string)] = more[i+1]
	}
	return mustJSON(t, m)
}

// TestAMentionInCodeCallsNobody: somebody shows how the bot is asked.
func TestAMentionInCodeCallsNobody(t *testing.T) {
	for content, want := range map[string]int{
		"```\n" + toBot + "Lease?\n```": 0, "write `" + toBot + "Lease?`": 0, "write ``" + toBot + "Lease?``": 0,
		"`x` " + toBot + "Lease? `y`": 1,
	} {
		f, s := newFake(t), contract.NewService()
		if err := start(t, f, s).onMessage(t.Context(), wrote(t, "1", textChannel, content)); err != nil {
			t.Fatal(err)
		}
		if got := s.Texts(); len(got) != want {
			t.Errorf("%q asks %q", content, got)
		}
	}
}

// TestAnEditThatTakesTheMentionAwayChangesNothing, except where nobody has to mention the
// bot.
func TestAnEditThatTakesTheMentionAwayChangesNothing(t *testing.T) {
	reply := []any{"message_reference", map[string]any{"message_id": "9"}}
	for name, c := range map[string]struct {
		text string
		more []any
		want bool
	}{
		"never mind":           {"never mind", nil, false},
		"with the mention":     {toBot + "And the rent?", nil, true},
		"in a direct message":  {"And the rent?", []any{"guild_id", ""}, true},
		"a reply to the bot":   {"And the rent?", append(reply, "referenced_message", by("9", textChannel, botUser, "")), true},
		"a reply to something": {"And the rent?", reply, true}, // Discord doesn't say to what
		"a reply to a person":  {"And the rent?", append(reply, "referenced_message", by("9", textChannel, helper, "")), false},
	} {
		f, s := newFake(t), contract.NewService()
		d := start(t, f, s)
		s.ByKey[messageKey(textChannel, "1")] = "R1"
		more := append([]any{"edited_timestamp", "2026-11-30T12:00:00Z"}, c.more...)
		if err := d.onEdit(t.Context(), wrote(t, "1", textChannel, c.text, more...)); err != nil {
			t.Fatal(err)
		}
		if got := len(s.Edits) == 1; got != c.want {
			t.Errorf("%s: edited to %q", name, s.Edits)
		}
	}
}

// TestAMentionInAPostAsksWithItsTitle, in forums, too, that aren't answered without one.
func TestAMentionInAPostAsksWithItsTitle(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s)
	if err := d.onChannel(mustJSON(t, map[string]any{"id": thread, "type": 11, "parent_id": forum, "name": "When does the lease end?"})); err != nil {
		t.Fatal(err)
	}
	for id, content := range map[string]string{thread: toBot + "please help", "1000000000000000099": toBot + "And the rent?"} {
		if err := d.onMessage(t.Context(), wrote(t, id, thread, content)); err != nil {
			t.Fatal(err)
		}
	}
	got := s.Texts()
	slices.Sort(got)
	if !slices.Equal(got, []string{"And the rent?", "When does the lease end?\nplease help"}) {
		t.Errorf("asked is %q", got)
	}
}

// TestAShareThatFailedCanBeClickedAgain, be it the response or the answer in its place that
// Discord refuses.
func TestAShareThatFailedCanBeClickedAgain(t *testing.T) {
	for _, route := range []string{"POST callback", "PATCH @original"} {
		f, s := newFake(t), contract.NewService()
		d := start(t, f, s)
		over(t, d, s, ask(1, `,{"name":"private","type":5,"value":true}`))
		share := `{"custom_id":"footnote|share|R1|","component_type":2}`
		f.fail(route, status(http.StatusForbidden, `{"code":50013,"message":"Missing Permissions"}`))
		over(t, d, s, interact(2, 3, share))
		over(t, d, s, interact(3, 3, share))
		public := 0
		for _, m := range f.messages {
			if text := m.visible().Text; !m.private && strings.Contains(text, "The lease ends") {
				public++
			}
		}
		if public != 1 {
			t.Errorf("after a refusal of %s %d messages are public", route, public)
		}
	}
}

// TestAnAnswerThatDiscordDoesntTakeLeavesNoPlaceholder: who waits for it hears that it doesn't
// come.
func TestAnAnswerThatDiscordDoesntTakeLeavesNoPlaceholder(t *testing.T) {
	r := newReal(t, func(m bot.Messenger) *inbox.Service { return realbot.Start(t, platformName, m) })
	r.fail("PATCH 1000000000000101001", status(http.StatusBadRequest, `{"code":50035,"message":"Invalid Form Body"}`))
	r.event("MESSAGE_CREATE", r.message(mid, textChannel, toBot+realbot.Question))
	r.final(0, textChannel, "⚠️", "Request ")
	if n := r.stand(); n != 1 {
		t.Errorf("%d messages stand, want 1", n)
	}
}

package slack

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

// world is an adapter between a fake Slack and a bot in memory.
type world struct {
	*fake
	*contract.Service
	slack *Slack
	t     *testing.T
}

func newWorld(t *testing.T, set ...func(*Options)) *world {
	f := newFake(t)
	o := f.options()
	for _, s := range set {
		s(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{fake: f, Service: contract.NewService(), slack: s, t: t}
	w.Service.Messenger = s
	s.Use(w.Service)
	if err := s.Identify(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Wait(); w.Service.Work.Wait() })
	return w
}

// event sends an event as either way in does and returns what was made of it.
func (w *world) event(fields map[string]any, outer ...any) error {
	w.t.Helper()
	payload := callbackOf(fields, outer...)
	_, err := w.slack.dispatchPayload(w.t.Context(), kindEvents, mustJSON(w.t, payload))
	w.slack.Wait()
	return err
}

var eventCount int

func callbackOf(fields map[string]any, outer ...any) map[string]any {
	eventCount++
	c := map[string]any{"type": "event_callback", "team_id": team, "event_id": fmt.Sprintf("Ev%d", eventCount), "event": fields}
	for i := 0; i+1 < len(outer); i += 2 {
		c[outer[i].(string)] = outer[i+1]
	}
	return c
}

func mention(channel, ts, text string) map[string]any {
	return map[string]any{"type": "app_mention", "user": "U1", "channel": channel, "ts": ts, "text": "<@" + botUser + "> " + text}
}

// told are the notes that only one person sees.
func (w *world) told() (list []string) {
	w.fake.mu.Lock()
	defer w.fake.mu.Unlock()
	for _, m := range w.messages {
		if m.user != "" {
			list = append(list, m.text)
		}
	}
	return list
}

func TestWhichMessagesAreQuestions(t *testing.T) {
	message := func(more ...any) map[string]any {
		m := map[string]any{"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": "1700000001.000100", "text": "Lease?"}
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return m
	}
	for _, c := range []struct {
		name  string
		event map[string]any
		want  string
	}{
		{"mention", mention("C1", "1700000001.000100", "Lease?"), "Lease?"},
		{"mention of others inside", mention("C1", "1700000001.000100", "what of <@U2|ann> &amp; <https://x.example|the plan>?"), "what of ann & the plan?"},
		{"direct message", message("channel", "D1", "channel_type", "im"), "Lease?"},
		{"direct message in a thread", message("channel", "D1", "channel_type", "im", "thread_ts", "1700000000.000100"), "Lease?"},
		{"group message with a mention", message("channel", "G1", "channel_type", "mpim", "text", "Lease, <@"+botUser+">?"), "Lease?"},
		{"direct message with a file", message("channel", "D1", "subtype", "file_share"), "Lease?"},
		{"with blocks that nobody knows", message("channel", "D1", "blocks", []any{map[string]any{"type": "hologram", "elements": 7}}), "Lease?"},
		{"addressed to others, too", mention("C1", "1700000001.000100", "hi <@U2>, Lease? cc <@U3> <!subteam^S1>"), "hi, Lease?"},
		{"channel without a mention", message(), ""},
		{"group message without a mention", message("channel", "G1", "channel_type", "mpim"), ""},
		{"of a bot", message("channel", "D1", "bot_id", "B7"), ""},
		{"of the bot itself", message("channel", "D1", "user", botUser), ""},
		{"of Slack", message("channel", "D1", "user", "USLACKBOT"), ""},
		{"somebody joined", message("channel", "D1", "subtype", "channel_join"), ""},
		{"hidden", message("channel", "D1", "hidden", true), ""},
		{"thread that isn't followed", message("thread_ts", "1700000000.000100"), ""},
		{"unknown type", map[string]any{"type": "hologram_created", "channel": map[string]any{"id": "C1"}, "user": 7}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			if err := w.event(c.event); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(w.Texts(), "|"); got != c.want {
				t.Errorf("submitted %q, want %q", got, c.want)
			}
		})
	}
}

func TestOneMentionIsAnsweredOnceHoweverItComes(t *testing.T) {
	w := newWorld(t)
	m := mention("C1", "1700000001.000100", "Lease?")
	for range 3 {
		if err := w.event(m); err != nil {
			t.Fatal(err)
		}
	}
	m["type"], m["channel_type"] = "message", "channel" // the same as another event
	if err := w.event(m); err != nil {
		t.Fatal(err)
	}
	if got := w.Texts(); len(got) != 1 {
		t.Errorf("submitted %q", got)
	}
	if len(w.messages) != 1 {
		t.Errorf("%d messages", len(w.messages))
	}
	r := w.Last(t)
	if r.Conversation != "slack/T0TEAM/C1/1700000001.000100" || r.Asker != "slack/T0TEAM/U1" || r.Place.Direct || r.Place.Channel != "C1" {
		t.Errorf("request %+v", r)
	}
}

func TestWhatIsNotKeptIsNotAcknowledged(t *testing.T) {
	w := newWorld(t)
	w.Refuse = errors.New("disk full")
	if err := w.event(mention("C1", "1700000001.000100", "Lease?")); err == nil {
		t.Error("acknowledged though nothing was kept")
	}
	w.Refuse = &bot.Complaint{Reason: bot.Busy, Text: "Too many questions wait; ask again in a minute.", Request: "R9"}
	for range 2 {
		if err := w.event(mention("C1", "1700000002.000100", "Lease?")); err != nil {
			t.Errorf("a refusal isn't acknowledged: %v", err)
		}
	}
	if told := w.told(); len(told) != 1 || !strings.Contains(told[0], "Too many questions wait") || !strings.Contains(told[0], "R9") {
		t.Errorf("the asker was told %q", told)
	}
}

func TestEditsAndDeletions(t *testing.T) {
	w := newWorld(t)
	changed := func(ts, before, after string) map[string]any {
		m := func(text string) map[string]any {
			return map[string]any{"type": "message", "user": "U1", "ts": ts, "text": text}
		}
		return map[string]any{"type": "message", "subtype": "message_changed", "hidden": true, "channel": "C1", "channel_type": "channel",
			"ts": "1700000009.000100", "message": m(after), "previous_message": m(before)}
	}
	const at = "<@" + botUser + "> "
	for _, e := range []map[string]any{
		mention("C1", "1700000001.000100", "Lease?"),
		changed("1700000001.000100", at+"Lease?", at+"Lease?"), // a preview was added
		changed("1700000001.000100", at+"Lease?", at+"When does the lease end?"),
		changed("1700000002.000100", "Nothing", "Nothing much"),        // not a question
		changed("1700000003.000100", "And rent?", at+"And what rent?"), // now it is one
		{"type": "message", "subtype": "message_deleted", "hidden": true, "channel": "C1", "ts": "1700000010.000100", "deleted_ts": "1700000001.000100"},
	} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(w.Edits, []string{"When does the lease end?"}) {
		t.Errorf("edited to %q", w.Edits)
	}
	if got := w.Texts(); !slices.Equal(got, []string{"Lease?", "And what rent?"}) {
		t.Errorf("submitted %q", got)
	}
	if !slices.Contains(w.Deleted, "slack/T0TEAM/C1/1700000001.000100") {
		t.Errorf("deleted %q", w.Deleted)
	}
	// The mention of an edited message comes as an event of its own, too.
	m := mention("C1", "1700000001.000100", "When does it end?")
	m["edited"] = map[string]any{"user": "U1", "ts": "1700000011.000000"}
	if err := w.event(m); err != nil || w.Edits[len(w.Edits)-1] != "When does it end?" {
		t.Errorf("edits %q, %v", w.Edits, err)
	}
}

func TestChannelsThatAreClosed(t *testing.T) {
	for _, c := range []struct {
		name     string
		channels []string
		channel  string
		external bool
		answered bool
	}{
		{"any", nil, "C1", false, true},
		{"named", []string{"C1"}, "C1", false, true},
		{"not named", []string{"C2"}, "C1", false, false},
		{"direct message", []string{"C2"}, "D1", false, true},
		{"shared", nil, "C1", true, false},
		{"shared and named", []string{"C1"}, "C1", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.Channels = c.channels })
			if err := w.event(mention(c.channel, "1700000001.000100", "Lease?"), "is_ext_shared_channel", c.external); err != nil {
				t.Fatal(err)
			}
			if got := len(w.Texts()) == 1; got != c.answered {
				t.Errorf("answered: %v", got)
			}
			if told := w.told(); (len(told) == 0) != c.answered {
				t.Errorf("the asker was told %q", told)
			}
		})
	}
}

func TestThreadsAreFollowedUntilToldNotTo(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Follow = []string{"C1"} })
	reply := func(ts, text string) map[string]any {
		return map[string]any{"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": ts, "thread_ts": "1700000001.000100", "text": text}
	}
	send := func(e map[string]any, want int) {
		t.Helper()
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		if got := w.Texts(); len(got) != want {
			t.Errorf("submitted %q, want %d", got, want)
		}
	}
	send(reply("1700000001.000050", "a thread without the bot"), 0)
	send(mention("C1", "1700000001.000100", "Lease?"), 1)
	send(reply("1700000002.000100", "And the rent?"), 2)
	if w.Last(t).Conversation != "slack/T0TEAM/C1/1700000001.000100" {
		t.Errorf("the follow-up is in conversation %s", w.Last(t).Conversation)
	}
	w.click(actionUnfollow, "C1", w.buttonValue(actionUnfollow))
	send(reply("1700000003.000100", "And the deposit?"), 2)
	m := mention("C1", "1700000004.000100", "And the deposit?")
	m["thread_ts"] = "1700000001.000100"
	send(m, 3)
	send(reply("1700000005.000100", "And the term?"), 4)
}

func TestCollectionsOfChannels(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Collections = map[string]string{"C1": "contracts"} })
	if err := w.event(mention("C1", "1700000001.000100", "Lease?")); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	if got := w.Last(t).Collection; got != "contracts" {
		t.Errorf("collection %q", got)
	}
}

func TestTheBotsPane(t *testing.T) {
	w := newWorld(t)
	start := map[string]any{"type": "assistant_thread_started", "assistant_thread": map[string]any{"user_id": "U1", "channel_id": "D1", "thread_ts": "1700000000.000100"}}
	for _, e := range []map[string]any{
		start,
		{"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "ts": "1700000001.000100", "thread_ts": "1700000000.000100", "text": "Lease?"},
		{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages"},
		{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"},
		{"type": "agent_session_stopped", "user": "U1", "channel": "D1", "thread_ts": "1700000000.000100"},
	} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		w.Texts()
	}
	for method, want := range map[string]int{
		"assistant.threads.setSuggestedPrompts": 2, "assistant.threads.setStatus": 1, "assistant.threads.setTitle": 1, "views.publish": 1,
	} {
		if got := w.count(method); got != want {
			t.Errorf("%s was called %d times, want %d", method, got, want)
		}
	}
	if len(w.Deleted) != 1 || w.Deleted[0] != "slack/T0TEAM/D1/1700000001.000100" {
		t.Errorf("a stop deleted %q", w.Deleted)
	}
}

package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/bot"
)

func direct(ts, text string) map[string]any {
	return map[string]any{"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "ts": ts, "text": text}
}

// TestAnAgentHasSessions asks in direct messages: each question begins a thread, with a
// session under its title that is in process while it is worked on, and what a model
// writes is streamed into it.
func TestAnAgentHasSessions(t *testing.T) {
	w := newWorld(t)
	w.agent = true
	w.Answer = func(r bot.Request) []*bot.Reply {
		draft, whole := *contract.Answered(r.ID), contract.Answered(r.ID)
		draft.Final = false
		return []*bot.Reply{&draft, whole}
	}
	if err := w.event(direct("1700000001.000100", "When does the lease end?")); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	if !slices.Equal(w.sessions, []string{"processing", "active"}) || w.count("assistant.threads.setStatus") > 0 {
		t.Errorf("the session was %q", w.sessions)
	}
	for _, c := range w.calls {
		if c.method == "agents.sessions.setStatus" && c.values.Get("status") == "processing" &&
			(c.values.Get("title") != "When does the lease end?" || c.values.Get("initiator_user_id") != "U1" || c.values.Get("thread_ts") != "1700000001.000100") {
			t.Errorf("the session begins with %v", c.values)
		}
	}
	if w.count("chat.startStream") != 1 || len(w.messages) != 1 || w.messages[0].thread != "1700000001.000100" {
		t.Errorf("%d streams; the first message stands in %q", w.count("chat.startStream"), w.messages[0].thread)
	}
	if cards := w.messages[0].cards; !slices.Equal(cards, []string{"in_progress: Looking in the documents…"}) {
		t.Errorf("while a model writes, the cards are %q", cards)
	}
	if blocks := string(w.messages[0].blocks); !strings.Contains(blocks, `"feedback_buttons"`) {
		t.Errorf("the reply has no buttons for feedback: %s", blocks)
	}
}

// TestAPlanShowsWhatAModelDoes: what was read, what is written and what is checked, from before
// the first word on; a step that is reached is said once.
func TestAPlanShowsWhatAModelDoes(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Link = func(_ string, c bot.Citation) string { return contract.Linked(c) } })
	w.agent = true
	w.Answer = func(r bot.Request) []*bot.Reply {
		draft := func(written ...string) *bot.Reply {
			d := contract.RelatedTo(r.ID)
			d.Final, d.Answer.Summary = false, &bot.Summary{Writing: true}
			for _, text := range written {
				d.Answer.Outcome = bot.Answered
				d.Answer.Sentences = append(d.Answer.Sentences, bot.Sentence{Text: text, Citations: []int{1}})
			}
			return d
		}
		return []*bot.Reply{
			draft(), draft("It ends in June."), draft("It ends in June.", "It can be renewed."), contract.Answered(r.ID),
		}
	}
	ask := func(ts string) *shown {
		if err := w.event(direct(ts, "When does the lease end?")); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		return w.messages[len(w.messages)-1]
	}
	m := ask("1700000001.000100")
	const looked, writes, checks = "complete: Looked in the documents", "in_progress: Writing an answer", "Checking it against the excerpts"
	want := []string{looked, writes, "pending: " + checks, looked, writes, "in_progress: " + checks}
	if !slices.Equal(m.cards, want) || !m.plan || len(m.problems) > 0 || w.count("chat.startStream") != 1 {
		t.Errorf("the cards are %q (%v)", m.cards, m.problems)
	}
	streamed := ""
	for _, c := range append(w.called("chat.startStream"), w.called("chat.appendStream")...) {
		streamed += c.Get("chunks") + c.Get("markdown_text")
	}
	if !strings.Contains(streamed, "https://footnote.example/source") || !strings.Contains(streamed, "It ends in June") || !strings.Contains(streamed, "It can be renewed") {
		t.Errorf("streamed is %s", streamed)
	}
	if m.streaming || !strings.Contains(m.text, "The lease ends on 30 June 2027.") {
		t.Errorf("in the end the message says %q", m.text)
	}
	// Where Slack takes no plan, nothing stands before the first word.
	w.slack.cardless.begin(cardlessFor)
	if m := ask("1700000002.000100"); len(m.cards) > 0 || m.plan || w.count("chat.startStream") != 2 {
		t.Errorf("without plans the cards are %q", m.cards)
	}
}

// TestStreamsWithoutCards: where Slack takes no cards the text is streamed alone, and cards
// aren't tried at the next question.
func TestStreamsWithoutCards(t *testing.T) {
	w := newWorld(t)
	w.agent = true
	w.Answer = func(r bot.Request) []*bot.Reply {
		draft, whole := *contract.Answered(r.ID), contract.Answered(r.ID)
		draft.Final = false
		return []*bot.Reply{&draft, whole}
	}
	w.fail("chat.startStream", refused("invalid_arguments"))
	for n, ts := range []string{"1700000001.000100", "1700000002.000100"} {
		if err := w.event(direct(ts, "When does the lease end?")); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		if got := w.count("chat.startStream"); got != n+2 || len(w.messages) != n+1 {
			t.Errorf("%d streams were tried, %d messages stand", got, len(w.messages))
		}
	}
}

// TestAMessageInViewIsPointedAt: somebody looks at a message and asks the bot beside it.
func TestAMessageInViewIsPointedAt(t *testing.T) {
	w := newWorld(t)
	w.said = map[string][]map[string]any{"1600000009.000100": {
		{"type": "message", "user": "U2", "ts": "1600000009.000100", "text": "When does the *lease* end?"},
		{"type": "message", "user": "U3", "ts": "1600000009.000200", "text": "No idea."},
	}}
	e := direct("1700000001.000100", "can you answer this?")
	e["app_context"] = map[string]any{"entities": []any{
		map[string]any{"type": "slack#/types/canvas_id", "value": "F1"},
		map[string]any{"type": "slack#/types/message_context", "value": map[string]any{"channel_id": "C7", "message_ts": "1600000009.000100"}},
	}}
	if err := w.event(e); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	r := w.Last(t)
	said, err := w.slack.ReadThread(t.Context(), &r)
	if err != nil || !r.Above || len(said) == 0 || !said[0].Pointed || said[0].Text != "When does the lease end?" {
		t.Errorf("above stands %+v (%v)", said, err)
	}
	w.fail("conversations.replies", refused("not_in_channel"))
	if said, err := w.slack.ReadThread(t.Context(), &r); err != nil || slices.ContainsFunc(said, func(s bot.Said) bool { return s.Pointed }) {
		t.Errorf("of a channel that the bot isn't in it reads %+v (%v)", said, err)
	}
}

// TestAStopIsConfirmed: the question is forgotten, the session is in process no more,
// and who has stopped it hears so.
func TestAStopIsConfirmed(t *testing.T) {
	w := newWorld(t)
	w.agent = true
	w.Answer = func(bot.Request) []*bot.Reply { return nil } // it is still being looked for
	if err := w.event(direct("1700000001.000100", "When does the lease end?")); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	stop := map[string]any{"type": "agent_session_stopped", "user": "U1", "channel": "D1", "thread_ts": "1700000001.000100", "streaming_message_ts": []string{}}
	if err := w.event(stop); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(w.Deleted, []string{"slack/" + team + "/D1/1700000001.000100"}) || w.sessions[len(w.sessions)-1] != "active" {
		t.Errorf("forgotten are %q, the session was %q", w.Deleted, w.sessions)
	}
	if told := w.told(); len(told) != 1 || !strings.Contains(told[0], "Stopped.") {
		t.Errorf("the asker reads %q", told)
	}
}

// TestAppsThatAreNoAgentsHaveAStatus: sessions are tried once, not at each question.
func TestAppsThatAreNoAgentsHaveAStatus(t *testing.T) {
	w := newWorld(t)
	for _, ts := range []string{"1700000001.000100", "1700000002.000100"} {
		if err := w.event(direct(ts, "When does the lease end?")); err != nil {
			t.Fatal(err)
		}
		w.Texts()
	}
	if got := [2]int{w.count("agents.sessions.setStatus"), w.count("assistant.threads.setStatus")}; got != [2]int{1, 2} {
		t.Errorf("%d sessions and %d statuses were tried", got[0], got[1])
	}
}

// TestFurtherDirectMessagesAreConversationsOfTheirOwn: those of a thread remember one
// another.
func TestFurtherDirectMessagesAreConversationsOfTheirOwn(t *testing.T) {
	w := newWorld(t)
	var conversations []string
	below := direct("1700000003.000100", "And who pays?")
	below["thread_ts"] = "1700000001.000100"
	for _, e := range []map[string]any{direct("1700000001.000100", "One?"), direct("1700000002.000100", "Two?"), below} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		w.Texts()
		conversations = append(conversations, w.Last(t).Conversation)
	}
	if conversations[0] == conversations[1] || conversations[0] != conversations[2] {
		t.Errorf("the conversations are %q", conversations)
	}
	var o origin
	if err := json.Unmarshal(w.Last(t).Origin, &o); err != nil || o.Thread != "1700000001.000100" {
		t.Errorf("the reply goes to %+v (%v)", o, err)
	}
}

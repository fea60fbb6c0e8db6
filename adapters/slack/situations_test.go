package slack

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"footnote/bot"
)

// What people do with messages that nobody has told them to do.

const toBot = "<@" + botUser + "> "

// edited is the event of an edit of a message.
func edited(ts, before, after string, more ...any) map[string]any {
	version := func(text string) map[string]any {
		m := map[string]any{"type": "message", "user": "U1", "ts": ts, "text": text}
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		return m
	}
	return map[string]any{"type": "message", "subtype": "message_changed", "hidden": true, "channel": "C1", "channel_type": "channel",
		"ts": "1700000090.000100", "message": version(after), "previous_message": version(before)}
}

// TestAQuestionWithRepliesIsForgottenWhenDeleted: Slack puts a tombstone in the place of a
// message that has replies, and every answered question has one.
func TestAQuestionWithRepliesIsForgottenWhenDeleted(t *testing.T) {
	w := newWorld(t)
	gone := edited("1700000001.000100", toBot+"Lease?", "This message was deleted.")
	gone["message"].(map[string]any)["subtype"], gone["message"].(map[string]any)["user"] = "tombstone", "USLACKBOT"
	for _, e := range []map[string]any{mention("C1", "1700000001.000100", "Lease?"), gone} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(w.Deleted, []string{"slack/T0TEAM/C1/1700000001.000100"}) || len(w.Edits) > 0 {
		t.Errorf("deleted %q, edited to %q", w.Deleted, w.Edits)
	}
}

// TestAnEditThatTakesTheMentionAwayChangesNothing, except in a thread that is followed,
// where nobody has to mention the bot.
func TestAnEditThatTakesTheMentionAwayChangesNothing(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Follow = []string{"C1"} })
	reply := mention("C1", "1700000002.000100", "And the rent?")
	reply["thread_ts"] = "1700000001.000100"
	for _, e := range []map[string]any{
		mention("C1", "1700000001.000100", "Lease?"), reply,
		edited("1700000001.000100", toBot+"Lease?", "never mind"),
		edited("1700000002.000100", toBot+"And the rent?", "And the deposit?", "thread_ts", "1700000001.000100"),
	} {
		if err := w.event(e); err != nil {
			t.Fatal(err)
		}
		w.Texts()
	}
	if !slices.Equal(w.Edits, []string{"And the deposit?"}) {
		t.Errorf("edited to %q", w.Edits)
	}
}

// TestAMentionInCodeCallsNobody: somebody shows how the bot is asked.
func TestAMentionInCodeCallsNobody(t *testing.T) {
	for text, want := range map[string]bool{
		"```\n" + toBot + "Lease?\n```": false, "write `" + toBot + "Lease?`": false,
		"`x` " + toBot + "Lease? `y`": true, "```x``` " + toBot + "```y```": true, "a ` b " + toBot: true,
	} {
		if got := hasMention(text, botUser); got != want {
			t.Errorf("%q mentions the bot: %v, want %v", text, got, want)
		}
	}
}

// TestAnAppThatWasRemovedIsKnownAtOnce: the status must not say until the next answer that
// all is well.
func TestAnAppThatWasRemovedIsKnownAtOnce(t *testing.T) {
	for _, e := range []map[string]any{{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": map[string]any{"bot": []string{botUser}}}} {
		w := newWorld(t)
		if err := w.event(e); err != nil || w.slack.keeper.IsRefused() {
			t.Errorf("%v: a token that works counts as refused (%v)", e["type"], err)
		}
		w.refuse("account_inactive")
		if err := w.event(e); err != nil || !w.slack.keeper.IsRefused() {
			t.Errorf("%v: it isn't known that Slack refuses the token (%v)", e["type"], err)
		}
	}
}

// TestForwardedBlocksAreRead: what an app posts has its text in blocks, and so has what is
// forwarded of it.
func TestForwardedBlocksAreRead(t *testing.T) {
	const attached = `[{"is_share":true,"is_msg_unfurl":true,"text":"","message_blocks":[{"team":"T1","message":{"blocks":[
		{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"When does the lease end?"}]}]},
		{"type":"section","text":{"type":"mrkdwn","text":"It *ends*."}}]}}]}]`
	e := event{Attachments: json.RawMessage(attached)}
	if got := e.message().Content(); got != "When does the lease end?\nIt ends." {
		t.Errorf("it says %q", got)
	}
}

// TestWhatIsForwardedIntoAThreadIsRead by somebody who then calls the bot.
func TestWhatIsForwardedIntoAThreadIsRead(t *testing.T) {
	w := newWorld(t)
	forwarded := inThread(thread, thread, "U2", "")
	forwarded["attachments"] = []any{map[string]any{"is_share": true, "is_msg_unfurl": true, "text": "When does the lease end?"}}
	w.said = map[string][]map[string]any{thread: {forwarded}}
	m := mention("C1", "1700000004.000100", "can you answer this?")
	m["thread_ts"] = thread
	if err := w.event(m); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	r := w.Last(t)
	said, err := w.slack.ReadThread(t.Context(), &r)
	if err != nil || len(said) == 0 || said[0].Text != "When does the lease end?" {
		t.Errorf("said is %+v, %v", said, err)
	}
}

// TestANoteIsNotTakenForAnAnswer: a note that a click has left in the thread stands when the
// answer comes after a restart.
func TestANoteIsNotTakenForAnAnswer(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Person, o.AutoChannels = "U7", []string{"C1"} })
	if err := w.event(mention("C1", "1600000001.000100", "Lease?")); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	w.click(actionPerson, "C1", w.buttonValue(actionPerson))
	r := w.Last(t)
	r.ID, r.Again = "R9", true // asked before the note, answered by another process
	o, err := originOf(&r)
	if err != nil {
		t.Fatal(err)
	}
	if there, err := w.slack.findPosted(t.Context(), o, &r); err != nil || len(there) > 0 {
		t.Errorf("%q are taken for an answer (%v)", there, err)
	}
}

// TestTheNotificationNamesTheChannel in which there is no reply.
func TestTheNotificationNamesTheChannel(t *testing.T) {
	for name, want := range map[string]string{"general": "#general", "": "#C1"} {
		w := newWorld(t)
		w.people = map[string]string{"C1": name}
		r := bot.Request{ID: "R1", Origin: mustJSON(t, origin{Team: team, Channel: "C1", User: "U1"})}
		w.fail("chat.delete", refused("is_archived"))
		cause := w.slack.removeMessage(t.Context(), origin{Channel: "C1"}, "1")
		if err := w.slack.TellUndelivered(t.Context(), &r, cause); err != nil || len(w.messages) != 1 || !strings.Contains(w.messages[0].text, "in "+want+" any more") {
			t.Errorf("the person reads %+v (%v)", w.messages, err)
		}
	}
}

// TestAVoteIsThankedForOnce, where Slack doesn't show that a button was pressed.
func TestAVoteIsThankedForOnce(t *testing.T) {
	for channel, want := range map[string]int{"C1": 1, "D1": 0} {
		w := newWorld(t)
		for range 2 {
			w.click(actionRate, channel, packValue("R1", bot.Up))
		}
		if told := w.told(); len(told) != want || want > 0 && told[0] != "Thank you. I have noted that." || len(w.Ratings) != 2 {
			t.Errorf("in %s the person is told %q of %d votes", channel, told, len(w.Ratings))
		}
	}
}

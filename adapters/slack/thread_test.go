package slack

import (
	"encoding/json"
	"footnote/bot/inbox"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/retrieval/utterance"
)

// inThread is a message of somebody in a thread.
func inThread(thread, ts, user, text string) map[string]any {
	return map[string]any{"type": "message", "user": user, "channel": "C1", "channel_type": "channel", "ts": ts, "thread_ts": thread, "text": text}
}

const thread = "1700000001.000100"

// aboveThread has the fake know a thread with a question.
func (f *fake) aboveThread() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.said = map[string][]map[string]any{thread: {
		inThread(thread, thread, "U2", "<@U3> hi! "+realbot.Question+" :pray:"),
		inThread(thread, "1700000002.000100", "U3", "no idea, sorry"),
		{"type": "message", "user": "UB", "bot_id": "B7", "ts": "1700000003.000100", "text": "Have you tried the wiki?"},
		inThread(thread, "1700000004.000100", "U1", "<@"+botUser+"> can you answer this?"),
		inThread(thread, "1700000005.000100", "U2", "How many pigs fly?"),
	}}
}

func TestThreadsAreReadUpToTheMention(t *testing.T) {
	w := newWorld(t)
	w.aboveThread()
	m := mention("C1", "1700000004.000100", "can you answer this?")
	m["thread_ts"] = thread
	if err := w.event(m); err != nil {
		t.Fatal(err)
	}
	w.Texts()
	r := w.Last(t)
	said, err := w.slack.ReadThread(t.Context(), &r)
	if err != nil || !r.Above || len(said) != 4 || !said[2].Own || !said[3].Own || said[0].Text != "hi! "+realbot.Question || said[1].Text != "no idea, sorry" {
		t.Errorf("said is %+v, %v; above: %v", said, err, r.Above)
	}
	for code, want := range map[string]string{"missing_scope": "scope channels:history", "not_in_channel": "Invite me", "thread_not_found": "", "token_revoked": "refused"} {
		w.fail("conversations.replies", refused(code))
		said, err := w.slack.ReadThread(t.Context(), &r)
		if len(said) > 0 || (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) || bot.IsRefused(err) != (code == "token_revoked") {
			t.Errorf("%s: %+v, %v", code, said, err)
		}
	}
}

func TestABareMentionOutsideAThreadIsToldSo(t *testing.T) {
	f := serving(t, func(m bot.Messenger) *inbox.Service { return realbot.Start(t, platformName, m) })
	f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", "1700000009.000100", ":wave:")))
	realbot.Await(t, "what is said to the asker", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return len(f.messages) == 1
	})
	if m := f.messages[0]; m.user != "U1" || !strings.Contains(m.text, "There is no question") {
		t.Errorf("said is %+v", m)
	}
}

// readChat takes messages of these tests apart, whatever is fitted.
func readChat(text string) utterance.Utterance {
	u := utterance.Utterance{Text: text, Question: text}
	switch {
	case text == "" || strings.Contains(text, "answer this"):
		u.Kind = utterance.Pointing
	case !strings.HasSuffix(text, "?"):
		u.Kind = utterance.Chatter
	}
	return u
}

// servingChat is serving with a bot that understands chat.
func servingChat(t *testing.T, set ...func(*Options)) (f *fake, service *inbox.Service) {
	f = serving(t, func(m bot.Messenger) *inbox.Service {
		service = realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Read = readChat })
		return service
	}, set...)
	return f, service
}

// TestAMentionMidThreadAnswersTheQuestionAbove: with words that point at it, and
// without any.
func TestAMentionMidThreadAnswersTheQuestionAbove(t *testing.T) {
	for _, text := range []string{"can you answer this?", ""} {
		f, _ := servingChat(t)
		f.aboveThread()
		m := mention("C1", "1700000004.000100", text)
		m["thread_ts"] = thread
		f.sockets.deliver("E1", kindEvents, callbackOf(m))
		answer := f.answerIn(t, thread)
		if !strings.Contains(answer.text, realbot.Answer) || !strings.Contains(answer.text, "Understood as: hi! "+realbot.Question) {
			t.Errorf("%q is answered %q", text, answer.text)
		}
	}
}

func TestAThreadThatCantBeReadIsToldSo(t *testing.T) {
	f, _ := servingChat(t)
	m := mention("C1", "1700000004.000100", "can you answer this?")
	m["thread_ts"] = thread
	f.fail("conversations.replies", refused("missing_scope"))
	f.sockets.deliver("E1", kindEvents, callbackOf(m))
	if answer := f.answerIn(t, thread); !strings.Contains(answer.text, "I may not read this thread") || strings.Contains(answer.text, "[1]") {
		t.Errorf("it is answered %q", answer.text)
	}
}

// TestChatterInFollowedThreadsGetsNoReply: the bot answers what it is asked, and
// nothing else.
func TestChatterInFollowedThreadsGetsNoReply(t *testing.T) {
	f, service := servingChat(t, func(o *Options) { o.Follow = []string{"*"} })
	f.sockets.deliver("E1", kindEvents, callbackOf(mention("C1", thread, realbot.Question)))
	realbot.Await(t, "the first answer", func() bool {
		known, err := service.Known(t.Context(), messageKey(team, "C1", thread))
		return known && err == nil
	})
	calls := f.count("assistant.threads.setStatus")
	said := []string{
		"thanks, that is clear", "ok :+1:", "<@U9> can you take this one?", "lol", "brb", "<https://meet.example/abc>",
		"<@U9> how many cells of traffickers has Morocco moved against since 2004?", "which griffin flies to Atlantis?",
	}
	for i, text := range append(said, "How many cells of traffickers has Morocco moved against since 2004?") {
		ts := "17000000" + string(rune('1'+i)) + "0.000100"
		f.sockets.deliver("F"+ts, kindEvents, callbackOf(inThread(thread, ts, "U1", text)))
	}
	realbot.Await(t, "the second answer", func() bool {
		f.mu.Lock()
		defer f.mu.Unlock()
		return len(f.messages) > 1 && !f.messages[len(f.messages)-1].streaming && strings.Contains(f.messages[len(f.messages)-1].text, "3,000")
	})
	if n := len(f.messages); n != 2 {
		t.Errorf("%d messages stand, want 2", n)
	}
	if n := f.count("assistant.threads.setStatus") - calls; n > 2 { // of the last one, and its end
		t.Errorf("%d times people saw that it works", n)
	}
	if n := f.count("conversations.replies"); n > 0 {
		t.Errorf("threads were read %d times", n)
	}
}

func TestChannelsThatAreAnsweredWithoutAMention(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.AutoChannels, o.Person = []string{"C1"}, "S7" })
	say := func(ts, text string, more ...any) {
		t.Helper()
		m := map[string]any{"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": ts, "text": text}
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		if err := w.event(m); err != nil {
			t.Fatal(err)
		}
	}
	say("1700000001.000100", "Lease?")
	say("1700000002.000100", "<@U9> Lease?")
	say("1700000003.000100", "<!subteam^S1> Lease?")
	say("1700000004.000100", "Lease?", "channel", "C2")
	say("1700000005.000100", "Lease?", "thread_ts", "1700000000.000100") // a thread of others
	if got := w.Texts(); len(got) != 1 || !w.Last(t).Unasked {
		t.Fatalf("submitted %q", got)
	}
	reply := w.messages[len(w.messages)-1]
	if reply.thread != "1700000001.000100" {
		t.Errorf("the reply stands in %q", reply.thread)
	}
	in := func(thread string) []any {
		return []any{"message", map[string]any{"ts": reply.ts, "thread_ts": thread}}
	}
	for range 2 { // once is enough
		w.click(actionPerson, "C1", w.buttonValue(actionPerson), in(reply.thread)...)
	}
	v := w.messages[1].visible()
	if len(w.messages) != 3 || w.messages[1].thread != reply.thread || len(v.Mentions) != 2 || !strings.Contains(v.Mentions[1], "S7") || w.messages[2].user == "" {
		t.Errorf("%d messages; the call says %+v", len(w.messages), v)
	}
	say("1700000006.000100", "And the rent?", "thread_ts", reply.thread)
	if got := w.Texts(); len(got) != 2 {
		t.Errorf("submitted %q", got)
	}
	for range 2 {
		w.click(actionSolved, "C1", w.buttonValue(actionSolved), in(reply.thread)...)
	}
	if len(w.Ratings) != 1 || w.Ratings[0].Vote != bot.Up || !strings.Contains(w.messages[len(w.messages)-1].text, "Solved") || len(w.messages) != 5 {
		t.Errorf("ratings %+v, %d messages", w.Ratings, len(w.messages))
	}
	say("1700000007.000100", "And the term?", "thread_ts", reply.thread)
	if got := w.Texts(); len(got) != 2 {
		t.Errorf("solved, but submitted %q", got)
	}
}

func TestNobodyIsToldThatAChannelIsClosedWhoHasntAsked(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.AutoChannels = []string{"C1"} })
	m := map[string]any{"type": "message", "user": "U1", "channel": "C1", "channel_type": "channel", "ts": "1700000001.000100", "text": "Lease?"}
	if err := w.event(m, "is_ext_shared_channel", true); err != nil || len(w.Texts())+len(w.told()) > 0 {
		t.Errorf("%v: submitted %q, told %q", err, w.Texts(), w.told())
	}
}

// TestButtonsToEndAThreadAreInItsLanguage, and so is the call for a person.
func TestButtonsToEndAThreadAreInItsLanguage(t *testing.T) {
	reply := contract.Answered("R1")
	reply.Language = "de"
	shown, err := json.Marshal(blocksOf(replyControls(&origin{Team: "T1", Channel: "C1", Thread: "1.2", Auto: true, Person: true, Followed: true}, reply, nil)))
	for _, want := range []string{`"Gelöst"`, `"Ich brauche einen Menschen"`} {
		if err != nil || !strings.Contains(string(shown), want) {
			t.Errorf("the buttons lack %s: %s, %v", want, shown, err)
		}
	}
	w := newWorld(t, func(o *Options) { o.Person = "S7" })
	w.Language = "de"
	w.click(actionPerson, "C1", packValue("R1", "slack/T1/C1/1.2"), "message", map[string]any{"ts": "1.3", "thread_ts": "1.2"})
	if v := w.messages[0].visible(); len(v.Mentions) != 2 || !strings.Contains(w.messages[0].text, " bittet um einen Menschen: ") {
		t.Errorf("the call says %q, %+v", w.messages[0].text, v)
	}
}

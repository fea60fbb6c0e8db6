package discord

import (
	"encoding/json"
	"footnote/bot/inbox"
	"net/http"
	"strings"
	"testing"

	"footnote/adapters/internal/contract"
	"footnote/adapters/internal/realbot"
	"footnote/bot"
	"footnote/retrieval/utterance"
)

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

// newChat is newReal with a bot that understands chat.
func newChat(t *testing.T, set ...func(*Options)) *real {
	return newReal(t, func(m bot.Messenger) *inbox.Service {
		return realbot.Start(t, platformName, m, func(o *inbox.Options) { o.Read = readChat })
	}, set...)
}

const (
	helper = "600000000000000002"
	mid    = "1000000000000000050"
	thread = "1000000000000000077"
)

// by is a message of somebody.
func by(id, channel, who, content string) map[string]any {
	return map[string]any{"id": id, "channel_id": channel, "type": 0, "content": content, "author": map[string]any{"id": who}}
}

// inThread has the fake know a thread that begins with a question.
func (f *fake) inThread() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.said = map[string][]any{
		textChannel: {by(thread, textChannel, helper, "hi <@"+person+">! "+realbot.Question+" <:pray:12>")},
		thread:      {by("1000000000000000078", thread, person, "no idea"), by("1000000000000000090", thread, helper, "How many pigs fly?")},
	}
	f.faults["GET "+thread] = []fault{status(http.StatusOK, `{"id":"`+thread+`","type":11,"parent_id":"`+textChannel+`","name":"Networks"}`)}
}

func TestAReplyAnswersWhatItRepliesTo(t *testing.T) {
	for _, content := range []string{"<@" + botUser + "> can you answer this?", "<@" + botUser + ">"} {
		r := newChat(t)
		r.event("MESSAGE_CREATE", r.message(mid, textChannel, content, "type", 19,
			"message_reference", map[string]any{"message_id": "1000000000000000001"},
			"referenced_message", by("1000000000000000001", textChannel, helper, realbot.Question)))
		r.final(0, textChannel, theAnswer, "Understood as: "+realbot.Question)
		if n := r.count(http.MethodGet, "/messages"); n > 0 {
			t.Errorf("the history was read %d times", n)
		}
	}
}

func TestAReplyThatDiscordDoesntSendIsRead(t *testing.T) {
	r := newChat(t)
	r.said = map[string][]any{textChannel: {by("1000000000000000001", textChannel, helper, realbot.Question)}}
	r.event("MESSAGE_CREATE", r.message(mid, textChannel, "<@"+botUser+">", "type", 19, "message_reference", map[string]any{"message_id": "1000000000000000001"}))
	r.final(0, textChannel, theAnswer)
}

func TestAMentionInAThreadAnswersTheQuestionAbove(t *testing.T) {
	r := newChat(t)
	r.inThread()
	r.event("MESSAGE_CREATE", r.message("1000000000000000080", thread, "<@"+botUser+"> can you answer this?"))
	r.final(0, thread, theAnswer, "Understood as: hi! "+realbot.Question)
}

func TestWhatCantBeReadIsToldSo(t *testing.T) {
	r := newChat(t)
	r.inThread()
	r.history = false
	r.event("MESSAGE_CREATE", r.message("1000000000000000080", thread, "<@"+botUser+"> can you answer this?"))
	r.final(0, thread, "Give me Read Message History")

	hidden := newChat(t)
	hidden.event("MESSAGE_CREATE", hidden.message(mid, textChannel, "<@"+botUser+">", "type", 19, "message_reference", map[string]any{"message_id": "1"},
		"referenced_message", by("1", textChannel, helper, "")))
	hidden.final(0, textChannel, "Discord hides from me what others write")

	bare := newChat(t)
	bare.event("MESSAGE_CREATE", bare.message(mid, textChannel, "<@"+botUser+">"))
	bare.final(0, textChannel, "There is no question")
}

// TestChatterInThreadsGetsNoReply: in threads that the bot has opened it answers what
// it is asked, and nothing else.
func TestChatterInThreadsGetsNoReply(t *testing.T) {
	r := newChat(t, func(o *Options) { o.Threads, o.MessageContent = []string{"*"}, true })
	r.event("MESSAGE_CREATE", r.message(thread, textChannel, "<@"+botUser+"> "+realbot.Question))
	r.final(0, thread, theAnswer)
	realbot.Await(t, "the end of the first", func() bool {
		known, err := r.service.Known(t.Context(), platformName+"/"+thread)
		return known && err == nil
	})
	for i, content := range []string{
		"thanks, that is clear", "ok 👍", "<@" + helper + "> how many cells of traffickers has Morocco moved against since 2004?", "lol", "brb",
		"https://meet.example/abc", "which griffin flies to Atlantis?", "How many cells of traffickers has Morocco moved against since 2004?",
	} {
		r.event("MESSAGE_CREATE", r.message("10000000000000001"+string(rune('0'+i))+"0", thread, content))
	}
	r.final(1, thread, "3,000 cells")
	if n := r.stand(); n != 2 {
		t.Errorf("%d messages stand, want 2", n)
	}
}

const forum = "700000000000000015"

func TestForumPostsAreAnsweredWithoutAMention(t *testing.T) {
	r := newChat(t, func(o *Options) {
		o.AutoChannels, o.Person, o.MessageContent = []string{forum}, "&"+botRole, true
	})
	r.event("THREAD_CREATE", mustJSON(t, map[string]any{"id": thread, "type": 11, "parent_id": forum, "name": realbot.Question}))
	r.event("MESSAGE_CREATE", r.message(thread, thread, ""))
	answer, _ := r.final(0, thread, theAnswer)
	r.event("MESSAGE_CREATE", r.message("1000000000000000081", thread, "which griffin flies to Atlantis?"))
	r.event("MESSAGE_CREATE", r.message("1000000000000000082", thread, "<@"+botUser+"> "+otherQuestion))
	r.final(1, thread, "FOPREL")
	for _, action := range []string{actionSolved, actionPerson} {
		answer.control(t, action)
	}
	if n := r.stand(); n != 2 {
		t.Errorf("%d messages stand, want 2", n)
	}
}

func TestAutomaticChannelsHaveAPersonAndAnEnd(t *testing.T) {
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s, func(o *Options) {
		o.AutoChannels, o.Person, o.MessageContent = []string{textChannel}, "&"+botRole, true
	})
	say := func(id, channel, content string, more ...any) {
		t.Helper()
		m := by(id, channel, person, content)
		m["guild_id"] = guild
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i].(string)] = more[i+1]
		}
		if err := d.onMessage(t.Context(), mustJSON(t, m)); err != nil {
			t.Fatal(err)
		}
		s.Work.Wait()
	}
	say(thread, textChannel, "Lease?")
	say("2", textChannel, "<@"+helper+"> Lease?")
	say("3", textChannel, "<@&5> Lease?")
	say("4", textChannel, "Lease?", "referenced_message", by("9", textChannel, helper, "hm"))
	say("5", "700000000000000009", "Lease?")
	if got := s.Texts(); len(got) != 1 || !s.Last(t).Unasked || f.messages[0].channel != thread {
		t.Fatalf("submitted %q; stands in %s", got, f.messages[0].channel)
	}
	click := func(n int, action string) {
		t.Helper()
		data := interact(n, 3, `{"custom_id":"`+f.messages[0].control(t, action)+`","component_type":2}`)
		over(t, d, s, json.RawMessage(strings.ReplaceAll(string(data), textChannel, thread)))
	}
	click(11, actionPerson)
	click(12, actionPerson)
	bodies := func() (all string) {
		for _, c := range f.calls {
			if strings.HasSuffix(c.path, "/callback") {
				all += string(c.body) + "\n"
			}
		}
		return all
	}
	if said := bodies(); strings.Count(said, `"roles":["`+botRole+`"]`) != 1 || !strings.Contains(said, "called already") {
		t.Errorf("said is %s", said)
	}
	say("6", thread, "And the rent?")
	click(13, actionSolved)
	click(14, actionSolved)
	say("7", thread, "And the term?")
	if got := s.Texts(); len(got) != 2 || len(s.Ratings) != 1 || strings.Count(bodies(), "**Solved.**") != 1 {
		t.Errorf("submitted %q, ratings %+v, said %s", got, s.Ratings, bodies())
	}
	say("8", thread, "<@"+botUser+"> And the term?")
	say("9", thread, "And the deposit?")
	if got := s.Texts(); len(got) != 4 {
		t.Errorf("asked back, but submitted %q", got)
	}
}

func TestAQuestionIsRepeatedAboveTheAnswerToACommand(t *testing.T) {
	for _, private := range []bool{false, true} {
		f, s := newFake(t), contract.NewService()
		d := start(t, f, s)
		more := ""
		if private {
			more = `,{"name":"private","type":5,"value":true}`
		}
		over(t, d, s, ask(1, more))
		if text := f.messages[0].visible().Text; strings.Contains(text, "When does the lease end?") == private {
			t.Errorf("for the asker alone: %v; it says %q", private, text)
		}
	}
}

// TestButtonsToEndAThreadAreInItsLanguage, and so is the call for a person.
func TestButtonsToEndAThreadAreInItsLanguage(t *testing.T) {
	reply := contract.Answered("R1")
	reply.Language = "de"
	shown := string(mustJSON(t, joinPieces(autoControls(&origin{Auto: true, Person: true}, reply), grey)))
	for _, want := range []string{`"Gelöst"`, `"Ich brauche einen Menschen"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("the buttons lack %s: %s", want, shown)
		}
	}
	f, s := newFake(t), contract.NewService()
	d := start(t, f, s, func(o *Options) { o.Person = person })
	call := interact(11, 3, `{"custom_id":"`+customID(actionPerson, "R1", "")+`","component_type":2}`)
	over(t, d, s, json.RawMessage(strings.Replace(string(call), `{"id"`, `{"locale":"de","id"`, 1)))
	if said := string(f.calls[len(f.calls)-1].body); !strings.Contains(said, " bittet um einen Menschen: ") || !strings.Contains(said, `"users":["`+person+`"]`) {
		t.Errorf("the call says %s", said)
	}
}

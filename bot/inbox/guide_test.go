package inbox_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/inbox"
	"footnote/retrieval/utterance"
)

// shelf is a catalogue of the bench's documents.
type shelf struct{}

func (shelf) Titles(context.Context) ([]bot.Title, time.Time, error) {
	var list []bot.Title
	for _, d := range documents() {
		list = append(list, bot.Title{Document: d.ID, Title: d.Title, MediaType: "text/plain", Language: "en"})
	}
	return list, time.Unix(1, 0), nil
}

func (shelf) Suggestions(context.Context) ([]bot.Suggestion, error) {
	return []bot.Suggestion{{Document: documents()[0].ID, Question: "When was the ferry Anna built?"}}, nil
}

// readSocially takes a few messages for what they are and all others for questions.
func readSocially(text string) utterance.Utterance {
	u := utterance.Utterance{Text: text, Question: text}
	switch kind, topic, _ := strings.Cut(text, ": "); kind {
	case "hallo":
		u.Kind, u.Question = utterance.Greeting, ""
	case "thanks":
		u.Kind, u.Question = utterance.Thanks, ""
	case "list":
		u.Kind, u.Question = utterance.Listing, topic
	case "summarise":
		u.Kind, u.Question = utterance.Summarizing, topic
	case "tell":
		u.Kind, u.Question = utterance.About, topic
	}
	return u
}

func guided(o *inbox.Options) { o.Catalog, o.Read = shelf{}, readSocially }

// TestWhatIsNoQuestion is replied to by a guide, in the asker's language, and is
// neither a gap nor anything that a follow-up refers to, nor one of the asker's questions.
func TestWhatIsNoQuestion(t *testing.T) {
	b := newBench(t, guided)
	say := func(text string) *bot.Reply {
		t.Helper()
		r := request(text)
		r.Conversation, r.Asker = "test/talk", "test/talker"
		return b.closed(b.submit(r)).Reply
	}
	hello := say("hallo")
	if hello.Guide == nil || hello.Guide.To != bot.ToGreeting || hello.Language != "de" || hello.Answer != nil ||
		hello.Guide.Overview.Documents != len(documents()) || !slices.Equal(hello.Guide.Overview.Suggestions, []string{"When was the ferry Anna built?"}) {
		t.Errorf("%+v, %+v", hello, hello.Guide)
	}
	if r := say("When was the ferry Anna built?"); r.Answer == nil || r.Answer.Outcome != bot.Answered || r.Language != "en" {
		t.Errorf("%+v", r)
	}
	if r := say("thanks"); r.Guide == nil || r.Guide.To != bot.ToThanks || r.Guide.Overview != nil {
		t.Errorf("%+v", r)
	}
	if r := say("What about Bruno?"); r.Answer == nil {
		t.Errorf("after thanks a follow-up is answered by %+v", r.Guide)
	}
	if r := say("tell: zeppelins"); r.Guide == nil || r.Guide.Told == nil || len(r.Guide.Told.Citations) > 0 || r.Guide.HasFound() {
		t.Errorf("%+v", r.Guide)
	}
	gaps, err := inbox.Gaps(t.Context(), b.store, analyzerOf(t, b), time.Time{})
	if err != nil || slices.ContainsFunc(gaps, func(g inbox.Gap) bool {
		return g.Question != "When was the tug Bruno built?" && !strings.Contains(g.Question, "Bruno")
	}) {
		t.Errorf("gaps %+v, %v", gaps, err)
	}
	past, err := b.Recent(t.Context(), "test/talker", 5)
	if err != nil || len(past) != 2 || past[0].Language != "en" {
		t.Errorf("asked before: %+v, %v", past, err)
	}
}

// TestListsAndSummaries come from the documents that the place may see, and stay among
// those who may see them.
func TestListsAndSummaries(t *testing.T) {
	b := newBench(t, guided)
	list := b.closed(b.submit(request("list: ferry"))).Reply.Guide
	if len(list.Documents) != 1 || list.Documents[0].Document != "anna.txt" {
		t.Errorf("%+v", list)
	}
	told := b.closed(b.submit(request("tell: ferry"))).Reply
	if told.Guide.Told == nil || len(told.Guide.Told.Citations) == 0 || len(told.Citations()) != len(told.Guide.Told.Citations) {
		t.Errorf("%+v", told.Guide)
	}
	short := b.closed(b.submit(request("summarise: bruno"))).Reply.Guide
	if short.Told == nil || !short.Named || !strings.HasPrefix(short.Told.Citations[0].Excerpt, "The tug Bruno belongs") {
		t.Errorf("%+v", short)
	}
}

// TestTheLocaleCountsWhereTheTextShowsNoLanguage.
func TestTheLocaleCountsWhereTheTextShowsNoLanguage(t *testing.T) {
	b := newBench(t, guided)
	for _, c := range []struct{ text, locale, want string }{
		{"Zeppelin", "ja", "ja"}, {"Zeppelin", "", "en"}, {"Wann wurde die Fähre gebaut?", "ja", "de"}, {"When was the ferry built?", "pt-BR", "en"},
	} {
		r := request(c.text)
		r.Language, r.Conversation = c.locale, r.Keys[0]
		if got := b.closed(b.submit(r)).Reply.Language; got != c.want {
			t.Errorf("%q with the locale %q is answered in %q, want %q", c.text, c.locale, got, c.want)
		}
	}
	for _, text := range []string{"Wann wurde die Fähre gebaut?", "2016?"} {
		r := request(text)
		r.Conversation = "test/german"
		if got := b.closed(b.submit(r)).Reply.Language; got != "de" {
			t.Errorf("%q in a German conversation is answered in %q", text, got)
		}
	}
}

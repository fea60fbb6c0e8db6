package inbox_test

import (
	"context"
	"errors"
	"footnote/bot/inbox"
	"footnote/bot/present"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval/utterance"
)

// readSimply takes a few messages apart, so that these tests don't depend on what is
// fitted.
func readSimply(text string) utterance.Utterance {
	u := utterance.Utterance{Text: text}
	switch {
	case text == "" || strings.Contains(text, "answer this"):
		u.Kind = utterance.Pointing
	case strings.HasPrefix(text, "Ole, "):
		u.ToOthers = true
	case strings.HasPrefix(text, "summarise "):
		u.Kind, u.Question = utterance.Summarizing, strings.TrimPrefix(text, "summarise ")
	case !strings.HasSuffix(text, "?"):
		u.Kind = utterance.Chatter
	}
	return u
}

// threadMessenger can read what stands above.
type threadMessenger struct {
	*bottest.Messenger
	said  []bot.Said
	err   error
	reads atomic.Int32
}

func (m *threadMessenger) ReadThread(context.Context, *bot.Request) ([]bot.Said, error) {
	m.reads.Add(1)
	return m.said, m.err
}

// newThreadBench starts a Service whose platform has a thread.
func newThreadBench(t *testing.T, m *threadMessenger, set ...func(*inbox.Options)) *bench {
	return newBench(t, func(o *inbox.Options) {
		m.Messenger = o.Messengers["test"].(*bottest.Messenger)
		o.Messengers = map[string]bot.Messenger{"test": m}
		o.Read = readSimply
		for _, f := range set {
			f(o)
		}
	})
}

const ferry = "When was the ferry Anna built?"

func TestWhatAMessagePointsAtIsAnswered(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		said   []bot.Said
		err    error
		answer string // that is understood, or what is said instead
	}{
		"the question above":       {"can you answer this?", []bot.Said{{Text: ferry}, {Text: "lol"}, {Text: "Not in the documents?", Own: true}}, nil, ferry},
		"the last question":        {"", []bot.Said{{Text: "Whose is the tug Bruno?"}, {Text: ferry}}, nil, ferry},
		"the first if none asks":   {"", []bot.Said{{Text: "the year in which the ferry Anna was built"}, {Text: "lol"}}, nil, "the year in which the ferry Anna was built"},
		"what is replied to":       {"", []bot.Said{{Text: ferry, Pointed: true}, {Text: "Whose is the tug Bruno?"}}, nil, ferry},
		"what is quoted":           {"can you answer this?\n> " + ferry, []bot.Said{{Text: "Whose is the tug Bruno?"}}, nil, ferry},
		"nothing above":            {"can you answer this?", []bot.Said{{Text: "Sure?", Own: true}}, nil, "I don't see which question you mean"},
		"unreadable":               {"", nil, &bot.Complaint{Text: "Invite me."}, "Invite me."},
		"unreadable for no reason": {"", nil, &bot.DeliveryError{Final: true, Err: errors.New("no such channel")}, "I can't read what stands above"},
	} {
		t.Run(name, func(t *testing.T) {
			m := &threadMessenger{said: c.said, err: c.err}
			b := newThreadBench(t, m)
			r := request(c.text)
			r.Above = true
			closed := b.closed(b.submit(r))
			if f := closed.Reply.Failure; f != nil {
				if !strings.HasPrefix(present.ExcuseFor(f).Text, c.answer) || f.Request != closed.ID {
					t.Errorf("the asker hears %+v, want %q", f, c.answer)
				}
			} else if closed.Reply.Understood != c.answer || !strings.Contains(closed.Reply.Answer.Sentences[0].Text, "1987") {
				t.Errorf("understood as %q: %+v", closed.Reply.Understood, closed.Reply.Answer)
			}
			gaps, err := inbox.Gaps(t.Context(), b.store, nil, closed.Received)
			if err != nil || len(gaps) > 0 {
				t.Errorf("gaps %+v, %v", gaps, err)
			}
		})
	}
}

func TestWithoutAThreadNothingUnrelatedIsAnswered(t *testing.T) {
	b := newThreadBench(t, &threadMessenger{})
	if r := b.ask("can you answer this?"); r.Failure == nil || r.Failure.Reason != bot.NoneAbove {
		t.Errorf("the reply is %+v", r)
	}
	var refused *bot.Complaint
	if _, err := b.Submit(t.Context(), request("")); !errors.As(err, &refused) || refused.Reason != bot.Empty {
		t.Errorf("a mention alone: %v", err)
	}
}

// TestWhatIsPointedAtSurvivesARestart: what was found stays what is answered.
func TestWhatIsPointedAtSurvivesARestart(t *testing.T) {
	m := &threadMessenger{said: []bot.Said{{Text: "Whose is the tug Bruno?"}}}
	b := newThreadBench(t, m)
	b.end()
	r := request("can you answer this?")
	r.ID, r.Kind, r.Above = "left", bot.Ask, true
	left := bot.Record{Request: r, Step: bot.Opened, Ref: "post/left", Pointed: &bot.Pointed{Text: ferry}}
	left.Received = b.Now()
	if _, err := b.store.Add(t.Context(), left); err != nil {
		t.Fatal(err)
	}
	b.start()
	if got := b.closed("left").Reply.Understood; got != ferry || m.reads.Load() > 0 {
		t.Errorf("understood as %q after %d looks", got, m.reads.Load())
	}
}

func TestAnEditedMessagePointsAnew(t *testing.T) {
	m := &threadMessenger{said: []bot.Said{{Text: ferry}}}
	b := newThreadBench(t, m)
	r := request("can you answer this?")
	r.Above = true
	id := b.submit(r)
	b.closed(id)
	if done, err := b.Edit(t.Context(), r.Keys[0], "Whose is the tug Bruno?"); !done || err != nil {
		t.Fatal(done, err)
	}
	if got := b.closed(id); got.Pointed != nil || got.Reply.Understood != "" {
		t.Errorf("pointed %+v, understood as %q", got.Pointed, got.Reply.Understood)
	}
}

func TestNobodyIsToldWhatNobodyAsked(t *testing.T) {
	b := newThreadBench(t, &threadMessenger{})
	unasked := func(text string) string {
		r := request(text)
		r.Unasked = true
		return b.submit(r)
	}
	for _, text := range []string{"lol", "thanks, that is clear", "can you answer this?", "Ole, when was the ferry Anna built?"} {
		if id := unasked(text); id != "" {
			t.Errorf("%q is written down as %s", text, id)
		}
	}
	silent := unasked("Which griffin flies to Atlantis?")
	answered := unasked(ferry)
	if r := b.closed(answered); r.Reply.Outcome() != bot.Answered || len(b.messenger.Post(answered).Finals) != 1 {
		t.Errorf("the reply is %+v", r.Reply)
	}
	if _, err := b.store.Load(t.Context(), silent); !errors.Is(err, bot.ErrUnknown) {
		t.Errorf("what isn't answered is kept: %v", err)
	}
	if p := b.messenger.Post(silent); p.Opened+len(p.Drafts)+len(p.Finals) > 0 || p.Retract {
		t.Errorf("people see %+v", p)
	}
	past, err := b.Recent(t.Context(), "test/u", 9)
	if err != nil || len(past) != 1 {
		t.Errorf("remembered are %+v, %v", past, err)
	}
}

// TestUnaskedMessagesAreNotComplainedAbout: a limit that they meet is nobody's news.
func TestUnaskedMessagesAreNotComplainedAbout(t *testing.T) {
	b := newBench(t, func(o *inbox.Options) { o.Read, o.Limits.PerAsker = readSimply, 1 })
	var ids []string
	for range 3 {
		r := request(ferry)
		r.Unasked = true
		ids = append(ids, b.submit(r))
	}
	if ids[0] == "" || !slices.Equal(ids[1:], []string{"", ""}) {
		t.Errorf("taken are %q", ids)
	}
}

// TestAnUnaskedAnswerGoesWithItsQuestion: an edit that makes it no question, or one
// without an answer, takes the answer back.
func TestAnUnaskedAnswerGoesWithItsQuestion(t *testing.T) {
	b := newThreadBench(t, &threadMessenger{})
	r := request(ferry)
	r.Unasked = true
	id := b.submit(r)
	b.closed(id)
	if done, err := b.Edit(t.Context(), r.Keys[0], "Which griffin flies to Atlantis?"); !done || err != nil {
		t.Fatal(done, err)
	}
	for range 2000 {
		if _, err := b.store.Load(t.Context(), id); errors.Is(err, bot.ErrUnknown) {
			break
		}
		b.closed(b.submit(request(ferry))) // the same conversation, after it
	}
	if p := b.messenger.Post(id); !p.Retract || len(p.Finals) != 1 {
		t.Errorf("people see %+v", p)
	}
}

// TestAMentionAloneIsAnsweredInTheLanguageOfWhatItPointsAt.
func TestAMentionAloneIsAnsweredInTheLanguageOfWhatItPointsAt(t *testing.T) {
	b := newThreadBench(t, &threadMessenger{said: []bot.Said{{Text: "Wann wurde die Fähre Anna gebaut?"}}})
	r := request("")
	r.Above = true
	if got := b.closed(b.submit(r)).Reply.Language; got != "de" {
		t.Errorf("the language of the reply is %q", got)
	}
}

// TestWhatIsPointedAtMayBeNoQuestion: it is met by a guide, with the model of utterances
// as it is shipped; and "why?" after an answer is a follow-up, not a call for help.
func TestWhatIsPointedAtMayBeNoQuestion(t *testing.T) {
	m := &threadMessenger{said: []bot.Said{{Text: "what do you know about the ferry"}}}
	b := newThreadBench(t, m, func(o *inbox.Options) { o.Read, o.Catalog = nil, shelf{} })
	r := request("")
	r.Above = true
	if g := b.closed(b.submit(r)).Reply.Guide; g == nil || g.To != bot.ToAbout || len(g.Told.Citations) == 0 {
		t.Errorf("the reply is %+v", g)
	}
	if r := b.ask(ferry); r.Outcome() != bot.Answered {
		t.Errorf("%+v", r.Answer)
	}
	if r := b.ask("Why?"); r.Answer == nil || r.Understood != "" {
		t.Errorf("%+v", r)
	}
	// What may ask is looked up first.
	if r := b.ask("ヘルプ"); r.Guide == nil || r.Guide.To != bot.ToHelp || r.Answer != nil || r.Language != "ja" {
		t.Errorf("%+v", r)
	}
	if r := b.ask("flurbish wozzle"); r.Outcome() != bot.NotFound {
		t.Errorf("%+v", r)
	}
}

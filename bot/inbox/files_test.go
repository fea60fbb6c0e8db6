package inbox_test

import (
	"context"
	"errors"
	"footnote/bot/attached"
	"footnote/bot/inbox"
	"footnote/bot/present"
	"footnote/bot/wording"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/bot"
	"footnote/bot/bottest"
	"footnote/retrieval/blevex"
)

// filing is a platform whose messages have files.
type filing struct {
	*bottest.Messenger
	content map[string]string // by file
	reads   atomic.Int32
}

func (m *filing) ReadFile(_ context.Context, _ *bot.Request, f bot.File, most int64) ([]byte, error) {
	m.reads.Add(1)
	content, ok := m.content[f.ID]
	if !ok {
		return nil, &bot.Complaint{Text: "nobody has it"}
	}
	return []byte(content[:min(len(content), int(most))]), nil
}

const minutes = "Minutes of the harbour board.\n\nThe board decided to repaint the lighthouse. The work costs 12,000 euros and begins on 3 June."

func newFilingBench(t *testing.T, policy inbox.Policy) (*bench, *filing) {
	shelf, err := attached.New(attached.Options{Folder: filepath.Join(t.TempDir(), "attached"), Index: blevex.BuildTemporary})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = shelf.Close() })
	m := &filing{content: map[string]string{"F1": minutes}}
	b := newBench(t, func(o *inbox.Options) {
		m.Messenger = o.Messengers["test"].(*bottest.Messenger)
		o.Messengers = map[string]bot.Messenger{"test": m}
		o.Attached, o.Read, o.Policy = shelf, readSimply, policy
	})
	return b, m
}

// withFile is a request with the minutes.
func withFile(text string) bot.Request {
	r := request(text)
	r.Files = []bot.File{{ID: "F1", Name: "minutes.txt", Size: int64(len(minutes))}}
	return r
}

func TestFilesAnswerTheQuestionsOfTheirConversation(t *testing.T) {
	b, m := newFilingBench(t, nil)
	const cost = "What does the work on the lighthouse cost?"
	first := b.closed(b.submit(withFile(cost)))
	a := first.Reply.Answer
	if a.Outcome != bot.Answered || !strings.Contains(a.Sentences[0].Text, "12,000") || !bot.IsAttached(a.Citations[0].Document) {
		t.Fatalf("the answer is %+v", a)
	}
	later := b.ask("When does the work on the lighthouse begin?") // without the file
	if later.Outcome() != bot.Answered || !strings.Contains(later.Answer.Sentences[0].Text, "3 June") || m.reads.Load() != 1 {
		t.Errorf("later: %+v after %d reads", later.Answer, m.reads.Load())
	}
	if r := b.ask(ferry); !strings.Contains(r.Answer.Sentences[0].Text, "1987") {
		t.Errorf("the documents: %+v", r.Answer)
	}
	elsewhere := request(cost)
	elsewhere.Conversation = "test/other"
	if r := b.closed(b.submit(elsewhere)); r.Reply.Outcome() == bot.Answered {
		t.Errorf("elsewhere: %+v", r.Reply.Answer)
	}

	// It is opened again where it was sent, and nowhere else.
	here := bot.Viewer{Place: first.Place, Asker: "test/somebody"}
	around, err := b.Context(t.Context(), first.ID, here, 1)
	if err != nil || !strings.Contains(around.Before+around.Excerpt+around.After, "harbour board") || around.Language != "en" {
		t.Errorf("around it: %+v, %v", around, err)
	}
	if recalled, err := b.Recall(t.Context(), first.ID, here); err != nil || len(recalled.Changed) > 0 {
		t.Errorf("recalled: %+v, %v", recalled.Changed, err)
	}
	there := here
	there.Place.Channel, there.Language = "d", "de"
	var refused *bot.Complaint
	if _, err := b.Recall(t.Context(), first.ID, there); !errors.As(err, &refused) || refused.Reason != bot.Forbidden || refused.Language != "de" {
		t.Errorf("in another channel: %v", err)
	}
}

// TestFilesAreSeenWhereDocumentsAreNot: rules are about the documents, not about what
// people send one another.
func TestFilesAreSeenWhereDocumentsAreNot(t *testing.T) {
	b, _ := newFilingBench(t, only("anna"))
	r := b.closed(b.submit(withFile("What does the work on the lighthouse cost?")))
	if r.Reply.Outcome() != bot.Answered {
		t.Fatalf("the reply is %+v", r.Reply)
	}
	if _, err := b.Recall(t.Context(), r.ID, bot.Viewer{Place: r.Place}); err != nil {
		t.Errorf("recalled: %v", err)
	}
}

// TestASummaryIsOfWhatWasSentWithIt: of a file that no document is called, where the
// place sees few documents, and to be opened again there alone.
func TestASummaryIsOfWhatWasSentWithIt(t *testing.T) {
	b, _ := newFilingBench(t, only("anna"))
	r := b.closed(b.submit(withFile("summarise the attached paper")))
	g := r.Reply.Guide
	if g == nil || !g.Named || g.Told == nil || !bot.IsAttached(g.Told.Citations[0].Document) || !slices.ContainsFunc(g.Told.Sentences, func(s bot.Sentence) bool { return strings.Contains(s.Text, "repaint the lighthouse") }) {
		t.Fatalf("the reply is %+v", r.Reply)
	}
	here := bot.Viewer{Place: r.Place}
	if _, err := b.Recall(t.Context(), r.ID, here); err != nil {
		t.Errorf("recalled: %v", err)
	}
	here.Place.Channel = "d"
	var refused *bot.Complaint
	if _, err := b.Recall(t.Context(), r.ID, here); !errors.As(err, &refused) || refused.Reason != bot.Forbidden {
		t.Errorf("in another channel: %v", err)
	}
}

// TestFilesAreSpokenOfInTheLanguageOfTheAsker.
func TestFilesAreSpokenOfInTheLanguageOfTheAsker(t *testing.T) {
	b, _ := newFilingBench(t, nil)
	r := request("")
	r.Files, r.Language = []bot.File{{ID: "F2", Name: "lost.txt"}}, "de"
	if f := b.closed(b.submit(r)).Reply.Failure; f == nil || !strings.HasPrefix(f.Text, "Nicht lesen kann ich lost.txt: ") {
		t.Errorf("the reply is %+v", f)
	}
	r = withFile("")
	r.Language = "ja"
	tone, blocks := present.Reply(b.closed(b.submit(r)).Reply)
	if p, ok := blocks[0].(present.Paragraph); !ok || tone != present.Guided || p.Text != wording.In("ja").FilesRead {
		t.Errorf("%s %+v", tone, blocks)
	}
}

// only is a policy that opens one collection.
type only string

func (p only) Collections(bot.Place) ([]string, bool) { return []string{string(p)}, false }

func TestAMessageOfFilesAloneIsAcknowledged(t *testing.T) {
	b, _ := newFilingBench(t, nil)
	if f := b.closed(b.submit(withFile(""))).Reply.Failure; f == nil || f.Reason != bot.Filed {
		t.Errorf("the reply is %+v", f)
	}
	if r := b.ask("What does the work on the lighthouse cost?"); r.Outcome() != bot.Answered {
		t.Errorf("then: %+v", r.Answer)
	}
	bad := request("")
	bad.Files = []bot.File{{ID: "F2", Name: "lost.txt"}}
	if f := b.closed(b.submit(bad)).Reply.Failure; f == nil || f.Text != "I can't read lost.txt: nobody has it." {
		t.Errorf("the reply is %+v", f)
	}
	asking := request(ferry)
	asking.Files = bad.Files
	if r := b.closed(b.submit(asking)).Reply; r.Outcome() != bot.Answered || len(r.Unread) != 1 || !strings.HasPrefix(r.Unread[0], "lost.txt: ") {
		t.Errorf("the reply is %+v, not read is %q", r.Answer, r.Unread)
	}
}

func TestFilesOfPlatformsThatDontReadThemAreNoQuestion(t *testing.T) {
	b := newBench(t, nil)
	var refused *bot.Complaint
	if _, err := b.Submit(t.Context(), withFile("")); !errors.As(err, &refused) || refused.Reason != bot.Empty {
		t.Errorf("%v", err)
	}
}

package inbox_test

import (
	"context"
	"errors"
	"testing"

	"footnote/bot"
	"footnote/bot/inbox"
)

// endless is a bot.Summarizer that goes on until it is stopped.
type endless chan string

func (e endless) Summarize(ctx context.Context, a bot.Answer, _ func(bot.Answer)) (bot.Answer, error) {
	e <- a.ID
	<-ctx.Done()
	if !errors.Is(context.Cause(ctx), bot.ErrStopped) {
		return a, ctx.Err()
	}
	a.Summary = &bot.Summary{Fallback: "it was stopped", Stopped: true}
	return a, nil
}

func TestWhoAskedStopsTheModel(t *testing.T) {
	model := make(endless)
	b := newBench(t, func(o *inbox.Options) { o.Summarizer = model })
	id := b.submit(request("When was the ferry Anna built?"))
	if asked := <-model; asked != id {
		t.Fatalf("the model writes for %s, not %s", asked, id)
	}
	var refused *bot.Complaint
	if err := b.Stop(t.Context(), id, bot.Viewer{Asker: "test/other"}); !errors.As(err, &refused) || refused.Reason != bot.Forbidden {
		t.Errorf("another stops it: %v", err)
	}
	if err := b.Stop(t.Context(), "NONE", bot.Viewer{Asker: "test/u"}); !errors.As(err, &refused) || refused.Reason != bot.Gone {
		t.Errorf("stopping what isn't there: %v", err)
	}
	if err := b.Stop(t.Context(), id, bot.Viewer{Asker: "test/u"}); err != nil {
		t.Fatal(err)
	}
	r := b.closed(id)
	if a := r.Reply.Answer; r.Reply.Failure != nil || a.Outcome != bot.Answered || !a.Summary.Stopped || len(a.Sentences) == 0 {
		t.Errorf("the reply is %+v", r.Reply)
	}
	if err := b.Stop(t.Context(), id, bot.Viewer{Asker: "test/u"}); err != nil {
		t.Errorf("stopping what is answered: %v", err)
	}
}

func TestAStoppedModelStaysStoppedAfterARestart(t *testing.T) {
	model := make(endless, 9)
	b := newBench(t, func(o *inbox.Options) { o.Summarizer = model })
	b.end()
	id := b.submit(request("When was the ferry Anna built?"))
	if err := b.Stop(t.Context(), id, bot.Viewer{Asker: "test/u"}); err != nil {
		t.Fatal(err)
	}
	<-b.ended
	b.start()
	if a := b.closed(id).Reply.Answer; a == nil || !a.Summary.Stopped {
		t.Errorf("the answer is %+v", a)
	}
}

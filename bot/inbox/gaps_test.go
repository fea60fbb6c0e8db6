package inbox_test

import (
	"footnote/bot/inbox"
	"testing"
	"time"

	"footnote/bot"
	"footnote/retrieval"
)

func analyzerOf(t *testing.T, b *bench) retrieval.Analyzer {
	t.Helper()
	x, err := b.Views.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	return x.Analyzer()
}

func TestGaps(t *testing.T) {
	b := newBench(t, nil)
	rate := func(id string, v bot.Vote, comment string) {
		t.Helper()
		if err := b.Rate(t.Context(), bot.Rating{Request: id, Asker: "test/u", Vote: v, Comment: comment}); err != nil {
			t.Fatal(err)
		}
	}
	ask := func(text string) string {
		t.Helper()
		r := request(text)
		r.Conversation = r.Keys[0] // no follow-ups
		id := b.submit(r)
		b.closed(id)
		return id
	}
	ask("What does the zeppelin licence cost?")
	ask("Zeppelin licence cost?")
	rate(ask("When was the ferry Anna built?"), bot.Down, "the year is of the rebuilding")
	rate(ask("How many passengers does the ferry Anna carry?"), bot.Up, "")
	gaps, err := inbox.Gaps(t.Context(), b.store, analyzerOf(t, b), time.Time{})
	if err != nil || len(gaps) != 2 {
		t.Fatalf("%+v, %v", gaps, err)
	}
	if g := gaps[0]; g.Question != "Zeppelin licence cost?" || g.Asked != 2 || g.Unanswered != 2 || len(g.Wordings) != 1 || len(g.Missing) == 0 {
		t.Errorf("first %+v", g)
	}
	if g := gaps[1]; g.Down != 1 || g.Unanswered != 0 || len(g.Comments) != 1 {
		t.Errorf("second %+v", g)
	}
	if n, err := b.store.Forget(t.Context(), "test/u"); err != nil || n != 4 {
		t.Errorf("forgot %d, %v", n, err)
	}
	if gaps, err = inbox.Gaps(t.Context(), b.store, analyzerOf(t, b), time.Time{}); err != nil || len(gaps) != 0 {
		t.Errorf("after all is forgotten: %+v, %v", gaps, err)
	}
}

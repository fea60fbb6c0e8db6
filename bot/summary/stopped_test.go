package summary

import (
	"context"
	"iter"
	"testing"

	"footnote/bot"
	"footnote/bot/grounding"
)

// halting is a bot.Model that writes a text, has itself stopped, and would go on.
type halting struct {
	text string
	stop context.CancelCauseFunc
}

func (h halting) Complete(ctx context.Context, _ bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if yield(h.text, nil) {
			h.stop(bot.ErrStopped)
			<-ctx.Done()
			yield("", ctx.Err())
		}
	}
}

func TestAStoppedModelLeavesWhatWasProved(t *testing.T) {
	for text, want := range map[string]struct {
		sentence, fallback string
	}{
		"The ministry confirmed the figures [2]. Morocco": {"The ministry confirmed the figures.", ""},
		"The mini": {extracted().Sentences[0].Text, "it was stopped"},
	} {
		ctx, stop := context.WithCancelCause(t.Context())
		s, err := New(Options{Model: halting{text, stop}, Name: "m", Checker: grounding.NewChecker(nil), Analyzer: words{}})
		if err != nil {
			t.Fatal(err)
		}
		a, err := s.Summarize(ctx, extracted(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(a.Sentences) != 1 || a.Sentences[0].Text != want.sentence || !a.Summary.Stopped || a.Summary.Fallback != want.fallback {
			t.Errorf("%q: %+v, %+v", text, a.Sentences, a.Summary)
		}
	}
}

func TestWhatIsCloseShowsWhileTheModelWrites(t *testing.T) {
	s, err := New(Options{Model: &scripted{text: "NO ANSWER"}, Name: "m", Checker: grounding.NewChecker(nil), Analyzer: words{}})
	if err != nil {
		t.Fatal(err)
	}
	close := extracted()
	close.Outcome, close.Sentences = bot.Related, nil
	var drafts []bot.Answer
	if _, err = s.Summarize(t.Context(), close, func(a bot.Answer) { drafts = append(drafts, a) }); err != nil {
		t.Fatal(err)
	}
	if len(drafts) != 1 || !drafts[0].Summary.Writing || len(drafts[0].Citations) != 1 {
		t.Errorf("drafts %+v", drafts)
	}
}

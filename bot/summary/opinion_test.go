package summary

import (
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/grounding"
)

// judging is a model that writes one text and has an opinion.
type judging struct {
	writes  string
	opinion func(yield func(string, error) bool, sentence string)
	asked   []string // sentences
}

func (m *judging) Complete(_ context.Context, p bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		_, sentence, judges := strings.Cut(p.User, " sentence\n")
		if !judges {
			for piece := range strings.SplitAfterSeq(m.writes, " ") {
				if !yield(piece, nil) {
					return
				}
			}
			return
		}
		sentence, _, _ = strings.Cut(sentence, "\n")
		m.asked = append(m.asked, sentence)
		m.opinion(yield, sentence)
	}
}

func TestASecondOpinion(t *testing.T) {
	const first, second = "The ministry confirmed the figures.", "Morocco dismantled 80 networks in 2017."
	says := func(text string) func(func(string, error) bool, string) {
		return func(yield func(string, error) bool, _ string) { yield(text, nil) }
	}
	for name, c := range map[string]struct {
		opinion func(func(string, error) bool, string)
		want    []string
	}{
		"yes to all": {says("Yes."), []string{first, second}},
		"no to all":  {says("no"), nil},
		"no to one": {func(yield func(string, error) bool, sentence string) {
			if sentence == first {
				yield("No", nil)
				yield(", it doesn't say so.", nil)
				return
			}
			yield("yes", nil)
		}, []string{second}},
		"anything else": {says("Nothing to add; not sure."), []string{first, second}},
		"nothing":       {says(""), []string{first, second}},
		"failing": {func(yield func(string, error) bool, _ string) {
			yield("no", &bot.ModelError{Trouble: bot.Unavailable})
		}, []string{first, second}},
	} {
		m := &judging{writes: "The ministry confirmed the figures [2]. Morocco dismantled 90 networks in 2017 [1]. Morocco dismantled 80 networks in 2017 [1].", opinion: c.opinion}
		s, err := New(Options{Model: m, Name: "m", Checker: grounding.NewChecker(nil), Analyzer: words{}, Deadline: time.Second, SecondOpinion: true})
		if err != nil {
			t.Fatal(err)
		}
		var left []string // sentences that have left
		a, err := s.Summarize(t.Context(), extracted(), func(a bot.Answer) {
			if s := a.Sentences[len(a.Sentences)-1]; s.End == 0 { // the documents' own come first
				left = append(left, s.Text)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if strings.Join(left, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q left, want %q", name, left, c.want)
		}
		if len(m.asked) != 2 || m.asked[0] != first || m.asked[1] != second {
			t.Errorf("%s: it was asked about %q: only what has passed the check may be", name, m.asked)
		}
		if fallback := a.Summary.Fallback != ""; fallback != (len(c.want) == 0 || a.Summary.Dropped > len(c.want)) {
			t.Errorf("%s: %+v", name, a.Summary)
		}
	}
}

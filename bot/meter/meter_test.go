package meter

import (
	"context"
	"errors"
	"iter"
	"testing"
	"time"

	"footnote/bot"
	"footnote/bot/bottest"
)

// fake is a model that writes one text.
type fake struct {
	text string
	used *bot.Usage // what it says, nil for nothing
	err  error
}

func (f fake) Complete(_ context.Context, p bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if f.err != nil {
			yield("", f.err)
			return
		}
		if yield(f.text, nil) && f.used != nil {
			p.Used(*f.used)
		}
	}
}

func complete(m *Model) (used bot.Usage, err error) {
	for _, e := range m.Complete(context.Background(), bot.Prompt{System: "abc", User: "defdef", Used: used.Add}) {
		err = e
	}
	return used, err
}

func TestCostIsCounted(t *testing.T) {
	said := &bot.Usage{PromptTokens: 1000, CompletionTokens: 100}
	for name, c := range map[string]struct {
		model fake
		want  bot.Usage
	}{
		"as said":        {fake{"abc", said, nil}, bot.Usage{PromptTokens: 1000, CompletionTokens: 100, Cost: .003}},
		"estimated":      {fake{"abcabc", nil, nil}, bot.Usage{PromptTokens: 3, CompletionTokens: 2, Estimated: true, Cost: .000026}},
		"nothing to pay": {fake{"", nil, errors.New("down")}, bot.Usage{}},
	} {
		used, _ := complete(New(Options{Next: c.model, In: 2, Out: 10}))
		if diff := used.Cost - c.want.Cost; diff > 1e-12 || diff < -1e-12 {
			t.Errorf("%s: cost %v, want %v", name, used.Cost, c.want.Cost)
		}
		if used.Cost = c.want.Cost; used != c.want {
			t.Errorf("%s: %+v, want %+v", name, used, c.want)
		}
	}
}

func TestABudgetLastsADay(t *testing.T) {
	now := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	o := Options{
		Next: fake{"abc", &bot.Usage{PromptTokens: 1000}, nil}, In: 1000, Budget: 1.5, Values: bottest.NewStore(),
		Now: func() time.Time { return now },
	}
	spent := func(m *Model) bool {
		_, err := complete(m)
		var trouble *bot.ModelError
		return errors.As(err, &trouble) && trouble.Trouble == bot.Spent
	}
	m := New(o)
	for call, want := range []bool{false, false, true} {
		if got := spent(m); got != want {
			t.Errorf("call %d of 1 each: spent %v, want %v", call+1, got, want)
		}
	}
	if !spent(New(o)) {
		t.Error("a restart begins anew")
	}
	now = now.Add(2 * time.Hour)
	if spent(m) || spent(New(o)) {
		t.Error("tomorrow is not a new day")
	}
}

// unreadable are Values that can't be read for a while.
type unreadable struct {
	bot.Values
	failures int
}

func (u *unreadable) Value(ctx context.Context, key string) ([]byte, error) {
	if u.failures--; u.failures >= 0 {
		return nil, errors.New("disk on fire")
	}
	return u.Values.Value(ctx, key)
}

// UpdateValue reads, too.
func (u *unreadable) UpdateValue(ctx context.Context, key string, change func([]byte) []byte) error {
	if u.failures--; u.failures >= 0 {
		return errors.New("disk on fire")
	}
	return u.Values.UpdateValue(ctx, key, change)
}

// TestABudgetIsThatOfAllReplicas: what one spends counts for the others at once.
func TestABudgetIsThatOfAllReplicas(t *testing.T) {
	o := Options{Next: fake{"abc", &bot.Usage{PromptTokens: 1000}, nil}, In: 1000, Budget: 3, Values: bottest.NewStore()}
	one, two := New(o), New(o)
	for call, m := range []*Model{one, two, one} {
		if _, err := complete(m); err != nil {
			t.Fatalf("call %d: %v", call, err)
		}
	}
	for _, m := range []*Model{one, two} {
		var trouble *bot.ModelError
		if _, err := complete(m); !errors.As(err, &trouble) || trouble.Trouble != bot.Spent {
			t.Errorf("past the budget: %v", err)
		}
	}
}

// TestWhatWasSpentIsNotLost keeps what was spent today before, though it can't be
// read at first, or is nonsense.
func TestWhatWasSpentIsNotLost(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for kept, want := range map[string]float64{
		`{"day":"2026-03-01","cost":5}`: 8,
		`{"day":"2026-02-28","cost":5}`: 3,
		`}{`:                            3,
		``:                              3,
	} {
		values := &unreadable{bottest.NewStore(), 3} // asked before and after each call
		if err := values.SetValue(t.Context(), valueKey, []byte(kept)); err != nil {
			t.Fatal(err)
		}
		o := Options{
			Next: fake{"abc", &bot.Usage{PromptTokens: 1}, nil}, In: 1e6, Budget: 100, Values: values,
			Now: func() time.Time { return now },
		}
		m := New(o)
		for range 3 {
			if _, err := complete(m); err != nil {
				t.Fatal(err)
			}
		}
		if got := m.spentToday(t.Context(), 0); got != want {
			t.Errorf("kept %s, then 3 more: %v are spent, want %v", kept, got, want)
		}
		if got := New(o).spentToday(t.Context(), 0); got != want {
			t.Errorf("kept %s, then 3 more: after a restart %v are spent, want %v", kept, got, want)
		}
	}
}

func TestTotals(t *testing.T) {
	m := New(Options{Next: fake{"abc", &bot.Usage{PromptTokens: 10, CompletionTokens: 2}, nil}, In: 1e6})
	for range 2 {
		if _, err := complete(m); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{&bot.ModelError{Trouble: bot.Limited, Err: errors.New("slower")}, context.Canceled} {
		m.Next = fake{err: err}
		_, _ = complete(m)
	}
	got := m.Totals()
	if got.Calls != 4 || len(got.Failures) != 1 || got.Failures[bot.Limited] != 1 || got.PromptTokens != 20 || got.CompletionTokens != 4 || got.Cost != 20 {
		t.Errorf("%+v", got)
	}
}

// Package meter counts what a language model costs and ends it when a day's
// budget is spent.
//
// It wraps a [bot.Model]. What its server doesn't say it estimates, rather too
// much than too little. What was spent today, in UTC, is kept as JSON in a
// [bot.Values] under the key "model/spent", so that a restart doesn't begin anew.
package meter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"sync"
	"time"

	"footnote/bot"
)

// Options of a Model. Next is required.
type Options struct {
	Next bot.Model
	// In and Out are the prices of a million tokens read and written.
	In, Out float64
	// Budget is what may be spent in a day, 0 for any sum. Texts that are being
	// written when it is reached are still finished.
	Budget float64
	Values bot.Values       // nil keeps nothing over a restart
	Log    *slog.Logger     // nil discards
	Now    func() time.Time // nil means time.Now
}

// Model is a bot.Model that counts. It is safe for use by several goroutines.
type Model struct {
	Options

	mu     sync.Mutex
	spent  spent   // as it was kept last
	unkept float64 // what was spent since
	total  Totals
}

// Totals are what a Model has done since the program began.
type Totals struct {
	Calls    int64                 // of Complete
	Failures map[bot.Trouble]int64 // how many of these failed, by class
	bot.Usage
}

// Totals returns them as they are now.
func (m *Model) Totals() Totals {
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.total
	t.Failures = maps.Clone(t.Failures)
	return t
}

// countCall counts a call and what it failed with, if it did. One that was ended
// because nobody waits for it any more didn't fail.
func (m *Model) countCall(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.total.Calls++
	var trouble *bot.ModelError
	if !errors.As(err, &trouble) || errors.Is(err, context.Canceled) {
		return
	}
	if m.total.Failures == nil {
		m.total.Failures = make(map[bot.Trouble]int64)
	}
	m.total.Failures[trouble.Trouble]++
}

func (m *Model) countUsage(u bot.Usage) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.total.Add(u)
}

// spent is what is kept.
type spent struct {
	Day  string  `json:"day"` // ISO 8601
	Cost float64 `json:"cost"`
}

var _ bot.Model = (*Model)(nil)

// New returns a Model.
func New(o Options) *Model {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Model{Options: o}
}

// valueKey is where what was spent is kept.
const valueKey = "model/spent"

// Complete implements bot.Model. Past the budget it fails with bot.Spent.
func (m *Model) Complete(ctx context.Context, p bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if cost := m.spentToday(ctx, 0); m.Budget > 0 && cost >= m.Budget {
			yield("", &bot.ModelError{Trouble: bot.Spent, Err: fmt.Errorf("%.4f of %.4f are spent today", cost, m.Budget)})
			return
		}
		tell := p.Used
		var said *bot.Usage
		p.Used = func(u bot.Usage) { said = &u }
		text := 0 // tokens, estimated
		var failed error
		defer func() {
			m.countCall(failed)
			if said == nil && text == 0 {
				return // it failed before the first word
			}
			if said == nil {
				said = &bot.Usage{PromptTokens: bot.Tokens(p.System) + bot.Tokens(p.User), CompletionTokens: text, Estimated: true}
			}
			said.Cost = (float64(said.PromptTokens)*m.In + float64(said.CompletionTokens)*m.Out) / 1e6
			m.spentToday(context.WithoutCancel(ctx), said.Cost)
			m.countUsage(*said)
			if tell != nil {
				tell(*said)
			}
		}()
		for piece, err := range m.Next.Complete(ctx, p) {
			text += bot.Tokens(piece)
			failed = err
			if !yield(piece, err) {
				return
			}
		}
	}
}

// spentToday adds a cost to what was spent today and returns the sum: of all replicas,
// where they share the values. What can't be kept is added next time.
func (m *Model) spentToday(ctx context.Context, cost float64) float64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	day := m.Now().UTC().Format(time.DateOnly)
	if m.spent.Day != day {
		m.spent, m.unkept = spent{Day: day}, 0
	}
	m.unkept += cost
	if m.Values == nil {
		return m.unkept
	}
	if m.unkept == 0 {
		data, err := m.Values.Value(ctx, valueKey)
		if err != nil {
			m.Log.Error("what the model has cost can't be read", "err", err)
		} else {
			m.spent.Cost = m.readDay(data, day)
		}
		return m.spent.Cost
	}
	sum := 0.0
	err := m.Values.UpdateValue(ctx, valueKey, func(old []byte) []byte {
		sum = m.readDay(old, day) + m.unkept
		data, _ := json.Marshal(spent{day, sum}) // it can't fail
		return data
	})
	if err != nil {
		m.Log.Error("what the model has cost can't be kept", "err", err)
		return m.spent.Cost + m.unkept
	}
	m.spent.Cost, m.unkept = sum, 0
	return sum
}

// readDay returns what is kept of a day.
func (m *Model) readDay(data []byte, day string) float64 {
	if len(data) == 0 {
		return 0
	}
	var kept spent
	if err := json.Unmarshal(data, &kept); err != nil {
		m.Log.Error("what the model has cost can't be read; it is counted anew", "err", err)
		return 0
	}
	if kept.Day != day {
		return 0
	}
	return kept.Cost
}

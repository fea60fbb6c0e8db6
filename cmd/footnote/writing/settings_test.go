package writing

import (
	"context"
	"math"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

// TestMoreTimeIsForAll that a model does.
func TestMoreTimeIsForAll(t *testing.T) {
	for deadline, want := range map[time.Duration]time.Duration{time.Second: 5 * time.Second, 20 * time.Second: 5 * time.Second, 4 * time.Minute: time.Minute} {
		if got := (Settings{Deadline: deadline}).quarter(5 * time.Second); got != want {
			t.Errorf("of %v it is %v, want %v", deadline, got, want)
		}
	}
}

// TestModelSettings: what can't be meant is said at once, and not by an answer
// that can't be printed.
func TestModelSettings(t *testing.T) {
	good := Settings{Temperature: 1, Deadline: time.Second, PriceIn: 1, PriceOut: 2, Budget: 3, Context: 6000}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(m *Settings, x float64){
		"temperature": func(m *Settings, x float64) { m.Temperature = x },
		"price in":    func(m *Settings, x float64) { m.PriceIn = x },
		"price out":   func(m *Settings, x float64) { m.PriceOut = x },
		"budget":      func(m *Settings, x float64) { m.Budget = x },
	} {
		for _, x := range []float64{-1, math.NaN(), math.Inf(1), math.Inf(-1)} {
			m := good
			if spoil(&m, x); m.Check() == nil {
				t.Errorf("a %s of %v is taken", name, x)
			}
		}
	}
}

// TestTrialHasTheDeadline: one that is slower than that is told apart
// from one that isn't there.
func TestTrialHasTheDeadline(t *testing.T) {
	m := Settings{Deadline: 4 * time.Minute}
	if way := m.WayOut(&bot.ModelError{Trouble: bot.Slow, Err: context.DeadlineExceeded}); !strings.Contains(way, "raise FOOTNOTE_MODEL_DEADLINE, which is 4m0s") {
		t.Errorf("the way out is to %s", way)
	}
	for deadline, want := range map[time.Duration]time.Duration{time.Second: 15 * time.Second, 4 * time.Minute: 4 * time.Minute} {
		if got := (Settings{Deadline: deadline}).trial(); got != want {
			t.Errorf("of %v it gets %v, want %v", deadline, got, want)
		}
	}
}

package main

import (
	"math"
	"testing"
	"time"
)

// TestMoreTimeIsForAll that a model does.
func TestMoreTimeIsForAll(t *testing.T) {
	for deadline, want := range map[time.Duration]time.Duration{time.Second: 5 * time.Second, 20 * time.Second: 5 * time.Second, 4 * time.Minute: time.Minute} {
		if got := (modelSettings{Deadline: deadline}).quarter(5 * time.Second); got != want {
			t.Errorf("of %v it is %v, want %v", deadline, got, want)
		}
	}
}

// TestModelSettings: what can't be meant is said at once, and not by an answer
// that can't be printed.
func TestModelSettings(t *testing.T) {
	good := modelSettings{Temperature: 1, Deadline: time.Second, PriceIn: 1, PriceOut: 2, Budget: 3, Context: 6000}
	if err := good.check(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(m *modelSettings, x float64){
		"temperature": func(m *modelSettings, x float64) { m.Temperature = x },
		"price in":    func(m *modelSettings, x float64) { m.PriceIn = x },
		"price out":   func(m *modelSettings, x float64) { m.PriceOut = x },
		"budget":      func(m *modelSettings, x float64) { m.Budget = x },
	} {
		for _, x := range []float64{-1, math.NaN(), math.Inf(1), math.Inf(-1)} {
			m := good
			if spoil(&m, x); m.check() == nil {
				t.Errorf("a %s of %v is taken", name, x)
			}
		}
	}
}

package main

import (
	"math"
	"testing"
	"time"
)

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

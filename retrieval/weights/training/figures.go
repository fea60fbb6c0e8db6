package training

import (
	"math"

	"footnote/retrieval/weights"
)

// fitted is the source of weights that Run has made.
const fitted = "fitted by footnote eval fit"

// features pairs names with weights, which are rounded: what lies behind a
// thousandth is noise, and differs between processors.
func features(names []string, w []float64) []weights.Feature {
	list := make([]weights.Feature, len(names))
	for i, name := range names {
		list[i] = weights.Feature{Name: name, Weight: round(w[i], 3)}
	}
	return list
}

func round(x float64, digits int) float64 {
	scale := math.Pow10(digits)
	return math.Round(x*scale)/scale + 0 // no negative zero
}

// tally counts how often something is so, by set and measure, with the new
// weights and with those before.
type tally struct {
	keys   []tallyKey // in the order of their first case
	counts map[tallyKey]*tallyCount
}

type tallyKey struct{ set, measure string }

type tallyCount struct{ n, now, before int }

func (t *tally) add(set, measure string, now, before bool) {
	key := tallyKey{set, measure}
	c := t.counts[key]
	if c == nil {
		if t.counts == nil {
			t.counts = make(map[tallyKey]*tallyCount)
		}
		c = &tallyCount{}
		t.counts[key] = c
		t.keys = append(t.keys, key)
	}
	c.n++
	if now {
		c.now++
	}
	if before {
		c.before++
	}
}

// shares are the counts as figures.
func (t *tally) shares() []weights.Figure {
	var list []weights.Figure
	for _, key := range t.keys {
		c := t.counts[key]
		list = append(list, figure(key.set, key.measure, c.n, float64(c.now)/float64(c.n), float64(c.before)/float64(c.n)))
	}
	return list
}

func figure(set, measure string, n int, now, before float64) weights.Figure {
	before = round(before, 4)
	return weights.Figure{Set: set, Measure: measure, N: n, Value: round(now, 4), Before: &before}
}

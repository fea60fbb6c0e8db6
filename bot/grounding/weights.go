package grounding

import (
	"fmt"
	"math"
	"sync"

	"footnote/retrieval/weights"
)

// model scores claims.
type model struct {
	bias    float64
	weights []float64
	// threshold is the score from which on a claim counts as supported, if no
	// reason speaks against it.
	threshold float64
	// fewestPlain is the least share of the claim's words other than names that
	// the chosen sentences must have: the right names alone say nothing.
	fewestPlain float64
}

// FeatureNames are the names of Verdict.Features, in their order, as weights.json
// calls them.
func FeatureNames() []string {
	return []string{fTop: "top", fBest: "best", fPairs: "pairs", fGap: "gap", fFigures: "figures", fNames: "names"}
}

// Names of the checker's lines in weights.json.
const (
	ThresholdLine   = "threshold"
	FewestPlainLine = "fewest_plain"
)

func newModel(w *weights.Model) (m model, err error) {
	m.bias = w.Bias
	if m.weights, err = w.Vector(FeatureNames()); err != nil {
		return m, fmt.Errorf("read the weights of the checker: %w", err)
	}
	if m.threshold, err = w.Line(ThresholdLine); err != nil {
		return m, fmt.Errorf("read the weights of the checker: %w", err)
	}
	if m.fewestPlain, err = w.Line(FewestPlainLine); err != nil {
		return m, fmt.Errorf("read the weights of the checker: %w", err)
	}
	return m, nil
}

var shippedModel = sync.OnceValue(func() model {
	m, err := newModel(&weights.Shipped().Checker)
	if err != nil {
		panic(err) // a test reads it
	}
	return m
})

// WeighingBy returns a Checker with other weights than those inside the program:
// for measuring.
func (c *Checker) WeighingBy(w *weights.Model) (*Checker, error) {
	m, err := newModel(w)
	return &Checker{c.analyzer, m}, err
}

// Threshold is the score from which on a claim counts as supported, if no reason
// speaks against it.
func (c *Checker) Threshold() float64 { return c.model.threshold }

func (m model) score(features []float64) float64 {
	z := m.bias
	for i, w := range m.weights {
		z += w * features[i]
	}
	return 1 / (1 + math.Exp(-z))
}

package training

import (
	"fmt"
	"slices"

	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
	"footnote/retrieval/weights/fit"
)

// checkerCase is a claim as it was checked.
type checkerCase struct {
	set       string
	fold      int
	supported bool // by its label
	checked   Checked
	now       float64 // score by weights that haven't seen the claim
}

// checker fits the model of the checker and measures it.
func (t *trainer) checker(sets []*testSet) (weights.Model, error) {
	var cases []checkerCase
	var data []weights.Data
	for _, s := range sets {
		if s.checker == nil || s.claims == nil {
			continue
		}
		for i, claim := range s.claims {
			t.progress(s.name+": claims", i+1, len(s.claims))
			cases = append(cases, checkerCase{
				set: s.name, fold: fit.Fold(claim.Text, t.plan.Folds),
				supported: claim.Label == eval.LabelSupported, checked: t.system.Check(claim),
			})
		}
		d, err := describe(s, map[string]weights.Count{"claims": {N: len(s.claims), Weight: 1}})
		if err != nil {
			return weights.Model{}, err
		}
		data = append(data, d)
	}
	if len(cases) == 0 {
		return t.before.Checker, nil
	}
	ridge := t.plan.Checker.Ridge
	full, err := fit.Logistic(claimSamples(cases, -1), ridge)
	if err != nil {
		return weights.Model{}, fmt.Errorf("fit the checker: %w", err)
	}
	for fold := range t.plan.Folds {
		m, err := fit.Logistic(claimSamples(cases, fold), ridge)
		if err != nil {
			return weights.Model{}, fmt.Errorf("fit the checker without fold %d: %w", fold, err)
		}
		for i := range cases {
			c := &cases[i]
			if c.fold != fold {
				continue
			}
			if c.now = c.checked.Score; c.checked.Features != nil {
				c.now = m.Probability(c.checked.Features)
			}
		}
	}
	m := weights.Model{
		Kind: weights.Logistic, Source: fitted, Date: t.date, Ridge: ridge,
		Bias: round(full.Bias, 3), Features: features(t.names.Checker, full.Weights), Data: data,
	}
	for _, l := range t.plan.Checker.Lines {
		m.Lines = append(m.Lines, weights.Line{Name: l.Name, Value: l.Value, Rule: l.Rule})
	}
	return m, t.measureChecker(cases, &m)
}

// claimSamples are the samples of all folds but one, supported claims weighing as
// much in sum as the others.
func claimSamples(cases []checkerCase, fold int) []fit.Sample {
	var samples []fit.Sample
	counts := make(map[bool]float64)
	for i := range cases {
		c := &cases[i]
		if c.fold != fold && c.checked.Features != nil {
			samples = append(samples, fit.Sample{Features: c.checked.Features, True: c.supported})
			counts[c.supported]++
		}
	}
	for i := range samples {
		samples[i].Weight = float64(len(samples)) / 2 / counts[samples[i].True]
	}
	return samples
}

// plainTried are the values that the line FewestPlain is measured at, beside its
// own: what more or less of it would cost.
var plainTried = []float64{0, .2, .35, .5}

// measureChecker adds the figures of the checker and of its lines.
func (t *trainer) measureChecker(cases []checkerCase, m *weights.Model) error {
	threshold, err := m.Line(t.names.Threshold)
	if err != nil {
		return fmt.Errorf("the plan of the checker: %w", err)
	}
	fewest, err := m.Line(t.names.FewestPlain)
	if err != nil {
		return fmt.Errorf("the plan of the checker: %w", err)
	}
	for _, set := range claimSets(cases) {
		of := func(c *checkerCase) bool { return c.set == set }
		before := balancedAccuracy(cases, of, func(c *checkerCase) bool { return c.checked.Supported })
		at := func(plain float64) float64 {
			return balancedAccuracy(cases, of, func(c *checkerCase) bool { return c.passes(threshold, plain) })
		}
		var now, old []eval.Decision
		for i := range cases {
			if c := &cases[i]; of(c) {
				now = append(now, eval.Decision{Confidence: c.now, Answerable: c.supported})
				old = append(old, eval.Decision{Confidence: c.checked.Score, Answerable: c.supported})
			}
		}
		m.Figures = append(m.Figures,
			figure(set, "balanced accuracy", len(now), at(fewest), before),
			figure(set, "AUC", len(now), eval.AUC(now), eval.AUC(old)))
		for i := range m.Lines {
			if l := &m.Lines[i]; l.Name == t.names.FewestPlain {
				for _, plain := range plainTried {
					l.Figures = append(l.Figures, figure(set, fmt.Sprintf("balanced accuracy at %g", plain), len(now), at(plain), before))
				}
			}
		}
	}
	return nil
}

// passes reports whether the checker lets a claim through.
func (c *checkerCase) passes(threshold, plain float64) bool {
	if c.checked.Features == nil {
		return c.checked.Supported
	}
	return !c.checked.Fatal && c.now >= threshold && c.checked.Plain >= plain
}

// balancedAccuracy is the mean of the shares of supported claims and of others
// that are told rightly.
func balancedAccuracy(cases []checkerCase, of, passes func(*checkerCase) bool) float64 {
	var right, all [2]float64
	for i := range cases {
		c := &cases[i]
		if !of(c) {
			continue
		}
		label := 0
		if c.supported {
			label = 1
		}
		all[label]++
		if passes(c) == c.supported {
			right[label]++
		}
	}
	return (right[0]/all[0] + right[1]/all[1]) / 2
}

func claimSets(cases []checkerCase) []string {
	var sets []string
	for i := range cases {
		if !slices.Contains(sets, cases[i].set) {
			sets = append(sets, cases[i].set)
		}
	}
	return sets
}

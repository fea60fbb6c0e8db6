package fit

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if !(math.Abs(got-want) <= within) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// TestLogisticClosedForm: with one feature that is 0 or 1 the probabilities are
// the shares in the samples.
func TestLogisticClosedForm(t *testing.T) {
	var samples []Sample
	for _, c := range []struct {
		feature float64
		truth   bool
		weight  float64
	}{{0, true, 1}, {0, false, 3}, {1, true, 4}, {1, false, 1}} {
		samples = append(samples, Sample{[]float64{c.feature}, c.truth, c.weight})
	}
	m, err := Logistic(samples, 0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the bias", m.Bias, logit(.25), 1e-9)
	near(t, "the weight", m.Weights[0], logit(.8)-logit(.25), 1e-9)
	near(t, "a probability", m.Probability([]float64{1}), .8, 1e-9)
}

// TestListwiseClosedForm: in three lists of four the element with the feature is
// the right one, so that its odds are 3.
func TestListwiseClosedForm(t *testing.T) {
	list := func(right float64, weight float64) List {
		return List{[]Element{{[]float64{right, 1}, true}, {[]float64{1 - right, 1}, false}}, weight}
	}
	lists := []List{
		list(1, 3), list(0, 1),
		{Elements: []Element{{[]float64{5, 1}, false}}, Weight: 9}, // nothing is right
		{Elements: []Element{{[]float64{5, 1}, true}}, Weight: 9},  // nothing is wrong
	}
	// The second feature never differs within a list: its weight stays.
	w, err := Listwise(lists, []float64{0, .5}, []bool{true, false}, 0)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "the weight", w[0], math.Log(3), 1e-9)
	near(t, "the fixed weight", w[1], .5, 0)
}

// TestRidgeDraws: a penalty brings weights nearer to 0 and lets a fit settle
// that has no end without it.
func TestRidgeDraws(t *testing.T) {
	apart := []Sample{{[]float64{1, 1}, true, 1}, {[]float64{0, 0}, false, 1}}
	if m, err := Logistic(apart, 0); err == nil {
		t.Errorf("features that tell all apart, twice, gave %v", m)
	}
	strong, err := Logistic(apart, 10)
	if err != nil {
		t.Fatal(err)
	}
	weak, err := Logistic(apart, .1)
	if err != nil {
		t.Fatal(err)
	}
	if strong.Weights[0] >= weak.Weights[0] || strong.Weights[0] <= 0 {
		t.Errorf("a ridge of 10 gives %v, one of .1 %v", strong.Weights, weak.Weights)
	}
	near(t, "the weight of the same feature", weak.Weights[0], weak.Weights[1], 1e-9)
	if _, err := Logistic(nil, 1); err == nil {
		t.Error("no samples are fitted")
	}
	if _, err := Listwise([]List{{[]Element{{[]float64{1}, true}}, 1}}, []float64{0}, nil, 1); err == nil {
		t.Error("lists that say nothing are fitted")
	}
}

// TestLeastLoss: at the fitted weights a step in any direction is a loss, and the
// order of the samples doesn't matter.
func TestLeastLoss(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const features = 5
	var samples []Sample
	var lists []List
	for range 200 {
		l := List{Weight: .5 + r.Float64()}
		for range 6 {
			x := make([]float64, features)
			for i := range x {
				x[i] = r.NormFloat64()
			}
			right := x[0]-.5*x[1]+r.NormFloat64() > 0
			samples = append(samples, Sample{x, right, .5 + r.Float64()})
			l.Elements = append(l.Elements, Element{x, right}) // some lists have several, some none
		}
		lists = append(lists, l)
	}
	const ridge = .7
	m, err := Logistic(samples, ridge)
	if err != nil {
		t.Fatal(err)
	}
	least(t, "logistic", append(slices.Clone(m.Weights), m.Bias), func(w []float64) float64 { return logisticLoss(samples, ridge, w, nil) })
	w, err := Listwise(lists, make([]float64, features), nil, ridge)
	if err != nil {
		t.Fatal(err)
	}
	least(t, "listwise", w, func(w []float64) float64 {
		loss := penalty(ridge, w, nil)
		for _, l := range lists {
			if l.tells() {
				loss += l.Weight * l.loss(w, nil, 0, nil)
			}
		}
		return loss
	})
	slices.Reverse(samples)
	slices.Reverse(lists)
	again, err := Logistic(samples, ridge)
	if err != nil {
		t.Fatal(err)
	}
	backwards, err := Listwise(lists, make([]float64, features), nil, ridge)
	if err != nil {
		t.Fatal(err)
	}
	for i := range w {
		near(t, "a logistic weight of the samples backwards", again.Weights[i], m.Weights[i], 1e-6)
		near(t, "a listwise weight of the lists backwards", backwards[i], w[i], 1e-6)
	}
}

func least(t *testing.T, what string, at []float64, loss func([]float64) float64) {
	t.Helper()
	here := loss(at)
	for i := range at {
		for _, step := range []float64{-1e-3, 1e-3} {
			moved := slices.Clone(at)
			if moved[i] += step; loss(moved) < here {
				t.Errorf("%s: weight %d is better by %v at %v", what, i, here-loss(moved), moved[i])
			}
		}
	}
}

// TestFoldIsEven: names fall into each fold about as often, always into the same.
func TestFoldIsEven(t *testing.T) {
	const n, names = 10, 10_000
	var counts [n]int
	for i := range names {
		name := "article " + string(rune('a'+i%26)) + string(rune(0x4e00+i))
		fold := Fold(name, n)
		if fold != Fold(name, n) {
			t.Fatalf("%s changes its fold", name)
		}
		counts[fold]++
	}
	for fold, count := range counts {
		if count < names/n*9/10 || count > names/n*11/10 {
			t.Errorf("fold %d has %d of %d", fold, count, names)
		}
	}
	if got := Fold("Tangier", n); got != 7 {
		t.Errorf("Tangier is in fold %d: the folds have changed, and with them all figures", got)
	}
}

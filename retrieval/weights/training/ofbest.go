package training

import (
	"fmt"
	"math"
	"slices"

	"footnote/retrieval/weights"
)

// share is what a passage's rank takes from its best sentence and from its cosine.
type share struct{ ofBest, ofCosine float64 }

// relevantFirst reports whether the passage that ranks best is of a document
// that is judged to answer, with those shares in its rank.
func (e *evidenceCase) relevantFirst(w []float64, rank, cosine int, s share) bool {
	top, most := -1, 0.0
	for k, p := range e.places {
		end := len(e.list.Elements)
		if k+1 < len(e.places) {
			end = e.places[k+1].first
		}
		if p.first == end {
			continue
		}
		best := 0.0
		for _, element := range e.list.Elements[p.first:end] {
			best = max(best, dot(w, element.Features))
		}
		first := e.list.Elements[p.first].Features
		if r := first[rank] + s.ofBest*best + s.ofCosine*first[cosine]; top < 0 || r > most {
			top, most = k, r
		}
	}
	return top >= 0 && e.places[top].relevant
}

// chooseShares takes the smallest shares that bring the right document to the
// first place about as often as the best ones do: what differs by less than the
// standard error is chance, and small shares leave more to the words of a query
// that is no question.
func (t *trainer) chooseShares(cases []evidenceCase, old []float64, byFold [][]float64) ([]weights.Line, error) {
	rank, cosine := slices.Index(t.names.Evidence, t.names.Rank), slices.Index(t.names.Evidence, t.names.Cosine)
	before := share{}
	var err error
	if before.ofBest, err = t.before.Evidence.Line(t.names.OfBest); err == nil {
		before.ofCosine, err = t.before.Evidence.Line(t.names.OfCosine)
	}
	if err != nil || rank < 0 || cosine < 0 {
		return nil, fmt.Errorf("the evidence has no %s, %s, %s or %s: %w", t.names.Rank, t.names.Cosine, t.names.OfBest, t.names.OfCosine, err)
	}
	shares := []share{}
	for _, best := range t.plan.Evidence.OfBest {
		for _, cosine := range t.ofCosine(cases, cosine) {
			shares = append(shares, share{best, cosine})
		}
	}
	var trials []trial
	for _, s := range shares {
		now := trial{value: s, hits: make(map[string][]float64)}
		for i := range cases {
			if e := &cases[i]; e.only == nil {
				now.add(e.set, e.relevantFirst(byFold[e.fold], rank, cosine, s))
			}
		}
		trials = append(trials, now)
	}
	chosen, err := smallestShares(trials)
	if err != nil {
		return nil, err
	}
	var figures tally
	for i := range cases {
		if e := &cases[i]; e.only == nil {
			figures.add(e.set, "right document first", e.relevantFirst(byFold[e.fold], rank, cosine, chosen), e.relevantFirst(old, rank, cosine, before))
		}
	}
	const rule = "of the values tried together, the smallest ones that are no more than a standard error of the difference behind the best in the mean over the sets, in cross-validation; before are the values and the weights before"
	return []weights.Line{
		{Name: t.names.OfBest, Value: chosen.ofBest, Rule: rule, Figures: figures.shares()},
		{Name: t.names.OfCosine, Value: chosen.ofCosine, Rule: rule, Figures: figures.shares()},
	}, nil
}

// ofCosine are the shares of the cosine that are tried: 0 where there are no cosines.
func (t *trainer) ofCosine(cases []evidenceCase, cosine int) []float64 {
	if len(t.plan.Evidence.OfCosine) == 0 {
		return []float64{0}
	}
	for i := range cases {
		for _, element := range cases[i].list.Elements {
			if element.Features[cosine] != 0 {
				return t.plan.Evidence.OfCosine
			}
		}
	}
	return []float64{0}
}

// trial is one value with how it did.
type trial struct {
	value share
	hits  map[string][]float64 // by set and question, 1 for a hit
}

func (t *trial) add(set string, hit bool) {
	share := 0.0
	if hit {
		share = 1
	}
	t.hits[set] = append(t.hits[set], share)
}

// ahead returns by how much t is better than another trial of the same questions,
// in the mean over the sets, and the standard error that this has if neither is
// better: of the questions that only one of them gets right (McNemar, 1947).
func (t *trial) ahead(other *trial) (mean, deviation float64) {
	var variance float64
	for set, hits := range t.hits {
		n := float64(len(hits))
		var sum, squares float64
		for i, hit := range hits {
			d := hit - other.hits[set][i]
			sum += d
			squares += d * d
		}
		mean += sum / n
		variance += squares / (n * n)
	}
	k := float64(len(t.hits))
	return mean / k, math.Sqrt(variance) / k
}

func smallestShares(trials []trial) (share, error) {
	if len(trials) == 0 {
		return share{}, fmt.Errorf("the plan names no values to try")
	}
	best := &trials[0]
	for i := range trials {
		if ahead, _ := trials[i].ahead(best); ahead > 1e-9 {
			best = &trials[i]
		}
	}
	smallest := best.value
	for i := range trials {
		if ahead, deviation := best.ahead(&trials[i]); ahead <= deviation {
			if v := trials[i].value; v.ofBest+v.ofCosine < smallest.ofBest+smallest.ofCosine {
				smallest = v
			}
		}
	}
	return smallest, nil
}

package training

import (
	"fmt"
	"math"
	"slices"

	"footnote/retrieval/weights"
)

// relevantFirst reports whether the passage that ranks best is of a document
// that is judged to answer, if its best sentence has a share of ofBest in its
// rank.
func (e *evidenceCase) relevantFirst(w []float64, rank int, ofBest float64) bool {
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
		if r := e.list.Elements[p.first].Features[rank] + ofBest*best; top < 0 || r > most {
			top, most = k, r
		}
	}
	return top >= 0 && e.places[top].relevant
}

// chooseOfBest takes the smallest value that brings the right document to the
// first place about as often as the best one does: what differs by less than the
// standard error is chance, and a small value leaves more to the words of a query
// that is no question.
func (t *trainer) chooseOfBest(cases []evidenceCase, old []float64, byFold [][]float64) (weights.Line, error) {
	rank := slices.Index(t.names.Evidence, t.names.Rank)
	before, err := t.before.Evidence.Line(t.names.OfBest)
	if err != nil || rank < 0 {
		return weights.Line{}, fmt.Errorf("the evidence has no %s or %s: %w", t.names.Rank, t.names.OfBest, err)
	}
	line := weights.Line{
		Name: t.names.OfBest,
		Rule: "of the values tried, the smallest one that is no more than a standard error of the difference behind the best in the mean over the sets, in cross-validation; before are the value and the weights before",
	}
	var trials []trial
	for _, value := range t.plan.Evidence.OfBest {
		var figures tally
		now := trial{value: value, hits: make(map[string][]float64)}
		for i := range cases {
			e := &cases[i]
			if e.only != nil {
				continue
			}
			hit := e.relevantFirst(byFold[e.fold], rank, value)
			figures.add(e.set, fmt.Sprintf("right document first at %g", value), hit, e.relevantFirst(old, rank, before))
			now.add(e.set, hit)
		}
		line.Figures = append(line.Figures, figures.shares()...)
		trials = append(trials, now)
	}
	line.Value, err = smallestOfBest(trials)
	return line, err
}

// trial is one value with how it did.
type trial struct {
	value float64
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

func smallestOfBest(trials []trial) (float64, error) {
	if len(trials) == 0 {
		return 0, fmt.Errorf("the plan names no values to try")
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
			smallest = min(smallest, trials[i].value)
		}
	}
	return smallest, nil
}

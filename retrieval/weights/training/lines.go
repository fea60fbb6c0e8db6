package training

import (
	"fmt"
	"math"
	"slices"

	"footnote/retrieval/weights"
)

// lineStep is the precision of a line.
const lineStep = .01

// drawLine chooses a line of a confidence and measures what passes it.
func (t *trainer) drawLine(l LinePlan, cases []confidenceCase, in int, prior *weights.Model) (weights.Line, error) {
	before, err := prior.Line(l.Name)
	if err != nil {
		return weights.Line{}, err
	}
	line := weights.Line{Name: l.Name, Value: l.Value, Rule: l.Rule}
	forbids := l.Name == t.names.Answered
	if l.Share > 0 {
		line.Value = highestLine(cases, in, l.Share, forbids)
		line.Rule = fmt.Sprintf("the highest line that lets %g of the weighted answerable questions pass, in cross-validation", l.Share)
	}
	var figures tally
	all := [2]float64{} // weights of the answerable ones that pass, now and before
	total := 0.0
	for i := range cases {
		c := &cases[i]
		now, old := c.passes(c.now[in], line.Value, forbids), c.passes(c.before[in], before, forbids)
		if c.kind == Present {
			figures.add(c.set, "present: pass", now, old)
			if in == inSentence {
				figures.add(c.set, "present: pass and are right", now && c.right, old && c.right)
			}
			total += c.sample.Weight
			if now {
				all[0] += c.sample.Weight
			}
			if old {
				all[1] += c.sample.Weight
			}
			continue
		}
		figures.add(c.set, string(c.kind)+": don't pass", !now, !old)
	}
	line.Figures = append([]weights.Figure{figure("all, weighted", "present: pass", 0, all[0]/total, all[1]/total)}, figures.shares()...)
	return line, nil
}

// passes reports whether a question passes a line. One that something else forbids
// to answer doesn't pass that of the answers.
func (c *confidenceCase) passes(confidence, line float64, forbids bool) bool {
	return confidence >= line && !(forbids && c.forbidden)
}

// highestLine returns the highest line that lets a share of the answerable
// questions pass.
func highestLine(cases []confidenceCase, in int, share float64, forbids bool) float64 {
	type weighted struct{ confidence, weight float64 }
	var list []weighted
	total := 0.0
	for i := range cases {
		c := &cases[i]
		if c.kind != Present {
			continue
		}
		w := weighted{c.now[in], c.sample.Weight}
		if forbids && c.forbidden {
			w.confidence = 0
		}
		list = append(list, w)
		total += w.weight
	}
	slices.SortFunc(list, func(a, b weighted) int {
		switch {
		case a.confidence > b.confidence:
			return -1
		case a.confidence < b.confidence:
			return 1
		}
		return 0
	})
	passed := 0.0
	for _, w := range list {
		if passed += w.weight; passed >= share*total {
			return round(math.Floor(w.confidence/lineStep)*lineStep, 2)
		}
	}
	return 0
}

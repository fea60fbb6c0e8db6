package eval

import (
	"cmp"
	"math"
	"slices"
)

// Decision is one question as a system took it.
type Decision struct {
	Confidence float64 // that the documents answer it, 0 to 1
	Answerable bool    // they do
}

// AUC is the area under the ROC curve: the probability that a question that
// the documents answer gets a higher confidence than one that they don't, ties
// counting half (Hanley and McNeil, 1982). Without questions of both kinds it
// is NaN.
func AUC(decisions []Decision) float64 {
	sorted := slices.Clone(decisions)
	slices.SortFunc(sorted, func(a, b Decision) int { return cmp.Compare(a.Confidence, b.Confidence) })
	var pairs, below, answerable, refused float64
	for i := 0; i < len(sorted); {
		var good, bad float64 // of one confidence
		for j := i; i < len(sorted) && (i == j || sorted[i].Confidence == sorted[j].Confidence); i++ {
			if sorted[i].Answerable {
				good++
			} else {
				bad++
			}
		}
		pairs += good * (below + bad/2)
		below += bad
		answerable += good
		refused += bad
	}
	return pairs / (answerable * refused)
}

// Brier is the mean squared error of the confidence (Brier, 1950); 0 is best.
func Brier(decisions []Decision) float64 {
	var sum float64
	for _, d := range decisions {
		sum += (d.Confidence - truthOf(d)) * (d.Confidence - truthOf(d))
	}
	return sum / float64(len(decisions))
}

// calibrationBins is the usual number of bins of equal width.
const calibrationBins = 10

// ECE is the expected calibration error over ten bins of equal width: how far,
// on average, a confidence is from the share of answerable questions among
// those with about that confidence (Naeini, Cooper, Hauskrecht, 2015).
func ECE(decisions []Decision) float64 {
	var sums, truths [calibrationBins]float64
	for _, d := range decisions {
		bin := min(int(d.Confidence*calibrationBins), calibrationBins-1)
		sums[bin] += d.Confidence
		truths[bin] += truthOf(d)
	}
	var e float64
	for bin := range sums {
		e += math.Abs(sums[bin] - truths[bin])
	}
	return e / float64(len(decisions))
}

func truthOf(d Decision) float64 {
	if d.Answerable {
		return 1
	}
	return 0
}

// Point of a risk–coverage table: what happens if questions are answered from
// a confidence on. Shares are from 0 to 1.
type Point struct {
	Threshold float64 `json:"threshold"`
	// Coverage is the share of the answerable questions that are answered.
	Coverage Share `json:"coverage"`
	// Rejected is the share of the questions whose article was taken away that
	// are not answered; Unanswerable that of those that never had one.
	Rejected     Share `json:"removed_rejected"`
	Unanswerable Share `json:"unanswerable_rejected"`
	// Risk is the share of wrong answers among those given: the documents
	// don't answer the question, or the sentence is not the right one.
	Risk Share `json:"risk"`
}

// coverages are those that a risk–coverage table has rows for.
var coverages = []float64{.5, .6, .7, .8, .85, .9, .95, 1}

// riskCurve makes a row for each coverage, at the highest threshold that reaches
// it.
func riskCurve(cases []outcome) []Point {
	var answerable []float64
	for _, c := range cases {
		if c.kind == present {
			answerable = append(answerable, -c.confidence)
		}
	}
	var rows []Point
	for _, share := range coverages {
		rows = append(rows, pointAt(cases, -Percentile(answerable, 100*share)))
	}
	return rows
}

// pointAt is the row for a threshold.
func pointAt(cases []outcome, threshold float64) Point {
	var all, answered [kinds]float64
	var given, wrong float64
	for _, c := range cases {
		all[c.kind]++
		if c.confidence < threshold {
			continue
		}
		answered[c.kind]++
		given++
		if c.kind != present || !c.right {
			wrong++
		}
	}
	return Point{
		Threshold: threshold,
		Coverage:  shareOf(answered[present], all[present]),
		Rejected:  1 - shareOf(answered[removed], all[removed]), Unanswerable: 1 - shareOf(answered[absent], all[absent]),
		Risk: shareOf(wrong, given),
	}
}

// shareOf is not a number if there is no whole.
func shareOf(part, whole float64) Share { return Share(part / whole) }

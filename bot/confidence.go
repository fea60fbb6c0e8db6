package bot

import (
	"math"

	"footnote/retrieval"
)

// features describes how well the best sentence and the best passage cover the
// question. All lie between 0 and about 1.
func features(found retrieval.Result, ranked []candidate) []float64 {
	f := make([]float64, featureCount)
	if len(ranked) == 0 {
		return f
	}
	var total, inSentence, inPassage, anywhere float64
	best := ranked[0]
	for w, word := range found.Words {
		if word.Stop {
			continue
		}
		total += word.IDF
		if word.Passages > 0 {
			anywhere += word.IDF
		}
		if best.Matched[w] {
			inSentence += word.IDF
		}
		if best.hit.Parts[w] > 0 {
			inPassage += word.IDF
		}
	}
	if total == 0 {
		return f
	}
	f[0] = inSentence / total
	f[1] = inPassage / total
	f[2] = anywhere / total
	f[3] = best.hit.Score / (total * 2.2)
	f[4] = best.hit.Proximity / total
	if best.Expected {
		f[5] = 1
	}
	return f
}

const featureCount = 6

// confidence is a logistic model of the features.
func confidence(f []float64) float64 {
	weights := [featureCount]float64{3, 3, 1, 2, 1, .5}
	z := -5.0
	for i, w := range weights {
		z += w * f[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// outcome draws the lines between the three outcomes.
func outcome(confidence float64, sentences int) Outcome {
	switch {
	case sentences == 0 || confidence < .2:
		return NotFound
	case confidence < .5:
		return Related
	}
	return Answered
}

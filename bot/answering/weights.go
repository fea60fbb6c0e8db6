package answering

import (
	"fmt"
	"math"
	"sync"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/weights"
)

// Weights are what an Answerer chooses sentences and outcomes by.
type Weights struct {
	sentences  *retrieval.Weights
	confidence confidenceModel
}

// confidenceModel gives the confidence, and the outcomes that it means.
type confidenceModel struct {
	bias    float64
	weights []float64
	// From answeredFrom on a question is answered, from relatedFrom on the
	// closest passages are shown.
	answeredFrom, relatedFrom float64
}

// FeatureNames are the names of Answer.Features, in their order, as weights.json
// calls them.
func FeatureNames() []string {
	return []string{
		inSentence: "in_sentence", matchScore: "match", lead: "lead", surprise: "surprise", titled: "titled",
		strangerName: "stranger_name", strangerDate: "stranger_date", shortQuery: "short", corpusSize: "corpus_size",
	}
}

// Names of the lines between the outcomes in weights.json.
const (
	AnsweredLine = "answered_from"
	RelatedLine  = "related_from"
)

// NewWeights reads what an Answerer needs of a set of weights.
func NewWeights(s *weights.Set) (*Weights, error) {
	sentences, err := retrieval.NewWeights(&s.Evidence)
	if err != nil {
		return nil, err
	}
	m := confidenceModel{bias: s.Confidence.Bias}
	if m.weights, err = s.Confidence.Vector(FeatureNames()); err != nil {
		return nil, fmt.Errorf("read the weights of the confidence: %w", err)
	}
	if m.answeredFrom, err = s.Confidence.Line(AnsweredLine); err != nil {
		return nil, fmt.Errorf("read the weights of the confidence: %w", err)
	}
	if m.relatedFrom, err = s.Confidence.Line(RelatedLine); err != nil {
		return nil, fmt.Errorf("read the weights of the confidence: %w", err)
	}
	return &Weights{sentences, m}, nil
}

var shippedWeights = sync.OnceValue(func() *Weights {
	w, err := NewWeights(weights.Shipped())
	if err != nil {
		panic(err) // a test reads them
	}
	return w
})

// WeighingBy returns an Answerer of the same documents with other weights than
// those inside the program: for measuring.
func (a *Answerer) WeighingBy(w *Weights) *Answerer { return &Answerer{a.views, w} }

// belowAnswered is how far below the line the confidence stays, at most, where
// something forbids to answer: the closest passages are shown then.
const belowAnswered = .01

// of is the calibrated probability that the documents answer the question.
func (m confidenceModel) of(features []float64) float64 {
	z := m.bias
	for i, w := range m.weights {
		z += w * features[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// mostOfStranger is the confidence at most where the question names somebody
// or something that no document does.
func (m confidenceModel) mostOfStranger() float64 { return m.answeredFrom - belowAnswered }

// outcome draws the lines.
func (m confidenceModel) outcome(confidence float64, sentences int) bot.Outcome {
	switch {
	case sentences == 0 || confidence < m.relatedFrom:
		return bot.NotFound
	case confidence < m.answeredFrom:
		return bot.Related
	}
	return bot.Answered
}

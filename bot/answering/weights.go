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
	confidence confidenceModel // of searches by words alone
	meant      confidenceModel // of those by meaning, too
}

// confidenceIn returns the model for what was found.
func (w *Weights) confidenceIn(found retrieval.Result) confidenceModel {
	if found.Meant {
		return w.meant
	}
	return w.confidence
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
		strangerName: "stranger_name", strangerDate: "stranger_date", shortQuery: "short", corpusSize: "corpus_size", bestCosine: "cosine", around: "around", met: "met", unmet: "unmet", naming: "naming", margin: "margin", named: "named", nearBest: "near", topCosine: "top_cosine",
	}
}

// Names of the lines between the outcomes in weights.json.
const (
	AnsweredLine = "answered_from"
	RelatedLine  = "related_from"
)

// NewWeights reads what an Answerer needs of two sets of weights: of searches by words
// alone, and of those by meaning, too.
func NewWeights(words, meant *weights.Set) (*Weights, error) {
	w := &Weights{}
	var err error
	if w.sentences, err = retrieval.NewWeights(&words.Evidence); err != nil {
		return nil, err
	}
	if w.sentences.Meant, err = retrieval.NewWeights(&meant.Evidence); err != nil {
		return nil, err
	}
	if w.confidence, err = newConfidence(&words.Confidence); err != nil {
		return nil, err
	}
	w.meant, err = newConfidence(&meant.Confidence)
	return w, err
}

func newConfidence(s *weights.Model) (confidenceModel, error) {
	m := confidenceModel{bias: s.Bias}
	var err error
	if m.weights, err = s.Vector(FeatureNames()); err == nil {
		m.answeredFrom, err = s.Line(AnsweredLine)
	}
	if err == nil {
		m.relatedFrom, err = s.Line(RelatedLine)
	}
	if err != nil {
		return m, fmt.Errorf("read the weights of the confidence: %w", err)
	}
	return m, nil
}

var shippedWeights = sync.OnceValue(func() *Weights {
	w, err := NewWeights(weights.Shipped(), weights.ShippedMeant())
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

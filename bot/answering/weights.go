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
	sentences *retrieval.Weights
	words     confidences // of searches by words alone
	meant     confidences // of those by meaning, too
}

// confidences are how sure an Answerer is of two things.
type confidences struct {
	sentence  confidenceModel // that the sentence that stands first answers
	documents confidenceModel // that the documents answer at all
}

// confidencesIn returns the models for what was found.
func (w *Weights) confidencesIn(found retrieval.Result) confidences {
	if found.Meant {
		return w.meant
	}
	return w.words
}

// confidenceModel gives a confidence.
type confidenceModel struct {
	bias    float64
	weights []float64
	// line is what the confidence must come to: in the sentence for the question to
	// be answered, in the documents for the closest passages to be shown.
	line float64
}

// FeatureNames are the names of Answer.Features, in their order, as weights.json
// calls them.
func FeatureNames() []string {
	return []string{
		inSentence: "in_sentence", matchScore: "match", lead: "lead", surprise: "surprise", titled: "titled",
		strangerName: "stranger_name", strangerDate: "stranger_date", shortQuery: "short", corpusSize: "corpus_size", bestCosine: "cosine", around: "around", met: "met", unmet: "unmet", naming: "naming", margin: "margin", named: "named", nearBest: "near", topCosine: "top_cosine", read: "read", readLead: "read_lead", readAny: "read_any", readShare: "read_share", bestScore: "score", covered: "covered", coveredSquare: "covered_square", crowd: "crowd",
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
	if w.words, err = newConfidences(words); err != nil {
		return nil, err
	}
	w.meant, err = newConfidences(meant)
	return w, err
}

func newConfidences(s *weights.Set) (c confidences, err error) {
	if c.sentence, err = newConfidence(&s.Confidence, AnsweredLine); err == nil {
		c.documents, err = newConfidence(&s.Spoken, RelatedLine)
	}
	return c, err
}

func newConfidence(s *weights.Model, line string) (confidenceModel, error) {
	m := confidenceModel{bias: s.Bias}
	var err error
	if m.weights, err = s.Vector(FeatureNames()); err == nil {
		m.line, err = s.Line(line)
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

// of is the calibrated probability.
func (m confidenceModel) of(features []float64) float64 {
	z := m.bias
	for i, w := range m.weights {
		z += w * features[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// mostOfStranger is the confidence at most where the question names somebody
// or something that no document does.
func (m confidenceModel) mostOfStranger() float64 { return m.line - belowAnswered }

// outcomeOf draws the lines for what has these features.
func (c confidences) outcomeOf(features []float64, sentences int) bot.Outcome {
	return c.outcome(c.sentence.of(features), c.documents.of(features), features, sentences)
}

// outcome draws the lines. Where the question names somebody or something and the passage
// has all of that, the documents speak of it: of 955 questions that five archives answer
// .074 are refused then and not .086, of those on other topics as many as before.
func (c confidences) outcome(inSentence, inDocuments float64, features []float64, sentences int) bot.Outcome {
	switch {
	case sentences > 0 && inSentence >= c.sentence.line:
		return bot.Answered
	case sentences > 0 && (inDocuments >= c.documents.line || features[named] == 1):
		return bot.Related
	}
	return bot.NotFound
}

package training

import (
	"context"

	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
)

// System is what weights are made for: it tells the features of things.
type System interface {
	// Names are those of the features, in the order in which they are given.
	Names() Names
	// Open readies the documents of the test set in dir, alone or among those of
	// the background, to be asked with weights w.
	Open(ctx context.Context, dir string, among bool, w *weights.Set) (Corpus, error)
	// Check looks at a claim, by the weights inside the program.
	Check(c eval.Claim) Checked
}

// Names are those of the features of the three models, and those of the features
// and lines that are treated on their own.
type Names struct {
	Evidence, Confidence, Checker []string
	Rank                          string // the feature that holds a passage's rank
	OfBest                        string // the line: share of the best sentence in that rank
	Cosine                        string // the feature that holds a passage's cosine
	OfCosine                      string // the line: share of the cosine in that rank
	Answered                      string // the line from which on questions are answered
	Threshold, FewestPlain        string // lines of the checker
}

// Corpus is a test set's documents. Document IDs are those of the set.
type Corpus interface {
	// Passages returns the best passages for a question, with the features of
	// their sentences.
	Passages(ctx context.Context, q *eval.Question) ([]Passage, error)
	// Answer returns the features of the answer from all documents but those for
	// which exclude returns true; a nil exclude leaves out none.
	Answer(ctx context.Context, q *eval.Question, exclude func(document string) bool) (Answer, error)
	Close() error
}

// Passage is a passage with its sentences.
type Passage struct {
	Document  string
	Sentences []Sentence
}

// Sentence is one sentence of a passage.
type Sentence struct {
	Text     string
	Features []float64
}

// Answer is what the confidence of an answer is made of.
type Answer struct {
	Features []float64
	// Sentence stands first, Document is where it is from; "" if nothing was found.
	Sentence, Document string
	// Confidence that the sentence answers, and that the documents do at all, by the
	// weights that the Corpus was opened with.
	Confidence, Spoken float64
	// Forbidden reports whether something beside the features forbids to answer.
	Forbidden bool
}

// Checked is what the verdict on a claim is made of.
type Checked struct {
	// Features are nil where the verdict needs none, as for a verbatim sentence.
	Features []float64
	Score    float64
	// Plain is the share of the words other than names that the evidence has.
	Plain float64
	// Fatal reports whether a reason fails the claim whatever its score.
	Fatal     bool
	Supported bool
}

package retrieval

import (
	"fmt"
	"sync"

	"footnote/retrieval/weights"
)

// Weights are what sentences, and by them passages, are ranked by.
type Weights struct {
	Evidence Evidence
	// OfBest is the share of the best sentence's score in the rank of its
	// passage.
	OfBest float64
	// OfCosine is what the cosine of a passage adds to its rank, of that of a perfect
	// one.
	OfCosine float64
	// Meant are the weights of searches by meaning, too; nil for these.
	Meant *Weights
}

// EvidenceNames are the names of what Evidence holds, in its order, as
// weights.json calls them.
func EvidenceNames() []string {
	return []string{
		evOverlap: "overlap", evRepeated: "repeated", evPairs: "pairs", evAbove: "above", evPrevious: "previous",
		evNumber: "number", evCounted: "counted", evDate: "date", evPerson: "person", evDefinition: "definition",
		evUnmet: "unmet", evFirst: "first", evPronoun: "pronoun", evCue: "cue", evHeading: "heading",
		evQuestion: "question", evOthers: "others", evHeader: "header", evRow: "row", evAnnounces: "announces", evShort: "short",
		evCosine: "cosine", evPassageCosine: "passage_cosine", evLength: "length", evAnswers: "answers", evNear: "near", evRead: "read", evRank: "rank", evReplaced: "replaced",
		evTimely: "timely", evRecent: "recent",
	}
}

// Names of features and lines that package training treats on their own.
const (
	RankFeature    = "rank"      // the rank of the passage before its sentences count
	HeadingFeature = "heading"   // fitted on sets whose documents have headings
	OfBestLine     = "of_best"   // Weights.OfBest
	OfCosineLine   = "of_cosine" // Weights.OfCosine
	CosineFeature  = "passage_cosine"
)

// NewWeights reads the model of evidence.
func NewWeights(m *weights.Model) (*Weights, error) {
	vector, err := m.Vector(EvidenceNames())
	if err != nil {
		return nil, fmt.Errorf("read the weights of evidence: %w", err)
	}
	w := &Weights{Evidence: Evidence(vector)}
	if w.OfBest, err = m.Line(OfBestLine); err != nil {
		return nil, fmt.Errorf("read the weights of evidence: %w", err)
	}
	if w.OfCosine, err = m.Line(OfCosineLine); err != nil {
		return nil, fmt.Errorf("read the weights of evidence: %w", err)
	}
	return w, nil
}

var shippedWeights = sync.OnceValue(func() *Weights {
	w, err := NewWeights(&weights.Shipped().Evidence)
	if err == nil {
		w.Meant, err = NewWeights(&weights.ShippedMeant().Evidence)
	}
	if err != nil {
		panic(err) // a test reads them
	}
	return w
})

package training

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Plan says what is fitted on what.
type Plan struct {
	Folds      int            `json:"folds"`
	Evidence   EvidencePlan   `json:"evidence"`
	Confidence ConfidencePlan `json:"confidence"`
	Checker    CheckerPlan    `json:"checker"`
}

// EvidencePlan is of the listwise model that picks sentences.
type EvidencePlan struct {
	Ridge float64       `json:"ridge"`
	Unit  string        `json:"unit"` // the feature whose weight is made 1
	Sets  []EvidenceSet `json:"sets"`
	// OfBest are the values of the line retrieval.OfBestLine that are tried.
	OfBest []float64 `json:"of_best"`
	// OfCosine are those of retrieval.OfCosineLine.
	OfCosine []float64 `json:"of_cosine"`
}

// EvidenceSet is one row.
type EvidenceSet struct {
	Set    string  `json:"set"` // the last parts of the folder's path, as path.Match has them
	Weight float64 `json:"weight"`
	// Only names features that the set alone is asked for, after the others were
	// fitted on the sets without Only.
	Only []string `json:"only,omitempty"`
}

// ConfidencePlan is of the model that knows what the documents answer.
type ConfidencePlan struct {
	Ridge float64 `json:"ridge"`
	// Without names features that get no weight: what differs by set more than by
	// question would tell the sets apart.
	Without []string        `json:"without,omitempty"`
	Sets    []ConfidenceSet `json:"sets"`
	Lines   []LinePlan      `json:"lines"`
	// SpokenLines are of the confidence in the documents.
	SpokenLines []LinePlan `json:"spoken_lines"`
}

// ConfidenceSet is one row: what a case of each kind counts, where the set's
// documents are alone, and where they are among those of the background.
type ConfidenceSet struct {
	Set   string           `json:"set"`
	Alone map[Case]float64 `json:"alone"`
	Among map[Case]float64 `json:"among,omitempty"`
}

// Case is how a question is asked.
type Case string

const (
	Present        Case = "present"         // as it is: the documents answer it
	ArticleRemoved Case = "article_removed" // without its documents and those of their titles
	PassageRemoved Case = "passage_removed" // without its documents alone
	Absent         Case = "absent"          // as it is: the set says that nothing answers it
)

// CheckerPlan is of the model that checks citations.
type CheckerPlan struct {
	Ridge float64      `json:"ridge"`
	Sets  []CheckerSet `json:"sets"`
	Lines []LinePlan   `json:"lines"`
}

// CheckerSet is one row.
type CheckerSet struct {
	Set string `json:"set"`
}

// LinePlan chooses a line: the highest one that lets Share of the answerable
// questions pass or, where Share isn't set, Value for the reason that Rule gives.
type LinePlan struct {
	Name  string  `json:"name"`
	Share float64 `json:"share,omitempty"`
	Value float64 `json:"value,omitempty"`
	Rule  string  `json:"rule,omitempty"`
}

//go:embed plan.json
var ownPlan []byte

// ReadPlan reads the plan in a file, or the program's own if path is "".
func ReadPlan(path string) (*Plan, error) {
	data := ownPlan
	if path != "" {
		var err error
		if data, err = os.ReadFile(path); err != nil {
			return nil, fmt.Errorf("read the plan: %w", err)
		}
	}
	p := &Plan{}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(p); err != nil {
		return nil, fmt.Errorf("read the plan %s: %w", path, err)
	}
	if p.Folds < 2 {
		return nil, fmt.Errorf("read the plan %s: %d folds are too few (2 at least)", path, p.Folds)
	}
	return p, nil
}

// matchSet reports whether a folder is one of a row, and what of its path names
// it: as many of the last parts as the pattern has.
func matchSet(pattern, dir string) (name string, ok bool) {
	parts := strings.Split(filepath.ToSlash(filepath.Clean(dir)), "/")
	n := strings.Count(pattern, "/") + 1
	if len(parts) < n {
		return "", false
	}
	name = path.Join(parts[len(parts)-n:]...)
	ok, err := path.Match(pattern, name)
	return name, ok && err == nil
}

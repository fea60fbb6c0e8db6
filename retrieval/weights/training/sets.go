package training

import (
	"fmt"
	"os"
	"path/filepath"

	"footnote/retrieval/eval"
	"footnote/retrieval/weights/fit"
)

// claimsFile is the file of a set of claims.
const claimsFile = "claims.jsonl"

// testSet is one folder with what the plan wants of it.
type testSet struct {
	dir, name  string
	questions  *eval.Set    // nil for a set of claims
	claims     []eval.Claim // nil for a set of questions
	evidence   *EvidenceSet // the row of the plan, nil if there is none
	confidence *ConfidenceSet
	checker    *CheckerSet
}

// loadSets reads the folders. One that the plan has no row for is an error.
func loadSets(p *Plan, dirs []string) ([]*testSet, error) {
	var sets []*testSet
	for _, dir := range dirs {
		full, err := filepath.Abs(dir)
		if err != nil {
			return nil, fmt.Errorf("find the test set: %w", err)
		}
		s := &testSet{dir: full}
		s.plan(p)
		if s.name == "" {
			return nil, fmt.Errorf("the plan has no row for %s (copy it, add one, and name the copy with --plan)", dir)
		}
		switch {
		case hasFile(full, claimsFile):
			s.claims, err = eval.LoadClaims(filepath.Join(full, claimsFile))
		case hasFile(full, eval.AskedFile):
			s.questions, err = loadAsked(full)
		default:
			s.questions, err = eval.Load(full)
		}
		if err != nil {
			return nil, err
		}
		sets = append(sets, s)
	}
	return sets, nil
}

func hasFile(dir, name string) bool {
	_, err := os.Stat(filepath.Join(dir, name))
	return err == nil
}

// plan finds the rows of a set; the first that match count.
func (s *testSet) plan(p *Plan) {
	for i := range p.Evidence.Sets {
		if name, ok := matchSet(p.Evidence.Sets[i].Set, s.dir); ok && s.evidence == nil {
			s.name, s.evidence = name, &p.Evidence.Sets[i]
		}
	}
	for i := range p.Confidence.Sets {
		if name, ok := matchSet(p.Confidence.Sets[i].Set, s.dir); ok && s.confidence == nil {
			s.name, s.confidence = name, &p.Confidence.Sets[i]
		}
	}
	for i := range p.Checker.Sets {
		if name, ok := matchSet(p.Checker.Sets[i].Set, s.dir); ok && s.checker == nil {
			s.name, s.checker = name, &p.Checker.Sets[i]
		}
	}
}

// fold returns the fold of a question: that of its article, so that no weights
// are judged by questions whose neighbours they have seen. Translations of an
// article have one title, or at least one ID.
func (s *testSet) fold(q *eval.Question, folds int) int {
	name := ""
	for id := range q.Relevant {
		if title := s.questions.Titles[id]; title != "" {
			id = title
		}
		if name == "" || id < name {
			name = id
		}
	}
	if name == "" {
		name = q.ID
	}
	return fit.Fold(name, folds)
}

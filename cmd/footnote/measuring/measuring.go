// Package measuring has the program measured and fitted: packages eval and training
// ask it, and get the ranking, the answers and the check of citations that people
// get. It knows where the documents of a test set lie.
package measuring

import (
	"context"
	"fmt"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/library"
	"footnote/retrieval/weights"
)

// Sample is a test set with the index that it is measured on.
type Sample struct {
	Set    *eval.Set
	Dir    string // of the set
	Store  library.Opener
	Corpus string // what the index was made from
	Prefix string // of document IDs in the index, before those of the set
}

// Run measures the answers, by the given weights, on a test set. newProgress makes
// what shows how far that is.
func Run(ctx context.Context, s Sample, by *weights.Set, newProgress func() *terminal.Progress) (*eval.Report, error) {
	x, err := s.Store.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	if err := judgedExist(ctx, x, s.Set, s.Prefix); err != nil {
		return nil, fmt.Errorf("%w: %s doesn't have the documents of %s", err, s.Corpus, s.Dir)
	}
	e, err := newEvaluated(x, s.Prefix, by)
	if err != nil {
		return nil, err
	}
	bar := newProgress()
	report, err := eval.Run(ctx, e, s.Set, bar.Questions)
	bar.Done()
	if err != nil {
		return nil, err
	}
	stats := x.Stats()
	report.Documents, report.Passages = stats.Documents, stats.Passages
	return report, nil
}

// judgedExist fails if the index has none of the first judged documents: then
// every measure would be 0 and mean nothing.
func judgedExist(ctx context.Context, x retrieval.Index, set *eval.Set, prefix string) error {
	const enough = 20 // judgements; a stray one may name a document that is gone
	looked := 0
	var err error
	for _, q := range set.Questions {
		for id := range q.Relevant {
			if _, err = x.Facts(ctx, prefix+id); err == nil {
				return nil
			}
			if looked++; looked == enough {
				return err
			}
		}
	}
	return err
}

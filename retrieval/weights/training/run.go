package training

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"footnote/retrieval/weights"
)

// Options of a Run.
type Options struct {
	Plan *Plan
	// Dirs are the folders of the test sets.
	Dirs []string
	// Background is the folder of documents that questions are also asked among,
	// "" for none.
	Background string
	// Before are the weights to compare with.
	Before *weights.Set
	// Date is that of the fit, for a person to read.
	Date string
	// Progress, if not nil, is called as cases are asked.
	Progress func(what string, done, total int)
}

// trainer is one Run.
type trainer struct {
	system     System
	plan       *Plan
	names      Names
	before     *weights.Set
	background string // its name, "" for none
	date       string
	progress   func(what string, done, total int)
}

// Run fits the models that the sets have data for. The others stay as they were
// before.
func Run(ctx context.Context, system System, o Options) (*weights.Set, error) {
	t := &trainer{
		system: system, plan: o.Plan, names: system.Names(), before: o.Before, date: o.Date,
		progress: o.Progress,
	}
	if t.progress == nil {
		t.progress = func(string, int, int) {}
	}
	if o.Background != "" {
		full, err := filepath.Abs(o.Background)
		if err != nil {
			return nil, fmt.Errorf("find the background: %w", err)
		}
		if t.background = filepath.Base(full); t.background == DocumentsDir {
			t.background = filepath.Base(filepath.Dir(full))
		}
	}
	sets, err := loadSets(o.Plan, o.Dirs)
	if err != nil {
		return nil, err
	}
	if len(sets) == 0 {
		return nil, errors.New("there are no test sets")
	}
	after := *o.Before
	if after.Evidence, err = t.evidence(ctx, sets); err != nil {
		return nil, err
	}
	if after.Confidence, after.Spoken, err = t.confidence(ctx, sets, &after); err != nil {
		return nil, err
	}
	if after.Checker, err = t.checker(sets); err != nil {
		return nil, err
	}
	if t.background != "" {
		sum, err := HashFolder(o.Background)
		if err != nil {
			return nil, err
		}
		after.Confidence.Data = append(after.Confidence.Data, weights.Data{
			Set: t.background, Files: map[string]string{DocumentsDir: sum}, Samples: map[string]weights.Count{},
		})
	}
	return &after, nil
}

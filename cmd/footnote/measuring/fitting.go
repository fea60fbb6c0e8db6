package measuring

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"footnote/adapters"
	"footnote/adapters/terminal"
	"footnote/retrieval/corpus"
	"footnote/retrieval/engine"
	"footnote/retrieval/library"
	"footnote/retrieval/meaning"
	"footnote/retrieval/weights"
	"footnote/retrieval/weights/training"
)

// Means are what fitting needs of the program around it.
type Means struct {
	Log         *slog.Logger
	Reading     corpus.Options            // how documents are read
	NewProgress func() *terminal.Progress // makes what shows how far something is
	// OpenVectors readies the vectors beside the index in a folder, nil if there are to
	// be none, and MakeVectors makes those that are lacking.
	OpenVectors func(data string) (*meaning.Store, error)
	MakeVectors func(context.Context, library.VectorMaker) (engine.Made, error)
}

// Fitting is what is fitted on what.
type Fitting struct {
	Dirs       []string // of test sets and of sets of claims
	Plan       string   // file, "" for the one inside the program
	Weights    string   // file to compare with, "" for those inside the program
	Background string   // folder of documents that questions are also asked among, "" for none
	Output     string   // file
}

// Fit fits weights, writes them and returns them with those of before.
func Fit(ctx context.Context, m Means, f Fitting) (after, before *weights.Set, err error) {
	plan, err := training.ReadPlan(f.Plan)
	if err != nil {
		return nil, nil, err
	}
	if before, err = ReadWeights(f.Weights); err != nil {
		return nil, nil, err
	}
	if f.Background != "" && hasDocuments(f.Background) { // said before the work, which takes hours
		return nil, nil, adapters.WrongSetting("the background %s has a file %s of its own", f.Background, DocumentsFile)
	}
	system := newTrained(m, f.Background)
	defer system.removeIndexes()
	bar := m.NewProgress()
	after, err = training.Run(ctx, system, training.Options{
		Plan: plan, Dirs: f.Dirs, Background: f.Background, Before: before,
		Date: time.Now().UTC().Format(time.DateOnly), Progress: bar.Cases,
	})
	bar.Done()
	if err != nil {
		return nil, nil, fmt.Errorf("fit the weights: %w", err)
	}
	return after, before, writeWeights(f.Output, after)
}

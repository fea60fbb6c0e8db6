package main

import (
	"context"
	"fmt"
	"os"

	"footnote/cmd/footnote/batch"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/replying"
	"footnote/cmd/footnote/writing"
)

// answerBatch answers each line of a file.
func (a *app) answerBatch(ctx context.Context, path string, flag indexing.SyncFlag) error {
	in := a.Stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("read the questions: %w", err)
		}
		defer f.Close()
		in = f
	}
	x, l, err := a.OpenIndex(ctx, flag, indexing.InlineForMany)
	if err != nil {
		return err
	}
	defer x.Close()
	a.hintEmpty(x, l)
	model, err := writing.Open(a.settings.Model, x.Analyzer(), nil, a.Log)
	if err != nil {
		return err
	}
	return batch.Run(ctx, in, replying.New(l.Library, holdings.Still{Index: x}, model.Summarizer), a.Print)
}

package main

import (
	"context"
	"fmt"
	"os"

	"footnote/cmd/footnote/batch"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/replying"
)

// answerBatch answers each line of a file.
func (a *app) answerBatch(ctx context.Context, path string, flag syncFlag) error {
	in := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return fmt.Errorf("read the questions: %w", err)
		}
		defer f.Close()
		in = f
	}
	x, l, err := a.openIndex(ctx, flag, inlineForMany)
	if err != nil {
		return err
	}
	defer x.Close()
	a.hintEmpty(x, l)
	model, err := a.openWriters(x.Analyzer(), nil)
	if err != nil {
		return err
	}
	return batch.Run(ctx, in, replying.New(l.Library, holdings.Still{Index: x}, model.Summarizer), a.print)
}

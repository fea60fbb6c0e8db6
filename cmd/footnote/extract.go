package main

import (
	"context"
	"errors"
	"fmt"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
)

// extractCmd shows what is read from files.
type extractCmd struct {
	Files []string `arg:"" name:"file" help:"Files to read."`
	JSON  bool     `help:"Print one JSON object a document and line, with all facts."`
}

// Help implements kong.HelpProvider.
func (extractCmd) Help() string {
	return `Prints the text that answers cite: their start and end are byte offsets into it. Several documents are set apart by a line with their names. Written to a terminal, control characters are shown as pictures; written to a file or a pipe, the text is exactly what the index has.`
}

// Run reads the files, goes on after those that can't be read and fails in the
// end if there were any.
func (c *extractCmd) Run(ctx context.Context, a *app) error {
	out := show.Extraction{Screen: a.Out, Print: a.Print, Headed: len(c.Files) > 1}
	if c.JSON {
		out.PrintJSON = a.PrintJSON
	}
	failed := 0
	for _, name := range c.Files {
		documents := 0
		err := corpus.ReadFile(ctx, name, a.Reading(), func(d *retrieval.Document) error {
			documents++
			return out.Add(d)
		})
		if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
			a.Note("%v", err)
			if !problem.Skipped || documents == 0 { // what is left out on purpose is no failure
				failed++
			}
			err = nil
		}
		if err != nil {
			return fmt.Errorf("extract %s: %w", name, err)
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%s gave no document, or not all of them", terminal.Count(failed, "file"))
	}
	return nil
}

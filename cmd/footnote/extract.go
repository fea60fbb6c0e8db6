package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/adapters/terminal"
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
	out := extraction{app: a, json: c.JSON, headed: len(c.Files) > 1}
	failed := 0
	for _, name := range c.Files {
		err := corpus.ReadFile(ctx, name, a.corpusOptions(), out.add)
		if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
			a.note("%v", err)
			failed++
			err = nil
		}
		if err != nil {
			return fmt.Errorf("extract %s: %w", name, err)
		}
	}
	if err := out.flush(); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%s gave no document, or not all of them", terminal.Count(failed, "file"))
	}
	return nil
}

// extraction prints documents. It holds the first one back until it is clear
// whether there are more and so a need for headings.
type extraction struct {
	*app
	json   bool
	headed bool
	held   *retrieval.Document
}

func (e *extraction) add(d *retrieval.Document) error {
	if e.json {
		return e.printJSON(d)
	}
	if !e.headed && e.held == nil {
		e.held = d
		return nil
	}
	e.headed = true
	if err := e.flush(); err != nil {
		return err
	}
	return e.text(d)
}

func (e *extraction) flush() error {
	if e.held == nil {
		return nil
	}
	d := e.held
	e.held = nil
	return e.text(d)
}

func (e *extraction) text(d *retrieval.Document) error {
	text := d.Text
	if e.out.Terminal {
		text = terminal.Clean(text)
	}
	if (e.out.Terminal || e.headed) && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if e.headed {
		text = e.out.Style(terminal.Bold, "==> "+terminal.OneLine(d.ID)+" <==") + "\n" + text
	}
	return e.print(text)
}

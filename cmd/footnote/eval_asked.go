package main

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/cmd/footnote/measuring"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval"
	room "footnote/retrieval/library"
)

// evalAskedCmd measures questions as people ask them.
type evalAskedCmd struct {
	Dir      string `arg:"" help:"Folder with the folder documents and the files questions.jsonl and conversations.jsonl."`
	Decorate string `placeholder:"FILE" help:"Ask every question again with what each line of this file writes around it: before, after, upper."`
	JSON     bool   `help:"Print the report as one JSON object."`
}

// Help implements kong.HelpProvider.
func (evalAskedCmd) Help() string {
	return `questions.jsonl has one JSON object a line: text, want (a pattern that a right answer matches, null if the documents don't answer), document (a pattern of its path) and kind (what is hard about it). The lines of conversations.jsonl have a conversation, too, and are asked one after another in it.`
}

// Run implements the verb.
func (c *evalAskedCmd) Run(ctx context.Context, a *app) error {
	return a.withAskedIndex(ctx, c.Dir, func(dir string, x room.Index) error {
		report, err := measuring.Asked(ctx, x, dir, c.Decorate)
		if err != nil {
			return err
		}
		if c.JSON {
			return a.printJSON(report)
		}
		return report.WriteText(a.stdout)
	})
}

// evalCandidatesCmd prints what a reader is trained on.
type evalCandidatesCmd struct {
	Dir  string `arg:"" help:"Folder with the folder documents and the file questions.jsonl."`
	Most int    `default:"8" help:"Print this many candidates of each question."`
}

// Help implements kong.HelpProvider.
func (evalCandidatesCmd) Help() string {
	return `One JSON object a question: _id, question, kind, answerable, candidates (text, right, score), the best first.`
}

// Run implements the verb.
func (c *evalCandidatesCmd) Run(ctx context.Context, a *app) error {
	if c.Most < 1 {
		return usageError("--most must be at least 1")
	}
	return a.withAskedIndex(ctx, c.Dir, func(dir string, x room.Index) error {
		return measuring.Candidates(ctx, x, dir, c.Most, a.stdout)
	})
}

// withAskedIndex calls use with the index of the documents in a folder of questions as
// people ask them, and that folder's full path.
func (a *app) withAskedIndex(ctx context.Context, folder string, use func(dir string, x room.Index) error) error {
	dir, err := setting.AbsolutePath(folder)
	if err != nil {
		return err
	}
	data := ""
	if a.given("FOOTNOTE_DATA") {
		data = a.settings.Data
	}
	l, err := a.openLibrary(room.Options{Corpus: filepath.Join(dir, "documents")}, data)
	if err == nil {
		err = l.OpenDocuments()
	}
	if err != nil {
		return err
	}
	r, err := a.syncIndex(ctx, l, retrieval.SyncOptions{})
	if err == nil && a.settings.Semantic != "off" {
		_, err = a.makeVectors(ctx, l.Store)
	}
	if err = errors.Join(err, l.Close()); err != nil {
		return err
	}
	a.noteMissing(l, r.Missing)
	x, err := l.Store.Open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(use(dir, x), x.Close())
}

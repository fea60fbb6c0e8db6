package evaluation

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/adapters"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/measuring"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// askedVerb measures questions as people ask them.
type askedVerb struct {
	Dir      string `arg:"" help:"Folder with the folder documents and the files questions.jsonl and conversations.jsonl."`
	Decorate string `placeholder:"FILE" help:"Ask every question again with what each line of this file writes around it: before, after, upper."`
	JSON     bool   `help:"Print the report as one JSON object."`
}

// Help implements kong.HelpProvider.
func (askedVerb) Help() string {
	return `questions.jsonl has one JSON object a line: text, want (a pattern that a right answer matches, null if the documents don't answer), document (a pattern of its path) and kind (what is hard about it). The lines of conversations.jsonl have a conversation, too, and are asked one after another in it.`
}

// Run implements the verb.
func (c *askedVerb) Run(ctx context.Context, i *indexing.Indexer) error {
	return withAskedIndex(ctx, i, c.Dir, func(dir string, x library.Index) error {
		report, err := measuring.Asked(ctx, x, dir, c.Decorate)
		if err != nil {
			return err
		}
		if c.JSON {
			return i.PrintJSON(report)
		}
		return report.WriteText(i.Stdout)
	})
}

// candidatesVerb prints what a reader is trained on.
type candidatesVerb struct {
	Dir  string `arg:"" help:"Folder with the folder documents and the file questions.jsonl."`
	Most int    `default:"8" help:"Print this many candidates of each question."`
}

// Help implements kong.HelpProvider.
func (candidatesVerb) Help() string {
	return `One JSON object a question: _id, question, kind, answerable, candidates (text, right, score), the best first.`
}

// Run implements the verb.
func (c *candidatesVerb) Run(ctx context.Context, i *indexing.Indexer) error {
	if c.Most < 1 {
		return adapters.WrongSetting("--most must be at least 1")
	}
	return withAskedIndex(ctx, i, c.Dir, func(dir string, x library.Index) error {
		return measuring.Candidates(ctx, x, dir, c.Most, i.Stdout)
	})
}

// withAskedIndex calls use with the index of the documents in a folder of questions as
// people ask them, and that folder's full path.
func withAskedIndex(ctx context.Context, i *indexing.Indexer, folder string, use func(dir string, x library.Index) error) error {
	dir, err := setting.AbsolutePath(folder)
	if err != nil {
		return err
	}
	l, err := i.OpenLibrary(library.Options{Corpus: filepath.Join(dir, "documents")}, i.OwnData())
	if err == nil {
		err = l.OpenDocuments()
	}
	if err != nil {
		return err
	}
	r, err := i.SyncIndex(ctx, l, retrieval.SyncOptions{})
	if err == nil && i.Settings.Semantic != "off" {
		_, err = i.MakeVectors(ctx, l.Store)
	}
	if err = errors.Join(err, l.Close()); err != nil {
		return err
	}
	i.NoteMissing(l, r.Missing)
	x, err := l.Store.Open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(use(dir, x), x.Close())
}

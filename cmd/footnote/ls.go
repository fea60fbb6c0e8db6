package main

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
)

// listCmd lists documents.
type listCmd struct {
	Pattern string `arg:"" optional:"" help:"Only what lies at or below this path; * stands for any part of a name."`
	JSON    bool   `help:"Print one JSON object."`
}

// Help implements kong.HelpProvider.
func (listCmd) Help() string {
	return "Lists the documents of the index as it is, with the sizes of their files and their dates: when they were published, else when their files were changed. Then come the files that could not be read, and why. footnote index brings the index up to date."
}

// Run lists.
func (c *listCmd) Run(ctx context.Context, a *app) error {
	x, l, err := a.OpenIndex(ctx, indexing.SyncFlag{NoSync: true}, 0)
	if err != nil {
		return err
	}
	defer x.Close()
	files, err := l.Store.Files(ctx)
	if err != nil {
		return err
	}
	out := show.Listing{Corpus: l.Corpus, Data: l.Data, Documents: []show.Listed{}, Problems: []show.Problem{}}
	for f := range retrieval.EachState(files) {
		if !c.isMeant(f.Path) {
			continue
		}
		if err := listFile(ctx, x, f, &out); err != nil {
			return err
		}
	}
	if c.JSON {
		err = a.PrintJSON(out)
	} else {
		err = a.Print(out.Text(a.Out))
	}
	if err == nil && c.Pattern != "" && len(out.Documents)+len(out.Problems) == 0 {
		return errNotAnswered
	}
	return err
}

// isMeant reports whether a file is to be listed.
func (c *listCmd) isMeant(name string) bool {
	pattern := strings.TrimSuffix(c.Pattern, "/")
	if pattern == "" || name == pattern || strings.HasPrefix(name, pattern+"/") {
		return true
	}
	whole, err := path.Match(pattern, name)
	base, _ := path.Match(pattern, path.Base(name))
	return err == nil && (whole || base)
}

// Validate implements kong's check of a command.
func (c *listCmd) Validate() error {
	if _, err := path.Match(c.Pattern, ""); err != nil {
		return fmt.Errorf("%q is no pattern (quote [ and \\ with a \\)", c.Pattern)
	}
	return nil
}

// listFile adds what a file gave.
func listFile(ctx context.Context, x retrieval.Index, f retrieval.FileState, out *show.Listing) error {
	for i, id := range f.Documents {
		d, err := x.Facts(ctx, id)
		if errors.Is(err, retrieval.ErrNotFound) {
			continue // the index has changed since
		}
		if err != nil {
			return err
		}
		listed := show.Listed{
			Document: id, Title: d.Title, URL: d.URL, Published: d.Published, Modified: f.ModTime,
			MediaType: d.MediaType, Language: d.Language, Missing: f.Missing,
		}
		if i == 0 { // a file's bytes are those of its first document
			listed.Bytes = f.Size
		}
		out.Documents = append(out.Documents, listed)
	}
	if f.Failed != "" {
		out.Problems = append(out.Problems, show.Problem{Path: f.Path, Reason: f.Failed, Skipped: f.Skipped, Retried: f.Passing})
	}
	return nil
}

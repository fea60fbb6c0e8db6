package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/console"
	"footnote/cmd/footnote/holdings"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/show"
	"footnote/cmd/footnote/sites"
	"footnote/retrieval"
	"footnote/retrieval/private"
)

// indexCmd brings the index up to date.
type indexCmd struct {
	Watch      bool   `help:"Go on and follow the changes of the documents, until interrupted."`
	Rehash     bool   `help:"Read every file again, even where size and time say that it is unchanged, and parse again what could not be read."`
	JSON       bool   `help:"Print the summary as one JSON object."`
	Report     string `placeholder:"FILE" help:"Write the files that gave no document, or not all, to FILE, one JSON object a line (- is standard output)."`
	NoFetch    bool   `help:"Fetch nothing from the websites of the corpus."`
	NoPictures bool   `help:"Leave the text of pictures unread now: scanned pages, photos. serve reads it meanwhile."`
	NoVectors  bool   `help:"Make no vectors now: passages that have none yet are found by words alone."`
	indexing.EmptyFlag
}

// Help implements kong.HelpProvider.
func (indexCmd) Help() string {
	return `If all files are gone at once, or most of them and more than a few, their documents stay in the index until the files are back or as many others have taken their place: a drive that isn't mounted looks the same. Then the exit code is 1. --allow-empty confirms that they are gone for good, for a running "footnote serve" of the same index, too.`
}

// Run indexes.
func (c *indexCmd) Run(ctx context.Context, a *app) (err error) {
	if c.JSON && c.Report == "-" {
		return usageError("--json and --report - both want standard output (--json has the problems too)")
	}
	l, err := a.UseLibrary(true)
	if err != nil {
		return err
	}
	if err := l.OpenDocuments(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	l.AllowEmpty = c.AllowEmpty
	var unfetched error // which is no reason not to read what there is
	if len(l.Sites()) > 0 && !c.NoFetch && !c.Watch {
		var list []sites.Fetched
		list, unfetched = a.FetchSites(ctx, a.NewFetcher(l))
		if ctx.Err() != nil {
			return unfetched
		}
		a.NoteFetched(list)
	}
	if c.Watch {
		return c.watchDocuments(ctx, a, l)
	}
	r, err := a.SyncIndex(ctx, l, retrieval.SyncOptions{Rehash: c.Rehash, Retry: true})
	if err != nil {
		return err
	}
	if c.NoPictures {
		if n, err := l.CountPictures(ctx); err == nil && n > 0 {
			a.Note("%s with pictures whose text is yet to be read", terminal.Count(n, "file"))
		}
	} else if again, found, err := a.ReadPictures(ctx, l); err != nil {
		return err
	} else if found {
		r.Documents, r.Problems = again.Documents, again.Problems
		more := min(again.Changed, r.Unchanged) // what was added now isn't changed, too
		r.Changed, r.Unchanged = r.Changed+more, r.Unchanged-more
		r.Elapsed += again.Elapsed
	}
	var unmade error // which is no reason not to tell what was read
	if !c.NoVectors {
		_, unmade = a.MakeVectors(ctx, l.Store)
	}
	if err := a.prepareSuggestions(ctx, l); err != nil {
		return err
	}
	if err := c.printSummary(ctx, a, l, r.SyncReport); err != nil {
		return err
	}
	if r.Missing.Files > 0 {
		return errors.Join(errors.New(show.Missing(l.Corpus, r.Missing)), unmade, unfetched)
	}
	return errors.Join(unmade, unfetched)
}

// prepareSuggestions finds the questions that are suggested to people who don't know
// what to ask, so that nobody waits for them.
func (a *app) prepareSuggestions(ctx context.Context, l *indexing.Library) error {
	x, err := l.Store.Open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(holdings.NewCatalog(l.Library, holdings.Still{Index: x}).Prepare(ctx), x.Close())
}

// printSummary prints what a sync found and did.
func (c *indexCmd) printSummary(ctx context.Context, a *app, l *indexing.Library, r retrieval.SyncReport) error {
	out := show.IndexOf(l.Corpus, l.Data, r)
	if err := c.writeReport(a, out.Problems); err != nil {
		return err
	}
	var err error
	if out.Meaning, err = a.MeaningOf(ctx, l); err != nil {
		return err
	}
	if c.JSON {
		return a.PrintJSON(out)
	}
	return a.Print(show.Summary(a.Out, l.Corpus, r) + out.Meaning.Text())
}

// writeReport writes the problems as JSON lines.
func (c *indexCmd) writeReport(a *app, problems []show.Problem) (err error) {
	var w io.Writer = a.Stdout
	switch c.Report {
	case "":
		return nil
	case "-":
	default:
		f, err := private.Create(c.Report)
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		w = f
	}
	for _, p := range problems {
		line, err := console.JSONLine(p)
		if err == nil {
			_, err = io.WriteString(w, line)
		}
		if err != nil {
			return fmt.Errorf("write the report: %w", err)
		}
	}
	return nil
}

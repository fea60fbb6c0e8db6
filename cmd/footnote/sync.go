package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// syncFlag is shared by the verbs that ask the index.
type syncFlag struct {
	NoSync bool `help:"Ask the index as it is, without a look at the documents first."`
	emptyFlag
}

// emptyFlag is shared by the verbs that bring the index up to date.
type emptyFlag struct {
	AllowEmpty bool `help:"Remove the documents of files that are gone, even if most of them are, as when a drive isn't mounted."`
}

// open brings the index up to date, unless flag says not to, and opens it.
// Where that fails, a good index is opened as it was before, with a note: the
// documents may be away, the disk full, another process at work.
func (a *app) open(ctx context.Context, flag syncFlag) (*blevex.Index, *library, error) {
	l, err := a.library(false)
	if err != nil {
		return nil, nil, err
	}
	if flag.NoSync {
		x, err := l.store.Open(ctx)
		if errors.Is(err, blevex.ErrNoIndex) {
			err = fmt.Errorf("there is no index of %s in %s yet (leave out --no-sync, or run footnote index)", l.corpus, l.data)
		}
		return x, l, err
	}
	l.allowEmpty = flag.AllowEmpty
	r, err := a.refresh(ctx, l)
	x, oerr := l.store.Open(ctx)
	switch {
	case err == nil:
		a.noteSync(l, r)
		return x, l, oerr
	case ctx.Err() != nil || l.source == nil || oerr != nil:
		if oerr == nil {
			err = errors.Join(err, x.Close())
		}
		return nil, nil, err
	case errors.Is(err, retrieval.ErrLocked):
		a.note("another process is changing the index; this is from the index as it was before")
	default:
		a.warn("%v; this is from the index as it was before", err)
	}
	return x, l, nil
}

// refresh brings the index up to date and lets go of the documents: nothing
// reads them after this.
func (a *app) refresh(ctx context.Context, l *library) (retrieval.SyncReport, error) {
	if err := a.openSource(l); err != nil {
		return retrieval.SyncReport{}, errors.Join(err, l.close())
	}
	if l.first {
		a.note("indexing %s, this once", l.corpus)
	}
	r, err := a.sync(ctx, l, retrieval.SyncOptions{})
	return r, errors.Join(err, l.close())
}

// sync brings the index of l up to date, with a progress bar if a person
// watches.
func (a *app) sync(ctx context.Context, l *library, o retrieval.SyncOptions) (retrieval.SyncReport, error) {
	defer collectLess()()
	bar := terminal.NewProgress(a.stderr, a.err)
	o.Progress = bar.Update
	r, err := l.sync(ctx, o)
	bar.Done()
	a.noteRunning(l)
	if l.syncs.note(r, err) {
		a.note("the documents of %s can be looked through again", l.corpus)
	}
	return r, err
}

// sync brings the index up to date with the documents that are at the path of
// the corpus now.
func (l *library) sync(ctx context.Context, o retrieval.SyncOptions) (retrieval.SyncReport, error) {
	if err := l.reopen(); err != nil {
		return retrieval.SyncReport{}, err
	}
	o.Rehash = o.Rehash || l.switched || l.files.IsReplaced()
	o.AllowEmpty = l.allowEmpty || l.switched
	r, err := retrieval.Sync(ctx, l.source, l.store, o)
	if err == nil && !r.Committed && (l.first || l.switched) {
		err = recommit(ctx, l.store)
	}
	if err == nil {
		l.files.Accept()
	}
	return r, err
}

// setSynced takes note that the index was brought up to date.
func (l *library) setSynced() { l.first, l.switched, l.allowEmpty = false, false, false }

// collectLess has garbage collected half as often, unless the user has set how
// often, until undo is called. Indexing makes much garbage and keeps little: this
// saves a tenth of its processor time for about 50 MB.
func collectLess() (undo func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(200) // growth of the heap, against 100 by default
	return func() { debug.SetGCPercent(before) }
}

// noteRunning says what files that took too long still cost.
func (a *app) noteRunning(l *library) {
	if l.files != nil && l.files.Running() > 0 {
		a.note("%s can't be stopped and may keep a processor busy until the program ends", terminal.Count(l.files.Running(), "parser"))
	}
}

// recommit makes a generation of the same documents, for what Sync sees no
// need to change: an empty index instead of none, the name of its corpus.
func recommit(ctx context.Context, store *blevex.Store) error {
	known, err := store.Files(ctx)
	if err != nil {
		return err
	}
	var files []retrieval.FileState
	for _, path := range slices.Sorted(maps.Keys(known)) {
		files = append(files, known[path])
	}
	change, err := store.Begin(ctx)
	if err != nil {
		return err
	}
	return errors.Join(change.Commit(ctx, files), change.Abort())
}

// noteSync says on stderr what a sync on the way to something else did.
func (a *app) noteSync(l *library, r retrieval.SyncReport) {
	defer a.noteMissing(l, r.Missing)
	switch {
	case l.first:
		a.note("indexed %s from %s in %s", terminal.Count(r.Documents, "document"), terminal.Count(r.Files, "file"), terminal.Seconds(r.Elapsed))
	case r.Committed:
		a.note("index brought up to date: %s", changes(r))
	default:
		return
	}
	if n := len(unreadable(r.Problems)); l.syncs.news(n) && n > 0 {
		a.note("%s could not be read (footnote index says why)", terminal.Count(n, "file"))
	}
}

func changes(r retrieval.SyncReport) string {
	list := fmt.Sprintf("%s added, %s changed, %s removed, %s unchanged",
		terminal.Thousands(r.Added), terminal.Thousands(r.Changed), terminal.Thousands(r.Removed), terminal.Thousands(r.Unchanged))
	if r.Missing.Files > 0 {
		list += ", " + terminal.Thousands(r.Missing.Files) + " missing"
	}
	return list
}

// unreadable returns the problems that are worth a person's time: files that
// were meant to be read.
func unreadable(problems []*retrieval.ReadError) []*retrieval.ReadError {
	var list []*retrieval.ReadError
	for _, p := range problems {
		if !p.Skipped {
			list = append(list, p)
		}
	}
	return list
}

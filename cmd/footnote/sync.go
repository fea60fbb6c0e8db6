package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/blevex"
)

// syncFlag is shared by the verbs that ask the index.
type syncFlag struct {
	NoSync bool `help:"Ask the index as it is, without a look at the documents first."`
}

// open brings the index up to date, unless flag says not to, and opens it.
// While another process changes it, the index is opened as it was before.
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
	if err := a.openSource(l); err != nil {
		return nil, nil, err
	}
	if l.first {
		a.note("indexing %s, this once", l.corpus)
	}
	r, err := a.sync(ctx, l, retrieval.SyncOptions{})
	err = errors.Join(err, l.close()) // nothing reads the documents after this
	if errors.Is(err, retrieval.ErrLocked) {
		if x, oerr := l.store.Open(ctx); oerr == nil {
			a.note("another process is changing the index; this is from the index as it was before")
			return x, l, nil
		}
	}
	if err != nil {
		return nil, nil, err
	}
	a.noteSync(l, r)
	x, err := l.store.Open(ctx)
	return x, l, err
}

// sync brings the index of l up to date, with a progress bar if a person
// watches.
func (a *app) sync(ctx context.Context, l *library, o retrieval.SyncOptions) (retrieval.SyncReport, error) {
	defer collectLess()()
	bar := newProgress(a.stderr, a.err)
	o.Rehash = o.Rehash || l.switched
	o.Progress = bar.update
	r, err := retrieval.Sync(ctx, l.source, l.store, o)
	bar.done()
	a.noteRunning(l)
	if err == nil && !r.Committed && (l.first || l.switched) {
		err = recommit(ctx, l.store)
	}
	l.syncs.note(r, err)
	return r, err
}

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
		a.note("%s can't be stopped and may keep a processor busy until the program ends", count(l.files.Running(), "parser"))
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
	switch {
	case l.first:
		a.note("indexed %s from %s in %s", count(r.Documents, "document"), count(r.Files, "file"), seconds(r.Elapsed))
	case r.Committed:
		a.note("index brought up to date: %s", changes(r))
	default:
		return
	}
	if n := len(unreadable(r.Problems)); l.syncs.news(n) && n > 0 {
		a.note("%s could not be read (footnote index says why)", count(n, "file"))
	}
}

func changes(r retrieval.SyncReport) string {
	return fmt.Sprintf("%s added, %s changed, %s removed, %s unchanged",
		thousands(r.Added), thousands(r.Changed), thousands(r.Removed), thousands(r.Unchanged))
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

// count is "1 file", "2 files", "12,345 files".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return thousands(n) + " " + what
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	var b strings.Builder
	for i, digit := range s {
		if i > 0 && (len(s)-i)%3 == 0 && digit != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}

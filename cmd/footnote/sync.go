package main

import (
	"context"
	"errors"
	"fmt"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/engine"
	room "footnote/retrieval/library"
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

// openIndex brings the index up to date, unless flag says not to, and opens it.
// Where that fails, a good index is opened as it was before, with a note: the
// documents may be away, the disk full, another process at work. Up to inline passages
// get the vectors that they lack.
func (a *app) openIndex(ctx context.Context, flag syncFlag, inline int) (room.Index, *library, error) {
	l, err := a.findLibraryFor(false)
	if err != nil {
		return nil, nil, err
	}
	if flag.NoSync {
		x, err := l.Store.Open(ctx)
		if errors.Is(err, engine.ErrNoIndex) {
			err = fmt.Errorf("there is no index of %s in %s yet (leave out --no-sync, or run footnote index)", l.Corpus, l.Data)
		}
		return x, l, err
	}
	l.AllowEmpty = flag.AllowEmpty
	r, err := a.refreshIndex(ctx, l)
	x, oerr := l.Store.Open(ctx)
	switch {
	case err == nil:
		a.noteSync(l, r)
		if oerr == nil {
			x, oerr = a.makeInline(ctx, l, x, inline)
		}
		return x, l, oerr
	case ctx.Err() != nil || !l.IsOpen() || oerr != nil:
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

// refreshIndex brings the index up to date and lets go of the documents: nothing
// reads them after this.
func (a *app) refreshIndex(ctx context.Context, l *library) (room.Report, error) {
	if err := l.OpenDocuments(); err != nil {
		return room.Report{}, errors.Join(err, l.Close())
	}
	if err := a.fetchFirst(ctx, l); err != nil {
		return room.Report{}, errors.Join(err, l.Close())
	}
	if l.IsFirst() {
		a.note("indexing %s, this once", l.Corpus)
	}
	r, err := a.syncIndex(ctx, l, retrieval.SyncOptions{})
	return r, errors.Join(err, l.Close())
}

// syncIndex brings the index of l up to date, with a progress bar if a person
// watches.
func (a *app) syncIndex(ctx context.Context, l *library, o retrieval.SyncOptions) (room.Report, error) {
	return a.syncBy(ctx, l, l.Sync, o)
}

// syncBy is sync by what Follow hands out.
func (a *app) syncBy(ctx context.Context, l *library, sync room.Syncer, o retrieval.SyncOptions) (room.Report, error) {
	bar := a.newProgress()
	o.Progress = bar.Update
	r, err := sync(ctx, o)
	bar.Done()
	if r.Mended {
		a.note("the documents of %s can be looked through again", l.Corpus)
	}
	return r, err
}

// noteSync says on stderr what a sync on the way to something else did.
func (a *app) noteSync(l *library, r room.Report) {
	defer a.noteMissing(l, r.Missing)
	switch {
	case r.First:
		a.note("indexed %s from %s in %s", terminal.Count(r.Documents, "document"), terminal.Count(r.Files, "file"), terminal.Seconds(r.Elapsed))
	case !r.Committed:
		return
	case r.Added+r.Changed+r.Removed > 0: // else only times of files are remembered anew
		a.note("index brought up to date: %s", show.Changes(r.SyncReport))
	}
	n := len(show.Unreadable(r.Problems))
	if n != l.told && n > 0 {
		a.note("%s could not be read (footnote index says why)", terminal.Count(n, "file"))
	}
	l.told = n
}

// noteMissing says that files are missing, and that they no longer are. Who
// follows the documents says so once.
func (a *app) noteMissing(l *library, m retrieval.Missing) {
	before := l.toldMissing
	l.toldMissing = m
	switch {
	case before == m:
	case m.Files > 0:
		a.warn("%s", show.Missing(l.Corpus, m))
	default:
		a.note("no files are missing any more from %s", l.Corpus)
	}
}

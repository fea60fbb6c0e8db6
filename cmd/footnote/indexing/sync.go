package indexing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/library"
)

// SyncFlag is shared by the verbs that ask the index.
type SyncFlag struct {
	NoSync bool          `help:"Ask the index as it is, without a look at the documents first."`
	MaxAge time.Duration `placeholder:"TIME" help:"Ask the index as it is if the documents were looked at so short ago, as 30s or 5m (default: they are looked at each time)."`
	EmptyFlag
}

// EmptyFlag is shared by the verbs that bring the index up to date.
type EmptyFlag struct {
	AllowEmpty bool `help:"Remove the documents of files that are gone, even if most of them are, as when a drive isn't mounted."`
}

// OpenIndex brings the index up to date, unless flag says not to, and opens it.
// Where that fails, a good index is opened as it was before, with a note: the
// documents may be away, the disk full, another process at work. Up to inline passages
// get the vectors that they lack.
func (i *Indexer) OpenIndex(ctx context.Context, flag SyncFlag, inline int) (library.Index, *Library, error) {
	l, err := i.UseLibrary(false)
	if err != nil {
		return nil, nil, err
	}
	return i.OpenIndexOf(ctx, l, flag, inline)
}

// OpenIndexOf is OpenIndex of a library that was found before.
func (i *Indexer) OpenIndexOf(ctx context.Context, l *Library, flag SyncFlag, inline int) (library.Index, *Library, error) {
	if flag.NoSync || flag.MaxAge > 0 && l.IsSyncedWithin(flag.MaxAge) {
		x, err := l.Store.Open(ctx)
		if errors.Is(err, engine.ErrNoIndex) {
			err = fmt.Errorf("there is no index of %s in %s yet (leave out --no-sync, or run footnote index)", l.Corpus, l.Data)
		}
		return x, l, err
	}
	l.AllowEmpty = flag.AllowEmpty
	r, err := i.refreshIndex(ctx, l)
	x, oerr := l.Store.Open(ctx)
	switch {
	case err == nil:
		i.noteSync(l, r)
		if oerr == nil {
			x, oerr = i.makeInline(ctx, l, x, inline)
		}
		return x, l, oerr
	case ctx.Err() != nil || !l.IsOpen() || oerr != nil:
		if oerr == nil {
			err = errors.Join(err, x.Close())
		}
		return nil, nil, err
	case errors.Is(err, retrieval.ErrLocked):
		i.Note("another process is changing the index; this is from the index as it was before")
	default:
		i.Warn("%v; this is from the index as it was before", err)
	}
	return x, l, nil
}

// refreshIndex brings the index up to date and lets go of the documents: nothing
// reads them after this.
func (i *Indexer) refreshIndex(ctx context.Context, l *Library) (library.Report, error) {
	if err := l.OpenDocuments(); err != nil {
		return library.Report{}, errors.Join(err, l.Close())
	}
	if err := i.fetchFirst(ctx, l); err != nil {
		return library.Report{}, errors.Join(err, l.Close())
	}
	if l.IsFirst() {
		i.Note("indexing %s, this once", l.Corpus)
	}
	r, err := i.SyncIndex(ctx, l, retrieval.SyncOptions{})
	if err == nil && len(r.Problems) > 0 { // files whose pictures wait are among them
		err = i.readPicturesInline(ctx, l)
	}
	return r, errors.Join(err, l.Close())
}

// SyncIndex brings the index of l up to date, with a progress bar if a person
// watches.
func (i *Indexer) SyncIndex(ctx context.Context, l *Library, o retrieval.SyncOptions) (library.Report, error) {
	return i.SyncBy(ctx, l, l.Sync, o)
}

// SyncBy is sync by what Follow hands out.
func (i *Indexer) SyncBy(ctx context.Context, l *Library, sync library.Syncer, o retrieval.SyncOptions) (library.Report, error) {
	bar := i.NewProgress()
	o.Progress = bar.Update
	r, err := sync(ctx, o)
	bar.Done()
	if r.Mended {
		i.Note("the documents of %s can be looked through again", l.Corpus)
	}
	return r, err
}

// noteSync says on stderr what a sync on the way to something else did.
func (i *Indexer) noteSync(l *Library, r library.Report) {
	defer i.NoteMissing(l, r.Missing)
	switch {
	case r.First:
		i.Note("indexed %s from %s in %s", terminal.Count(r.Documents, "document"), terminal.Count(r.Files, "file"), terminal.Seconds(r.Elapsed))
	case !r.Committed:
		return
	case r.Added+r.Changed+r.Removed > 0: // else only times of files are remembered anew
		i.Note("index brought up to date: %s", show.Changes(r.SyncReport))
	}
	n := len(show.Unreadable(r.Problems))
	if n != l.told && n > 0 {
		i.Note("%s could not be read (footnote index says why)", terminal.Count(n, "file"))
	}
	l.told = n
}

// NoteMissing says that files are missing, and that they no longer are. Who
// follows the documents says so once.
func (i *Indexer) NoteMissing(l *Library, m retrieval.Missing) {
	before := l.toldMissing
	l.toldMissing = m
	switch {
	case before == m:
	case m.Files > 0:
		i.Warn("%s", show.Missing(l.Corpus, m))
	default:
		i.Note("no files are missing any more from %s", l.Corpus)
	}
}

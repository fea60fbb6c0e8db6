package library

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/private"
)

// Report says what a sync found and did.
type Report struct {
	retrieval.SyncReport
	// First says that there was no index before.
	First bool
	// Mended says that syncs before this one had failed.
	Mended bool
}

// Sync brings the index up to date with the documents that are at the path of the
// corpus now, and keeps how that went. OpenDocuments comes before it.
func (l *Library) Sync(ctx context.Context, o retrieval.SyncOptions) (Report, error) {
	return l.syncFrom(ctx, l.source, o)
}

// syncFrom is Sync from a source that reads the same corpus.
func (l *Library) syncFrom(ctx context.Context, source retrieval.Source, o retrieval.SyncOptions) (Report, error) {
	defer collectLess()()
	report := Report{First: l.first}
	var err error
	report.SyncReport, err = l.updateIndex(ctx, source, o)
	report.Mended = l.syncs.noteSync(report.SyncReport, err)
	if err == nil {
		l.first, l.switched, l.AllowEmpty = false, false, false
		l.noteSynced(report.Missing)
	}
	return report, err
}

// syncedName is a file in the folder of the index: its time is when the index was last
// compared with the documents of the corpus that it names.
const syncedName = "SYNCED"

// noteSynced notes when the index was brought up to date. With files missing it isn't.
// Where that can't be written, others look at the documents again.
func (l *Library) noteSynced(m retrieval.Missing) {
	path := filepath.Join(l.Data, syncedName)
	if m.Files > 0 {
		_ = os.Remove(path)
		return
	}
	_ = private.WriteFile(path, []byte(l.Corpus))
}

// IsSyncedWithin reports whether this process or another one has brought the index up to
// date in the last time of such a length.
func (l *Library) IsSyncedWithin(d time.Duration) bool {
	path := filepath.Join(l.Data, syncedName)
	info, err := os.Stat(path)
	if err != nil || l.first || l.switched {
		return false
	}
	corpus, err := os.ReadFile(path)
	age := time.Since(info.ModTime())
	return err == nil && string(corpus) == l.Corpus && 0 <= age && age <= d
}

// updateIndex is a sync without what is kept of it.
func (l *Library) updateIndex(ctx context.Context, source retrieval.Source, o retrieval.SyncOptions) (retrieval.SyncReport, error) {
	if err := l.reopenFolder(); err != nil {
		return retrieval.SyncReport{}, err
	}
	if o.Rehash {
		l.files.ForgiveAll()
	}
	o.Rehash = o.Rehash || l.switched || l.files.IsReplaced()
	if pool := l.options.Reading.Apart; pool != nil && o.Workers == 0 {
		o.Workers = pool.Children()
	}
	o.AllowEmpty = l.AllowEmpty || l.switched
	r, err := retrieval.Sync(ctx, source, l.Store, o)
	if err == nil && !r.Committed && (l.first || l.switched) {
		err = recommitIndex(ctx, l.Store)
	}
	if err == nil {
		l.files.Accept()
	}
	return r, err
}

// recommitIndex makes a generation of the same documents, for what Sync sees no
// need to change: an empty index instead of none, the name of its corpus.
func recommitIndex(ctx context.Context, store retrieval.Store) error {
	if _, err := store.Files(ctx); err != nil {
		return err
	}
	change, err := store.Begin(ctx)
	if err != nil {
		return err
	}
	return errors.Join(change.Commit(ctx, nil), change.Abort())
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

// Build finds a library, readies its documents and brings its index up to date.
// Close is due where err is nil.
func Build(ctx context.Context, o Options) (*Library, error) {
	l, err := Open(o)
	if err != nil {
		return nil, err
	}
	if err = l.OpenDocuments(); err == nil {
		_, err = l.Sync(ctx, retrieval.SyncOptions{})
	}
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

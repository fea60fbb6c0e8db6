package indexing

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"footnote/adapters/terminal"
	"footnote/cmd/footnote/serving"
	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/library"
)

const (
	// picturesAtOnce is how many files have their pictures read before the index is
	// brought up to date with them: what was read is to be found before all is.
	picturesAtOnce = 32
	// filesInline is of how many files at most a question has the pictures read, and
	// picturesInline how long it waits for that: some ten pages. A folder of photos must
	// not hold up each question until all of them are read.
	filesInline    = 8
	picturesInline = 15 * time.Second
)

// ReadPictures reads the pictures that the index lacks and brings it up to date with
// them, with a progress bar if a person watches. It returns the last sync's report with
// the files that all of them changed, and false if there was nothing to read.
func (i *Indexer) ReadPictures(ctx context.Context, l *Library) (last library.Report, found bool, err error) {
	changed := 0
	for {
		bar := i.NewProgress()
		n, err := l.ReadPictures(ctx, library.PictureOptions{Most: picturesAtOnce, Progress: bar.Pictures})
		bar.Done()
		if n > 0 && ctx.Err() == nil {
			var serr error
			last, serr = i.SyncIndex(ctx, l, retrieval.SyncOptions{})
			changed += last.Changed
			found, err = true, errors.Join(err, serr)
		}
		if n == 0 || err != nil {
			last.Changed = changed
			return last, found, err
		}
	}
}

// readPicturesInline reads the pictures that the index lacks, if they are few, as far as
// that is soon done, and says what is left.
func (i *Indexer) readPicturesInline(ctx context.Context, l *Library) error {
	if n, err := l.CountPictures(ctx); err == nil && n <= filesInline {
		if err := i.readPicturesSoon(ctx, l); err != nil {
			return err
		}
	}
	if n, err := l.CountPictures(ctx); err == nil && n > 0 {
		i.Note("%s with pictures whose text is yet to be read (footnote index does it)", terminal.Count(n, "file"))
	}
	return nil
}

func (i *Indexer) readPicturesSoon(ctx context.Context, l *Library) error {
	soon, cancel := context.WithTimeout(ctx, picturesInline)
	defer cancel()
	_, _, err := i.ReadPictures(soon, l)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && soon.Err() == nil:
		i.Log.Info("pictures can't be read; other words are found", "err", err)
	}
	return nil
}

// PictureReader reads the pictures that the index lacks while other things go on: when
// it starts, and after each change of the documents. It takes one processor.
type PictureReader struct {
	library *Library
	options library.PictureOptions
	log     *slog.Logger
	changed chan struct{}
	again   chan struct{} // asks whoever follows the documents for a sync
}

// NewPictureReader returns what reads the pictures of a library in the background.
func (i *Indexer) NewPictureReader(l *Library) *PictureReader {
	return &PictureReader{library: l, log: i.Log, changed: make(chan struct{}, 1), again: make(chan struct{}, 1),
		options: library.PictureOptions{Most: picturesAtOnce}}
}

// NoteChange says that the documents have changed. It never waits.
func (r *PictureReader) NoteChange() { tellOnce(r.changed) }

// Again asks for syncs: pictures have been read.
func (r *PictureReader) Again() <-chan struct{} { return r.again }

// tellOnce tells, unless it is told already.
func tellOnce(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Service reads pictures until the server ends.
func (r *PictureReader) Service() serving.Service {
	return serving.Service{Name: "pictures", Run: r.Run}
}

// Run reads pictures until ctx ends, in a process of its own that syncs don't wait for.
func (r *PictureReader) Run(ctx context.Context) (err error) {
	pool := apart.NewPool(apart.Options{Memory: r.library.FileMemory(), Children: 1})
	defer func() { err = errors.Join(err, pool.Close()) }()
	r.options.Pool = pool
	for ctx.Err() == nil {
		pause := r.readOnce(ctx)
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-r.changed:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// readOnce reads what is waiting now, some files at a time, and returns when to look
// again if nothing happens.
func (r *PictureReader) readOnce(ctx context.Context) (pause time.Duration) {
	n, err := r.library.ReadPictures(ctx, r.options)
	if n > 0 {
		tellOnce(r.again)
	}
	switch {
	case ctx.Err() != nil, n == r.options.Most:
		return 0
	case err != nil:
		r.log.Warn("pictures can't be read; their files are found by their other words", "err", err)
		return failedPause
	}
	return idlePause
}

package library

import (
	"context"
	"errors"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
)

// PictureOptions say how pictures are read.
type PictureOptions struct {
	// Pool parses the files: one that syncs don't wait for. nil means that of the library.
	Pool *apart.Pool
	// Most is how many files are read; 0 means all.
	Most int
	// Progress, if set, is told how many files are read of how many. It is called from
	// several goroutines, never at once.
	Progress func(done, total int)
}

// CountPictures returns how many files have pictures that are yet to be read.
func (l *Library) CountPictures(ctx context.Context) (int, error) {
	files, err := l.Store.Listing(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for state := range retrieval.EachState(files) {
		if corpus.WaitsForPictures(state) && !state.Missing {
			n++
		}
	}
	return n, nil
}

// ReadPictures reads the pictures of files that the index has without them, and returns
// of how many. They are in the index after the next sync. It may run beside one, and
// what it has read is kept if it is interrupted.
func (l *Library) ReadPictures(ctx context.Context, o PictureOptions) (read int, err error) {
	if l.files == nil || !l.files.LeavesPictures() {
		return 0, nil
	}
	known, err := l.Store.Listing(ctx)
	if err != nil {
		return 0, err
	}
	var waiting []retrieval.File
	for state := range retrieval.EachState(known) {
		if corpus.WaitsForPictures(state) && !state.Missing && !l.files.ArePicturesRead(state.Path) {
			waiting = append(waiting, state.File)
		}
	}
	if o.Most > 0 && len(waiting) > o.Most {
		waiting = waiting[:o.Most]
	}
	if len(waiting) == 0 {
		return 0, nil
	}
	return l.readPictures(ctx, waiting, o)
}

// readPictures reads the pictures of files from a look at the documents of its own: a
// sync looks its folders up anew, which nothing may read meanwhile.
func (l *Library) readPictures(ctx context.Context, files []retrieval.File, o PictureOptions) (read int, err error) {
	reading := l.options.Reading
	reading.PicturesLater = false
	if o.Pool != nil {
		reading.Apart = o.Pool
	}
	c, err := l.openCorpus(reading)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	workers := 1
	if reading.Apart != nil {
		workers = reading.Apart.Children()
	}
	next := make(chan retrieval.File)
	var mu sync.Mutex
	var failed error
	var all sync.WaitGroup
	for range workers {
		all.Go(func() {
			for f := range next {
				err := c.ReadPictures(ctx, f)
				mu.Lock()
				if failed = errors.Join(failed, err); err == nil {
					read++
					l.files.NotePicturesRead(f.Path)
					if o.Progress != nil {
						o.Progress(read, len(files))
					}
				}
				mu.Unlock()
			}
		})
	}
feed:
	for _, f := range files {
		select {
		case next <- f:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	all.Wait()
	if ctx.Err() != nil {
		return read, ctx.Err()
	}
	return read, failed
}

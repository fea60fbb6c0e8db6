package main

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/show"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// watchDocuments brings the index up to date, again after every change of the
// documents, until ctx ends.
func (c *indexCmd) watchDocuments(ctx context.Context, a *app, l *indexing.Library) error {
	if l.IsSample() {
		return usageError("the sample corpus doesn't change (name a folder with --corpus to watch it)")
	}
	// Printing fails for good: a pipe that nobody reads any more ends the
	// watch, whatever can be tried again does not.
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var broken error
	vectors := a.NewVectorMaker(l, nil)
	vectors.Share = 1
	pictures := a.NewPictureReader(l)
	var making sync.WaitGroup
	defer making.Wait()
	defer stop()
	if len(l.Sites()) > 0 && !c.NoFetch {
		making.Go(func() { _ = a.NewFetcher(l).Run(ctx) }) // it ends with ctx only
	}
	first := true
	err := l.Follow(ctx, library.FollowOptions{
		Note: func(err error) { a.Note("%v", err) }, Tune: a.Tune, Again: pictures.Again(),
		Sync: func(ctx context.Context, sync library.Syncer) error {
			r, err := a.SyncBy(ctx, l, sync, retrieval.SyncOptions{Rehash: first && c.Rehash, Retry: first})
			if err != nil {
				return err
			}
			if first || c.JSON && r.Committed {
				err = c.printSummary(ctx, a, l, r.SyncReport)
			} else if r.Committed {
				err = a.Print(show.WatchLine(time.Now(), r.SyncReport))
			}
			a.NoteMissing(l, r.Missing)
			if first && !c.NoPictures {
				making.Go(func() { _ = pictures.Run(ctx) }) // it ends with ctx only
			} else if r.Committed {
				pictures.NoteChange()
			}
			if first && !c.NoVectors {
				making.Go(func() { _ = vectors.Run(ctx) }) // it ends with ctx only
			} else if r.Committed {
				vectors.NoteChange()
			}
			if err == nil && first {
				a.Note("watching %s (interrupt to end)", l.Corpus)
			}
			if first = false; err != nil {
				broken = err
				stop()
			}
			return nil
		},
	})
	return errors.Join(err, broken)
}

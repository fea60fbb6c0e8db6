package main

import (
	"context"
	"errors"

	"footnote/cmd/footnote/serving"
	"footnote/retrieval"
	room "footnote/retrieval/library"
)

// firstSync brings the index up to date before the first question.
func (a *app) firstSync(ctx context.Context, l *library) error {
	r, err := a.syncIndex(ctx, l, retrieval.SyncOptions{})
	if err != nil {
		return err
	}
	a.noteSync(l, r)
	return nil
}

// noteStale says why answers come from the index as it was before.
func (a *app) noteStale(err error) {
	if errors.Is(err, retrieval.ErrLocked) {
		a.note("another process is changing the index; answers come from what it has made so far")
		return
	}
	a.warn("%v; answers come from the index as it was before", err)
}

// followDocuments is the service that keeps the index up to date with the documents,
// and tells vectors of what is new.
func (a *app) followDocuments(l *library, vectors *vectorMaker) serving.Service {
	return serving.Service{Name: "documents", Run: func(ctx context.Context) error {
		if l.IsSample() { // it doesn't change
			<-ctx.Done()
			return nil
		}
		return l.Follow(ctx, room.FollowOptions{
			Patient: true, Tune: a.tune,
			Note: func(err error) { a.note("%v", err) },
			Sync: func(ctx context.Context, sync room.Syncer) error {
				r, err := a.syncBy(ctx, l, sync, retrieval.SyncOptions{})
				if err == nil {
					a.noteSync(l, r)
				}
				if r.Committed {
					vectors.noteChange()
				}
				return err
			},
		})
	}}
}

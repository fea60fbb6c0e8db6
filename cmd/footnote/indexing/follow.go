package indexing

import (
	"context"
	"errors"

	"footnote/cmd/footnote/serving"
	"footnote/retrieval"
	"footnote/retrieval/library"
)

// SyncAtStart brings the index up to date before the first question.
func (i *Indexer) SyncAtStart(ctx context.Context, l *Library) error {
	r, err := i.SyncIndex(ctx, l, retrieval.SyncOptions{})
	if err != nil {
		return err
	}
	i.noteSync(l, r)
	return nil
}

// NoteStale says why answers come from the index as it was before.
func (i *Indexer) NoteStale(err error) {
	if errors.Is(err, retrieval.ErrLocked) {
		i.Note("another process is changing the index; answers come from what it has made so far")
		return
	}
	i.Warn("%v; answers come from the index as it was before", err)
}

// FollowDocuments is the service that keeps the index up to date with the documents,
// and tells vectors and pictures of what is new.
func (i *Indexer) FollowDocuments(l *Library, vectors *VectorMaker, pictures *PictureReader) serving.Service {
	return serving.Service{Name: "documents", Run: func(ctx context.Context) error {
		if l.IsSample() { // it doesn't change
			<-ctx.Done()
			return nil
		}
		return l.Follow(ctx, library.FollowOptions{
			Patient: true, Tune: i.Tune, Again: pictures.Again(),
			Note: func(err error) { i.Note("%v", err) },
			Sync: func(ctx context.Context, sync library.Syncer) error {
				r, err := i.SyncBy(ctx, l, sync, retrieval.SyncOptions{})
				if err == nil {
					i.noteSync(l, r)
				}
				if r.Committed {
					vectors.NoteChange()
					pictures.NoteChange()
				}
				return err
			},
		})
	}}
}

package library

import (
	"context"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
)

// Syncer brings an index up to date: Library.Sync, or what Follow hands out.
type Syncer func(context.Context, retrieval.SyncOptions) (Report, error)

// FollowOptions say how the documents are followed.
type FollowOptions struct {
	// Sync is called at first and after every change. It is to call sync, which
	// reads no file that is still being written. An error has it called again.
	Sync func(ctx context.Context, sync Syncer) error
	// Note is told what a person should know of, as by corpus.Watcher.
	Note func(error)
	// Patient goes on where the first sync fails.
	Patient bool
	// Again, if set, asks for a sync though no file has changed.
	Again <-chan struct{}
	// Tune, if set, changes how the documents are watched.
	Tune func(*corpus.Watcher)
}

// Follow keeps the index up to date until ctx ends. The sample never changes: it
// is not for following.
func (l *Library) Follow(ctx context.Context, o FollowOptions) error {
	w := corpus.Watcher{
		Dirs: l.paths(), Folders: l.folders(), Source: l.source, Patient: o.Patient, Note: o.Note, Again: o.Again,
		Sync: func(ctx context.Context, source retrieval.Source) error {
			return o.Sync(ctx, func(ctx context.Context, options retrieval.SyncOptions) (Report, error) {
				return l.syncFrom(ctx, source, options)
			})
		},
	}
	if o.Tune != nil {
		o.Tune(&w)
	}
	return w.Run(ctx)
}

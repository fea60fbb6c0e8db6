package indexing

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"footnote/cmd/footnote/serving"
	"footnote/retrieval/engine"
	"footnote/retrieval/library"
)

// VectorMaker makes the vectors that an index lacks while other things go on: when it
// starts, and after each change of the documents.
type VectorMaker struct {
	// Share is the part of the processors that it takes.
	Share   float64
	log     *slog.Logger
	store   library.VectorMaker
	live    library.Live // that is to know the vectors; nil if there is none
	changed chan struct{}
}

// NewVectorMaker returns what makes the vectors of a library, in the background.
func (i *Indexer) NewVectorMaker(l *Library, live library.Live) *VectorMaker {
	return &VectorMaker{Share: i.Settings.Share, log: i.Log, store: l.Store, live: live, changed: make(chan struct{}, 1)}
}

// NoteChange says that the documents have changed. It never waits. On nil it does
// nothing.
func (m *VectorMaker) NoteChange() {
	if m == nil {
		return
	}
	select {
	case m.changed <- struct{}{}:
	default: // it is known already
	}
}

// Service makes vectors until the server ends.
func (m *VectorMaker) Service() serving.Service {
	return serving.Service{Name: "meaning", Run: m.Run}
}

const (
	// busyPause is how long another process is left alone that makes vectors.
	busyPause = 30 * time.Second
	// failedPause is the time after which making vectors is tried again that failed.
	failedPause = 10 * time.Minute
	// idlePause is the time after which it is looked whether vectors are lacking
	// though nothing has changed: a file of them may turn out to be damaged.
	idlePause = time.Hour
)

// Run makes vectors until ctx ends.
func (m *VectorMaker) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		pause := m.makeOnce(ctx)
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-m.changed:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// makeOnce makes what is lacking now, and returns when to look again if nothing
// happens. It ends early if the documents change: what is made then is kept, and what
// is new is part of the next time.
func (m *VectorMaker) makeOnce(ctx context.Context) (pause time.Duration) {
	during, stop := context.WithCancel(ctx)
	defer stop()
	var made engine.Made
	var err error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		made, err = m.store.MakeVectors(during, engine.MakeOptions{Share: m.Share})
	}()
	again := false
	select {
	case <-ended:
	case <-m.changed:
		again = true
		stop()
		<-ended
	}
	if m.live != nil && made.Passages+made.Sentences > 0 && ctx.Err() == nil {
		err = errors.Join(err, m.live.Refresh(ctx))
	}
	switch {
	case ctx.Err() != nil || again:
		return 0
	case err != nil:
		m.log.Warn("vectors can't be made; passages without one are found by words", "err", err)
		return failedPause
	case made.Busy:
		return busyPause
	}
	if made.Passages > 0 {
		m.log.Info("vectors were made", "passages", made.Passages, "sentences", made.Sentences)
	}
	return idlePause
}

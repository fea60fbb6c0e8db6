package library

import (
	"context"
	"errors"
	"sync"
	"time"

	"footnote/retrieval"
)

// Syncs says how an index was kept up to date by this process.
type Syncs struct {
	Done, Failed int           // how many
	Last         time.Time     // when the last one that was done ended
	Took         time.Duration // how long that one took
	// Error is why the latest one failed, "" if it didn't.
	Error string
	// Missing are files that are gone, and MissingSince is when this process
	// first saw that.
	Missing      retrieval.Missing
	MissingSince time.Time
}

// record remembers how bringing the index up to date went.
type record struct {
	mu sync.Mutex
	Syncs
}

// noteSync takes the result of a sync. One that was ended, or that another process
// is at, didn't fail. It reports whether this one went well after others that
// failed.
func (r *record) noteSync(report retrieval.SyncReport, err error) (mended bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err == nil:
		mended = r.Error != ""
		r.Done++
		r.Last, r.Took, r.Error = time.Now(), report.Elapsed, ""
		if r.Missing = report.Missing; r.Missing.Files == 0 {
			r.MissingSince = time.Time{}
		} else if r.MissingSince.IsZero() {
			r.MissingSince = r.Last
		}
	case errors.Is(err, context.Canceled), errors.Is(err, retrieval.ErrLocked):
	default:
		r.Failed++
		r.Error = err.Error()
	}
	return mended
}

func (r *record) readSyncs() Syncs {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.Syncs
}

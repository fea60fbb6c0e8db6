package retrieval

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"footnote/retrieval/processors"
)

// SyncOptions tune Sync. The zero value is good.
type SyncOptions struct {
	// Workers read files; 0 means one a processor.
	Workers int
	// Rehash reads every file, even one whose size and time are unchanged, and
	// parses again what could not be read.
	Rehash bool
	// AllowEmpty removes the documents of all files that are gone, even where
	// that looks like an accident (see Missing).
	AllowEmpty bool
	// Retry tries failures that may have passed at once, without the pauses
	// that grow from one try to the next. Files with which the program ended wait
	// all the same: only Rehash tries them at once.
	Retry bool
	// Progress, if set, is called from several goroutines, never at once.
	Progress func(Progress)
}

// Progress is how far a Sync has come.
type Progress struct {
	Files, TotalFiles int
	Bytes, TotalBytes int64
	Path              string
}

// SyncReport says what a Sync found and did.
type SyncReport struct {
	Files     int // in the corpus now, or missing
	Documents int
	Bytes     int64 // of the files read

	Added, Changed, Removed, Unchanged int // files
	// Missing are files that are gone and whose documents stay all the same.
	Missing Missing
	// Problems are the files of the corpus that gave no document, or not all,
	// in order of path, whether read now or before.
	Problems []*ReadError
	// Committed reports whether the index changed.
	Committed bool
	Elapsed   time.Duration
}

// Sync makes the store hold what the source holds. It reads only files that
// are new or changed by size, time or, in doubt, hash. The store changes as a
// whole at the end or, on error or cancellation, not at all.
func Sync(ctx context.Context, src Source, store Store, opts SyncOptions) (SyncReport, error) {
	began := time.Now()
	for attempt := 1; ; attempt++ {
		r, err := syncOnce(ctx, src, store, opts)
		if errors.Is(err, ErrMoved) && attempt < maxAttempts {
			continue
		}
		r.Elapsed = time.Since(began)
		return r, err
	}
}

// maxAttempts bounds how often a sync starts again because another process
// was quicker.
const maxAttempts = 5

func syncOnce(ctx context.Context, src Source, store Store, opts SyncOptions) (SyncReport, error) {
	s := syncer{src: src, store: store, opts: opts}
	defer s.abortChange()
	if err := s.scanFiles(ctx); err != nil {
		return SyncReport{}, err
	}
	if s.hasChanges() {
		if err := s.applyChanges(ctx); err != nil {
			return SyncReport{}, err
		}
	}
	s.finishReport()
	return s.report, nil
}

type syncer struct {
	src   Source
	store Store
	opts  SyncOptions

	known   FileStates
	changed []string // what may have changed, nil if anything may have
	pending []File   // to be read, in order of path
	kept    kept     // unchanged
	gone    []FileState
	back    int // files that were missing and are there again

	mu       sync.Mutex
	change   Change
	states   []FileState // of pending
	progress Progress
	report   SyncReport
}

func (s *syncer) hasChanges() bool { return len(s.pending)+len(s.gone)+s.back > 0 }

// applyChanges reads the pending files, puts their documents and deletes what is gone.
func (s *syncer) applyChanges(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	files := make(chan File)
	var workers sync.WaitGroup
	for range cmp.Or(s.opts.Workers, processors.Count()) {
		workers.Go(func() {
			for f := range files {
				if err := s.readFile(ctx, f); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
feed:
	for _, f := range s.pending {
		select {
		case files <- f:
		case <-ctx.Done():
			break feed
		}
	}
	close(files)
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	for _, old := range s.gone {
		if err := s.deleteDocuments(ctx, old.Documents); err != nil {
			return err
		}
	}
	if s.change == nil && !s.statesMoved() && len(s.gone)+s.back == 0 {
		return nil // only times of files changed, and those not enough to matter
	}
	change, err := s.beginChange(ctx)
	if err != nil {
		return err
	}
	states := slices.Concat(s.kept.altered, s.states)
	slices.SortFunc(states, byPath)
	gone := make([]string, len(s.gone))
	for i, old := range s.gone {
		gone[i] = old.Path
	}
	if err := change.Commit(ctx, states, gone...); err != nil {
		return err
	}
	s.report.Committed = true
	return nil
}

// statesMoved reports whether what is remembered of the files differs from what
// they are now.
func (s *syncer) statesMoved() bool {
	for _, state := range s.states {
		old, ok := StateOf(s.known, state.Path)
		if !ok || !sameStat(old.File, state.File) && !state.ModTime.IsZero() ||
			!isSameOutcome(old, state) || state.Tries != old.Tries {
			return true
		}
	}
	return false
}

// readFile brings one file's documents into the change.
func (s *syncer) readFile(ctx context.Context, f File) error {
	state := FileState{File: f}
	if time.Since(f.ModTime) < racyWindow {
		state.ModTime = time.Time{} // look again next time
	}
	old, known := StateOf(s.known, f.Path)
	content, err := s.src.Load(ctx, f)
	if err != nil {
		state.ModTime = time.Time{} // mended permissions don't show in it
	} else {
		state.Hash = content.Hash()
		if known && old.Hash == state.Hash && !s.isReadAgain(old) {
			state = old.seenAs(state.File)
			s.fileDone(f, state, &s.report.Unchanged)
			return nil
		}
		err = content.Documents(ctx, func(d *Document) error {
			change, err := s.beginChange(ctx)
			if err != nil {
				return err
			}
			if err := change.Put(ctx, d); err != nil {
				return fmt.Errorf("index %s: %w", d.ID, err)
			}
			state.Documents = append(state.Documents, d.ID)
			return nil
		})
		state.Readers = content.Readers()
	}
	if err != nil {
		problem := (*ReadError)(nil)
		if !errors.As(err, &problem) {
			return err
		}
		state.setFailed(problem, old, f, content != nil)
	}
	// Documents that the file gave before and gives no more.
	var stale []string
	for _, id := range old.Documents {
		if !slices.Contains(state.Documents, id) {
			stale = append(stale, id)
		}
	}
	if err := s.deleteDocuments(ctx, stale); err != nil {
		return err
	}
	switch {
	case known && isSameOutcome(old, state):
		s.fileDone(f, state, &s.report.Unchanged)
	case known:
		s.fileDone(f, state, &s.report.Changed)
	default:
		s.fileDone(f, state, &s.report.Added)
	}
	return nil
}

func (s *syncer) deleteDocuments(ctx context.Context, documents []string) error {
	if len(documents) == 0 {
		return nil
	}
	change, err := s.beginChange(ctx)
	if err != nil {
		return err
	}
	for _, id := range documents {
		if err := change.Delete(ctx, id); err != nil {
			return fmt.Errorf("delete %s from the index: %w", id, err)
		}
	}
	return nil
}

// beginChange starts the change when the first need for one shows.
func (s *syncer) beginChange(ctx context.Context) (Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.change == nil {
		change, err := s.store.Begin(ctx)
		if err != nil {
			return nil, err
		}
		s.change = change
	}
	return s.change, nil
}

func (s *syncer) abortChange() {
	if s.change != nil {
		_ = s.change.Abort() // the change is dropped at the next start at the latest
	}
}

func (s *syncer) fileDone(f File, state FileState, count *int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*count++
	s.states = append(s.states, state)
	s.report.Bytes += f.Size
	s.progress.Files++
	s.progress.Bytes += f.Size
	s.progress.Path = f.Path
	if s.opts.Progress != nil {
		s.opts.Progress(s.progress)
	}
}

// finishReport completes the report.
func (s *syncer) finishReport() {
	s.report.Unchanged += s.kept.files - s.report.Missing.Files
	s.report.Documents += s.kept.documents
	s.report.Problems = append(s.report.Problems, s.kept.problems...)
	for _, state := range s.states {
		s.report.Documents += len(state.Documents)
		if state.Failed != "" {
			s.report.Problems = append(s.report.Problems, problemOf(state))
		}
	}
	slices.SortFunc(s.report.Problems, func(a, b *ReadError) int { return cmp.Compare(a.Path, b.Path) })
}

func byPath(a, b FileState) int { return cmp.Compare(a.Path, b.Path) }

package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"footnote/retrieval"
)

// Watcher follows the changes of a folder. It hears of them from the system
// and looks for itself now and then: network drives tell of no changes that
// others make, and the number of folders that a system watches is limited.
type Watcher struct {
	// Dir is the folder.
	Dir string
	// Source lists and reads it.
	Source retrieval.Source
	// Sync brings whatever is made from the folder up to date from the source
	// that it is given, which withholds files that are still being written.
	Sync func(context.Context, retrieval.Source) error
	// Note is told what a person should know of: that a sync failed and will
	// be tried again, that the system doesn't tell of changes.
	Note func(error)

	// Quiet is how long nothing may have changed before it counts as
	// complete; 0 means 1 s.
	Quiet time.Duration
	// Rescan is the time between two looks of its own; 0 means 1 min, or 5 s
	// where the system doesn't tell of changes. A large folder is looked at
	// less often.
	Rescan time.Duration
}

const (
	defaultQuiet   = time.Second
	defaultRescan  = time.Minute
	unheardRescan  = 5 * time.Second
	mostQuietTimes = 5  // Quiet periods after which changes that don't stop are synced all the same
	rescanShare    = 20 // a look takes at most 1 in so many seconds
)

// Run syncs, then again after every change, until ctx ends: that is its normal
// end, with no error. If already the first sync fails, its error is returned.
func (w *Watcher) Run(ctx context.Context) error {
	if w.Quiet == 0 {
		w.Quiet = defaultQuiet
	}
	events, err := w.listen(ctx)
	if err != nil {
		w.Note(err)
	}
	if events != nil {
		defer events.Close()
	}
	follow := &following{Watcher: w, events: events, heard: err == nil}
	if err := follow.sync(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	follow.run(ctx)
	return nil
}

// listen asks the system to tell of changes. Where it does so for a part of
// the folders only, both results are set.
func (w *Watcher) listen(ctx context.Context) (*fsnotify.Watcher, error) {
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, unheard(err)
	}
	return events, w.add(ctx, events, w.Dir)
}

// add listens to a folder and the folders in it. It goes on after an error.
func (w *Watcher) add(ctx context.Context, events *fsnotify.Watcher, dir string) error {
	var failed error
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || d == nil:
			return nil // gone again, or not readable: the sync says so
		case !d.IsDir():
			return nil
		case name != w.Dir && ignored(d.Name()):
			return fs.SkipDir
		}
		if err := events.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			failed = unheard(err)
			return fs.SkipAll
		}
		return nil
	})
	return errors.Join(failed, err)
}

// unheard explains why the system doesn't tell of changes.
func unheard(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("the system watches no more folders, so they are looked through every few seconds instead (raise fs.inotify.max_user_watches and max_user_instances on Linux): %w", err)
	}
	return fmt.Errorf("the system doesn't tell of changes, so the folder is looked through every few seconds instead: %w", err)
}

// following is a running Watcher.
type following struct {
	*Watcher
	events *fsnotify.Watcher // nil if the system tells of nothing
	heard  bool              // the system tells of all folders
	failed string            // what the last sync failed with

	first, next time.Time // change that is not synced yet; when to sync, zero if not to
}

// run waits for changes and syncs when they have come to rest.
func (f *following) run(ctx context.Context) {
	var events chan fsnotify.Event
	var errs chan error
	if f.events != nil {
		events, errs = f.events.Events, f.events.Errors
	}
	for {
		timer := time.NewTimer(time.Until(f.next))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case e, open := <-events:
			if !open {
				events, f.heard = nil, false
				continue
			}
			f.event(ctx, e)
		case err, open := <-errs:
			if !open {
				errs = nil
				continue
			}
			// Events were lost, or worse: a look of its own finds them.
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				f.Note(fmt.Errorf("watch %s: %w", f.Dir, err))
			}
			f.changed()
		case <-timer.C:
			if err := f.sync(ctx); err != nil && ctx.Err() == nil {
				if f.failed != err.Error() {
					f.Note(fmt.Errorf("%w; it is tried again", err))
				}
				f.failed = err.Error()
			} else {
				f.failed = ""
			}
		}
		timer.Stop()
	}
}

// event takes note of a change. New folders are listened to.
func (f *following) event(ctx context.Context, e fsnotify.Event) {
	if ignored(filepath.Base(e.Name)) && e.Name != f.Dir {
		return
	}
	if e.Has(fsnotify.Create) {
		if err := f.add(ctx, f.events, e.Name); err != nil && ctx.Err() == nil && f.heard {
			f.heard = false
			f.Note(err)
		}
	}
	f.changed()
}

// changed has the next sync wait for rest, but not for ever.
func (f *following) changed() {
	now := time.Now()
	if f.first.IsZero() {
		f.first = now
	}
	f.next = now.Add(f.Quiet)
	if latest := f.first.Add(mostQuietTimes * f.Quiet); f.next.After(latest) {
		f.next = latest
	}
}

// sync syncs and decides when to look again.
func (f *following) sync(ctx context.Context) error {
	f.first = time.Time{}
	began := time.Now()
	source := &settled{Source: f.Source, quiet: f.Quiet}
	err := f.Sync(ctx, source)
	rescan := f.Rescan
	switch {
	case rescan > 0:
	case f.heard:
		rescan = defaultRescan
	default:
		rescan = unheardRescan
	}
	f.next = time.Now().Add(max(rescan, rescanShare*source.took))
	switch {
	case err != nil:
		f.next = time.Now().Add(max(mostQuietTimes*f.Quiet, time.Since(began)))
	case source.withheld:
		f.changed()
	}
	return err
}

// settled is a source without the files that are still being written: those
// that changed a moment ago.
type settled struct {
	retrieval.Source
	quiet    time.Duration
	withheld bool
	took     time.Duration // to list it
}

// Files implements retrieval.Source. A file withheld is one that can't be
// read now: what is known of it stays as it is.
func (s *settled) Files(ctx context.Context) iter.Seq2[retrieval.File, error] {
	return func(yield func(retrieval.File, error) bool) {
		began := time.Now()
		defer func() { s.took = time.Since(began) }()
		for file, err := range s.Source.Files(ctx) {
			if age := time.Since(file.ModTime); err == nil && !file.ModTime.IsZero() && 0 <= age && age < s.quiet {
				s.withheld = true
				file, err = retrieval.File{}, &retrieval.ReadError{Path: file.Path, Reason: "it is being written; it is read when that is over", Skipped: true}
			}
			if !yield(file, err) {
				return
			}
		}
	}
}

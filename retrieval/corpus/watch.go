package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"footnote/retrieval"
)

// Watcher follows the changes of folders, and of files that are a corpus by
// themselves. It hears of them from the system and looks for itself now and then:
// network drives report no changes that others make, and the number of folders that
// a system watches is limited.
type Watcher struct {
	// Dirs are the folders or files. Others may take their places at any time.
	Dirs []string
	// Source lists and reads them.
	Source retrieval.Source
	// Folders are those that Dirs are in the corpus, "" for its top. Where they are set,
	// syncs after changes that the system has told of look at what has changed only.
	Folders []string
	// Sync brings whatever is made from the folder up to date from the source
	// that it is given, which withholds files that are still being written.
	Sync func(context.Context, retrieval.Source) error
	// Note is told what a person should know of: that a sync failed and will
	// be tried again, that the system doesn't report changes.
	Note func(error)

	// Quiet is how long nothing may have changed before it counts as
	// complete; 0 means 1 s.
	Quiet time.Duration
	// Rescan is the time between two looks of its own; 0 means 1 min, or 5 s
	// where the system doesn't report changes. A large folder is looked at
	// less often.
	Rescan time.Duration
	// Patient has Run go on where the first sync fails: it is noted and tried
	// again as any other.
	Patient bool
	// Deaf has it rely on its own looks only.
	Deaf bool
	// Again, if set, asks for a sync though no file has changed.
	Again <-chan struct{}
}

const (
	defaultQuiet   = time.Second
	defaultRescan  = time.Minute
	unheardRescan  = 5 * time.Second
	mostQuietTimes = 5  // Quiet periods after which changes that don't stop are synced all the same
	mostDoublings  = 6  // of the time between two attempts that fail
	rescanShare    = 20 // a look takes at most 1 in so many seconds
)

// Run syncs, then again after every change, until ctx ends: that is its normal
// end, with no error. If already the first sync fails, its error is returned,
// unless the Watcher is Patient.
func (w *Watcher) Run(ctx context.Context) error {
	if w.Quiet == 0 {
		w.Quiet = defaultQuiet
	}
	follow := &following{Watcher: w, changed: make(map[string]bool), anyhow: true}
	defer follow.hearNothing()
	follow.listenAnew(ctx)
	if err := follow.syncChanges(ctx); err != nil && ctx.Err() == nil {
		if !w.Patient {
			return err
		}
		follow.noteFailure(err)
	}
	follow.followChanges(ctx)
	return nil
}

// following is a running Watcher.
type following struct {
	*Watcher
	roots    []fs.FileInfo     // of the folders that are listened to, nil for one that isn't there
	at       []string          // their paths, without links
	events   *fsnotify.Watcher // nil if the system reports no changes
	heard    bool              // the system reports the changes of all folders
	failed   string            // what the last sync failed with
	failures int               // syncs that failed, one after the other

	first, next time.Time // change that is not synced yet; when to sync, zero if not to

	changed map[string]bool // paths in the corpus that may have changed since the last sync
	anyhow  bool            // anything may have
	looked  time.Time       // when all was looked at last
	took    time.Duration   // that
	rescan  time.Duration   // after which it is looked at again, at least
}

// followChanges waits for changes and syncs when they have come to rest.
func (f *following) followChanges(ctx context.Context) {
	look := time.NewTicker(f.Quiet)
	defer look.Stop()
	for {
		var events chan fsnotify.Event
		var errs chan error
		if f.events != nil {
			events, errs = f.events.Events, f.events.Errors
		}
		timer := time.NewTimer(time.Until(f.next))
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case e, open := <-events:
			if open {
				f.noteEvent(ctx, e)
			} else {
				f.hearNothing()
			}
		case err, open := <-errs:
			if open {
				f.noteLost(err)
			} else {
				f.hearNothing()
			}
		case <-f.Again:
			f.anyhow = true
			f.scheduleSync()
		case <-look.C:
			f.followRoots(ctx)
		case <-timer.C:
			if err := f.syncChanges(ctx); err == nil {
				f.failed = ""
			} else if ctx.Err() == nil {
				f.noteFailure(err)
			}
		}
		timer.Stop()
	}
}

// noteFailure notes what a sync failed with, once.
func (f *following) noteFailure(err error) {
	if f.failed != err.Error() {
		f.Note(fmt.Errorf("%w; it is tried again", err))
	}
	f.failed = err.Error()
}

// noteEvent takes note of a change and listens to new folders.
func (f *following) noteEvent(ctx context.Context, e fsnotify.Event) {
	root := slices.Index(f.at, e.Name)
	if root >= 0 && (e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)) {
		f.roots[root] = nil // what comes to be at the path is another folder, whatever it looks like
	}
	if IsIgnored(filepath.Base(e.Name)) && root < 0 {
		return
	}
	f.noteChanged(e)
	if e.Has(fsnotify.Create) {
		if err := f.addFolders(ctx, e.Name); err != nil && ctx.Err() == nil && f.heard {
			f.heard = false
			f.Note(err)
		}
	}
	f.scheduleSync()
}

// noteLost takes note that events were lost, or of another failure to listen.
// The sync that follows finds what they were about.
func (f *following) noteLost(err error) {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		f.Note(fmt.Errorf("watch %s: %w", strings.Join(f.Dirs, ", "), err))
	}
	f.anyhow = true
	f.scheduleSync()
}

// scheduleSync makes the next sync wait for rest, but not for ever.
func (f *following) scheduleSync() {
	now := time.Now()
	if f.first.IsZero() {
		f.first = now
	}
	f.next = now.Add(f.Quiet)
	if latest := f.first.Add(mostQuietTimes * f.Quiet); f.next.After(latest) {
		f.next = latest
	}
}

// syncChanges syncs and decides when to look again.
func (f *following) syncChanges(ctx context.Context) error {
	if f.first.IsZero() || time.Since(f.looked) > f.rescan {
		f.anyhow = true // a look of its own
	}
	f.first = time.Time{}
	began := time.Now()
	source := &settled{Source: f.Source, quiet: f.Quiet, changed: f.listChanged()}
	err := f.Sync(ctx, source)
	if err != nil {
		f.anyhow = true
	} else if !source.withheld {
		if f.anyhow {
			f.looked = began
		}
		f.anyhow = false
		clear(f.changed)
	}
	rescan := f.Rescan
	switch {
	case rescan > 0:
	case f.heard:
		rescan = defaultRescan
	default:
		rescan = unheardRescan
	}
	if source.tookAll > 0 {
		f.took = source.tookAll
	}
	f.rescan = max(rescan, rescanShare*f.took)
	f.next = time.Now().Add(f.rescan)
	if err != nil {
		// Ever longer, for an attempt may take the disk's last room for a while.
		wait := mostQuietTimes * f.Quiet << min(f.failures, mostDoublings)
		f.next = time.Now().Add(max(min(wait, defaultRescan), time.Since(began)))
		f.failures++
		return err
	}
	f.failures = 0
	if source.withheld {
		f.scheduleSync()
	}
	return nil
}

// settled is a source without the files that are still being written: those
// that changed a moment ago.
type settled struct {
	retrieval.Source
	quiet    time.Duration
	changed  []string // what may have changed, nil if anything may have
	withheld bool
	tookAll  time.Duration // to list all of it, 0 if it wasn't
}

// Changed implements retrieval.PartialSource.
func (s *settled) Changed() []string { return s.changed }

// FilesBelow implements retrieval.PartialSource.
func (s *settled) FilesBelow(ctx context.Context, path string) iter.Seq2[retrieval.File, error] {
	part, ok := s.Source.(partial)
	if !ok {
		return func(func(retrieval.File, error) bool) {} // nothing is said to have changed then
	}
	return s.withhold(part.FilesBelow(ctx, path))
}

// partial is a source that can list a part of itself.
type partial interface {
	FilesBelow(ctx context.Context, path string) iter.Seq2[retrieval.File, error]
	HasLinks() bool
}

// mostChanged is how many paths are looked at one by one; of more the whole is.
const mostChanged = 1000

// noteChanged takes note of the path at which something may have changed.
func (f *following) noteChanged(e fsnotify.Event) {
	if _, err := os.Lstat(e.Name); err != nil && !e.Has(fsnotify.Remove) && !e.Has(fsnotify.Rename) {
		f.anyhow = true // in a folder that was renamed, it may have another name
		return
	}
	for i, root := range f.at {
		rel, err := filepath.Rel(root, e.Name)
		if i >= len(f.Folders) || root == "" || err != nil || !filepath.IsLocal(rel) {
			continue
		}
		if info := f.roots[i]; rel == "." || info == nil || !info.IsDir() {
			break
		}
		f.changed[path.Join(f.Folders[i], escapePath(filepath.ToSlash(rel)))] = true
		return
	}
	f.anyhow = true
}

// listChanged returns the paths that may have changed, nil if that isn't known.
func (f *following) listChanged() []string {
	part, ok := f.Source.(partial)
	if f.anyhow || !ok || part.HasLinks() || len(f.changed) == 0 || len(f.changed) > mostChanged {
		f.anyhow = true
		return nil
	}
	return slices.Sorted(maps.Keys(f.changed))
}

// Files implements retrieval.Source. A file withheld is one that can't be
// read now: what is known of it stays as it is.
func (s *settled) Files(ctx context.Context) iter.Seq2[retrieval.File, error] {
	return func(yield func(retrieval.File, error) bool) {
		began := time.Now()
		defer func() { s.tookAll = time.Since(began) }()
		s.withhold(s.Source.Files(ctx))(yield)
	}
}

// withhold leaves out the files that are still being written.
func (s *settled) withhold(files iter.Seq2[retrieval.File, error]) iter.Seq2[retrieval.File, error] {
	return func(yield func(retrieval.File, error) bool) {
		for file, err := range files {
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

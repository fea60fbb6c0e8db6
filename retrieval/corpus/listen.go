package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// listenAnew asks the system for the changes of the folder that is at the path
// now.
func (f *following) listenAnew(ctx context.Context) {
	f.hearNothing()
	f.root, _ = os.Stat(f.Dir) // before its folders are looked for: a later one shows by it
	if f.Deaf {
		return
	}
	err := f.listenToAll(ctx)
	f.heard = err == nil
	if err != nil && ctx.Err() == nil {
		f.Note(err)
	}
}

// listenToAll listens to all folders. If it fails, it may listen to some of
// them.
func (f *following) listenToAll(ctx context.Context) error {
	dir, err := filepath.EvalSymlinks(f.Dir)
	if err != nil {
		return nil // not there, or not readable: the sync says so
	}
	events, err := fsnotify.NewWatcher()
	if err != nil {
		return explainUnheard(err)
	}
	f.events, f.at = events, dir
	return f.addFolders(ctx, dir)
}

// hearNothing ends listening.
func (f *following) hearNothing() {
	if f.events != nil {
		_ = f.events.Close() // there is nothing to lose in it
	}
	f.events, f.heard, f.at = nil, false, ""
}

// followRoot listens anew if another folder is at the path than before, or
// none: the system reports changes of folders, not of paths.
func (f *following) followRoot(ctx context.Context) {
	is, _ := os.Stat(f.Dir)
	if is == nil && f.root == nil || is != nil && f.root != nil && os.SameFile(is, f.root) {
		return
	}
	f.listenAnew(ctx)
	f.scheduleSync()
}

// addFolders listens to a folder and the folders in it. It goes on after an
// error.
func (f *following) addFolders(ctx context.Context, dir string) error {
	var failed error
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil || d == nil:
			return nil // gone again, or not readable: the sync says so
		case !d.IsDir():
			return nil
		case name != f.at && isIgnored(d.Name()):
			return fs.SkipDir
		}
		if err := f.events.Add(name); err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			failed = explainUnheard(err)
			return fs.SkipAll
		}
		return nil
	})
	return errors.Join(failed, err)
}

// explainUnheard explains why the system doesn't report changes.
func explainUnheard(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("the system watches no more folders, so they are looked through every few seconds instead (raise fs.inotify.max_user_watches and max_user_instances on Linux): %w", err)
	}
	return fmt.Errorf("the system doesn't tell of changes, so the folder is looked through every few seconds instead: %w", err)
}

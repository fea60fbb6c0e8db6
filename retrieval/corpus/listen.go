package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// listenAnew asks the system for the changes of the folders that are at the paths
// now.
func (f *following) listenAnew(ctx context.Context) {
	f.hearNothing()
	f.anyhow = true
	f.roots = statAll(f.Dirs) // before their folders are looked for: a later one shows by it
	if f.Deaf {
		return
	}
	err := f.listenToAll(ctx)
	f.heard = err == nil
	if err != nil && ctx.Err() == nil {
		f.Note(err)
	}
}

// statAll looks at paths; nil stands for what isn't there.
func statAll(paths []string) []fs.FileInfo {
	list := make([]fs.FileInfo, len(paths))
	for i, path := range paths {
		if info, err := os.Stat(path); err == nil {
			list[i] = info
		}
	}
	return list
}

// listenToAll listens to all folders. If it fails, it may listen to some of
// them.
func (f *following) listenToAll(ctx context.Context) error {
	f.at = make([]string, len(f.Dirs))
	for i, dir := range f.Dirs {
		at, err := filepath.EvalSymlinks(dir)
		if err != nil {
			continue // not there, or not readable: the sync says so
		}
		if f.events == nil {
			events, err := fsnotify.NewWatcher()
			if err != nil {
				return explainUnheard(err)
			}
			f.events = events
		}
		f.at[i] = at
		if info := f.roots[i]; info != nil && !info.IsDir() {
			at = filepath.Dir(at) // many programs write a file by putting another one in its place
			err = f.events.Add(at)
			if err != nil {
				return explainUnheard(err)
			}
			continue
		}
		if err := f.addFolders(ctx, at); err != nil {
			return err
		}
	}
	return nil
}

// hearNothing ends listening.
func (f *following) hearNothing() {
	if f.events != nil {
		_ = f.events.Close() // there is nothing to lose in it
	}
	f.events, f.heard, f.at = nil, false, nil
}

// followRoots listens anew if another folder is at one of the paths than before, or
// none: the system reports changes of folders, not of paths.
func (f *following) followRoots(ctx context.Context) {
	for i, is := range statAll(f.Dirs) {
		was := f.roots[i]
		// A file is mostly another one after each change: events tell of those.
		if is == nil && was == nil || is != nil && was != nil && (os.SameFile(is, was) || f.heard && !is.IsDir() && !was.IsDir()) {
			continue
		}
		f.listenAnew(ctx)
		f.scheduleSync()
		return
	}
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
		case !slices.Contains(f.at, name) && IsIgnored(d.Name()):
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

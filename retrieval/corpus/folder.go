package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// folder is the fs.FS of a folder that may be replaced while it is used: by
// another one, by a drive that is mounted, by turning a symbolic link. It is
// looked up by its path only when it is reopened, so that all that happens in
// between is of one and the same folder.
//
// It may be one file, too: then it is the folder that the file lies in, with nothing
// but that.
type folder struct {
	path    string
	fetched bool // its files have origins

	mu   sync.RWMutex
	root *os.Root    // nil if the folder could not be opened
	only string      // the one file in it that is meant, "" for all
	is   fs.FileInfo // of root, or of the last one that could be opened
	was  fs.FileInfo // of the root that was last accepted, nil if none was
}

var (
	_ fs.StatFS    = (*folder)(nil)
	_ fs.ReadDirFS = (*folder)(nil)
)

// openAgain opens what is at the path now. If nothing can be opened there, the
// folder has no files until it is reopened.
func (f *folder) openAgain() error {
	root, only, info, err := openRoot(f.path)
	f.mu.Lock()
	old := f.root
	f.root, f.only = root, only
	if err == nil {
		f.is = info
		if f.was == nil {
			f.was = info
		}
	}
	f.mu.Unlock()
	if old != nil {
		err = errors.Join(err, old.Close())
	}
	return err
}

// openRoot opens the folder at a path, following links. Of a file it opens the folder
// that it lies in, and returns the file's name.
func openRoot(path string) (root *os.Root, only string, info fs.FileInfo, err error) {
	info, err = os.Stat(path)
	if err == nil && !info.IsDir() {
		if !info.Mode().IsRegular() {
			return nil, "", nil, fmt.Errorf("open the corpus: %s is neither a folder nor a file", path)
		}
		path, only = filepath.Split(path)
		only = escapeName(only)
	}
	if err == nil {
		root, err = os.OpenRoot(path)
	}
	if err != nil {
		return nil, "", nil, fmt.Errorf("open the corpus: %w", err)
	}
	if info, err = root.Stat("."); err != nil { // it may be another one already
		return nil, "", nil, errors.Join(fmt.Errorf("open the corpus: %w", err), root.Close())
	}
	return root, only, info, nil
}

// isReplaced reports whether another folder is open than the one that was last
// accepted.
func (f *folder) isReplaced() bool {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.was != nil && !os.SameFile(f.was, f.is)
}

// acceptOpened makes the open folder the known one.
func (f *folder) acceptOpened() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.was = f.is
}

// closeRoot closes the folder. It has no files then until it is opened again.
func (f *folder) closeRoot() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	root := f.root
	f.root = nil
	if root == nil {
		return nil
	}
	return root.Close()
}

// withFiles calls do with the folder's files. The folder is not exchanged
// meanwhile.
func (f *folder) withFiles(op, name string, do func(namedFS) error) error {
	f.mu.RLock()
	defer f.mu.RUnlock()
	if f.root == nil || f.only != "" && name != f.only && name != "." {
		return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return do(newNamedFS(f.root))
}

// Open implements fs.FS.
func (f *folder) Open(name string) (file fs.File, err error) {
	err = f.withFiles("open", name, func(fsys namedFS) (err error) {
		file, err = fsys.Open(name)
		return err
	})
	return file, err
}

// Stat implements fs.StatFS.
func (f *folder) Stat(name string) (info fs.FileInfo, err error) {
	err = f.withFiles("stat", name, func(fsys namedFS) (err error) {
		info, err = fs.Stat(fsys, name)
		return err
	})
	return info, err
}

// leadsElsewhere implements linkChecking.
func (f *folder) leadsElsewhere(name string) (elsewhere bool) {
	_ = f.withFiles("follow", name, func(fsys namedFS) error { // without a folder there are no links
		elsewhere = fsys.leadsElsewhere(name)
		return nil
	})
	return elsewhere
}

// ReadDir implements fs.ReadDirFS.
func (f *folder) ReadDir(name string) (list []fs.DirEntry, err error) {
	err = f.withFiles("readdir", name, func(fsys namedFS) (err error) {
		list, err = fs.ReadDir(fsys, name)
		if f.only != "" {
			list = slices.DeleteFunc(list, func(d fs.DirEntry) bool { return d.Name() != f.only })
		}
		return err
	})
	return list, err
}

// keepsOrigin implements originKeeping.
func (f *folder) keepsOrigin(string) bool { return f.fetched }

package corpus

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"
)

// Mount is a folder of documents, or one file, as a part of a corpus.
type Mount struct {
	// Name is that of the folder that it is in the corpus, and so the collection of its
	// documents. With "" its files stand at the top.
	Name string
	// Path is where it is on disk.
	Path string
	// Fetched says that its files were fetched from somewhere: beside each lies what is
	// known of where (see Origin).
	Fetched bool
}

// Mounted returns the corpus of several folders or files, which has no files until it
// is reopened. The names must differ, but for case, too.
func Mounted(mounts []Mount, o Options) *Corpus {
	if len(mounts) == 1 && mounts[0].Name == "" {
		return New(newFolder(mounts[0]), o)
	}
	return New(newMounted(mounts), o)
}

func newFolder(m Mount) *folder { return &folder{path: m.Path, fetched: m.Fetched} }

// replaceable is a tree of files that may be another one each time it is opened.
type replaceable interface {
	openAgain() error
	isReplaced() bool
	acceptOpened()
	closeRoot() error
}

var (
	_ replaceable   = (*folder)(nil)
	_ replaceable   = (*mounted)(nil)
	_ fs.StatFS     = (*mounted)(nil)
	_ fs.ReadDirFS  = (*mounted)(nil)
	_ fs.FileInfo   = topFolder{}
	_ fs.DirEntry   = topFolder{}
	_ originKeeping = (*folder)(nil)
	_ originKeeping = (*mounted)(nil)
	_ linkChecking  = (*folder)(nil)
	_ linkChecking  = (*mounted)(nil)
)

// mounted is the fs.FS of several folders: one at the top, if one has no name, and the
// others as folders in it.
type mounted struct {
	top   *folder // nil if there is none
	named map[string]*folder
	order []*folder
}

func newMounted(mounts []Mount) *mounted {
	m := &mounted{named: make(map[string]*folder)}
	for _, mount := range mounts {
		f := newFolder(mount)
		if mount.Name == "" {
			m.top = f
		} else {
			m.named[mount.Name] = f
		}
		m.order = append(m.order, f)
	}
	return m
}

// openAgain opens all of them. It fails if one can't be: half a corpus would look as if
// the other half was gone.
func (m *mounted) openAgain() error {
	var errs []error
	for _, f := range m.order {
		errs = append(errs, f.openAgain())
	}
	return errors.Join(errs...)
}

func (m *mounted) isReplaced() bool {
	for _, f := range m.order {
		if f.isReplaced() {
			return true
		}
	}
	return false
}

func (m *mounted) acceptOpened() {
	for _, f := range m.order {
		f.acceptOpened()
	}
}

func (m *mounted) closeRoot() error {
	var errs []error
	for _, f := range m.order {
		errs = append(errs, f.closeRoot())
	}
	return errors.Join(errs...)
}

// route returns the folder that a name is in, and its name there.
func (m *mounted) route(name string) (f *folder, inside string) {
	first, rest, below := strings.Cut(name, "/")
	if f = m.named[first]; f == nil {
		return m.top, name
	}
	if !below {
		rest = "."
	}
	return f, rest
}

// Open implements fs.FS.
func (m *mounted) Open(name string) (fs.File, error) {
	f, inside := m.route(name)
	if f == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return f.Open(inside)
}

// Stat implements fs.StatFS.
func (m *mounted) Stat(name string) (fs.FileInfo, error) {
	f, inside := m.route(name)
	switch {
	case f != nil:
		return f.Stat(inside)
	case name == ".":
		return topFolder{name}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// ReadDir implements fs.ReadDirFS. A folder of the one at the top that has the name of
// another mount is hidden by it.
func (m *mounted) ReadDir(name string) ([]fs.DirEntry, error) {
	f, inside := m.route(name)
	if name != "." {
		if f == nil {
			return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
		}
		return f.ReadDir(inside)
	}
	var list []fs.DirEntry
	if m.top != nil {
		entries, err := m.top.ReadDir(".")
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if m.named[e.Name()] == nil {
				list = append(list, e)
			}
		}
	}
	for mount := range m.named {
		list = append(list, topFolder{mount})
	}
	sortEntries(list)
	return list, nil
}

// keepsOrigin implements originKeeping.
func (m *mounted) keepsOrigin(name string) bool {
	f, inside := m.route(name)
	return f != nil && f.keepsOrigin(inside)
}

// leadsElsewhere implements linkChecking.
func (m *mounted) leadsElsewhere(name string) bool {
	f, inside := m.route(name)
	return f != nil && f.leadsElsewhere(inside)
}

// topFolder is a folder of which nothing is known but its name.
type topFolder struct{ path string }

func (t topFolder) Name() string               { return path.Base(t.path) }
func (t topFolder) IsDir() bool                { return true }
func (t topFolder) Type() fs.FileMode          { return fs.ModeDir }
func (t topFolder) Info() (fs.FileInfo, error) { return t, nil }
func (t topFolder) Size() int64                { return 0 }
func (t topFolder) Mode() fs.FileMode          { return fs.ModeDir | 0o555 }
func (t topFolder) ModTime() time.Time         { return time.Time{} }
func (t topFolder) Sys() any                   { return nil }

package corpus

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// namedFS is a folder whose files may have names that are no valid UTF-8, as
// old network drives and archives leave them. fs.FS has no room for such names,
// nor have IDs: their bytes that are no character are written as in addresses,
// "caf%E9.txt".
type namedFS struct {
	rootFiles
}

func newNamedFS(root *os.Root) namedFS { return namedFS{rootFiles{root.FS(), root}} }

// rootFiles are the files of a root, whatever their names.
type rootFiles struct {
	fs.FS
	root *os.Root
}

// Open opens a file by a name that need not be valid UTF-8.
func (r rootFiles) Open(name string) (fs.File, error) {
	if fs.ValidPath(name) {
		return r.FS.Open(name)
	}
	return r.root.Open(filepath.FromSlash(name))
}

// Lstat describes a file, or the link of that name.
func (r rootFiles) Lstat(name string) (fs.FileInfo, error) {
	return r.root.Lstat(filepath.FromSlash(name))
}

// ReadLink returns where a link leads.
func (r rootFiles) ReadLink(name string) (string, error) {
	return r.root.Readlink(filepath.FromSlash(name))
}

// Open implements fs.FS. It opens no file that lies in another collection than its
// name says.
func (n namedFS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	f, err := openInPlace(n.rootFiles, name)
	if raw, ok := rawName(name); ok && errors.Is(err, fs.ErrNotExist) {
		return openInPlace(n.rootFiles, raw)
	}
	return f, err
}

// leadsElsewhere implements linkChecking.
func (n namedFS) leadsElsewhere(name string) bool {
	_, err := checkPlace(n.rootFiles, name)
	if raw, ok := rawName(name); ok && errors.Is(err, fs.ErrNotExist) {
		_, err = checkPlace(n.rootFiles, raw)
	}
	return errors.Is(err, errElsewhere)
}

// Stat implements fs.StatFS.
func (n namedFS) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(n.FS, name)
	if raw, ok := rawName(name); ok && errors.Is(err, fs.ErrNotExist) {
		return n.root.Stat(filepath.FromSlash(raw))
	}
	return info, err
}

// ReadDir implements fs.ReadDirFS. A name whose writing is that of another file
// stays as it is, and can't be opened.
func (n namedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(n.FS, name)
	if raw, ok := rawName(name); ok && errors.Is(err, fs.ErrNotExist) {
		entries, err = readRawDir(n.root, filepath.FromSlash(raw))
	}
	if err != nil {
		return entries, err
	}
	if slices.ContainsFunc(entries, func(d fs.DirEntry) bool { return !utf8.ValidString(d.Name()) }) {
		writeNames(entries)
	}
	return entries, nil
}

// writeNames gives entries the names that they are written as.
func writeNames(entries []fs.DirEntry) {
	taken := make(map[string]bool, len(entries))
	for _, d := range entries {
		taken[d.Name()] = true
	}
	for i, d := range entries {
		if written := escapeName(d.Name()); !taken[written] {
			entries[i] = namedEntry{d, written}
		}
	}
	sortEntries(entries)
}

func sortEntries(entries []fs.DirEntry) {
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
}

func readRawDir(root *os.Root, name string) ([]fs.DirEntry, error) {
	dir, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	entries, err := dir.ReadDir(-1)
	sortEntries(entries)
	return entries, err
}

// namedEntry is an entry of a folder under the name that it is written as.
type namedEntry struct {
	fs.DirEntry
	name string
}

func (e namedEntry) Name() string { return e.name }

// escapeName writes a name that is no valid UTF-8 so that it is, and so that no
// other name is written alike. Valid names stay as they are.
func escapeName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var b strings.Builder
	for rest := name; rest != ""; {
		r, n := utf8.DecodeRuneInString(rest)
		if r == utf8.RuneError && n == 1 || r == '%' {
			fmt.Fprintf(&b, "%%%02X", rest[0])
		} else {
			b.WriteString(rest[:n])
		}
		rest = rest[n:]
	}
	return b.String()
}

// escapePath writes each part of a path as escapeName does.
func escapePath(path string) string {
	if utf8.ValidString(path) {
		return path
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = escapeName(part)
	}
	return strings.Join(parts, "/")
}

// rawName undoes escapeName for each part of a path. It reports whether there
// is such a path.
func rawName(path string) (raw string, ok bool) {
	if !strings.Contains(path, "%") {
		return "", false
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if raw := unescapeName(part); raw != part && escapeName(raw) == part {
			parts[i], ok = raw, true
		}
	}
	return strings.Join(parts, "/"), ok
}

func unescapeName(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); i++ {
		if name[i] == '%' && i+2 < len(name) {
			if c, err := hex.DecodeString(name[i+1 : i+3]); err == nil {
				b.Write(c)
				i += 2
				continue
			}
		}
		b.WriteByte(name[i])
	}
	return b.String()
}

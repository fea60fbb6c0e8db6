package mirror

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"footnote/retrieval/corpus"
	"footnote/retrieval/private"
)

// folder is a mirror on disk, with what is known of its files.
type folder struct {
	dir     string
	entries map[string]*entry // by address
	aliases map[string]string // address by other address
	files   map[string]string // address by path, in small letters: some disks don't tell capitals apart
}

// entry is a file of the mirror.
type entry struct {
	Kept
	file string // slash path
	seen bool   // it was reported in this pass
}

const temporary = ".tmp"

// loadFolder reads what is kept, and removes what an interrupted pass left: halves of
// files, and files that nothing is known of, which are fetched again.
func loadFolder(dir string) (*folder, error) {
	f := &folder{dir: dir, entries: make(map[string]*entry), aliases: make(map[string]string), files: make(map[string]string)}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		file := filepath.ToSlash(rel)
		switch {
		case d.IsDir(), file == passFile, file == lockFile, isOrigin(file):
			return nil
		case strings.HasSuffix(file, temporary):
			return os.Remove(name)
		}
		e := &entry{file: file}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(corpus.OriginName(file))))
		if err != nil || json.Unmarshal(data, &e.Kept) != nil || e.URL == "" {
			return os.Remove(name)
		}
		f.addEntry(e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read what was fetched: %w", err)
	}
	return f, nil
}

// isOrigin reports whether a file is what is kept of another one.
func isOrigin(file string) bool {
	base := path.Base(file)
	return strings.HasPrefix(base, ".") && strings.HasSuffix(base, ".origin")
}

func (f *folder) addEntry(e *entry) {
	f.entries[e.URL] = e
	for _, alias := range e.Aliases {
		f.aliases[alias] = e.URL
	}
	f.files[strings.ToLower(e.file)] = e.URL
}

// find returns the entry of an address or of one that leads to it, nil if there is none.
func (f *folder) find(address string) *entry {
	if e := f.entries[address]; e != nil {
		return e
	}
	return f.entries[f.aliases[address]]
}

// write writes a document and reports whether it is new or has changed. Its bytes are
// written first: if the rest is never written, they are fetched again.
func (f *folder) write(c Change) (changed bool, err error) {
	e := f.entries[c.URL]
	if e == nil {
		e = &entry{file: f.freeName(c.Name, c.URL)}
	}
	before := e.Kept
	e.Kept = c.Kept
	name := filepath.Join(f.dir, filepath.FromSlash(e.file))
	old, err := os.ReadFile(name)
	if changed = err != nil || !bytes.Equal(old, c.Body) || before.Origin != c.Origin; changed {
		was, _ := os.Stat(name)
		if err := f.writeFile(e.file, c.Body); err != nil {
			return false, err
		}
		if err := setTime(name, was, c.LastModified); err != nil {
			return false, err
		}
	}
	if err := f.writeKept(e); err != nil {
		return false, err
	}
	f.addEntry(e)
	return changed, nil
}

// setTime gives a file the time that its server says it is of. Whoever reads the mirror
// tells a change by size and time, so that a change must not have both of the file before.
func setTime(name string, was fs.FileInfo, lastModified string) error {
	at, err := time.Parse(time.RFC1123, lastModified) // HTTP's dates are of this form
	if err != nil || at.After(time.Now()) || was != nil && !at.After(was.ModTime()) {
		return nil // the time of writing will do
	}
	if err := os.Chtimes(name, at, at); err != nil {
		return fmt.Errorf("write what was fetched: %w", err)
	}
	return nil
}

// writeKept writes what is to be remembered of a file.
func (f *folder) writeKept(e *entry) error {
	data, err := json.Marshal(e.Kept)
	if err != nil {
		return fmt.Errorf("write what was fetched: %w", err)
	}
	return f.writeFile(corpus.OriginName(e.file), data)
}

// writeFile puts a whole file into its place.
func (f *folder) writeFile(file string, data []byte) error {
	name := filepath.Join(f.dir, filepath.FromSlash(file))
	half := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+temporary)
	err := private.MakeFolder(filepath.Dir(name))
	if err == nil {
		err = private.WriteFile(half, data)
	}
	if err == nil {
		err = os.Rename(half, name)
	}
	if err != nil {
		return fmt.Errorf("write what was fetched: %w", err)
	}
	return nil
}

// remove removes a document, and the folders that are empty without it.
func (f *folder) remove(e *entry) error {
	name := filepath.Join(f.dir, filepath.FromSlash(e.file))
	err := os.Remove(name)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if oerr := os.Remove(filepath.Join(f.dir, filepath.FromSlash(corpus.OriginName(e.file)))); !errors.Is(oerr, fs.ErrNotExist) {
		err = errors.Join(err, oerr)
	}
	if err != nil {
		return fmt.Errorf("remove what is gone: %w", err)
	}
	for dir := filepath.Dir(name); dir != f.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) {
		// one that isn't empty can't be removed
	}
	delete(f.entries, e.URL)
	delete(f.files, strings.ToLower(e.file))
	for _, alias := range e.Aliases {
		delete(f.aliases, alias)
	}
	return nil
}

// freeName returns a path that no other document has, as like the wished one as can be.
func (f *folder) freeName(wish, address string) string {
	name := safePath(wish)
	if f.isFree(name) {
		return name
	}
	if f.isBelowFile(name) {
		name = safePath(strings.ReplaceAll(name, "/", "_"))
	}
	sum := sha256.Sum256([]byte(address))
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
}

// isFree reports whether a file of that path can be made: there is none, and no folder
// of its name, and none of its folders is a file.
func (f *folder) isFree(name string) bool {
	if f.files[strings.ToLower(name)] != "" {
		return false
	}
	if _, err := os.Lstat(filepath.Join(f.dir, filepath.FromSlash(name))); err == nil {
		return false
	}
	return !f.isBelowFile(name)
}

// isBelowFile reports whether a folder of a path is a file.
func (f *folder) isBelowFile(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := os.Lstat(filepath.Join(f.dir, filepath.FromSlash(dir))); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}

// safePath makes of a wish a path that every disk can have and that stays in the folder:
// nothing hidden, nothing that a corpus leaves out.
func safePath(wish string) string {
	const longest, deepest = 100, 12 // bytes of a name, folders
	var parts []string
	for part := range strings.SplitSeq(wish, "/") {
		part = strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`\:*?"<>|#%~$`, r) {
				return '_'
			}
			return r
		}, strings.ToValidUTF8(part, "_"))
		part = strings.TrimRight(strings.TrimLeft(part, "."), ". ")
		if part == "" || corpus.IsIgnored(part) && !corpus.IsIgnored("_"+part) {
			part = "_" + part
		}
		if len(part) > longest {
			sum := sha256.Sum256([]byte(part))
			ext := path.Ext(part)
			if len(ext) > 10 {
				ext = ""
			}
			part = strings.ToValidUTF8(part[:longest-9-len(ext)], "") + "-" + hex.EncodeToString(sum[:4]) + ext
		}
		if corpus.IsIgnored(part) {
			part += "_" // it is for its ending
		}
		parts = append(parts, part)
	}
	if len(parts) > deepest {
		parts = append(parts[:deepest-1:deepest-1], strings.Join(parts[deepest-1:], "_"))
		return safePath(strings.Join(parts, "/")) // the last one may be too long
	}
	return strings.Join(parts, "/")
}

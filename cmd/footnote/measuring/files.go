package measuring

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	// DocumentsFile is the file of a test set that holds its documents.
	DocumentsFile = "corpus.jsonl"
	// DocumentsPrefix is what the index of that file puts before the set's own
	// document IDs.
	DocumentsPrefix = DocumentsFile + "#"
)

// HasDocuments reports whether a test set has its documents in a file of their own.
func HasDocuments(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, DocumentsFile))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// Documents is the folder of a test set as if it held nothing but its documents.
func Documents(dir string) fs.FS { return oneFile{os.DirFS(dir), DocumentsFile} }

// oneFile is a folder of which only one file is listed.
type oneFile struct {
	fs.FS
	name string
}

// ReadDir implements fs.ReadDirFS.
func (f oneFile) ReadDir(name string) ([]fs.DirEntry, error) {
	info, err := fs.Stat(f.FS, f.name)
	if err != nil || name != "." {
		return nil, err
	}
	return []fs.DirEntry{fs.FileInfoToDirEntry(info)}, nil
}

// beside is a folder with one file more in it, of another folder.
type beside struct {
	fs.FS
	other fs.FS
	name  string
}

// Open implements fs.FS.
func (b beside) Open(name string) (fs.File, error) {
	if name == b.name {
		return b.other.Open(name)
	}
	return b.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS.
func (b beside) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(b.FS, name)
	if err != nil || name != "." {
		return list, err
	}
	info, err := fs.Stat(b.other, b.name)
	if err != nil {
		return nil, err
	}
	return append(list, fs.FileInfoToDirEntry(info)), nil
}

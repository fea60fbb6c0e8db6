package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"footnote/cmd/footnote/datafolder"
	room "footnote/retrieval/library"
)

// beirCorpus is the file of a test set that holds its documents.
const beirCorpus = "corpus.jsonl"

// evalLibrary is what a test set is measured on: its own documents, or the
// folder that --corpus names. prefix is what the index puts before the set's
// document IDs.
//
// Only the command line counts here, and not FOOTNOTE_CORPUS or FOOTNOTE_DATA:
// those are of the documents that the owner asks, and a test set brings its own.
func (a *app) evalLibrary(dir string) (l *library, prefix string, err error) {
	if !a.given("FOOTNOTE_CORPUS") {
		file := filepath.Join(dir, beirCorpus)
		if _, err := os.Stat(file); err == nil {
			l, err = a.beirLibrary(dir)
			return l, beirCorpus + "#", err
		} else if !errors.Is(err, fs.ErrNotExist) {
			return nil, "", err
		}
		if a.settings.Corpus == "" {
			return nil, "", usageError("%s holds no %s (name the folder of its documents with --corpus)", dir, beirCorpus)
		}
	}
	if l, err = a.library(false); err == nil {
		err = l.OpenDocuments()
	}
	return l, "", err
}

func (a *app) beirLibrary(dir string) (*library, error) {
	dir, err := absolute(dir)
	if err != nil {
		return nil, err
	}
	data := ""
	if a.given("FOOTNOTE_DATA") {
		data = a.settings.Data
	}
	l, err := a.openLibrary(room.Options{Corpus: filepath.Join(dir, beirCorpus), Files: oneFile{os.DirFS(dir), beirCorpus}, Replace: true}, data)
	if err != nil {
		return nil, err
	}
	datafolder.KeepPrivate(l.Data, a.log)
	return l, l.OpenDocuments()
}

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

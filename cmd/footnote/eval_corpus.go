package main

import (
	"path/filepath"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/measuring"
	"footnote/cmd/footnote/setting"
	room "footnote/retrieval/library"
)

// evalLibrary is what a test set is measured on: its own documents, or the
// folder that --corpus names. prefix is what the index puts before the set's
// document IDs.
//
// Only the command line counts here, and not FOOTNOTE_CORPUS or FOOTNOTE_DATA:
// those are of the documents that the owner asks, and a test set brings its own.
func (a *app) evalLibrary(dir string) (l *library, prefix string, err error) {
	if !a.given("FOOTNOTE_CORPUS") {
		if has, err := measuring.HasDocuments(dir); err != nil {
			return nil, "", err
		} else if has {
			l, err = a.beirLibrary(dir)
			return l, measuring.DocumentsPrefix, err
		}
		if len(a.settings.Corpus) == 0 {
			return nil, "", usageError("%s holds no %s (name the folder of its documents with --corpus)", dir, measuring.DocumentsFile)
		}
	}
	if l, err = a.findLibraryFor(false); err == nil {
		err = l.OpenDocuments()
	}
	return l, "", err
}

func (a *app) beirLibrary(dir string) (*library, error) {
	dir, err := setting.AbsolutePath(dir)
	if err != nil {
		return nil, err
	}
	data := ""
	if a.given("FOOTNOTE_DATA") {
		data = a.settings.Data
	}
	l, err := a.openLibrary(room.Options{Corpus: filepath.Join(dir, measuring.DocumentsFile), Files: measuring.Documents(dir), Replace: true}, data)
	if err != nil {
		return nil, err
	}
	datafolder.KeepPrivate(l.Data, a.log)
	return l, l.OpenDocuments()
}

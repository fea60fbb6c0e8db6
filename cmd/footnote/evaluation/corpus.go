package evaluation

import (
	"path/filepath"

	"footnote/adapters"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/indexing"
	"footnote/cmd/footnote/measuring"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval/library"
)

// openMeasured opens what a test set is measured on: its own documents, or the
// folder that --corpus names. prefix is what the index puts before the set's
// document IDs.
//
// Only the command line counts here, and not FOOTNOTE_CORPUS or FOOTNOTE_DATA:
// those are of the documents that the owner asks, and a test set brings its own.
func openMeasured(i *indexing.Indexer, dir string) (l *indexing.Library, prefix string, err error) {
	if !i.IsGiven("FOOTNOTE_CORPUS") {
		if has, err := measuring.HasDocuments(dir); err != nil {
			return nil, "", err
		} else if has {
			l, err = openTestSet(i, dir)
			return l, measuring.DocumentsPrefix, err
		}
		if len(i.Settings.Corpus) == 0 {
			return nil, "", adapters.WrongSetting("%s holds no %s (name the folder of its documents with --corpus)", dir, measuring.DocumentsFile)
		}
	}
	if l, err = i.UseLibrary(false); err == nil {
		err = l.OpenDocuments()
	}
	return l, "", err
}

// openTestSet opens the documents that a test set has in a file of their own.
func openTestSet(i *indexing.Indexer, dir string) (*indexing.Library, error) {
	dir, err := setting.AbsolutePath(dir)
	if err != nil {
		return nil, err
	}
	l, err := i.OpenLibrary(library.Options{Corpus: filepath.Join(dir, measuring.DocumentsFile), Files: measuring.Documents(dir), Replace: true}, i.OwnData())
	if err != nil {
		return nil, err
	}
	datafolder.KeepPrivate(l.Data, i.Log)
	return l, l.OpenDocuments()
}

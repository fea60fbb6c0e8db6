package library

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
)

// OpenDocuments checks that the corpus is there and readies it for reading. One
// that isn't there now can be read all the same once it is: then IsOpen holds
// beside the error.
func (l *Library) OpenDocuments() error {
	files, reading := l.options.Files, l.options.Reading
	if l.IsSample() {
		files = l.options.Sample
		reading.Apart = nil // its files are the program's own
	}
	if files != nil {
		l.readFrom(corpus.New(files, reading))
		return nil
	}
	if readsPath(l.Corpus, l.Data) {
		return l.failAs(DataInCorpus, nil)
	}
	l.readFrom(corpus.Folder(l.Corpus, l.options.Reading))
	return l.reopenFolder()
}

// IsOpen reports whether the documents can be read, now or once they are there.
func (l *Library) IsOpen() bool { return l.source != nil }

// FS returns the files of the corpus, nil before OpenDocuments.
func (l *Library) FS() fs.FS {
	if l.files == nil {
		return nil
	}
	return l.files.FS()
}

// Files lists the files of the corpus, as retrieval.Source does.
func (l *Library) Files(ctx context.Context) iter.Seq2[retrieval.File, error] {
	return l.source.Files(ctx)
}

// Close frees what reading took. The library can still be asked, not synced.
func (l *Library) Close() error {
	if l.files == nil {
		return nil
	}
	return l.files.Close()
}

// readFrom sets where the documents are read from.
func (l *Library) readFrom(c *corpus.Corpus) { l.source, l.files = c, c }

// reopenFolder looks the folder of documents up by its path: it may have been replaced,
// unmounted or be behind another link since.
func (l *Library) reopenFolder() error {
	err := l.files.Reopen()
	if err == nil {
		return nil
	}
	return cmp.Or(l.checkFolder(), err) // which says more
}

// checkFolder returns what is wrong with the folder of the corpus.
func (l *Library) checkFolder() error {
	info, err := os.Stat(l.Corpus)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return l.failAs(NoCorpus, nil)
	case err != nil:
		return l.failAs(Unseen, err)
	case !info.IsDir():
		return l.failAs(CorpusIsFile, nil)
	}
	if _, err := os.ReadDir(l.Corpus); err != nil {
		return l.failAs(Unlisted, err)
	}
	return nil
}

// checkData returns what is wrong with the folder of the index, which need not
// be there.
func (l *Library) checkData() error {
	info, err := os.Stat(l.Data)
	if errors.Is(err, syscall.ENOTDIR) || err == nil && !info.IsDir() {
		return l.failAs(DataIsFile, nil)
	}
	return nil
}

// readsPath reports whether reading a corpus comes by a path: one that is inside
// it and not hidden.
func readsPath(corpus, path string) bool {
	rel, err := filepath.Rel(corpus, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return false
	}
	for part := range strings.SplitSeq(rel, string(filepath.Separator)) {
		if strings.HasPrefix(part, ".") && part != "." {
			return false
		}
	}
	return true
}

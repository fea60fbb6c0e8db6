package library

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path"
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
	if l.IsSample() || l.options.Files != nil {
		c, err := l.openCorpus(l.options.Reading)
		l.readFrom(c)
		return err
	}
	for _, path := range l.paths() {
		if readsPath(path, l.Data) {
			return l.failAs(DataInCorpus, nil)
		}
	}
	if err := l.makeMirrors(); err != nil {
		return err
	}
	l.readFrom(corpus.Mounted(l.Roots(), l.options.Reading))
	return l.reopenFolder()
}

// openCorpus readies the documents for whoever reads them beside syncs.
func (l *Library) openCorpus(reading corpus.Options) (*corpus.Corpus, error) {
	files := l.options.Files
	if l.IsSample() {
		files = l.options.Sample
		reading.Apart = nil // its files are the program's own
	}
	if files != nil {
		return corpus.New(files, reading), nil
	}
	c := corpus.Mounted(l.Roots(), reading)
	if err := c.Reopen(); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
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

// reopenFolder looks the folders of documents up by their paths: they may have been
// replaced, unmounted or be behind other links since.
func (l *Library) reopenFolder() error {
	err := l.files.Reopen()
	if l.options.Files != nil || l.IsSample() {
		return err
	}
	return cmp.Or(l.checkRoots(), err) // the former says more
}

// checkRoot returns what is wrong with a folder or file of the corpus.
func (l *Library) checkRoot(m corpus.Mount) error {
	info, err := os.Stat(m.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return l.failAbout(NoCorpus, m.Path, nil)
	case err != nil:
		return l.failAbout(Unseen, m.Path, err)
	case !info.IsDir():
		return l.checkFile(m)
	}
	if _, err := os.ReadDir(m.Path); err != nil {
		return l.failAbout(Unlisted, m.Path, err)
	}
	return nil
}

// checkFile returns what is wrong with a file that is a corpus by itself: where a folder
// was indexed, a file of its name is an accident.
func (l *Library) checkFile(m corpus.Mount) error {
	if l.first || l.switched {
		return nil
	}
	files, err := l.Store.Files(context.Background())
	if err != nil || files.Len() == 0 {
		return nil // an index that can't be read has nothing to lose
	}
	if _, ok := files.Find(path.Join(m.Name, filepath.Base(m.Path))); ok {
		return nil
	}
	return l.failAbout(CorpusIsFile, m.Path, nil)
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

package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"footnote/adapters/terminal"
	"footnote/retrieval"
	"footnote/retrieval/blevex"
	"footnote/retrieval/corpus"
	"footnote/seeds"
)

// sampleCorpus is the name of the embedded corpus: no path, for it is none.
const sampleCorpus = "the sample corpus"

// library is a corpus with the index made from it.
type library struct {
	corpus string // absolute path, or sampleCorpus
	data   string // absolute path
	source retrieval.Source
	store  *blevex.Store
	// files is what source reads from.
	files *corpus.Corpus
	// syncs remembers how the index was brought up to date.
	syncs *syncRecord
	// first tells that there is no index yet.
	first bool
	// switched tells that the index holds another corpus until it is synced:
	// no file may count as unchanged for having the same path, size and time.
	switched bool
	// allowEmpty tells that somebody has confirmed that files are gone. Like
	// first and switched it holds until the index was brought up to date once.
	allowEmpty bool
}

// library finds the corpus and the index that the settings mean, and keeps what is
// in the data folder from other users. With mayReplace an index of another corpus
// is given over to this one.
func (a *app) library(mayReplace bool) (*library, error) {
	l, err := a.findLibrary(mayReplace)
	if err == nil {
		a.keepPrivate(l.data)
	}
	return l, err
}

// findLibrary is library without changing anything.
func (a *app) findLibrary(mayReplace bool) (*library, error) {
	l := &library{syncs: &syncRecord{}}
	var err error
	if l.corpus, err = corpusPath(a.settings.Corpus); err != nil {
		return nil, err
	}
	if a.settings.Data == "" {
		if l.corpus == "" {
			l.corpus = sampleCorpus
		}
		if l.data, err = defaultData(l.corpus); err != nil {
			return nil, err
		}
	} else if l.data, err = absolute(a.settings.Data); err != nil {
		return nil, err
	}
	if err := checkData(l.data); err != nil {
		return nil, err
	}
	recorded := blevex.Corpus(l.data)
	l.first = recorded == "" && !a.holdsIndex(l.data)
	switch {
	case l.corpus == "" && recorded == "" && !l.first:
		return nil, fmt.Errorf("the index in %s is damaged or of another version and doesn't say what it was made from (name the documents with --corpus DIR)", l.data)
	case l.corpus == "" && recorded == "":
		l.corpus = sampleCorpus
	case l.corpus == "":
		l.corpus = recorded
	case recorded != "" && recorded != l.corpus:
		if !mayReplace {
			return nil, usageError("the index in %s was made from %s, not from %s (leave out --corpus to ask that one, choose another --data, or let footnote index replace it)",
				l.data, recorded, l.corpus)
		}
		a.note("the index in %s was made from %s and now becomes one of %s", l.data, recorded, l.corpus)
		l.switched = true
	}
	l.store = blevex.NewStore(l.data, l.corpus, a.log)
	return l, nil
}

// openSource checks that the corpus is there and readies it for reading. One that
// isn't there now can be read all the same once it is: then source is set beside
// the error.
func (a *app) openSource(l *library) error {
	options := a.corpusOptions()
	if l.corpus == sampleCorpus {
		l.read(corpus.New(seeds.Documents(), options))
		return nil
	}
	if readAsDocument(l.corpus, l.data) {
		return usageError("the index folder %s lies inside the corpus %s and would be read as documents (choose another --data; a folder whose name begins with a dot will do)", l.data, l.corpus)
	}
	l.read(corpus.Folder(l.corpus, options))
	return l.reopen()
}

// reopen looks the folder of documents up by its path: it may have been replaced,
// unmounted or be behind another link since.
func (l *library) reopen() error {
	err := l.files.Reopen()
	if err == nil {
		return nil
	}
	return cmp.Or(checkFolder(l.corpus), err) // which says more
}

// read sets where the documents are read from.
func (l *library) read(c *corpus.Corpus) { l.source, l.files = c, c }

// close frees what reading took. The library can still be asked, not synced.
func (l *library) close() error {
	if l.files == nil {
		return nil
	}
	return l.files.Close()
}

func (a *app) corpusOptions() corpus.Options {
	return corpus.Options{MaxFileSize: int64(a.settings.MaxFileSize), FileTime: a.settings.FileTime}
}

// readAsDocument tells whether a path is one that reading the corpus comes by:
// inside it and not hidden.
func readAsDocument(corpus, path string) bool {
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

// checkFolder says what is wrong with a corpus folder.
func checkFolder(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return usageError("there is no folder %s (correct --corpus, or mount the drive that it is on; the index is untouched)", path)
	case err != nil:
		return fmt.Errorf("look at the corpus: %w (the index is untouched)", err)
	case !info.IsDir():
		return usageError("%s is a file, not a folder (give --corpus the folder that holds it)", path)
	}
	if _, err := os.ReadDir(path); err != nil {
		return fmt.Errorf("list the corpus: %w (make the folder readable)", err)
	}
	return nil
}

// checkData says what is wrong with an index folder, which need not be there.
func checkData(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, syscall.ENOTDIR) || err == nil && !info.IsDir() {
		return usageError("the index folder %s is a file or lies below one (choose another --data)", path)
	}
	return nil
}

// corpusPath returns the absolute path of --corpus, "" if it isn't set.
func corpusPath(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	return absolute(path)
}

// absolute makes a path absolute, "~" included: .env has no shell to do that.
func absolute(path string) (string, error) {
	path, err := filepath.Abs(kong.ExpandPath(path))
	if err != nil {
		return "", fmt.Errorf("find out where %s is: %w", path, err)
	}
	return path, nil
}

// defaultData returns the folder for a corpus's index: its name, for people,
// and a hash of its path, to be unique.
func defaultData(corpus string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("there is no cache folder for the index: %w (choose a folder with --data)", err)
	}
	if corpus == sampleCorpus {
		return filepath.Join(cache, "footnote", "sample"), nil
	}
	sum := sha256.Sum256([]byte(corpus))
	name := strings.Map(func(r rune) rune {
		switch {
		case r == ' ', r == filepath.Separator, r == ':':
			return '-'
		case terminal.IsHidden(r), r < ' ':
			return -1
		}
		return r
	}, filepath.Base(corpus))
	return filepath.Join(cache, "footnote", name+"-"+hex.EncodeToString(sum[:4])), nil
}

// holdsIndex tells whether a data folder holds an index, be it one that this
// version can't read.
func (a *app) holdsIndex(dir string) bool {
	x, err := blevex.NewStore(dir, "", a.log).Open(context.Background())
	if err == nil {
		_ = x.Close()
	}
	return !errors.Is(err, blevex.ErrNoIndex)
}

package indexing

import (
	"cmp"
	"fmt"
	"path/filepath"

	"footnote/adapters"
	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval"
	"footnote/retrieval/library"
	"footnote/seeds"
)

// Library is a corpus with the index made from it, and what a person was told
// of it.
type Library struct {
	*library.Library
	Why         string            // the sample is asked, "" if it isn't or was meant
	told        int               // files that couldn't be read when that was last told
	toldMissing retrieval.Missing // what was missing when that was last told
}

// UseLibrary finds the corpus and the index that the settings mean, and keeps what is
// in the data folder from other users. With mayReplace an index of another corpus
// is given over to this one.
func (i *Indexer) UseLibrary(mayReplace bool) (*Library, error) {
	l, err := i.FindLibrary(mayReplace)
	if err == nil {
		datafolder.KeepPrivate(l.Data, i.Log)
	}
	return l, err
}

// FindLibrary is UseLibrary without changing anything.
func (i *Indexer) FindLibrary(mayReplace bool) (*Library, error) {
	roots, err := i.roots()
	if err != nil {
		return nil, err
	}
	o := library.Options{Corpus: library.JoinRoots(roots), Sample: seeds.Documents(), Replace: mayReplace}
	why := ""
	if o.Corpus == "" {
		if o.Default, why, err = corpusHere(i.Settings.Data); err != nil {
			return nil, err
		}
		if i.Settings.Data == "" {
			o.Corpus = cmp.Or(o.Default, library.Sample)
		}
	}
	l, err := i.OpenLibrary(o, i.Settings.Data)
	if err != nil {
		return nil, err
	}
	l.Why = why
	if l.IsSwitched() {
		i.Note("the index in %s was made from %s and now becomes one of %s", l.Where(), l.MadeFrom(), l.Corpus)
	}
	return l, nil
}

// OpenLibrary finds a library, in the given data folder or, if that is "", in one
// of the corpus's own.
func (i *Indexer) OpenLibrary(o library.Options, data string) (_ *Library, err error) {
	if data == "" {
		o.Data, err = datafolder.Default(o.Corpus)
	} else {
		o.Data, err = setting.AbsolutePath(data)
	}
	if err != nil {
		return nil, err
	}
	o.Reading, o.Log, o.Word = i.Reading(), i.Log, wordLibraryError
	o.Reading.PicturesLater = o.Reading.OCR.Program != ""
	o.Reading.Journal = filepath.Join(o.Data, datafolder.Reading)
	if o.Vectors, err = i.OpenVectors(o.Data); err != nil {
		return nil, err
	}
	o.Former = i.openFormer(o.Data, o.Vectors)
	if o.Cluster, err = i.Cluster.Open(o.Vectors, i.Log); err != nil {
		return nil, err
	}
	l, err := library.Open(o)
	if err != nil {
		return nil, err
	}
	return &Library{Library: l}, nil
}

// wordLibraryError says what is wrong with the folders of a library, and what to
// do about it.
func wordLibraryError(e *library.Error) error {
	switch e.Kind {
	case library.UnknownCorpus:
		return fmt.Errorf("the index in %s is damaged or of another version and doesn't say what it was made from (name the documents with --corpus DIR)", e.Data)
	case library.OtherCorpus:
		return adapters.WrongSetting("the index in %s was made from %s, not from %s (leave out --corpus to ask that one, choose another --data, or let footnote index replace it)",
			e.Data, e.Recorded, e.Corpus)
	case library.DataInCorpus:
		return adapters.WrongSetting("the index folder %s lies inside the corpus %s and would be read as documents (choose another --data; a folder whose name begins with a dot will do)", e.Data, e.Corpus)
	case library.DataIsFile:
		return adapters.WrongSetting("the index folder %s is a file or lies below one (choose another --data)", e.Data)
	case library.NoCorpus:
		return adapters.WrongSetting("there is no folder %s (correct --corpus, or mount the drive that it is on; the index is untouched)", e.Corpus)
	case library.CorpusIsFile:
		return adapters.WrongSetting("%s is a file, not a folder as it was when it was indexed (put the folder back, or choose another --data)", e.Corpus)
	case library.Unseen:
		return fmt.Errorf("look at the corpus: %w (the index is untouched)", e.Err)
	case library.Unlisted:
		return fmt.Errorf("list the corpus: %w (make the folder readable)", e.Err)
	default:
		return e
	}
}

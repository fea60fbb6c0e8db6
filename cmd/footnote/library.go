package main

import (
	"cmp"
	"fmt"
	"os/exec"
	"path/filepath"

	"footnote/cmd/footnote/datafolder"
	"footnote/cmd/footnote/setting"
	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/ocr"
	room "footnote/retrieval/library"
	"footnote/seeds"
)

// library is a corpus with the index made from it, and what a person was told
// of it.
type library struct {
	*room.Library
	why         string            // the sample is asked, "" if it isn't or was meant
	told        int               // files that couldn't be read when that was last told
	toldMissing retrieval.Missing // what was missing when that was last told
}

// findLibraryFor finds the corpus and the index that the settings mean, and keeps what is
// in the data folder from other users. With mayReplace an index of another corpus
// is given over to this one.
func (a *app) findLibraryFor(mayReplace bool) (*library, error) {
	l, err := a.findLibrary(mayReplace)
	if err == nil {
		datafolder.KeepPrivate(l.Data, a.log)
	}
	return l, err
}

// findLibrary is library without changing anything.
func (a *app) findLibrary(mayReplace bool) (*library, error) {
	roots, err := a.settings.roots()
	if err != nil {
		return nil, err
	}
	o := room.Options{Corpus: room.JoinRoots(roots), Sample: seeds.Documents(), Replace: mayReplace}
	why := ""
	if o.Corpus == "" {
		if o.Default, why, err = corpusHere(a.settings.Data); err != nil {
			return nil, err
		}
		if a.settings.Data == "" {
			o.Corpus = cmp.Or(o.Default, room.Sample)
		}
	}
	l, err := a.openLibrary(o, a.settings.Data)
	if err != nil {
		return nil, err
	}
	l.why = why
	if l.IsSwitched() {
		a.note("the index in %s was made from %s and now becomes one of %s", l.Data, l.MadeFrom(), l.Corpus)
	}
	return l, nil
}

// openLibrary finds a library, in the given data folder or, if that is "", in one
// of the corpus's own.
func (a *app) openLibrary(o room.Options, data string) (_ *library, err error) {
	if data == "" {
		o.Data, err = datafolder.Default(o.Corpus)
	} else {
		o.Data, err = setting.AbsolutePath(data)
	}
	if err != nil {
		return nil, err
	}
	o.Reading, o.Log, o.Word = a.corpusOptions(), a.log, wordLibraryError
	o.Reading.Journal = filepath.Join(o.Data, datafolder.Reading)
	if o.Vectors, err = a.openVectors(o.Data); err != nil {
		return nil, err
	}
	o.Former = a.openFormer(o.Data, o.Vectors)
	l, err := room.Open(o)
	if err != nil {
		return nil, err
	}
	return &library{Library: l}, nil
}

// wordLibraryError says what is wrong with the folders of a library, and what to
// do about it.
func wordLibraryError(e *room.Error) error {
	switch e.Kind {
	case room.UnknownCorpus:
		return fmt.Errorf("the index in %s is damaged or of another version and doesn't say what it was made from (name the documents with --corpus DIR)", e.Data)
	case room.OtherCorpus:
		return usageError("the index in %s was made from %s, not from %s (leave out --corpus to ask that one, choose another --data, or let footnote index replace it)",
			e.Data, e.Recorded, e.Corpus)
	case room.DataInCorpus:
		return usageError("the index folder %s lies inside the corpus %s and would be read as documents (choose another --data; a folder whose name begins with a dot will do)", e.Data, e.Corpus)
	case room.DataIsFile:
		return usageError("the index folder %s is a file or lies below one (choose another --data)", e.Data)
	case room.NoCorpus:
		return usageError("there is no folder %s (correct --corpus, or mount the drive that it is on; the index is untouched)", e.Corpus)
	case room.CorpusIsFile:
		return usageError("%s is a file, not a folder as it was when it was indexed (put the folder back, or choose another --data)", e.Corpus)
	case room.Unseen:
		return fmt.Errorf("look at the corpus: %w (the index is untouched)", e.Err)
	case room.Unlisted:
		return fmt.Errorf("list the corpus: %w (make the folder readable)", e.Err)
	default:
		return e
	}
}

func (a *app) corpusOptions() corpus.Options {
	return corpus.Options{MaxFileSize: int64(a.settings.MaxFileSize), FileTime: a.settings.FileTime, Apart: a.readers,
		OCR: ocr.Options{Program: a.ocrProgram(), Languages: a.settings.OCRLang}}
}

// ocrProgram is the path of the program that reads pictures, "" for none. It is looked
// up here, since those who read files have no PATH.
func (a *app) ocrProgram() string {
	name := a.settings.OCR
	switch name {
	case "off":
		return ""
	case "on", "":
		name = "tesseract"
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return "" // the settings are refused for one that was named
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

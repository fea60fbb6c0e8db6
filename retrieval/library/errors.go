package library

import "fmt"

// Kind is what is wrong with the folder of a corpus or of an index.
type Kind int

// The kinds of an Error. All but UnknownCorpus, Unseen and Unlisted say that
// the caller named a folder that can't be meant.
const (
	// UnknownCorpus: no corpus was named, and the index can't be read to say
	// which one it was made from.
	UnknownCorpus Kind = iota
	// OtherCorpus: the index was made from Recorded.
	OtherCorpus
	// DataInCorpus: the index would be read as documents.
	DataInCorpus
	// DataIsFile: the folder of the index is a file or lies below one.
	DataIsFile
	// NoCorpus: there is no such folder.
	NoCorpus
	// CorpusIsFile: the corpus was a folder and is a file.
	CorpusIsFile
	// Unseen: the corpus can't be looked at.
	Unseen
	// Unlisted: the corpus can't be listed.
	Unlisted
)

// Error says what is wrong with a corpus or its index. The index is untouched.
type Error struct {
	Kind         Kind
	Corpus, Data string
	Recorded     string // the corpus that the index was made from, for OtherCorpus
	Err          error  // the system's, for Unseen and Unlisted
}

// Error implements error, without a way out: that hangs on how a caller takes
// the names of folders.
func (e *Error) Error() string {
	switch e.Kind {
	case UnknownCorpus:
		return fmt.Sprintf("the index in %s doesn't say what it was made from", e.Data)
	case OtherCorpus:
		return fmt.Sprintf("the index in %s was made from %s, not from %s", e.Data, e.Recorded, e.Corpus)
	case DataInCorpus:
		return fmt.Sprintf("the index folder %s lies inside the corpus %s", e.Data, e.Corpus)
	case DataIsFile:
		return fmt.Sprintf("the index folder %s is a file or lies below one", e.Data)
	case NoCorpus:
		return fmt.Sprintf("there is no folder %s", e.Corpus)
	case CorpusIsFile:
		return fmt.Sprintf("%s is a file, not a folder", e.Corpus)
	case Unseen:
		return fmt.Sprintf("look at the corpus: %v", e.Err)
	default:
		return fmt.Sprintf("list the corpus: %v", e.Err)
	}
}

// Unwrap returns the system's error, nil if there is none.
func (e *Error) Unwrap() error { return e.Err }

// failAs makes an error of a kind about this library.
func (l *Library) failAs(kind Kind, err error) error { return l.failAbout(kind, l.Corpus, err) }

// failAbout makes an error of a kind about a part of the corpus.
func (l *Library) failAbout(kind Kind, path string, err error) error {
	data := l.Data
	if kind == UnknownCorpus {
		data = l.Where()
	}
	return l.wordError(&Error{Kind: kind, Corpus: path, Data: data, Err: err})
}

// wordError has the caller word an error.
func (l *Library) wordError(e *Error) error {
	if l.options.Word == nil {
		return e
	}
	return l.options.Word(e)
}

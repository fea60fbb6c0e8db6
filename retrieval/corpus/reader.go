package corpus

import (
	"context"
	"fmt"
	"time"

	"footnote/retrieval"
)

// input is one file, or one file inside a bundle, on its way to a reader.
type input struct {
	id   string // of the document it will be, or the prefix of its records' IDs
	name string // base name, a hint to the format
	data []byte // never to be changed

	modified time.Time
	depth    int // how many bundles it is inside of
	limits   *limits

	// What a reader of bundles needs for the files in them, see nested.go.
	readers []reader
	budget  *budget
	alive   func() // tells that reading proceeds: the time limit is one a file
}

// reader parses the files of one format.
type reader interface {
	// sniff tells whether the input is of this format: by its content, and by
	// its name only where the content would fit several.
	sniff(in *input) bool
	// read emits the input's documents in order. What can't be read is a
	// *retrieval.ReadError, made with refuse or fail; an error from emit is
	// returned as it is.
	read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error
}

// newReaders returns the readers in the order in which they are asked. Plain
// text takes what is left.
func newReaders() []reader {
	return []reader{
		newPDFReader(),
		outlookReader{}, // before other formats in OLE containers
		officeReader{},
		epubReader{},
		zipReader{}, // after all formats that are zip packages
		tarReader{},
		compressedReader{},
		mboxReader{},
		mhtmlReader{}, // before mail, which it looks like
		mailReader{},
		subtitleReader{},
		csvReader{},
		notebookReader{newMarkdownReader()},
		jsonReader{},
		htmlReader{},
		xmlReader{},
		newMarkdownReader(),
		plainReader{},
	}
}

// document starts the document that in holds, with what is known of it before
// it is parsed.
func (in *input) document(mediaType string) *retrieval.Document {
	return &retrieval.Document{ID: in.id, Modified: in.modified, MediaType: mediaType}
}

// refuse says that the input is not something to read.
func (in *input) refuse(format string, args ...any) error {
	return &retrieval.ReadError{Path: in.id, Reason: fmt.Sprintf(format, args...), Skipped: true}
}

// fail says that the input should have been readable and wasn't.
func (in *input) fail(err error, format string, args ...any) error {
	return &retrieval.ReadError{Path: in.id, Reason: fmt.Sprintf(format, args...), Err: err}
}

// read parses in with the first reader that knows it. A panic of a parser is
// an error of that file.
func (in *input) read(ctx context.Context, emit func(*retrieval.Document) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = in.fail(fmt.Errorf("%v", p), "its parser failed; the file may be damaged")
		}
	}()
	if len(in.data) == 0 {
		return in.refuse("the file is empty")
	}
	for _, r := range in.readers {
		if r.sniff(in) {
			return r.read(ctx, in, emit)
		}
	}
	return in.refuse("not a document: %s", kindOf(in.data))
}

// finish completes documents on their way out: collection and language.
func (c *Corpus) finish(emit func(*retrieval.Document) error) func(*retrieval.Document) error {
	return func(d *retrieval.Document) error {
		d.Collection = retrieval.CollectionOf(d.ID)
		c.linguist.tell(d)
		return emit(d)
	}
}

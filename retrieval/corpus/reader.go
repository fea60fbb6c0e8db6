package corpus

import (
	"context"
	"fmt"
	"strconv"
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
	formats []format
	budget  *budget
	meter   *meter
	readBy  *readerNames
}

// reader parses the files of one format.
type reader interface {
	// sniff reports whether the input is of this format: by its content, and by
	// its name only where the content would fit several.
	sniff(in *input) bool
	// read emits the input's documents in order. What can't be read is a
	// *retrieval.ReadError, made with refuse or fail; an error from emit is
	// returned as it is.
	read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error
}

// format is a reader with what an index remembers of it: its name, and the
// number of the version that made the documents.
//
// Raise the version of a reader with every change of what it makes of a file,
// or refuses to: indexes then read its files again, and only those. A reader
// that shares code with others, as those of mail do, has them raised, too, and
// so has a new one those that took its files before. What changes the documents
// of all readers, as the rules for titles do, is a new format of the index.
type format struct {
	name    string
	version int
	reader
}

func (f *format) readerVersion() string { return f.name + "/" + strconv.Itoa(f.version) }

// noFormat stands for the readers where none of them takes a file.
var noFormat = format{name: "none", version: 3}

// newFormats returns the formats in the order in which their readers are asked.
// Plain text takes what is left.
func newFormats() []format {
	return []format{
		{"pdf", 4, newPDFReader()},
		{"picture", 1, pictureReader{}},
		{"outlook", 2, outlookReader{}}, // before other formats in OLE containers
		{"tnef", 1, tnefReader{}},
		{"office", 4, officeReader{}},
		{"epub", 3, epubReader{}},
		{"zip", 3, zipReader{}}, // after all formats that are zip packages
		{"tar", 1, tarReader{}},
		{"compressed", 1, compressedReader{}},
		{"mbox", 3, mboxReader{}},
		{"mhtml", 3, mhtmlReader{}}, // before mail, which it looks like
		{"mail", 3, mailReader{}},
		{"warc", 1, warcReader{}},
		{"calendar", 1, calendarReader{}},
		{"cards", 1, cardReader{}},
		{"subtitles", 1, subtitleReader{}},
		{"csv", 2, csvReader{}},
		{"light", 1, lightReader{}},
		{"notebook", 2, notebookReader{newMarkdownReader()}},
		{"json", 3, jsonReader{}},
		{"notes", 1, enexReader{}}, // before other formats in XML
		{"outline", 1, opmlReader{}},
		{"wiki", 1, wikiDumpReader{}},
		{"html", 4, htmlReader{}},
		{"xml", 3, xmlReader{}},
		{"markdown", 2, newMarkdownReader()},
		{"plain", 2, plainReader{}},
	}
}

// newDocument starts the input's document with what is known of it before it is
// parsed.
func (in *input) newDocument(mediaType string) *retrieval.Document {
	return &retrieval.Document{ID: in.id, Modified: in.modified, MediaType: mediaType}
}

// refuseInput returns the error for an input that is not something to read.
func (in *input) refuseInput(format string, args ...any) error {
	return &retrieval.ReadError{Path: in.id, Reason: fmt.Sprintf(format, args...), Skipped: true}
}

// failInput returns the error for an input that should have been readable and
// wasn't, and won't be as it is.
func (in *input) failInput(err error, format string, args ...any) error {
	return &retrieval.ReadError{Path: in.id, Reason: fmt.Sprintf(format, args...), Err: err}
}

// failNow says that the input should have been readable and wasn't at this
// moment: for want of time, memory, or what a disk holds.
func (in *input) failNow(err error, format string, args ...any) error {
	return &retrieval.ReadError{Path: in.id, Reason: fmt.Sprintf(format, args...), Passing: true, Err: err}
}

// readDocuments parses in with the first reader that knows it. A panic of a
// parser is an error of that file.
func (in *input) readDocuments(ctx context.Context, emit func(*retrieval.Document) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = in.failInput(fmt.Errorf("%v", p), "its parser failed; the file may be damaged")
		}
	}()
	if len(in.data) == 0 {
		return in.refuseInput("the file is empty")
	}
	if f := in.findFormat(); f != nil {
		in.readBy.addFormat(f)
		return f.read(ctx, in, emit)
	}
	if pictureType(in.data) != "" {
		in.notePictures()
		return in.refuseInput("not a document: %s; %s", kindOf(in.data), in.howToReadPictures())
	}
	return in.refuseInput("not a document: %s", kindOf(in.data))
}

// findFormat returns the first format that the input is of, nil if it is of none.
func (in *input) findFormat() *format {
	for i := range in.formats {
		if f := &in.formats[i]; f.sniff(in) {
			return f
		}
	}
	return nil
}

// completeDocuments completes documents on their way out with their collection
// and language.
func (c *Corpus) completeDocuments(emit func(*retrieval.Document) error) func(*retrieval.Document) error {
	return splitLongDocuments(func(d *retrieval.Document) error {
		d.Collection = retrieval.CollectionOf(d.ID)
		c.linguist.setLanguages(d)
		return emit(d)
	})
}

package corpus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/corpus/apart"
	"footnote/retrieval/corpus/ocr"
	"footnote/retrieval/corpus/pdf"
)

// Parent and child speak of files in messages of a first byte and what follows.
const (
	sayText     = 'T' // a piece of the next document's text
	sayPiece    = 'P' // a piece of the JSON that comes next
	sayDocument = 'D' // that document without its text, as JSON, or the end of it
	sayResult   = 'R' // how the file as a whole was read, as JSON, or the end of it

	sayDrawing   = 'G' // a page as it looks, as JSON, or the end of it
	sayNoDrawing = 'N' // why there is none
)

// apartHeader is what a child knows of a file beside its bytes.
type apartHeader struct {
	ID      string
	File    retrieval.File
	Options Options
	// Draw has a page drawn instead of the file being read.
	Draw *pdf.DrawOptions `json:",omitempty"`
}

// apartResult is how a child has read a file.
type apartResult struct {
	Readers []string
	Problem *retrieval.ReadError `json:",omitempty"`
	Cause   string               `json:",omitempty"` // of the problem
}

// smallText is the size in bytes up to which plain text and Markdown are parsed in
// this process: most folders hold little else, and a question about one must not
// wait for a child to start. Their readers take less than 300 times the memory of
// their file and, as costly_test.go shows, time that grows with its size alone.
const smallText = 64 << 10

// isHarmless reports whether a file can't cost much, whatever is in it.
func (c *content) isHarmless() (harmless bool) {
	if c.data == nil || len(c.data) > smallText {
		return false
	}
	defer func() {
		if recover() != nil { // what finds out its format isn't for this process either
			harmless = false
		}
	}()
	f := c.corpus.newInput(c.id, c.file, c.data, c.readBy).findFormat()
	if f == nil {
		return true // nothing parses it
	}
	switch f.reader.(type) {
	case plainReader, markdownReader:
		return true
	}
	return false
}

// readApart has a child parse the file. What it gave before it failed is good.
func (c *content) readApart(ctx context.Context, emit func(*retrieval.Document) error) error {
	if c.corpus.journal.isSuspect(c.file.Path, c.hash) {
		return &retrieval.ReadError{Path: c.id, Passing: true, Fatal: true,
			Reason: "the program or the machine ended while this file was read, so that it is left out for now; footnote index --rehash tries it again"}
	}
	data, err := c.openAgain()
	if err != nil {
		return describeUnread(c.id, err)
	}
	defer data.Close()
	header, err := json.Marshal(apartHeader{ID: c.id, File: c.file, Options: c.readingOptions()})
	if err != nil {
		return fmt.Errorf("hand %s over: %w", c.id, err)
	}
	defer c.corpus.journal.begin(c.file.Path, c.hash)()
	r := receiver{content: c, emit: emit}
	err = c.corpus.pool.Run(ctx, apart.Job{
		Header: header, Data: data, Size: c.file.Size, MaxOutput: (maxExpanded + 1) * c.corpus.limits.fileBytes,
	}, r.receiveMessage)
	switch {
	case err == nil && r.result == nil:
		return c.failApart(apart.ErrCrashed, r.good)
	case err == nil:
		return r.finishFile()
	case ctx.Err() != nil:
		return ctx.Err()
	case r.refused != nil:
		return r.refused
	}
	return c.failApart(err, r.good)
}

// readingOptions are those that a child reads the file by.
func (c *content) readingOptions() Options {
	o := Options{MaxFileSize: c.corpus.limits.fileBytes, FileTime: c.corpus.limits.time, OCR: c.corpus.ocr}
	if c.isLater {
		o.OCR, o.PicturesLater = ocr.Options{}, true
	}
	return o
}

// failApart says why a child didn't come to the end of the file.
func (c *content) failApart(err error, good int) error {
	in := input{id: c.id}
	before := ""
	if good > 0 {
		before = "; " + formatCount(good, "document") + " of it that came before can be found"
	}
	switch limit := strings.Replace(formatSize(c.corpus.pool.Memory()), ".0 ", " ", 1); {
	case errors.Is(err, apart.ErrMemory):
		return in.failNow(nil, "it takes more than %s of memory to read; split it, or raise FOOTNOTE_FILE_MEMORY%s", limit, before)
	case errors.Is(err, apart.ErrOutput):
		return in.failInput(nil, "more text comes out of it than is sane; it may be made to do harm, else split it%s", before)
	case errors.Is(err, apart.ErrSilent):
		return in.failNow(nil, "the process that read it stood still and was ended%s", before)
	case errors.Is(err, apart.ErrStart):
		return in.failNow(err, "%v%s", err, before)
	case errors.Is(err, errChanged):
		return in.failNow(nil, "%v", errChanged)
	case errors.Is(err, apart.ErrData):
		return describeUnread(c.id, err)
	case errors.Is(err, apart.ErrKilled):
		return in.failNow(err, "the process that read it was ended from outside, perhaps for want of memory%s", before)
	}
	return in.failInput(err, "its parser failed; the file may be damaged%s", before)
}

// receiver puts together what a child says of a file.
type receiver struct {
	content *content
	emit    func(*retrieval.Document) error
	text    strings.Builder
	piece   []byte // of JSON
	good    int
	result  *apartResult
	refused error // what emit had against a document
}

// errNonsense is said of a child that says what a reader never would.
var errNonsense = fmt.Errorf("%w: it said what makes no sense", apart.ErrCrashed)

// receiveMessage takes a message. A child may be in the hands of the file that it
// parses: nothing of what it says is taken on trust.
func (r *receiver) receiveMessage(message []byte) error {
	if len(message) == 0 || r.result != nil {
		return errNonsense
	}
	switch kind, rest := message[0], message[1:]; kind {
	case sayText:
		if r.text.Len()+len(rest) > maxDocument {
			return apart.ErrOutput
		}
		r.text.Write(rest)
	case sayPiece:
		if len(r.piece)+len(rest) > maxFacts {
			return apart.ErrOutput
		}
		r.piece = append(r.piece, rest...)
	case sayDocument:
		var d retrieval.Document
		if json.Unmarshal(r.takePieces(rest), &d) != nil {
			return errNonsense
		}
		d.Text = r.text.String()
		r.text = strings.Builder{}
		if !r.content.mayGive(&d) {
			return errNonsense
		}
		if r.refused = r.emit(&d); r.refused != nil {
			return r.refused
		}
		r.good++
	case sayResult:
		r.result = new(apartResult)
		if json.Unmarshal(r.takePieces(rest), r.result) != nil {
			return errNonsense
		}
	default:
		return errNonsense
	}
	return nil
}

// maxFacts bounds what a document has beside its text, bytes: its headings, above
// all.
const maxFacts = 64 << 20

// takePieces returns JSON that came in pieces, of which this is the last.
func (r *receiver) takePieces(last []byte) []byte {
	if r.piece == nil {
		return last
	}
	all := append(r.piece, last...)
	r.piece = nil
	return all
}

// finishFile returns how the child has read the file.
func (r *receiver) finishFile() error {
	r.content.readBy.addNames(r.result.Readers)
	problem := r.result.Problem
	if problem == nil {
		return nil
	}
	problem.Path = r.content.id
	if r.result.Cause != "" {
		problem.Err = errors.New(r.result.Cause)
	}
	return problem
}

// mayGive reports whether the file can have a document such as d: under a name of
// its own, with marks that lie in its text.
func (c *content) mayGive(d *retrieval.Document) bool {
	if d.ID != c.id && !strings.HasPrefix(d.ID, c.id+"#") || d.Collection != retrieval.CollectionOf(d.ID) {
		return false
	}
	last := 0
	isNext := func(offset int) bool {
		ok := offset >= last && offset <= len(d.Text)
		last = offset
		return ok
	}
	for _, h := range d.Headings {
		if !isNext(h.Offset) || !strings.HasPrefix(d.Text[h.Offset:], h.Text) {
			return false
		}
	}
	last = 0
	for _, p := range d.Pages {
		if !isNext(p.Offset) {
			return false
		}
	}
	last = 0
	for _, l := range d.Languages {
		if !isNext(l.Offset) {
			return false
		}
	}
	return true
}

// sendDocument is what a child does with a document.
func sendDocument(w *apart.Worker, d *retrieval.Document) error {
	for text := d.Text; text != ""; {
		n := min(len(text), apart.MaxMessage)
		if err := w.SendBefore([]byte{sayText}, []byte(text[:n])); err != nil {
			return err
		}
		text = text[n:]
	}
	facts := *d
	facts.Text = ""
	return sendJSON(w, sayDocument, facts)
}

func sendJSON(w *apart.Worker, kind byte, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	for ; len(data) >= apart.MaxMessage; data = data[apart.MaxMessage-1:] {
		if err := w.SendBefore([]byte{sayPiece}, data[:apart.MaxMessage-1]); err != nil {
			return err
		}
	}
	return w.Send([]byte{kind}, data)
}

package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

var (
	// ErrPassword is what a file answers that asks for a password.
	ErrPassword = errors.New("the PDF needs a password")
	// ErrDamaged is what a file answers that is no PDF that can be parsed.
	ErrDamaged = errors.New("the PDF is damaged")
	// ErrNoText is what a file answers whose pages hold no text.
	ErrNoText = errors.New("the PDF holds no text")
)

// Limits of what is read of one file.
const (
	maxPages       = 20_000
	maxPageGlyphs  = 200_000
	maxBookmarks   = 5_000
	maxAnnotations = 1_000 // of a page, looked at for what fills a form
)

// Document is what a PDF file says.
type Document struct {
	// Title, Author and Created are as in the file, unchecked. Created is a
	// PDF date such as "D:20240131120000+01'00'".
	Title, Author, Created string
	// Outline holds the bookmarks in order.
	Outline []Bookmark
	// Paragraphs are in reading order.
	Paragraphs []Paragraph
	// Largest is the text of the largest type near the top of page 1, "" if
	// nothing there stands out.
	Largest string
	// Pictures is the number of pages that have pictures and no text, and weren't read.
	Pictures int
	// Scanned is how many of those were read.
	Scanned int
	// ScanProblem is why the others weren't, nil if nothing reads pictures.
	ScanProblem error
	// Broken is the number of pages that couldn't be read.
	Broken int
	// Beside are comments, and values of forms that no page shows.
	Beside []Note
	form   []Note // what a form in XFA says
	// Files are attached to the document or to a place in it.
	Files []File
	// Pages is how many there are, and Left how many at the end weren't looked at.
	Pages, Left int
}

// Pace bounds how much of a file is read.
type Pace struct {
	// Pages, if set, is told how many pages there are before they are read.
	Pages func(n int)
	// Enough, if set, is asked after each page whether to read no further one.
	Enough func() bool
	// ReadPicture, if set, reads the picture of a page that has no text, as PNG. text is
	// what the pages with text say.
	ReadPicture func(ctx context.Context, picture []byte, text string) (string, error)
}

// Bookmark is an entry of the outline.
type Bookmark struct {
	Title string
	Level int // 1 is the outermost
	Page  int // from 1, 0 if unknown
}

// Read returns the text of a PDF file, as far as pace lets it. It ends soon after
// ctx does. With ErrNoText the document comes, too, for its files. The instance can't
// be used after it.
func (i *Instance) Read(ctx context.Context, data []byte, pace Pace) (*Document, error) {
	var d *Document
	var pages []page
	err := i.runOnce(ctx, func(p pdfium.Pdfium) (err error) {
		d, pages, err = extractPages(ctx, p, data, pace)
		return err
	})
	if err != nil {
		return nil, err
	}
	mendUTF8(pages)
	running := dropFurniture(pages)
	d.composePages(pages)
	d.addScans(pages)
	d.noteBeside(pages, running)
	if len(d.Paragraphs)+len(d.Beside) == 0 {
		if d.Broken > 0 {
			return nil, fmt.Errorf("%w: %d pages can't be read", ErrDamaged, d.Broken)
		}
		return d, ErrNoText
	}
	return d, nil
}

func extractPages(ctx context.Context, p pdfium.Pdfium, data []byte, pace Pace) (*Document, []page, error) {
	opened, err := p.OpenDocument(&requests.OpenDocument{FileReader: bytes.NewReader(data), FileReaderSize: int64(len(data))})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return nil, nil, ErrPassword
	case err != nil:
		return nil, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	count, err := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil || count.PageCount == 0 {
		return nil, nil, fmt.Errorf("%w: it has no pages", ErrDamaged)
	}
	d := new(Document)
	readFacts(p, opened.Document, d)
	readOutline(p, opened.Document, d)
	d.Pages = count.PageCount
	if pace.Pages != nil {
		pace.Pages(min(d.Pages, maxPages))
	}
	var pages []page
	for i := range d.Pages {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if i == maxPages || i > 0 && pace.Enough != nil && pace.Enough() {
			d.Left = d.Pages - i
			break
		}
		pg, err := readPage(p, opened.Document, i)
		if err != nil {
			// The instance may be past use: then no further page can be read.
			if _, alive := p.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document}); alive != nil {
				d.Broken += count.PageCount - i
				break
			}
			d.Broken++
			continue
		}
		pages = append(pages, pg)
		for _, file := range pg.files {
			d.addFile(file)
		}
	}
	readFiles(p, opened.Document, d)
	d.form = readForm(p, opened.Document)
	return d, pages, d.readPictures(ctx, p, opened.Document, pages, pace)
}

// readFacts reads the document information dictionary; a file without one is
// no error.
func readFacts(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, d *Document) {
	meta, err := p.GetMetaData(&requests.GetMetaData{Document: doc, Tags: &[]string{"Title", "Author", "CreationDate"}})
	if err != nil {
		return
	}
	for _, tag := range meta.Tags {
		switch tag.Tag {
		case "Title":
			d.Title = tag.Value
		case "Author":
			d.Author = tag.Value
		case "CreationDate":
			d.Created = tag.Value
		}
	}
}

// readOutline walks the bookmarks. Damaged files hold endless circles of them;
// the number of steps is bounded.
func readOutline(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, d *Document) {
	var walk func(parent *references.FPDF_BOOKMARK, level int)
	walk = func(parent *references.FPDF_BOOKMARK, level int) {
		first, err := p.FPDFBookmark_GetFirstChild(&requests.FPDFBookmark_GetFirstChild{Document: doc, Bookmark: parent})
		if err != nil || level > 9 {
			return
		}
		for b := first.Bookmark; b != nil && len(d.Outline) < maxBookmarks; {
			entry := Bookmark{Level: level, Page: pageOf(p, doc, *b)}
			if title, err := p.FPDFBookmark_GetTitle(&requests.FPDFBookmark_GetTitle{Bookmark: *b}); err == nil {
				entry.Title = title.Title
			}
			d.Outline = append(d.Outline, entry)
			walk(b, level+1)
			next, err := p.FPDFBookmark_GetNextSibling(&requests.FPDFBookmark_GetNextSibling{Document: doc, Bookmark: *b})
			if err != nil {
				return
			}
			b = next.Bookmark
		}
	}
	walk(nil, 1)
}

// pageOf returns the number of the page that a bookmark leads to, 0 if none.
func pageOf(p pdfium.Pdfium, doc references.FPDF_DOCUMENT, b references.FPDF_BOOKMARK) int {
	var dest *references.FPDF_DEST
	if r, err := p.FPDFBookmark_GetDest(&requests.FPDFBookmark_GetDest{Document: doc, Bookmark: b}); err == nil {
		dest = r.Dest
	}
	if dest == nil {
		action, err := p.FPDFBookmark_GetAction(&requests.FPDFBookmark_GetAction{Bookmark: b})
		if err != nil || action.Action == nil {
			return 0
		}
		r, err := p.FPDFAction_GetDest(&requests.FPDFAction_GetDest{Document: doc, Action: *action.Action})
		if err != nil || r.Dest == nil {
			return 0
		}
		dest = r.Dest
	}
	r, err := p.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: doc, Dest: *dest})
	if err != nil || r.Index < 0 {
		return 0
	}
	return r.Index + 1
}

package corpus

import (
	"context"
	"regexp"

	"golang.org/x/net/html"

	"footnote/retrieval"
	"footnote/retrieval/corpus/office"
)

// epubReader reads e-books.
type epubReader struct{}

func (epubReader) sniff(in *input) bool { return office.IsBook(in.data) }

func (epubReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	book, err := office.OpenBook(ctx, in.data)
	if err != nil {
		return in.officeError(err)
	}
	p := &plainText{}
	for chapter, err := range book.Chapters(ctx) {
		if err != nil {
			return in.officeError(err)
		}
		if err := addChapter(ctx, p, chapter); err != nil {
			return err
		}
	}
	if hasWords(book.Description) {
		p.endList()
		p.addParagraph(stripTags(book.Description))
	}
	return in.emitOffice(&book.Document, p, emit)
}

// selfClosed finds elements that XHTML may close at once, and whose text HTML
// would look for to the end of the page.
var selfClosed = regexp.MustCompile(`(?i)<(script|style|title|iframe|textarea|noscript)\b([^<>]*)/>`)

// addChapter adds the whole text of a chapter: unlike a page of the web it has
// nothing around it but links to the others. What the table of contents calls
// it becomes a heading if it has none of its own.
func addChapter(ctx context.Context, p *plainText, chapter office.Chapter) error {
	source := selfClosed.ReplaceAllString(decodeMarkup(chapter.HTML, ""), "<$1$2></$1>")
	root, err := parseHTML(ctx, source)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil { // too large or too deep for a tree
		return streamHTML(ctx, &retrieval.Document{}, source, p)
	}
	if chapter.Title != "" && !hasHeading(root) && textUpTo(root, 1) > 0 {
		p.addHeading(1, chapter.Title)
	}
	writeHTML(p, root, func(n *html.Node) bool { return n.Data == "nav" })
	return nil
}

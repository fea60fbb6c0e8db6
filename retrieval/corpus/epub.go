package corpus

import (
	"fmt"
	"regexp"

	"golang.org/x/net/html"

	"bytes"
	"context"
	"encoding/xml"
	"net/url"
	"path"
	"strings"

	"footnote/retrieval"
)

// epubItem is a file of a book.
type epubItem struct{ part, mediaType, properties string }

// epubBook is what the package document of a book says.
type epubBook struct {
	items map[string]epubItem // by ID
	spine []string            // IDs in reading order
	toc   string              // ID of the table of contents of EPUB 2
}

// readEPUB reads the chapters of a book in their reading order.
func (z *zipPackage) readEPUB(ctx context.Context, in *input) (*retrieval.Document, error) {
	d := in.document("application/epub+zip")
	opf, err := z.packageDocument(ctx)
	if err != nil {
		return nil, err
	}
	book, err := z.readOPF(ctx, opf, d)
	if err != nil {
		return nil, err
	}
	if z.copyProtected(ctx, book) {
		return nil, in.fail(nil, "it is copy-protected (DRM)")
	}
	titles := z.chapterTitles(ctx, book)
	p := &plainText{}
	for _, id := range book.spine {
		item := book.items[id]
		if !z.has(item.part) || strings.Contains(item.properties, "nav") || strings.HasPrefix(item.mediaType, "image/") {
			continue
		}
		data, err := z.bytes(ctx, item.part)
		if err != nil {
			return nil, err
		}
		if err := writeChapter(ctx, data, titles[partName(item.part)], p); err != nil {
			return nil, err
		}
		if p.b.Len() > maxOfficeText {
			return nil, errTooMuchText
		}
	}
	p.finish(d)
	return d, nil
}

// selfClosed finds elements that XHTML may close at once, and whose text HTML
// would look for to the end of the page.
var selfClosed = regexp.MustCompile(`(?i)<(script|style|title|iframe|textarea|noscript)\b([^<>]*)/>`)

// writeChapter adds a chapter of a book to p: all of it, unlike a page of the
// web. title is its heading if it has none of its own.
func writeChapter(ctx context.Context, data []byte, title string, p *plainText) error {
	source := selfClosed.ReplaceAllString(decode(data, declaredXMLCharset(data)), "<$1$2></$1>")
	root, err := parseHTML(ctx, source)
	if err != nil {
		return fmt.Errorf("read a chapter: %w", err)
	}
	if title != "" && !hasHeading(root) {
		p.endList()
		p.heading(1, title)
	}
	writeHTML(p, root, func(*html.Node) bool { return false })
	return ctx.Err()
}

// declaredXMLCharset returns what the XML declaration names.
func declaredXMLCharset(data []byte) string {
	head, _, ok := bytes.Cut(data[:min(len(data), 200)], []byte("?>"))
	_, rest, found := bytes.Cut(head, []byte("encoding="))
	if !ok || !found || len(rest) < 2 {
		return ""
	}
	name, _, _ := bytes.Cut(rest[1:], rest[:1])
	return string(name)
}

// packageDocument returns the part that describes the book.
func (z *zipPackage) packageDocument(ctx context.Context) (string, error) {
	s, err := z.xml(ctx, "META-INF/container.xml")
	if err != nil {
		return "", err
	}
	defer s.close()
	opf := ""
	err = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "rootfile" && opf == "" {
			opf = xmlAttr(e, "full-path")
		}
		return nil
	}, nil)
	return opf, err
}

func (z *zipPackage) readOPF(ctx context.Context, opf string, d *retrieval.Document) (*epubBook, error) {
	s, err := z.xml(ctx, opf)
	if err != nil {
		return nil, err
	}
	defer s.close()
	book := &epubBook{items: make(map[string]epubItem)}
	var authors []string
	err = s.each(func(e xml.StartElement) error {
		switch key := e.Name.Local; key {
		case "title", "publisher", "language":
			value, err := s.text()
			setFact(d, key, value)
			return err
		case "creator":
			value, err := s.text()
			if role := xmlAttr(e, "role"); role == "" || role == "aut" {
				authors = append(authors, oneLine(value))
			}
			return err
		case "date":
			value, err := s.text()
			if xmlAttr(e, "event") != "modification" {
				date, _, _ := strings.Cut(oneLine(value), "T")
				setFact(d, "date", date)
			}
			return err
		case "item":
			book.items[xmlAttr(e, "id")] = epubItem{hrefPart(opf, xmlAttr(e, "href")), xmlAttr(e, "media-type"), xmlAttr(e, "properties")}
		case "spine":
			book.toc = xmlAttr(e, "toc")
		case "itemref":
			book.spine = append(book.spine, xmlAttr(e, "idref"))
		}
		return nil
	}, nil)
	setFact(d, "author", strings.Join(authors, ", "))
	return book, err
}

// hrefPart returns the part that a link in another part leads to.
func hrefPart(from, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if decoded, err := url.PathUnescape(href); err == nil {
		href = decoded
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(from), href), "/")
}

// copyProtected tells a book whose chapters are encrypted; fonts often are in
// a free one.
func (z *zipPackage) copyProtected(ctx context.Context, book *epubBook) bool {
	s, err := z.xml(ctx, "META-INF/encryption.xml")
	if err != nil {
		return false
	}
	defer s.close()
	locked := make(map[string]bool)
	_ = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "CipherReference" {
			locked[partName(hrefPart("", xmlAttr(e, "URI")))] = true
		}
		return nil
	}, nil)
	for _, id := range book.spine {
		if locked[partName(book.items[id].part)] {
			return true
		}
	}
	return false
}

// chapterTitles returns what the table of contents calls the parts. It is
// wanted only where a chapter has no heading of its own, so a damaged one does
// no harm.
func (z *zipPackage) chapterTitles(ctx context.Context, book *epubBook) map[string]string {
	titles := make(map[string]string)
	add := func(toc, href, title string) {
		if part := partName(hrefPart(toc, href)); titles[part] == "" {
			titles[part] = oneLine(title)
		}
	}
	for id, item := range book.items {
		if id != book.toc && !strings.Contains(item.properties, "nav") {
			continue
		}
		data, err := z.bytes(ctx, item.part)
		if err != nil {
			continue
		}
		label := ""
		s := newXMLStream(item.part, bytes.NewReader(data))
		_ = s.each(func(e xml.StartElement) error {
			var err error
			switch e.Name.Local {
			case "navLabel":
				label, err = s.text()
			case "content":
				add(item.part, xmlAttr(e, "src"), label)
			case "a":
				if label, err = s.text(); label != "" {
					add(item.part, xmlAttr(e, "href"), label)
				}
			}
			return err
		}, nil)
	}
	return titles
}

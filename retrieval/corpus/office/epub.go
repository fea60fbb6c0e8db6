package office

import (
	"bytes"
	"context"
	"encoding/xml"
	"iter"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// IsBook tells an EPUB book.
func IsBook(data []byte) bool {
	if !isZip(data) {
		return false
	}
	z, err := openContainer(data)
	if err != nil {
		return bytes.Contains(data[:min(len(data), 128)], []byte("mimetypeapplication/epub"))
	}
	return z.isBook()
}

func (z *container) isBook() bool { return z.has("META-INF/container.xml") }

// Book is an EPUB book. Its Document has facts but no blocks: the chapters are
// for who reads HTML.
type Book struct {
	Document
	Description string // of what the book is about, in HTML or as plain text

	z     *container
	opf   string              // the part that describes the book
	items map[string]bookItem // by ID
	order []string            // IDs as the book lists them
	spine []string            // IDs in reading order
	toc   string              // ID of the table of contents of EPUB 2
}

// bookItem is a file of a book.
type bookItem struct{ part, mediaType, properties string }

// Chapter is one file of a book's text.
type Chapter struct {
	Title string // from the table of contents, "" if it isn't there
	HTML  []byte // XHTML as a rule
}

// OpenBook reads what a book says of itself. An error is an *Error, or the
// context's.
func OpenBook(ctx context.Context, data []byte) (*Book, error) {
	z, err := openContainer(data)
	if err != nil {
		return nil, explain(ctx, err)
	}
	b := &Book{Document: Document{MediaType: "application/epub+zip"}, z: z, items: make(map[string]bookItem)}
	if err := b.open(ctx); err != nil {
		return nil, explain(ctx, err)
	}
	return b, nil
}

// Chapters yields the chapters in reading order, without the table of
// contents. It ends at the first error.
func (b *Book) Chapters(ctx context.Context) iter.Seq2[Chapter, error] {
	return func(yield func(Chapter, error) bool) {
		titles := b.chapterTitles(ctx)
		for _, id := range b.spine {
			item := b.items[id]
			if !b.z.has(item.part) || strings.Contains(item.properties, "nav") || strings.HasPrefix(item.mediaType, "image/") {
				continue
			}
			data, err := b.z.bytes(ctx, item.part)
			if err == nil {
				err = b.z.text.Spend(len(data) / 2) // the rest will be markup
			}
			if err != nil {
				yield(Chapter{}, explain(ctx, err))
				return
			}
			if !yield(Chapter{titles[partName(item.part)], data}, nil) {
				return
			}
		}
	}
}

func (b *Book) open(ctx context.Context) error {
	s, err := b.z.xml(ctx, "META-INF/container.xml")
	if err != nil {
		return err
	}
	defer s.close()
	err = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "rootfile" && b.opf == "" {
			b.opf = attr(e, "full-path")
		}
		return nil
	}, nil)
	if err != nil {
		return err
	}
	if err := b.readOPF(ctx); err != nil {
		return err
	}
	if b.locked(ctx) {
		return block.Fail(nil, "it is copy-protected (DRM)")
	}
	return nil
}

func (b *Book) readOPF(ctx context.Context) error {
	s, err := b.z.xml(ctx, b.opf)
	if err != nil {
		return err
	}
	defer s.close()
	var authors []string
	err = s.each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "item":
			if len(b.order) < maxZipEntries {
				b.order = append(b.order, attr(e, "id"))
			}
			b.items[attr(e, "id")] = bookItem{hrefPart(b.opf, attr(e, "href")), attr(e, "media-type"), attr(e, "properties")}
			return nil
		case "spine":
			b.toc = attr(e, "toc")
			return nil
		case "itemref":
			if id := attr(e, "idref"); len(b.spine) < maxZipEntries {
				b.spine = append(b.spine, id)
			}
			return nil
		case "title", "publisher", "language", "creator", "date", "description":
		default:
			return nil
		}
		value, err := s.content()
		switch e.Name.Local {
		case "title":
			block.SetFact(&b.Title, value)
		case "publisher":
			block.SetFact(&b.Publisher, value)
		case "language":
			block.SetFact(&b.Language, value)
		case "description":
			b.Description = value
		case "creator":
			if role := attr(e, "role"); role == "" || role == "aut" {
				authors = append(authors, block.OneLine(value))
			}
		case "date":
			if attr(e, "event") != "modification" {
				block.SetFact(&b.Created, value)
			}
		}
		return err
	}, nil)
	b.Author = strings.Join(authors, ", ")
	b.mendSpine()
	return err
}

// mendSpine gives a book whose reading order is missing, or leads nowhere, the
// order in which its pages are listed.
func (b *Book) mendSpine() {
	if slices.ContainsFunc(b.spine, func(id string) bool { return b.z.has(b.items[id].part) }) {
		return
	}
	b.spine = nil
	for _, id := range b.order {
		if strings.Contains(b.items[id].mediaType, "html") {
			b.spine = append(b.spine, id)
		}
	}
}

// hrefPart returns the part that a link in another part leads to.
func hrefPart(from, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if decoded, err := url.PathUnescape(href); err == nil {
		href = decoded
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(from), href), "/")
}

// locked tells a book whose chapters are encrypted; fonts often are in a free
// one.
func (b *Book) locked(ctx context.Context) bool {
	s, err := b.z.xml(ctx, "META-INF/encryption.xml")
	if err != nil {
		return false
	}
	defer s.close()
	locked := make(map[string]bool)
	_ = s.each(func(e xml.StartElement) error {
		if e.Name.Local == "CipherReference" {
			locked[partName(hrefPart("", attr(e, "URI")))] = true
		}
		return nil
	}, nil)
	for _, id := range b.spine {
		if locked[partName(b.items[id].part)] {
			return true
		}
	}
	return false
}

// chapterTitles returns what the tables of contents call the parts. They are
// wanted only where a chapter has no heading of its own, so a damaged one does
// no harm.
func (b *Book) chapterTitles(ctx context.Context) map[string]string {
	titles := make(map[string]string)
	tables := []string{b.toc}
	for _, id := range slices.Sorted(maps.Keys(b.items)) {
		if strings.Contains(b.items[id].properties, "nav") {
			tables = append([]string{id}, tables...) // it counts before the older kind
		}
	}
	for _, id := range tables {
		item := b.items[id]
		add := func(href, title string) {
			if part := partName(hrefPart(item.part, href)); titles[part] == "" {
				titles[part] = block.OneLine(title)
			}
		}
		s, err := b.z.xml(ctx, item.part)
		if err != nil {
			continue
		}
		label := ""
		_ = s.each(func(e xml.StartElement) error {
			var err error
			switch e.Name.Local {
			case "navLabel":
				label, err = s.content()
			case "content":
				add(attr(e, "src"), label)
			case "a":
				if label, err = s.content(); label != "" {
					add(attr(e, "href"), label)
				}
			}
			return err
		}, nil)
		s.close()
	}
	return titles
}

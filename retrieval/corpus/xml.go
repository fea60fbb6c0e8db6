package corpus

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode"

	"footnote/retrieval"
)

// xmlReader reads XML that is no HTML: a feed as one document an item, other
// XML as the text of its elements. Entities that a file declares itself are
// not expanded.
type xmlReader struct{}

func (xmlReader) sniff(in *input) bool {
	head := markupHead(in.data)
	if beginOfXML.MatchString(head) {
		return true
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".xml", ".rss", ".atom", ".rdf", ".dbk", ".docbook", ".dita":
		return strings.HasPrefix(strings.TrimSpace(head), "<") && !isBinary(in.data)
	}
	return false
}

var (
	beginOfXML  = regexp.MustCompile(`(?s)^\s*<\?xml\s`)
	beginOfFeed = regexp.MustCompile(`(?is)^\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<(?:rss|feed|rdf:RDF)[\s>]`)
)

func (xmlReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	source := decodeMarkup(in.data, "")
	if beginOfFeed.MatchString(source[:min(len(source), sniffed)]) {
		if n, err := readFeed(ctx, in, source, emit); n > 0 || err != nil {
			return err
		}
	}
	d := in.newDocument("application/xml")
	p := &plainText{}
	parts := 0
	emitPart := func() error {
		part := *d
		p.finishText(&part)
		*p = plainText{}
		if part.Text == "" {
			return nil
		}
		if parts++; parts > 1 {
			part.ID = partID(d.ID, parts)
		}
		return emit(&part)
	}
	err := writeXML(ctx, p, d, source, emitPart)
	if cerr := ctx.Err(); cerr != nil {
		return cerr
	}
	var broken *xmlError
	if err != nil && !errors.As(err, &broken) {
		return err // emit's
	}
	if err := emitPart(); err != nil {
		return err
	}
	switch {
	case parts == 0 && err != nil:
		return in.failInput(err, "it is not valid XML")
	case parts == 0:
		return in.refuseInput("it holds no text")
	case err != nil:
		return in.failInput(err, "it is not valid XML to its end; what comes before the damage was read")
	}
	return nil
}

// xmlError is an error of the XML itself.
type xmlError struct{ err error }

func (e *xmlError) Error() string { return "parse XML: " + e.err.Error() }
func (e *xmlError) Unwrap() error { return e.err }

// newXMLDecoder reads XML as it is found in files: with HTML's entities and
// small mistakes.
func newXMLDecoder(ctx context.Context, source string) *xml.Decoder {
	z := xml.NewDecoder(&contextReader{ctx, strings.NewReader(source)})
	z.Strict = false
	z.Entity = xml.HTMLEntity
	z.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded before
	return z
}

// maxXMLDepth bounds what a decoder remembers of open elements.
const maxXMLDepth = 10_000

var errXMLDepth error = &xmlError{errors.New("elements are nested too deep")}

// writeXML writes the text of each element into p: a title as a heading, what
// stands amid a text as part of it, the rest as paragraphs. It calls emitPart,
// which empties p, each time that p is long.
func writeXML(ctx context.Context, p *plainText, d *retrieval.Document, source string, emitPart func() error) error {
	z := newXMLDecoder(ctx, source)
	var b strings.Builder
	var said []string // by attributes, to stand behind the text that they are amid
	depth, sections := 0, 0
	ended, title := false, false // an element just ended; it is a title that ends
	flush := func() {
		text := oneLine(b.String())
		b.Reset()
		switch {
		case text == "" || hasBase64(text):
		case title:
			p.addHeading(min(max(sections, 1), 6), text)
			d.Title = orElse(d.Title, text)
		default:
			p.addParagraph(text)
		}
		for _, text := range said {
			p.addParagraph(text)
		}
		said = said[:0]
		ended, title = false, false
	}
	for {
		token, err := z.RawToken()
		if err != nil {
			flush()
			if err == io.EOF {
				return nil
			}
			return &xmlError{err}
		}
		if p.b.Len() >= longDocument/2 {
			if err := emitPart(); err != nil {
				return err
			}
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLDepth {
				return errXMLDepth
			}
			if ended || strings.TrimSpace(b.String()) == "" {
				flush()
			}
			if isSectionElement(t.Name.Local) {
				sections++
			}
			for _, a := range t.Attr {
				if hasWords(a.Value) && !isTechnicalAttribute(a.Name.Local) {
					said = append(said, a.Value)
				}
			}
		case xml.EndElement:
			depth = max(depth-1, 0)
			title = t.Name.Local == "title" || t.Name.Local == "book-title"
			if ended || title {
				flush()
			}
			if isSectionElement(t.Name.Local) {
				sections--
			}
			ended = true
		case xml.CharData:
			if ended && strings.TrimSpace(string(t)) != "" {
				ended, title = false, false // it was amid a text
			}
			b.Write(t)
		}
	}
}

// hasBase64 reports whether a text is base64, such as the pictures that a
// book's file has beside its text.
func hasBase64(text string) bool {
	const shortest, line = 200, 60
	return len(text) >= shortest && strings.Count(text, " ") < len(text)/line && !strings.ContainsFunc(text, func(r rune) bool {
		return !('A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '+' || r == '/' || r == '=' || r == ' ')
	})
}

// isSectionElement reports whether an element of DocBook, JATS, DITA or their
// like is a section.
func isSectionElement(name string) bool {
	switch name {
	case "book", "part", "chapter", "article", "section", "sect1", "sect2", "sect3", "sect4", "appendix", "preface", "topic", "body":
		return true
	}
	return false
}

// hasWords reports whether a value says something to people: it has three words or
// more.
func hasWords(value string) bool {
	const least = 3
	words := 0
	for word := range strings.FieldsSeq(value) {
		letters := 0
		for _, r := range word {
			if unicode.IsLetter(r) {
				letters++
			}
		}
		if letters >= 2 {
			if words++; words == least {
				return true
			}
		}
	}
	return false
}

// isTechnicalAttribute reports whether an attribute has words for programs, in the
// languages of the web at least.
func isTechnicalAttribute(name string) bool {
	switch name {
	case "class", "style", "schemaLocation", "rel", "font-family", "d", "transform", "onclick":
		return true
	}
	return false
}

package office

import (
	"bufio"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"footnote/retrieval/corpus/office/block"
)

// maxXMLDepth bounds the nesting of elements, and with it the recursion of
// the readers.
const maxXMLDepth = 1000

// xmlStream walks the elements of one XML part without holding it in memory.
// encoding/xml expands no entities of the document's own, so none can blow up.
type xmlStream struct {
	name  string
	d     *xml.Decoder
	c     io.Closer
	text  *block.Budget
	depth int
}

// xmlError is XML that can't be parsed.
type xmlError struct {
	part string
	err  error
}

func (e *xmlError) Error() string { return fmt.Sprintf("part %s: %v", e.part, e.err) }
func (e *xmlError) Unwrap() error { return e.err }

// xml opens a part to be walked. Close it.
func (z *container) xml(ctx context.Context, name string) (*xmlStream, error) {
	r, err := z.open(ctx, name)
	if err != nil {
		return nil, err
	}
	s := newXMLStream(name, r, z.text)
	s.c = r
	return s, nil
}

// optionalXML opens a part to be walked: one without elements where there is no such
// part. Close it.
func (z *container) optionalXML(ctx context.Context, name string) (*xmlStream, error) {
	s, err := z.xml(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return newXMLStream(name, strings.NewReader(""), z.text), nil
	}
	return s, err
}

func newXMLStream(name string, r io.Reader, text *block.Budget) *xmlStream {
	b := bufio.NewReader(r)
	s := &xmlStream{name: name, text: text}
	if head, _ := b.Peek(2); string(head) == "\xFF\xFE" || string(head) == "\xFE\xFF" {
		// encoding/xml needs UTF-8 to find the declaration that names UTF-16.
		s.d = xml.NewDecoder(transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()))
		s.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	} else {
		s.d = xml.NewDecoder(b)
		s.d.CharsetReader = charset.NewReaderLabel
	}
	s.d.Strict = false
	s.d.Entity = xml.HTMLEntity
	return s
}

func (s *xmlStream) close() {
	if s.c != nil {
		s.c.Close()
	}
}

// next returns the next token; io.EOF after the last.
func (s *xmlStream) next() (xml.Token, error) {
	t, err := s.d.Token()
	if err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return nil, &xmlError{s.name, err}
		}
		return nil, err
	}
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxXMLDepth {
			return nil, &xmlError{s.name, errors.New("elements are nested too deep")}
		}
	case xml.EndElement:
		s.depth--
	}
	return t, nil
}

// each walks what the current element holds, to its end. enter is called for
// each element: what it doesn't consume with each, skip or text is walked as
// if it stood in the current element itself. text, if not nil, gets the
// character data, valid until it returns.
func (s *xmlStream) each(enter func(xml.StartElement) error, text func([]byte)) error {
	base := s.depth
	for {
		t, err := s.next()
		if err == io.EOF && base == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := enter(t); err != nil {
				return err
			}
		case xml.EndElement:
			if s.depth < base {
				return nil
			}
		case xml.CharData:
			if text == nil {
				continue
			}
			if err := s.text.Spend(len(t)); err != nil {
				return err
			}
			text(t)
		}
	}
}

// skip walks past the current element.
func (s *xmlStream) skip() error {
	return s.each(func(xml.StartElement) error { return nil }, nil)
}

// content returns the character data in the current element and below it.
func (s *xmlStream) content() (string, error) {
	var b strings.Builder
	err := s.each(func(xml.StartElement) error { return nil }, func(data []byte) { b.Write(data) })
	return b.String(), err
}

// root returns the document's outermost element.
func (s *xmlStream) root() (xml.StartElement, error) {
	for {
		t, err := s.next()
		if err == io.EOF {
			err = &xmlError{s.name, io.ErrUnexpectedEOF}
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		if e, ok := t.(xml.StartElement); ok {
			return e, nil
		}
	}
}

// attr returns the attribute with a local name, "" if there is none.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// relAttr returns an attribute in the namespace of relationships: r:id beside
// id.
func relAttr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && (strings.Contains(a.Name.Space, "elationships") || a.Name.Space == "r") {
			return a.Value
		}
	}
	return ""
}

// isOn tells a switch of Office XML: there, and not put off.
func isOn(value string) bool { return value != "0" && value != "false" && value != "off" }

package corpus

import (
	"context"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/retrieval"
)

// streamHTML reads all of a page without a tree: blocks by their tags, one
// after the other.
func streamHTML(ctx context.Context, d *retrieval.Document, source string, p *plainText) error {
	z := html.NewTokenizer(&contextReader{ctx, strings.NewReader(source)})
	var b strings.Builder
	heading, hiddenTag := 0, atom.Atom(0)
	flush := func() {
		text := b.String()
		b.Reset()
		switch {
		case heading > 0:
			p.addHeading(heading, text)
		default:
			p.addParagraph(oneLine(text))
		}
		heading = 0
	}
	for {
		switch z.Next() {
		case html.ErrorToken:
			flush()
			if z.Err() != io.EOF {
				return z.Err()
			}
			return nil
		case html.TextToken:
			if hiddenTag == 0 {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			n := html.Node{Type: html.ElementNode, DataAtom: atom.Lookup(name)}
			switch {
			case n.DataAtom == atom.Title:
				hiddenTag = n.DataAtom
				if z.Next() == html.TextToken && d.Title == "" {
					d.Title = oneLine(string(z.Text()))
				}
			case isRawText(n.DataAtom):
				hiddenTag = n.DataAtom
			case n.DataAtom == atom.Br, n.DataAtom == atom.Td, n.DataAtom == atom.Th:
				b.WriteByte(' ')
			case isBlockElement(&n):
				flush()
				if level := headingLevel(n.DataAtom); level > 0 {
					heading = level
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			n := html.Node{Type: html.ElementNode, DataAtom: atom.Lookup(name)}
			if n.DataAtom == hiddenTag {
				hiddenTag = 0
			} else if isBlockElement(&n) && n.DataAtom != atom.Td && n.DataAtom != atom.Th {
				flush()
			}
		}
	}
}

// isRawText reports whether the tokenizer hands out an element's content as
// text although it isn't text.
func isRawText(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Noembed, atom.Noframes, atom.Textarea:
		return true
	}
	return false
}

func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return int(a.String()[1] - '0')
	}
	return 0
}

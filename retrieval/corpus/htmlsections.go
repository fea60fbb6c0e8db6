package corpus

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Programs that make pages of documents name a section, or its heading, after the
// words of the heading: Sphinx, pandoc, Asciidoctor, Docusaurus, MediaWiki. Such
// an id says what the section is about, and nothing of whether it belongs to the
// page.

// isNamedSection reports whether an element's id is no sign of what it is for: it
// stands in a heading, or it or its heading is named after the heading. One word
// alone may be either, such as "comments": it takes a page that names its sections
// so. Nor does an id of several words take a section that has a heading and prose:
// on the saved pages of the measurement that costs no precision.
func (m *mainText) isNamedSection(n *html.Node, s *textSize) bool {
	if isInsideHeading(n) {
		return true
	}
	heading := n
	if headingLevel(n.DataAtom) == 0 {
		heading = firstHeading(n)
	}
	if heading == nil || s.link*3 > s.text { // a list of links is named after what it lists, too
		return false
	}
	names := [][]string{slugWords(attrValue(n, "id")), slugWords(attrValue(heading, "id"))}
	if heading.Parent != nil {
		names = append(names, slugWords(attrValue(heading.Parent, "id")))
	}
	for d := range heading.Descendants() {
		if d.Type == html.ElementNode {
			names = append(names, slugWords(attrValue(d, "id")))
		}
	}
	for _, words := range names {
		if isSlugOf(words, heading) {
			return len(words) > 1 || m.slugs > 2
		}
	}
	return len(names[0]) > 1 && s.prose > 0
}

// isInsideHeading reports whether an element stands in a heading, as the mark of
// its place.
func isInsideHeading(n *html.Node) bool {
	for p := n.Parent; p != nil && !isBlockElement(n); p = p.Parent {
		if headingLevel(p.DataAtom) > 0 {
			return true
		}
		if isBlockElement(p) {
			return false
		}
	}
	return false
}

// countSlugs counts the elements below root whose id is made of a heading.
func countSlugs(root *html.Node) (n int) {
	for d := range root.Descendants() {
		if d.Type != html.ElementNode || attrValue(d, "id") == "" {
			continue
		}
		heading := d
		if headingLevel(d.DataAtom) == 0 {
			heading = firstHeading(d)
		}
		if heading != nil && isSlugOf(slugWords(attrValue(d, "id")), heading) {
			n++
		}
	}
	return n
}

// firstHeading returns the heading that a section begins with, nil if it begins
// with anything else.
func firstHeading(n *html.Node) *html.Node {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return nil
	}
	for d := range n.Descendants() {
		switch {
		case headingLevel(d.DataAtom) > 0:
			return d
		case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "":
			return nil
		}
	}
	return nil
}

// isSlugOf reports whether words are those of a heading. Programs cut long ones,
// leave out what is no letter and number those that they have had before.
func isSlugOf(words []string, heading *html.Node) bool {
	const longest = 200 // bytes of a heading that are looked at
	title := slugWords(nodeText(heading, longest))
	if len(words) == 0 || len(title) == 0 {
		return false
	}
	if n := len(words) - 1; n > 0 && !slices.Equal(words, title) && strings.Trim(words[n], "0123456789") == "" {
		words = words[:n]
	}
	for len(title) > 1 && strings.Trim(title[0], "0123456789") == "" && !slices.Equal(title[:1], words[:1]) {
		title = title[1:] // the section's number
	}
	if slices.Equal(words, title) {
		return true
	}
	return len(words) > 1 && len(words) < len(title) && slices.Equal(words, title[:len(words)])
}

// slugWords returns the words of an id or of a heading as slugs have them.
func slugWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

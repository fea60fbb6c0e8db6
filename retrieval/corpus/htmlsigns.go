package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// repeated tells one of several articles beside each other.
func repeated(n *html.Node) bool {
	if n.DataAtom != atom.Article && n.DataAtom != atom.Li {
		return false
	}
	count := 0
	for c := range n.Parent.ChildNodes() {
		if c.DataAtom == n.DataAtom {
			count++
		}
		if count > 2 {
			return true
		}
	}
	return false
}

// saysBoilerplate tells a short block by its words.
func saysBoilerplate(n *html.Node, s *textSize) bool {
	if !blockElement(n) || s.text > maxPhrase || s.own == 0 {
		return false
	}
	return boilerplateText(nodeText(n, maxPhrase))
}

// headedByInvitation tells a part whose first text is a heading such as
// "Related articles".
func headedByInvitation(n *html.Node) bool {
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "":
			if len(d.Data) > maxPhrase || !invitation.MatchString(oneLine(d.Data)) {
				return false
			}
			for p := d.Parent; p != n && p != nil; p = p.Parent {
				if headingLevel(p.DataAtom) > 0 {
					return true
				}
			}
			return false
		}
	}
	return false
}

// insideQuote tells the footer that names whom a quote is from.
func insideQuote(n *html.Node) bool {
	return n.Parent != nil && n.Parent.DataAtom == atom.Blockquote
}

func hasHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		if headingLevel(d.DataAtom) > 0 {
			return true
		}
	}
	return false
}

// hasLongH1 tells a headline from the name of a site.
func hasLongH1(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 && textUpTo(d, 20) >= 20 {
			return true
		}
	}
	return false
}

func hasH1(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}

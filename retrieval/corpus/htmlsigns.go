package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isRepeatedArticle reports whether an element is one of several articles
// beside each other.
func isRepeatedArticle(n *html.Node) bool {
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

// hasBoilerplateWords reports whether a short block is boilerplate by its
// words.
func hasBoilerplateWords(n *html.Node, s *textSize) bool {
	if !isBlockElement(n) || s.text > maxPhrase || s.own == 0 {
		return false
	}
	return isBoilerplateText(nodeText(n, maxPhrase))
}

// isHeadedByInvitation reports whether a part's first text is a heading such as
// "Related articles".
func isHeadedByInvitation(n *html.Node) bool {
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && strings.TrimSpace(d.Data) != "":
			if len(d.Data) > maxPhrase || !invitation().MatchString(oneLine(d.Data)) {
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

// isInsideQuote reports whether a footer stands in a quote. It names whom the
// quote is from then.
func isInsideQuote(n *html.Node) bool {
	return n.Parent != nil && n.Parent.DataAtom == atom.Blockquote
}

// hasHeading reports whether a heading stands below n.
func hasHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		if headingLevel(d.DataAtom) > 0 {
			return true
		}
	}
	return false
}

// hasLongH1 reports whether an element has an h1 that is long enough for a
// headline, rather than the name of a site.
func hasLongH1(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 && textUpTo(d, 20) >= 20 {
			return true
		}
	}
	return false
}

// hasH1 reports whether an h1 stands below n.
func hasH1(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.H1 {
			return true
		}
	}
	return false
}

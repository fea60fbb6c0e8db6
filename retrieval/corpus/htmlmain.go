package corpus

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writeMain writes the main text of a page into p. What a page has besides,
// menus, hints to other pages, comments, is told by its elements, by the names
// that pages give them, and by how much of their text is links. None of these
// signs is trusted with most of a page's prose: a page that would lose that
// is no article, and read in full.
func writeMain(p *plainText, root *html.Node) {
	m := mainText{sizes: make(map[*html.Node]*textSize), skip: make(map[*html.Node]bool), keep: make(map[*html.Node]bool)}
	m.measureElement(root)
	m.whole = *m.sizes[root]
	m.slugs = countSlugs(root)
	m.pruneBoilerplate(root)
	if m.hasTooLittle(root) { // what was taken for comments and the like is the page
		clear(m.skip)
		m.measureLeft(root)
		m.cautious = true
		m.pruneBoilerplate(root)
		if m.hasTooLittle(root) {
			clear(m.skip)
		}
	} else if core := m.findCore(root); core != nil {
		m.trimOutsideCore(root, core)
	}
	writeHTML(p, root, func(n *html.Node) bool { return m.skip[n] })
}

// Of a page's prose, one part in leastLeft must be left, or as many bytes as an
// article has that is shorter than its comments.
const (
	leastLeft    = 4
	shortArticle = 1500
)

// hasTooLittle reports whether so much is left out that it can't all be
// boilerplate.
func (m *mainText) hasTooLittle(root *html.Node) bool {
	left := m.measureLeft(root)
	return left.prose*leastLeft < m.whole.prose && left.prose < shortArticle &&
		(left.text-left.link)*leastLeft < m.whole.text-m.whole.link || left.text == 0
}

// textSize is how much text an element has, in bytes.
type textSize struct {
	text  int
	link  int // inside links
	prose int // in blocks of running text
	own   int // not inside blocks of its own
	ownIn int // of own, inside links
	stops int // ends of sentences in own
}

// mainText decides what of a page to leave out.
type mainText struct {
	sizes map[*html.Node]*textSize
	whole textSize
	skip  map[*html.Node]bool
	keep  map[*html.Node]bool // between the page's heading and its core

	slugs    int  // sections with an id after their heading
	cautious bool // believe only names that are never a page's own text
}

// A block is prose from so many bytes on, with the end of a sentence in it.
const (
	proseBlock     = 80
	longProseBlock = 200 // without one
)

// measureElement fills in the sizes of n and of all below it that is not left
// out.
func (m *mainText) measureElement(n *html.Node) *textSize {
	s := &textSize{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			text := strings.TrimSpace(c.Data)
			s.text += len(text)
			s.own += len(text)
			if len(text) > 0 {
				s.stops += sentenceEnds(text)
			}
		case html.ElementNode:
			if m.skip[c] || isUnseen(c) {
				continue
			}
			cs := m.measureElement(c)
			s.text += cs.text
			s.link += cs.link
			s.prose += cs.prose
			if !isBlockElement(c) {
				s.own += cs.own
				s.ownIn += cs.ownIn
				s.stops += cs.stops
			}
		}
	}
	if n.DataAtom == atom.A && attrValue(n, "href") != "" {
		s.link, s.ownIn = s.text, s.own
	}
	if isBlockElement(n) && headingLevel(n.DataAtom) == 0 && s.ownIn*2 < s.own &&
		(s.own >= proseBlock && s.stops > 0 || s.own >= longProseBlock) {
		s.prose += s.own
	}
	m.sizes[n] = s
	return s
}

// sentenceEnds counts the ends of sentences in text.
func sentenceEnds(text string) int {
	ends := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '.', '!', '?', ':', ';':
			if i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\n' || text[i+1] == '"' {
				ends++
			}
		}
	}
	for _, mark := range []string{"。", "！", "？", "؟", "।", "…"} {
		ends += strings.Count(text, mark)
	}
	return ends
}

// measureLeft returns the size of what is not left out below n.
func (m *mainText) measureLeft(n *html.Node) textSize {
	clear(m.sizes)
	return *m.measureElement(n)
}

// pruneBoilerplate leaves out the elements that are not the main text by their
// kind or name.
func (m *mainText) pruneBoilerplate(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || isUnseen(c) {
			continue
		}
		s := m.sizes[c]
		if s.text > 0 && m.isBoilerplate(c, s) {
			m.skip[c] = true
			continue
		}
		m.pruneBoilerplate(c)
	}
}

// shortPart is how long, in bytes, a part is at most that a doubtful name is
// believed of.
const shortPart = 300

// isBoilerplate reports whether an element is left out with all that is in it.
func (m *mainText) isBoilerplate(n *html.Node, s *textSize) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Main, atom.H1:
		return false
	case atom.Article:
		if s.prose*3 > m.whole.prose {
			return false
		}
	}
	most := func(share float64) bool {
		return float64(s.prose) > share*float64(m.whole.prose) &&
			float64(s.text-s.link) > share*float64(m.whole.text-m.whole.link)
	}
	isSection := m.isNamedSection(n, s)
	if !isSection && hasBoilerplateWords(n, s) {
		return true
	}
	if !most(.3) && !(isSection && s.prose > 0) && isHeadedByInvitation(n) && !hasH1(n) {
		return true
	}
	kind := boilerplateName(n, isSection)
	if kind != unlikely && hasH1(n) && s.text < m.whole.text/2 && hasLongH1(n) {
		return false
	}
	if m.cautious && (kind == likely || hasDiscussionName(n, isSection)) {
		kind = unlikely
	}
	// A name takes no large part of a page: an article in the box of a button to read
	// more is none. Comments may be longer than what they are about.
	large := .35
	if hasDiscussionName(n, isSection) {
		large = .6
	}
	switch {
	case kind == surely && !most(large) && n.DataAtom != atom.Blockquote:
		return true
	case kind == likely && !most(.1) && n.DataAtom != atom.Blockquote && (s.text < shortPart && s.prose == 0 || s.link*3 > s.text || isRepeatedArticle(n)):
		return true
	}
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Dialog, atom.Menu:
		return !most(.6) && !(n.DataAtom == atom.Footer && isInsideQuote(n))
	case atom.Aside:
		return !most(.4)
	case atom.Header:
		return s.link*2 > s.text && !hasHeading(n)
	case atom.Ul, atom.Ol, atom.Table, atom.Div, atom.Section, atom.P, atom.Dl, atom.Form:
		// A block of links: a menu.
		if s.text > 0 && s.prose == 0 && s.link*100 > s.text*linkShare(n) {
			return !hasH1(n)
		}
	}
	return false
}

// linkShare is the per cent of a block's text that may be links.
func linkShare(n *html.Node) int {
	switch n.DataAtom {
	case atom.P:
		return 95
	case atom.Ul, atom.Ol, atom.Dl:
		return 70
	}
	return 75
}

// coreShare is the part of its parent's prose, per cent, that an element needs
// to be where the main text stands.
const coreShare = 75

// findCore returns the element that holds the bulk of the remaining prose, nil
// if there is no prose.
func (m *mainText) findCore(root *html.Node) *html.Node {
	clear(m.sizes)
	all := m.measureElement(root)
	if all.prose == 0 {
		return nil
	}
	n := root
descend:
	for {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s := m.sizes[c]
			if s == nil || m.skip[c] || s.prose*100 < m.sizes[n].prose*coreShare || s.prose*100 < all.prose*60 {
				continue
			}
			if !isContainer(c) {
				break descend
			}
			n = c
			continue descend
		}
		break
	}
	return n
}

// isContainer reports whether an element holds blocks.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Div, atom.Main, atom.Article, atom.Section, atom.Center, atom.Form, atom.Span,
		atom.Table, atom.Tbody, atom.Tr, atom.Td, 0:
		return true
	}
	return false
}

// trimOutsideCore leaves out what stands outside the core and isn't prose. It
// keeps what stands between the page's heading and the core, and blocks of
// prose near the core.
func (m *mainText) trimOutsideCore(root, core *html.Node) {
	h1 := false
	for d := range core.Descendants() {
		h1 = h1 || d.DataAtom == atom.H1 && !m.skip[d]
	}
	for n := core; n != root && n.Parent != nil; n = n.Parent {
		after := false
		if !h1 {
			for c := n.PrevSibling; c != nil; c = c.PrevSibling {
				if c.DataAtom == atom.H1 || hasH1(c) {
					h1 = true
					break
				}
				m.keep[c] = true
			}
			if !h1 {
				clear(m.keep)
			}
		}
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if c == n {
				after = true
				continue
			}
			s := m.sizes[c]
			if c.Type != html.ElementNode || s == nil || s.text == 0 {
				continue
			}
			m.trimOutside(c, s, after)
		}
	}
	m.trimInside(core)
}

func (m *mainText) trimOutside(n *html.Node, s *textSize, after bool) {
	if !after && s.link*4 < s.text && (s.prose*2 > s.text || m.keep[n]) {
		return
	}
	if after && s.prose*3 > s.text*2 && s.link*5 < s.text && isSectioning(n.Parent) {
		return
	}
	if hasH1(n) {
		passed := false
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if passed {
				m.keep[c] = true
			}
			passed = passed || c.DataAtom == atom.H1 || hasH1(c)
			if cs := m.sizes[c]; c.Type == html.ElementNode && cs != nil && cs.text > 0 && c.DataAtom != atom.H1 {
				m.trimOutside(c, cs, after)
			}
		}
		return
	}
	if n.DataAtom == atom.H1 {
		return
	}
	m.skip[n] = true
}

// isSectioning reports whether an element's children belong together.
func isSectioning(n *html.Node) bool {
	return n != nil && (n.DataAtom == atom.Article || n.DataAtom == atom.Main || n.DataAtom == atom.Section)
}

// trimInside leaves out, at the end of the core, headings below which nothing
// is left.
func (m *mainText) trimInside(core *html.Node) {
	for c := core.LastChild; c != nil; c = c.PrevSibling {
		s := m.sizes[c]
		if c.Type != html.ElementNode || s == nil || m.skip[c] || s.text == 0 {
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
				return
			}
			continue
		}
		if level := headingLevel(c.DataAtom); level < 2 {
			return
		}
		m.skip[c] = true
	}
}

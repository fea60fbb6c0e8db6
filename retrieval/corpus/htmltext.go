package corpus

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writeHTML writes what a reader of the rendered node would read into p:
// headings, paragraphs, lists, rows of tables, code. What skip says to leave
// out is left out with all that is below it; a nil skip leaves out nothing but
// what no browser shows.
//
// The tree must not be deeper than html.Parse makes it.
func writeHTML(p *plainText, n *html.Node, skip func(*html.Node) bool) {
	w := htmlWriter{p: p, skip: skip}
	w.writeNode(n)
	w.endBlock()
	p.endList()
}

// lineBreak stands for <br> until white space is folded.
const lineBreak = '\v'

type htmlWriter struct {
	p    *plainText
	skip func(*html.Node) bool
	b    strings.Builder // the text of the block that is open

	lists []listCount
	pre   int  // open elements whose white space counts
	flat  bool // in a cell, a term or a heading: blocks become spaces

	pictures []string // what the pictures in the open block show
}

// listCount is the number of a list's last item; a list with bullets doesn't
// count.
type listCount struct {
	number  int
	bullets bool
}

func (w *htmlWriter) writeNode(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.addText(n.Data)
		return
	case html.ElementNode:
		if isUnseen(n) || w.skip != nil && w.skip(n) {
			return
		}
		if w.writeElement(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	w.writeChildren(n)
}

func (w *htmlWriter) writeChildren(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.writeNode(c)
	}
}

// addText adds the text of one node to the open block.
func (w *htmlWriter) addText(s string) {
	if w.pre == 0 && strings.ContainsRune(s, lineBreak) {
		s = strings.ReplaceAll(s, string(lineBreak), " ")
	}
	w.b.WriteString(s)
}

// writeElement writes the elements that need more than their children. It
// reports whether it wrote n.
func (w *htmlWriter) writeElement(n *html.Node) bool {
	switch a := n.DataAtom; a {
	case atom.Br:
		if w.flat || w.pre > 0 {
			w.b.WriteByte('\n')
		} else {
			w.b.WriteRune(lineBreak)
		}
	case atom.Wbr:
	case atom.Img:
		if !w.flat {
			w.addPicture(n)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.writeHeading(n, headingLevel(a))
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.writeList(n)
	case atom.Li:
		w.writeItem(n)
	case atom.Dt:
		w.writeRow(w.inlineText(n))
	case atom.Dd:
		if hasBlock(n) {
			return w.writeBlock(n)
		}
		w.writeRow(w.inlineText(n))
	case atom.Dl:
		w.writeBlock(n)
		if !w.flat && len(w.lists) == 0 {
			w.p.endList()
		}
	case atom.Table:
		if w.flat || isLayoutTable(n) {
			return w.writeBlock(n)
		}
		w.writeTable(n)
	case atom.Td, atom.Th:
		return w.writeBlock(n) // of a table that is there for the layout
	case atom.Pre, atom.Listing, atom.Xmp:
		w.endBlock()
		w.pre++
		w.writeChildren(n)
		w.endBlock()
		w.pre--
	case atom.Summary, atom.Caption, atom.Figcaption:
		return w.writeBlock(n)
	default:
		if !isBlockElement(n) {
			return false
		}
		return w.writeBlock(n)
	}
	return true
}

// writeBlock writes n as a block, or several.
func (w *htmlWriter) writeBlock(n *html.Node) bool {
	w.endBlock()
	w.writeChildren(n)
	w.endBlock()
	return true
}

func (w *htmlWriter) writeHeading(n *html.Node, level int) {
	text := w.inlineText(n)
	if w.flat {
		w.b.WriteString(" " + text + " ")
		return
	}
	w.endBlock()
	if w.p.pending != "" { // an item's heading is its first line
		w.p.addParagraph(text)
		return
	}
	w.p.addHeading(level, text)
}

// writeList writes each item on lines of its own, under one another.
func (w *htmlWriter) writeList(n *html.Node) {
	if w.flat {
		w.writeBlock(n)
		return
	}
	w.endBlock()
	count := listCount{bullets: n.DataAtom != atom.Ol}
	if start, err := strconv.Atoi(attrValue(n, "start")); err == nil {
		count.number = start - 1
	}
	w.lists = append(w.lists, count)
	w.writeChildren(n)
	w.endBlock()
	w.lists = w.lists[:len(w.lists)-1]
	if len(w.lists) == 0 {
		w.p.endList()
	}
}

func (w *htmlWriter) writeItem(n *html.Node) {
	w.endBlock()
	if depth := len(w.lists); depth > 0 && !w.flat {
		count := &w.lists[depth-1]
		count.number++
		if number, err := strconv.Atoi(attrValue(n, "value")); err == nil {
			count.number = number
		}
		marker := "- "
		if !count.bullets {
			marker = strconv.Itoa(count.number) + ". "
		}
		w.p.beginItem(strings.Repeat("  ", min(depth, maxIndent)-1) + marker)
	}
	w.writeChildren(n)
	w.endBlock()
	w.p.pending = "" // of an item without text
}

// maxIndent is the depth of lists that is shown.
const maxIndent = 10

// writeRow writes a line that the next one stands right under.
func (w *htmlWriter) writeRow(text string) {
	if w.flat {
		w.b.WriteString(" " + text + " ")
		return
	}
	w.endBlock()
	w.p.addRow(text)
}

// inlineText returns the text below n on one line.
func (w *htmlWriter) inlineText(n *html.Node) string {
	in := htmlWriter{p: w.p, skip: w.skip, flat: true}
	in.writeChildren(n)
	return oneLine(in.b.String())
}

// endBlock ends the open block.
func (w *htmlWriter) endBlock() {
	if w.flat {
		w.b.WriteByte(' ')
		return
	}
	defer w.writePictures()
	text := w.b.String()
	w.b.Reset()
	if strings.TrimSpace(text) == "" {
		return
	}
	if w.pre == 0 {
		lines := strings.Split(text, string(lineBreak))
		for i, line := range lines {
			lines[i] = oneLine(line)
		}
		text = strings.Join(lines, "\n")
	}
	if len(w.lists) == 0 {
		w.p.endList()
	}
	w.p.addParagraph(text)
}

// addPicture notes what a picture shows, for behind the block that it is in: nothing
// says that where it has a caption. The picture in a link is a button.
func (w *htmlWriter) addPicture(n *html.Node) {
	alt := oneLine(attrValue(n, "alt"))
	if !hasWords(alt) {
		return
	}
	for up := n.Parent; up != nil; up = up.Parent {
		switch {
		case up.DataAtom == atom.A, up.DataAtom == atom.Figure && hasElement(up, atom.Figcaption):
			return
		}
	}
	w.pictures = append(w.pictures, alt)
}

// hasElement reports whether an element of a kind stands below n.
func hasElement(n *html.Node, kind atom.Atom) bool {
	for d := range n.Descendants() {
		if d.DataAtom == kind {
			return true
		}
	}
	return false
}

func (w *htmlWriter) writePictures() {
	for _, alt := range w.pictures {
		w.p.addParagraph("Picture: " + alt)
	}
	w.pictures = nil
}

// isUnseen reports whether a browser doesn't show an element as text.
func isUnseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noembed, atom.Noframes,
		atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Audio, atom.Video, atom.Canvas, atom.Svg, atom.Map,
		atom.Select, atom.Datalist, atom.Textarea, atom.Button, atom.Input, atom.Progress, atom.Meter,
		atom.Rt, atom.Rp:
		return true
	}
	return isHidden(n)
}

// isHidden reports whether a page hides an element.
func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return a.Val != "until-found"
		case "style":
			style := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// isBlockElement reports whether an element begins a line of its own. Elements
// that HTML doesn't know are custom ones; they stand inline as in a browser.
func isBlockElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Aside, atom.Header, atom.Footer, atom.Main, atom.Nav,
		atom.Blockquote, atom.Dl, atom.Dt, atom.Dd, atom.Figure, atom.Figcaption, atom.Hr, atom.Table, atom.Caption,
		atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Ul, atom.Ol, atom.Li, atom.Menu, atom.Dir,
		atom.Address, atom.Body, atom.Html, atom.Form, atom.Fieldset, atom.Legend, atom.Details, atom.Summary,
		atom.Center, atom.Pre, atom.Hgroup, atom.Dialog, atom.Search, atom.Option, atom.Frameset,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// attrValue returns the value of an attribute, "" if n has none of that name.
func attrValue(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

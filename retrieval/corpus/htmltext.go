package corpus

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// writeHTML writes what a reader of the rendered node would read into p:
// headings, paragraphs, lists, rows of tables, code. What skip tells to leave
// out is left out with all that is below it; a nil skip leaves out nothing but
// what no browser shows.
//
// The tree must not be deeper than html.Parse makes it.
func writeHTML(p *plainText, n *html.Node, skip func(*html.Node) bool) {
	w := htmlWriter{p: p, skip: skip}
	w.node(n)
	w.flush()
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
}

// listCount is the number of a list's last item; a list with bullets doesn't
// count.
type listCount struct {
	number  int
	bullets bool
}

func (w *htmlWriter) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
		return
	case html.ElementNode:
		if unseen(n) || w.skip != nil && w.skip(n) {
			return
		}
		if w.element(n) {
			return
		}
	case html.DocumentNode:
	default:
		return
	}
	w.children(n)
}

func (w *htmlWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// text adds the text of one node to the open block.
func (w *htmlWriter) text(s string) {
	if w.pre == 0 && strings.ContainsRune(s, lineBreak) {
		s = strings.ReplaceAll(s, string(lineBreak), " ")
	}
	w.b.WriteString(s)
}

// element writes the elements that need more than their children. It reports
// whether n is written.
func (w *htmlWriter) element(n *html.Node) bool {
	switch a := n.DataAtom; a {
	case atom.Br:
		if w.flat || w.pre > 0 {
			w.b.WriteByte('\n')
		} else {
			w.b.WriteRune(lineBreak)
		}
	case atom.Wbr:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.writeHeading(n, headingLevel(a))
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(n)
	case atom.Li:
		w.item(n)
	case atom.Dt:
		w.row(w.inline(n))
	case atom.Dd:
		if hasBlock(n) {
			return w.block(n)
		}
		w.row(w.inline(n))
	case atom.Dl:
		w.block(n)
		if !w.flat && len(w.lists) == 0 {
			w.p.endList()
		}
	case atom.Table:
		if w.flat || layoutTable(n) {
			return w.block(n)
		}
		w.table(n)
	case atom.Td, atom.Th:
		return w.block(n) // of a table that is there for the layout
	case atom.Pre, atom.Listing, atom.Xmp:
		w.flush()
		w.pre++
		w.children(n)
		w.flush()
		w.pre--
	case atom.Summary, atom.Caption, atom.Figcaption:
		return w.block(n)
	default:
		if !blockElement(n) {
			return false
		}
		return w.block(n)
	}
	return true
}

// block writes n as a block, or several.
func (w *htmlWriter) block(n *html.Node) bool {
	w.flush()
	w.children(n)
	w.flush()
	return true
}

func (w *htmlWriter) writeHeading(n *html.Node, level int) {
	text := w.inline(n)
	if w.flat {
		w.b.WriteString(" " + text + " ")
		return
	}
	w.flush()
	if w.p.pending != "" { // an item's heading is its first line
		w.p.paragraph(text)
		return
	}
	w.p.heading(level, text)
}

// list writes each item on lines of its own, under one another.
func (w *htmlWriter) list(n *html.Node) {
	if w.flat {
		w.block(n)
		return
	}
	w.flush()
	count := listCount{bullets: n.DataAtom != atom.Ol}
	if start, err := strconv.Atoi(attr(n, "start")); err == nil {
		count.number = start - 1
	}
	w.lists = append(w.lists, count)
	w.children(n)
	w.flush()
	w.lists = w.lists[:len(w.lists)-1]
	if len(w.lists) == 0 {
		w.p.endList()
	}
}

func (w *htmlWriter) item(n *html.Node) {
	w.flush()
	if depth := len(w.lists); depth > 0 && !w.flat {
		count := &w.lists[depth-1]
		count.number++
		if number, err := strconv.Atoi(attr(n, "value")); err == nil {
			count.number = number
		}
		marker := "- "
		if !count.bullets {
			marker = strconv.Itoa(count.number) + ". "
		}
		w.p.mark(strings.Repeat("  ", min(depth, maxIndent)-1) + marker)
	}
	w.children(n)
	w.flush()
	w.p.pending = "" // of an item without text
}

// maxIndent is the depth of lists that is shown.
const maxIndent = 10

// row writes a line that the next stands right under.
func (w *htmlWriter) row(text string) {
	if w.flat {
		w.b.WriteString(" " + text + " ")
		return
	}
	w.flush()
	w.p.line(text)
}

// inline returns the text below n on one line.
func (w *htmlWriter) inline(n *html.Node) string {
	in := htmlWriter{p: w.p, skip: w.skip, flat: true}
	in.children(n)
	return oneLine(in.b.String())
}

// flush ends the open block.
func (w *htmlWriter) flush() {
	if w.flat {
		w.b.WriteByte(' ')
		return
	}
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
	w.p.paragraph(text)
}

// unseen tells elements that a browser doesn't show as text.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Noembed, atom.Noframes,
		atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Audio, atom.Video, atom.Canvas, atom.Svg, atom.Map,
		atom.Select, atom.Datalist, atom.Textarea, atom.Button, atom.Input, atom.Progress, atom.Meter,
		atom.Rt, atom.Rp:
		return true
	}
	return hidden(n)
}

// hidden tells elements that their page hides.
func hidden(n *html.Node) bool {
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

// blockElement tells elements that begin a line of their own. What HTML
// doesn't know are custom elements; those stand inline as in a browser.
func blockElement(n *html.Node) bool {
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

// attr returns the value of an attribute, "" if n has none of that name.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

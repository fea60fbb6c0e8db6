package corpus

import (
	"footnote/retrieval"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/retrieval/corpus/office/block"
)

// writeTable writes each row on a line, with bars between its cells.
func (w *htmlWriter) writeTable(t *html.Node) {
	w.endBlock()
	pending := w.p.pending
	w.p.endList()
	w.p.pending = pending
	merged := hasMergedCells(t)
	var cells [][]block.Cell
	var rows func(n *html.Node)
	rows = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type != html.ElementNode || isUnseen(c) || w.skip != nil && w.skip(c):
			case c.DataAtom == atom.Tr && merged:
				cells = append(cells, w.readCells(c))
			case c.DataAtom == atom.Tr:
				w.writeRow(w.joinCells(c))
			case c.DataAtom == atom.Caption:
				w.writeRow(w.inlineText(c))
			default:
				rows(c)
			}
		}
	}
	rows(t)
	for _, row := range block.ExpandCells(cells) {
		texts := make([]string, len(row))
		for i, cell := range row {
			texts[i] = cell.Line()
		}
		w.writeRow(retrieval.JoinCells(texts))
	}
	w.p.endList()
}

// hasMergedCells reports whether a cell of a table goes over several rows or columns.
func hasMergedCells(t *html.Node) bool {
	for n := range t.Descendants() {
		if (n.DataAtom == atom.Td || n.DataAtom == atom.Th) && (spanOf(n, "rowspan") > 1 || spanOf(n, "colspan") > 1) {
			return true
		}
	}
	return false
}

// spanOf returns over how many rows or columns a cell goes.
func spanOf(n *html.Node, key string) int {
	span, err := strconv.Atoi(strings.TrimSpace(attrValue(n, key)))
	if err != nil || span < 1 {
		return 1
	}
	return span
}

// readCells returns the cells of a row.
func (w *htmlWriter) readCells(tr *html.Node) []block.Cell {
	var cells []block.Cell
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !isUnseen(c) && (w.skip == nil || !w.skip(c)) {
			cells = append(cells, block.Cell{
				Text: block.Blocks{{Text: w.inlineText(c)}}, Rows: spanOf(c, "rowspan"), Columns: spanOf(c, "colspan"), Header: c.DataAtom == atom.Th,
			})
		}
	}
	return cells
}

func (w *htmlWriter) joinCells(tr *html.Node) string {
	var cells []string
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !isUnseen(c) && (w.skip == nil || !w.skip(c)) {
			cells = append(cells, w.inlineText(c))
		}
	}
	return retrieval.JoinCells(cells)
}

// isLayoutTable reports whether a table places blocks on a page instead of
// holding data: it has tables inside its cells, or long text in them and no
// header. What has a header may have small tables in its cells.
func isLayoutTable(t *html.Node) bool {
	if role := attrValue(t, "role"); role == "presentation" || role == "none" {
		return true
	}
	const longCell = 600 // bytes
	rows, columns, header, nested, long, blocks := 0, 0, false, false, 0, 0
	var look func(n *html.Node, depth int) bool
	look = func(n *html.Node, depth int) bool {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Article, atom.Section, atom.H1:
				return true
			case atom.Table:
				if nested = true; textUpTo(c, longCell) >= longCell {
					return true
				}
				continue
			case atom.Thead, atom.Tbody, atom.Tfoot:
				header = header || c.DataAtom == atom.Thead
				if look(c, depth+1) {
					return true
				}
				continue
			case atom.Tr:
				rows++
				columns = max(columns, elementChildren(c))
			case atom.Th:
				header = true
			case atom.Td:
				if textUpTo(c, longCell) >= longCell {
					long++
				}
			case atom.P, atom.H2, atom.H3, atom.Ul, atom.Ol, atom.Pre:
				blocks++
			}
			if look(c, depth+1) {
				return true
			}
		}
		return false
	}
	if look(t, 0) || nested && !header {
		return true
	}
	return rows < 2 && columns < 2 || !header && long > 0 && (columns < 3 || blocks > rows*columns)
}

// hasBlock reports whether an element that begins a line stands below n.
func hasBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if isBlockElement(d) {
			return true
		}
	}
	return false
}

func elementChildren(n *html.Node) int {
	count := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			count++
		}
	}
	return count
}

// textUpTo counts the bytes of text below n, up to about limit.
func textUpTo(n *html.Node, limit int) int {
	size := 0
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			size += len(strings.TrimSpace(d.Data))
		}
		if size >= limit {
			break
		}
	}
	return size
}

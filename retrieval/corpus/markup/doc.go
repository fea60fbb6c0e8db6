// Package markup reads documents in light markup: AsciiDoc, reStructuredText,
// MediaWiki, LaTeX and manual pages. (Markdown and Org have parsers of others.)
//
// Each becomes the [block.Block]s that readers of Office files make, too: headings,
// paragraphs, items, rows of tables and code, without the marks. What a mark says that
// isn't known here is kept as text, so that no words are lost. These are no renderers:
// there are no numbers of chapters, and what a document includes from other files isn't
// looked up.
//
// They are our own since for Go there is no parser of these languages that is kept
// (libasciidoc and rst parsers rest since 2022, of the others there is none), and since
// they need no more than lines, blocks and inline marks. A parser takes time that grows
// with the length of its text.
package markup

import (
	"regexp"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// writer collects blocks. A paragraph is open until something else begins.
type writer struct {
	d     block.Document
	open  []string // lines of the open paragraph
	mark  string   // of the item that the open paragraph is
	notes block.Blocks
	count int // of notes

	blocks block.Blocks
}

// addText adds a line to the open paragraph.
func (w *writer) addText(line string) {
	if line = strings.TrimSpace(line); line != "" {
		w.open = append(w.open, line)
	}
}

// endParagraph closes the open paragraph.
func (w *writer) endParagraph(inline func(string) string) {
	if len(w.open) > 0 {
		text := strings.TrimSpace(inline(strings.Join(w.open, " ")))
		w.blocks.Add(block.Block{Text: text, Marker: w.mark})
	}
	w.open, w.mark = nil, ""
	w.blocks.Add(w.notes...)
	w.notes = nil
}

// addNote returns the mark of a note, whose text comes behind the open paragraph.
func (w *writer) addNote(text string) string {
	if text = block.OneLine(text); text == "" {
		return ""
	}
	w.count++
	mark := block.NoteMark(w.count)
	w.notes = append(w.notes, block.WriteNote(mark, block.Blocks{{Text: text}})...)
	return mark
}

// addHeading adds a heading; the first one names the document if nothing else does.
func (w *writer) addHeading(level int, text string) {
	if text = block.OneLine(text); text == "" {
		return
	}
	w.blocks.Add(block.Block{Text: text, Level: max(level, 1)})
}

// addCode adds lines as they are.
func (w *writer) addCode(lines []string) {
	for len(lines) > 0 && strings.TrimSpace(lines[0]) == "" {
		lines = lines[1:]
	}
	text := strings.TrimRight(strings.Join(dedent(lines), "\n"), " \n")
	w.blocks.Add(block.Block{}, block.Block{Text: text}, block.Block{})
}

// addTable adds rows as lines.
func (w *writer) addTable(rows [][]string) {
	cells := make([][]block.Blocks, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			cells[i] = append(cells[i], block.Blocks{{Text: block.OneLine(cell)}})
		}
	}
	w.blocks.Add(block.Block{})
	w.blocks.Add(block.WriteTable(cells)...)
}

// finish returns the document.
func (w *writer) finish() *block.Document {
	w.d.Blocks = w.blocks
	return &w.d
}

// item returns the marker of an item at a depth from 1.
func item(depth int, marker string) string {
	const deepest = 10
	return strings.Repeat("  ", min(max(depth, 1), deepest)-1) + marker + " "
}

// dedent removes the indentation that all lines share.
func dedent(lines []string) []string {
	common := -1
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			if n := indent(line); common < 0 || n < common {
				common = n
			}
		}
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.TrimRight(line[min(len(line), max(common, 0)):], " \t")
	}
	return out
}

// indent counts the spaces before a line.
func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// rule is an inline mark: what it matches becomes what stands for it.
type rule struct {
	mark *regexp.Regexp
	text string
}

// replaceAll obeys rules where a text has one of the signs that marks are made of.
func replaceAll(s, signs string, rules []rule) string {
	if !strings.ContainsAny(s, signs) {
		return s
	}
	for _, r := range rules {
		s = r.mark.ReplaceAllString(s, r.text)
	}
	return s
}

// lines splits a text, without its line ends.
func lines(text string) []string {
	return strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
}

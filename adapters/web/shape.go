package web

import (
	"slices"
	"strings"

	"footnote/bot/present"
	"footnote/retrieval"
)

// Shapes of blocks beside paragraphs and headings. Readers keep tables, lists and code as
// lines of text: cells stand apart by a tab, items begin with their mark.
const (
	tableShape = "table"
	itemShape  = "item"
	codeShape  = "code"
)

// shapeBlocks finds the tables, lists and code among paragraphs. The texts of all blocks,
// joined, stay the document's text: marks of items, tabs and ends of lines are kept, at the
// end of their cells.
func shapeBlocks(list []block) []block {
	var shaped []block
	for _, b := range list {
		if b.Level > 0 {
			shaped = append(shaped, b)
			continue
		}
		shaped = append(shaped, shapeBlock(b)...)
	}
	return shaped
}

// shapeBlock cuts a paragraph where its lines change their shape.
func shapeBlock(b block) []block {
	lines := splitAfter(b.Runs, '\n')
	whole := textOf(b.Runs)
	if len(lines) > 1 && present.IsCode(strings.TrimSpace(whole)) {
		b.Shape = codeShape
		return splitGap(b, lines)
	}
	var list []block
	for _, line := range lines {
		said := textOf(line)
		shape := shapeOf(said)
		last := len(list) - 1
		switch {
		case last >= 0 && shape == tableShape && list[last].Shape == tableShape:
			list[last].Rows = append(list[last].Rows, splitAfter(line, '\t'))
			list[last].Runs = append(list[last].Runs, line...)
			continue
		case last >= 0 && shape == "" && (list[last].Shape == "" || continuesItem(list[last], said) || strings.TrimSpace(said) == ""):
			list[last].Runs = append(list[last].Runs, line...)
			if n := len(list[last].Rows); n > 0 { // an empty line below a table
				row := list[last].Rows[n-1]
				row[len(row)-1] = append(row[len(row)-1], line...)
			}
			continue
		}
		next := block{Lang: b.Lang, Shape: shape, Runs: line}
		if last < 0 {
			next.Page = b.Page
		}
		switch shape {
		case tableShape:
			next.Rows = [][][]stretch{splitAfter(line, '\t')}
		case itemShape:
			next.Indent = min((len(said)-len(strings.TrimLeft(said, " \t")))/2, deepestIndent)
		}
		list = append(list, next)
	}
	return list
}

// splitGap returns a block of code, and the empty lines below it as a paragraph.
func splitGap(b block, lines [][]stretch) []block {
	end := len(lines)
	for end > 0 && strings.TrimSpace(textOf(lines[end-1])) == "" {
		end--
	}
	b.Runs = slices.Concat(lines[:end]...)
	if end == len(lines) {
		return []block{b}
	}
	return []block{b, {Lang: b.Lang, Runs: slices.Concat(lines[end:]...)}}
}

// deepestIndent is how deep items are set at the most.
const deepestIndent = 6

// shapeOf returns the shape of a line, "" for prose.
func shapeOf(line string) string {
	switch {
	case retrieval.ListItem(line):
		return itemShape
	case retrieval.TableRow(line):
		return tableShape
	}
	return ""
}

// continuesItem reports whether a line goes on with an item: it is indented.
func continuesItem(b block, line string) bool {
	return b.Shape == itemShape && (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t"))
}

func textOf(runs []stretch) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// splitAfter cuts runs after each sign. What is the first of what is cited or said stays
// that in its first part alone.
func splitAfter(runs []stretch, sign byte) [][]stretch {
	var parts [][]stretch
	var open []stretch
	for _, r := range runs {
		for r.Text != "" {
			part := r
			i := strings.IndexByte(r.Text, sign)
			if i >= 0 {
				part.Text = r.Text[:i+1]
			}
			open = append(open, part)
			r.Text, r.First, r.Begins, r.Here = r.Text[len(part.Text):], false, false, false
			if i >= 0 {
				parts, open = append(parts, open), nil
			}
		}
	}
	if len(open) > 0 {
		parts = append(parts, open)
	}
	return parts
}

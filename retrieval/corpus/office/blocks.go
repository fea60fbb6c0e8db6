package office

import "strings"

// Block is a paragraph, heading, list item, table row or page break of a
// document. A block without any text ends the list or table before it.
type Block struct {
	Text   string // may have line breaks
	Level  int    // of a heading from 1, 0 if it is none
	Marker string // of a list item, with its indent and a space behind it
	Row    bool   // of a table: stands right below the row before it
	Page   int    // number of the page or slide that begins here; such a block has no text
}

func (b *Block) empty() bool { return strings.TrimSpace(b.Text) == "" && b.Page == 0 }

// blocks is a document, or a part of it such as a cell, in reading order.
type blocks []Block

// line returns the text of all blocks on one line, as in a table's cell.
func (bs blocks) line() string {
	var parts []string
	for _, b := range bs {
		if t := oneLine(b.Text); t != "" {
			parts = append(parts, strings.TrimSpace(b.Marker), t)
		}
	}
	return oneLine(strings.Join(parts, " "))
}

func (bs blocks) size() int {
	n := 0
	for _, b := range bs {
		n += len(b.Text)
	}
	return n
}

// add appends more, leaving out empty blocks that say nothing new.
func (bs *blocks) add(more ...Block) {
	for _, b := range more {
		if b.empty() && (len(*bs) == 0 || (*bs)[len(*bs)-1].empty()) {
			continue
		}
		*bs = append(*bs, b)
	}
}

// oneLine folds white space.
func oneLine(s string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// A cell with more bytes or paragraphs than this holds text that the table only
// arranges on the page.
const (
	maxCell           = 1500
	maxCellParagraphs = 12
)

// tableBlocks writes a table row by row, cells apart by " | ". A table that
// only arranges text on the page is written as that text, cell by cell.
func tableBlocks(rows [][]blocks) blocks {
	layout := true
	for _, row := range rows {
		filled := 0
		for _, cell := range row {
			if cell.size() > 0 {
				filled++
			}
		}
		layout = layout && filled <= 1
	}
	var out blocks
	for _, row := range rows {
		out.add(rowBlocks(row, layout)...)
	}
	out.add(Block{}) // ends the run of rows
	return out
}

func rowBlocks(row []blocks, layout bool) blocks {
	for _, cell := range row {
		layout = layout || cell.size() > maxCell || len(cell) > maxCellParagraphs
	}
	var out blocks
	if layout {
		for _, cell := range row {
			out.add(cell...)
			out.add(Block{})
		}
		return out
	}
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = cell.line()
	}
	if line := strings.TrimRight(strings.Join(cells, " | "), " |"); line != "" {
		out.add(Block{Text: line, Row: true})
	}
	return out
}

package corpus

import (
	"errors"
	"strings"
)

// maxOfficeText is the most text that one Office file may hold, in bytes: a
// shelf of books.
const maxOfficeText = 64 << 20

var errTooMuchText = errors.New("it holds more than 64 MB of text; split it")

// block is a paragraph, heading, list item or table row of a document.
type block struct {
	text   string
	level  int    // of a heading, 0 if it is none
	marker string // of a list item
	row    bool   // of a table
}

// blocks is a document, or a part of it such as a cell, in reading order.
type blocks []block

// write adds the blocks to the canonical text.
func (bs blocks) write(p *plainText) {
	inTable := false
	for _, b := range plainMarkers(bs) {
		if b.row && !inTable {
			p.endList()
		}
		inTable = b.row
		switch {
		case b.level > 0:
			p.endList()
			p.heading(b.level, b.text)
		case b.row:
			p.line(b.text)
		case b.marker != "" && strings.TrimSpace(b.text) != "":
			p.mark(b.marker)
			p.paragraph(b.text)
		default:
			p.endList()
			p.paragraph(b.text)
		}
	}
}

func (bs blocks) size() int {
	n := 0
	for _, b := range bs {
		n += len(b.text)
	}
	return n
}

// line returns the text of all blocks on one line, as in a table's cell.
func (bs blocks) line() string {
	var parts []string
	for _, b := range plainMarkers(bs) {
		if t := oneLine(b.marker + b.text); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

// maxCell is the most that a cell of data holds, bytes; a longer one holds
// text that a table only arranges on the page.
const maxCell = 1500

// tableBlocks writes a table row by row, cells apart by " | ". A table that
// only arranges text on the page is written as that text, cell by cell.
func tableBlocks(rows [][]blocks) blocks {
	layout := true
	for _, row := range rows {
		filled := 0
		for _, cell := range row {
			if cell.line() != "" {
				filled++
			}
		}
		layout = layout && filled <= 1
	}
	var out blocks
	for _, row := range rows {
		out = append(out, rowBlocks(row, layout)...)
	}
	if !layout && len(out) > 0 {
		out = append(out, block{}) // ends the run of rows
	}
	return out
}

func rowBlocks(row []blocks, layout bool) blocks {
	var cells []string
	for _, cell := range row {
		layout = layout || cell.size() > maxCell
		cells = append(cells, cell.line())
	}
	if layout {
		var out blocks
		for _, cell := range row {
			out = append(out, cell...)
		}
		return append(out, block{})
	}
	line := strings.TrimRight(strings.Join(cells, " | "), " |")
	if line == "" {
		return nil
	}
	return blocks{{text: line, row: true}}
}

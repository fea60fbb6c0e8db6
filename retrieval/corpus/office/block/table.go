package block

import (
	"footnote/retrieval"
)

// A cell with more bytes or paragraphs than this holds text that the table only
// arranges on the page.
const (
	maxCell           = 1500
	maxCellParagraphs = 12
)

// WriteTable writes a table row by row, cells apart by retrieval.CellMark. A table that
// only arranges text on the page is written as that text, cell by cell.
func WriteTable(rows [][]Blocks) Blocks {
	layout := true
	for _, row := range rows {
		filled := 0
		for _, cell := range row {
			if cell.Size() > 0 {
				filled++
			}
		}
		layout = layout && filled <= 1
	}
	var out Blocks
	for _, row := range rows {
		out.Add(writeRow(row, layout)...)
	}
	out.Add(Block{}) // ends the run of rows
	return out
}

func writeRow(row []Blocks, layout bool) Blocks {
	for _, cell := range row {
		layout = layout || cell.Size() > maxCell || len(cell) > maxCellParagraphs
	}
	var out Blocks
	if layout {
		for _, cell := range row {
			out.Add(cell...)
			out.Add(Block{})
		}
		return out
	}
	cells := make([]string, len(row))
	for i, cell := range row {
		cells[i] = cell.Line()
	}
	if line := retrieval.JoinCells(cells); line != "" {
		out.Add(Block{Text: line, Row: true})
	}
	return out
}

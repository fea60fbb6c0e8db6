package terminal

import (
	"strings"

	"github.com/rivo/uniseg"

	"footnote/retrieval"
)

// cellGap stands between columns, cellMark between cells that are in none.
const (
	cellGap  = "  "
	cellMark = " · "
)

// spaceCells returns what each mark between cells of a text becomes on a screen, by the
// byte where it stands: rows that follow one another stand in columns, as far as they fit
// the width.
func spaceCells(text string, width int) map[int]string {
	spaces := make(map[int]string)
	var run []string // rows
	from := 0        // where they begin
	at := 0
	end := func() {
		spaceRows(spaces, run, from, width)
		run = nil
	}
	for line := range strings.Lines(text) {
		row := strings.TrimSuffix(line, "\n")
		switch {
		case !retrieval.TableRow(row):
			end()
		case run == nil:
			run, from = []string{row}, at
		default:
			run = append(run, row)
		}
		at += len(line)
	}
	end()
	return spaces
}

// spaceRows does so with rows that follow one another, the first at a byte.
func spaceRows(spaces map[int]string, rows []string, at, width int) {
	var widths []int
	for _, row := range rows {
		for i, cell := range strings.Split(row, retrieval.CellMark) {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	total := 0
	for _, w := range widths {
		total += w + len(cellGap)
	}
	for _, row := range rows {
		cells := strings.Split(row, retrieval.CellMark)
		for i, cell := range cells[:len(cells)-1] {
			at += len(cell)
			spaces[at] = cellMark
			if total-len(cellGap) <= width {
				spaces[at] = strings.Repeat(" ", widths[i]-uniseg.StringWidth(cell)) + cellGap
			}
			at += len(retrieval.CellMark)
		}
		at += len(cells[len(cells)-1]) + 1
	}
}

package grounding

import (
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/quantity"
	"footnote/retrieval/table"
)

// A model tells a cell of a table as a sentence: "The Glass Hall closes at 17:00 in winter".
// Such a claim is laid on what the cell says with the names of its row and its column.

// mostCells bounds the work on tables: of those with more nothing is told.
const mostCells = 400

// toldRows is evidence in which each cell of the tables is a sentence.
type toldRows struct {
	prepared *Prepared
	rows     [][]toldCell // by piece of evidence
}

// toldCell is where the sentence of a cell ends, and the bytes of its row.
type toldCell struct {
	end int
	row retrieval.Span
}

// checkRows lays a claim on the cells of the evidence's tables.
func (p *Prepared) checkRows(claim string) (Verdict, bool) {
	if p.rows == nil {
		p.rows = p.tellRows()
	}
	if p.rows.prepared == nil {
		return Verdict{}, false
	}
	v := p.rows.prepared.checkText(claim)
	for i, place := range v.Best {
		for _, cell := range p.rows.rows[place.Evidence] {
			if place.Start < cell.end {
				v.Best[i] = Place{Evidence: place.Evidence, Span: cell.row}
				break
			}
		}
	}
	return v, v.Supported
}

// tellRows writes the cells of all tables as sentences.
func (p *Prepared) tellRows() *toldRows {
	t := &toldRows{}
	told := make([]Evidence, len(p.source.evidence))
	n := 0
	for i, e := range p.source.evidence {
		told[i] = e
		var text strings.Builder
		var cells []toldCell
		for _, tb := range table.Read(e.Text) {
			if len(tb.Head) > 0 { // what the rows are: the Large model
				told[i].Heading = strings.TrimSpace(told[i].Heading + " " + tb.Head[0])
			}
			for _, row := range tb.Rows {
				for c := 1; c < len(row.Cells) && c < len(tb.Head); c++ {
					if row.Cells[0] == "" || row.Cells[c] == "" {
						continue
					}
					text.WriteString(tellCell(row.Cells[0], tb.Head[c], row.Cells[c]) + "\n\n")
					cells = append(cells, toldCell{text.Len(), row.Span})
					n++
				}
			}
		}
		told[i].Text = text.String()
		t.rows = append(t.rows, cells)
	}
	if n > 0 && n <= mostCells {
		t.prepared = p.checker.Prepare(told)
		t.prepared.source.cells = true
	}
	return t
}

// tellCell writes a cell as a sentence. A unit in the name of its column goes to its figure.
func tellCell(row, column, value string) string {
	words := strings.Fields(column)
	if last := len(words) - 1; last > 0 && strings.Trim(value, "0123456789.,") == "" {
		unit := strings.Trim(words[last], "()[]")
		if found := quantity.Find(value + " " + unit); len(found) == 1 && found[0].Unit.Dimension != "" {
			value, column = value+" "+unit, strings.Join(words[:last], " ")
		}
	}
	return row + ": " + column + " " + value
}

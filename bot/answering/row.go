package answering

import (
	"strings"

	"footnote/bot"
	"footnote/retrieval"
)

// rowCells returns the cells of a sentence that is a row of a table, nil if it is none.
// Their columns are named if the passage has the table's head.
func rowCells(h *retrieval.Hit, span retrieval.Span) []bot.Cell {
	row := h.Text[span.Start-h.Start : span.End-h.Start]
	if strings.Contains(row, "\n") || !retrieval.TableRow(row) {
		return nil
	}
	var list []bot.Cell
	for _, s := range cellSpans(row, 0) {
		list = append(list, bot.Cell{Text: row[s.Start:s.End]})
	}
	head, ok := headOf(h, span)
	if !ok {
		return list
	}
	names, ok := retrieval.AlignNames(cellSpans(h.Text[head.Start-h.Start:head.End-h.Start], head.Start-h.Start), len(list))
	if !ok {
		return list
	}
	asked, most, alone := 0, 0, false
	for i := range list {
		list[i].Column = h.Text[names[i].Start:names[i].End]
		if i == 0 { // it names the row, and its column what rows are of
			continue
		}
		switch n := askedWords(h, names[i]); {
		case n > most:
			asked, most, alone = i, n, true
		case n == most:
			alone = false
		}
	}
	if alone {
		list[asked].Asked = true
	}
	return list
}

// cellSpans returns where the cells of a row are, without the white space around them.
// The row begins at a byte.
func cellSpans(row string, at int) []retrieval.Span {
	var list []retrieval.Span
	for cell := range strings.SplitSeq(row, retrieval.CellMark) {
		start := at + len(cell) - len(strings.TrimLeft(cell, " "))
		list = append(list, retrieval.Span{Start: start, End: start + len(strings.TrimSpace(cell))})
		at += len(cell) + len(retrieval.CellMark)
	}
	return list
}

// headOf returns the row that names the columns of the table that a row is of. It is the
// first one of the table, if the passage has the table's beginning.
func headOf(h *retrieval.Hit, row retrieval.Span) (retrieval.Span, bool) {
	first, ok := retrieval.TableStart(h.Text, row.Start-h.Start)
	if !ok {
		return retrieval.Span{}, false
	}
	line, _, _ := strings.Cut(h.Text[first:], "\n")
	if !retrieval.NamesColumns(line) || first == 0 && h.Start > 0 && !retrieval.NamesOnly(line) {
		return retrieval.Span{}, false
	}
	return retrieval.Span{Start: h.Start + first, End: h.Start + first + len(line)}, true
}

// askedWords returns how many words of the question stand in a part of the passage.
func askedWords(h *retrieval.Hit, part retrieval.Span) int {
	words := make(map[int]bool)
	for i, t := range h.Terms {
		if w := h.Words[i]; w >= 0 && t.Start >= part.Start && t.End <= part.End {
			words[w] = true
		}
	}
	return len(words)
}

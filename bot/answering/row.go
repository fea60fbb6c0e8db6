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
	names := cellSpans(h.Text[head.Start-h.Start:head.End-h.Start], head.Start-h.Start)
	if len(names) == len(list)-1 { // the name above the rows' own names is mostly empty
		names = append([]retrieval.Span{{}}, names...)
	}
	if len(names) != len(list) {
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
	start := row.Start - h.Start
	first := start
	for first > 0 {
		end := strings.TrimSuffix(h.Text[:first], "\n")
		line := lastLine(end + "\n")
		if len(end) == first || !retrieval.TableRow(line) {
			break
		}
		first = len(end) - len(line)
	}
	if first == start || first == 0 && h.Start > 0 && !isTableHead(firstLine(h.Text)) {
		return retrieval.Span{}, false
	}
	line := firstLine(h.Text[first:])
	if !namesColumns(line) {
		return retrieval.Span{}, false
	}
	return retrieval.Span{Start: h.Start + first, End: h.Start + first + len(line)}, true
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// namesColumns reports whether the first row of a table can be its head: its cells are
// short, and none has the name of its column before it, as the rows of sheets have.
func namesColumns(line string) bool {
	const longest = 60 // bytes of a column's name
	for _, s := range cellSpans(line, 0) {
		if s.End-s.Start > longest {
			return false
		}
	}
	return !strings.Contains(line, ": ")
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

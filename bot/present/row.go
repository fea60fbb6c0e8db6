package present

import (
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/present/text"
	"footnote/retrieval"
)

// readableLines returns the lines of a sentence as people read them: a row of a table
// with the name of its column, or, if it isn't known which is asked for, of all.
func readableLines(s bot.Sentence) []string {
	if len(s.Cells) > 0 {
		return []string{rowText(s.Cells)}
	}
	lines := s.Lines()
	var head []string // of the table that the lines are in
	var list []string
	for i, line := range lines {
		if !retrieval.TableRow(line) {
			list, head = append(list, line), nil
			continue
		}
		cells := retrieval.SplitCells(line)
		if head == nil && i+1 < len(lines) && retrieval.TableRow(lines[i+1]) {
			head = cells
			continue
		}
		list = append(list, rowText(nameCells(cells, head)))
	}
	return list
}

// nameCells gives cells the names of their columns, if there are as many.
func nameCells(texts, names []string) []bot.Cell {
	cells := make([]bot.Cell, len(texts))
	for i, t := range texts {
		cells[i].Text = t
		if len(names) == len(texts) {
			cells[i].Column = names[i]
		}
	}
	return cells
}

// rowText tells a row: what it is of, and the cell that is asked for under the name of
// its column, or all of them.
func rowText(cells []bot.Cell) string {
	asked := slices.ContainsFunc(cells, func(c bot.Cell) bool { return c.Asked })
	var parts []string
	for i, c := range cells {
		value := text.OneLine(c.Text)
		switch {
		case i > 0 && asked && !c.Asked, value == "":
			continue
		case i > 0 && c.Column != "":
			value = text.OneLine(c.Column) + ": " + value
		}
		parts = append(parts, value)
	}
	if len(parts) == 2 && len(cells) == 2 && cells[1].Column == "" {
		return strings.Join(parts, ": ") // of a name and its value
	}
	return strings.Join(parts, " · ")
}

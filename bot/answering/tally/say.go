package tally

import (
	"strconv"
	"strings"
)

// mostNamed is how many rows are named: the rest is counted.
const mostNamed = 15

// labels returns what rows are called, by the first columns that say it.
func (e *explained) labels(rows []int) []string {
	at, beside := e.labelColumns()
	list := make([]string, 0, len(rows))
	for _, r := range rows {
		label := e.columns[at].cells[r].text
		if beside >= 0 && e.columns[beside].cells[r].text != "" {
			label = strings.TrimSpace(label + " " + e.columns[beside].cells[r].text)
		}
		if label == "" {
			label = strings.TrimSpace(strings.Join(e.table.Rows[r].Cells, " "))
		}
		list = append(list, label)
	}
	return list
}

// labelColumns returns the column that names the rows, and one of text beside it where
// that is a code or a number, -1 for none.
func (e *explained) labelColumns() (at, beside int) {
	const longestLabel = 8 // words
	at, beside = 0, -1
	if !isCode(&e.columns[0]) {
		return at, beside
	}
	for c := 1; c < len(e.columns); c++ {
		col := &e.columns[c]
		if col.numeric || col.dated || col.either || e.isCondition(c) || isCode(col) {
			continue
		}
		words, filled := 0, 0
		for _, cell := range col.cells {
			if cell.text != "" {
				filled++
				words += len(cell.words)
			}
		}
		if 2*filled >= len(col.cells) && words <= longestLabel*filled {
			return at, c
		}
	}
	return at, beside
}

// isCode reports whether the cells of a column are codes or numbers.
func isCode(col *column) bool {
	codes, filled := 0, 0
	for _, c := range col.cells {
		if c.text == "" {
			continue
		}
		filled++
		if strings.ContainsAny(c.text, "0123456789") && len(strings.Fields(c.text)) == 1 {
			codes++
		}
	}
	return 3*codes >= 2*filled
}

// joinBounded joins names, and counts those that are too many.
func joinBounded(names []string) string {
	const longest = 120 // bytes of one
	var b strings.Builder
	for i, name := range names {
		if i == mostNamed {
			b.WriteString(", … +" + strconv.Itoa(len(names)-mostNamed))
			break
		}
		if i > 0 {
			b.WriteString(", ")
			if strings.Contains(name, ",") {
				b.Reset()
				return joinWith(names, "; ")
			}
		}
		if len(name) > longest {
			name = strings.ToValidUTF8(name[:longest], "") + "…"
		}
		b.WriteString(name)
	}
	return b.String()
}

// joinWith joins names that have commas themselves.
func joinWith(names []string, mark string) string {
	if n := len(names) - mostNamed; n > 0 {
		return strings.Join(names[:mostNamed], mark) + mark + "… +" + strconv.Itoa(n)
	}
	return strings.Join(names, mark)
}

// joinFigures joins the figures of a sum, and counts those that are too many.
func joinFigures(parts []string) string {
	if n := len(parts) - mostNamed; n > 0 {
		return strings.Join(parts[:mostNamed], " + ") + " + … +" + strconv.Itoa(n)
	}
	return strings.Join(parts, " + ")
}

// decimalsOf returns how many decimals a figure is written with.
func decimalsOf(text string) int {
	i := strings.LastIndexByte(text, '.')
	n := 0
	for k := i + 1; i >= 0 && k < len(text) && text[k] >= '0' && text[k] <= '9'; k++ {
		n++
	}
	return n
}

func formatNumber(n float64, decimals int) string {
	return strconv.FormatFloat(n, 'f', decimals, 64)
}

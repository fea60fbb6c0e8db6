package present

import (
	"strings"
	"unicode"

	"footnote/bot/present/text"
	"footnote/retrieval"
)

// PartKind is what a part of an excerpt is.
type PartKind int

// The kinds of parts of an excerpt.
const (
	Prose PartKind = iota
	List
	Table
	Code
)

// Part is a part of an excerpt that is drawn in a form of its own. Marks carry over.
type Part struct {
	Kind  PartKind
	Text  text.Marked // of Prose and Code
	Items []Item      // of a List
	Rows  [][]Cell    // of a Table; the first may be its head
}

// Item is an item of a list, without its mark.
type Item struct {
	Text   text.Marked
	Number int // 0 for a bullet
	Indent int // from 0
}

// Cell is a cell of a table.
type Cell struct {
	Text   string
	Marked bool
}

// Parts cuts an excerpt into its paragraphs, lists, tables and code. Its text is cleaned.
func Parts(m text.Marked) []Part {
	m = m.Clean()
	var parts []Part
	var open []line
	flush := func() {
		parts = append(parts, readBlock(open)...)
		open = nil
	}
	for _, l := range cutLines(m) {
		if strings.TrimSpace(l.Text) == "" {
			flush()
			continue
		}
		open = append(open, l)
	}
	flush()
	return joinParts(parts)
}

type line struct{ text.Marked }

// cutLines returns the lines of a text, each with its marks.
func cutLines(m text.Marked) []line {
	var lines []line
	start := 0
	for _, s := range strings.Split(m.Text, "\n") {
		lines = append(lines, line{cutMarked(m, start, start+len(s))})
		start += len(s) + 1
	}
	return lines
}

// cutMarked returns the bytes [from, to) of a text with their marks.
func cutMarked(m text.Marked, from, to int) text.Marked {
	part := text.Marked{Text: m.Text[from:to]}
	for _, mark := range m.Marks {
		if a, b := max(mark[0], from), min(mark[1], to); a < b {
			part.Marks = append(part.Marks, [2]int{a - from, b - from})
		}
	}
	return part
}

// readBlock cuts lines between which there is no empty one.
func readBlock(lines []line) []Part {
	var parts []Part
	for len(lines) > 0 {
		kind, n := beginningOf(lines)
		part := Part{Kind: kind}
		switch kind {
		case Table:
			for _, l := range lines[:n] {
				part.Rows = append(part.Rows, l.cells())
			}
		case List:
			part.Items = readItems(lines[:n])
		default:
			part.Text = joinLines(lines[:n])
		}
		parts, lines = append(parts, part), lines[n:]
	}
	return parts
}

// beginningOf returns what lines begin with, and how many of them that is.
func beginningOf(lines []line) (PartKind, int) {
	kindAt := func(i int) PartKind {
		switch l := lines[i].Text; {
		case retrieval.ListItem(l):
			return List
		case retrieval.TableRow(l):
			return Table
		}
		return Prose
	}
	if all := joinLines(lines).Text; IsCode(all) {
		return Code, len(lines)
	}
	kind, n := kindAt(0), 1
	for n < len(lines) {
		next := kindAt(n)
		if kind == List && next == Prose && strings.HasPrefix(lines[n].Text, " ") {
			next = List // an item goes on
		}
		if next != kind {
			break
		}
		n++
	}
	return kind, n
}

func joinLines(lines []line) text.Marked {
	var all text.Marked
	for i, l := range lines {
		if i > 0 {
			all.Text += "\n"
		}
		all = appendMarked(all, l.Marked)
	}
	return all
}

// appendMarked appends a text to another, marks that touch at a line break joined.
func appendMarked(a, b text.Marked) text.Marked {
	at := len(a.Text)
	a.Text += b.Text
	for _, mark := range b.Marks {
		from, to := mark[0]+at, mark[1]+at
		if n := len(a.Marks); n > 0 && strings.TrimSpace(a.Text[a.Marks[n-1][1]:from]) == "" {
			a.Marks[n-1][1] = to
			continue
		}
		a.Marks = append(a.Marks, [2]int{from, to})
	}
	return a
}

// cells returns the cells of a row. One is marked if a mark reaches into it.
func (l line) cells() []Cell {
	var list []Cell
	at := 0
	for _, s := range strings.Split(l.Text, retrieval.CellMark) {
		lead := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		cell := Cell{Text: strings.TrimSpace(s)}
		for _, mark := range l.Marks {
			cell.Marked = cell.Marked || mark[0] < at+lead+len(cell.Text) && at+lead < mark[1]
		}
		list = append(list, cell)
		at += len(s) + len(retrieval.CellMark)
	}
	return list
}

// readItems returns the items of a list. A line without a mark goes on with the item
// before it.
func readItems(lines []line) []Item {
	const step = 2 // spaces
	var items []Item
	for _, l := range lines {
		marker, rest := itemMarker(l.Text)
		body := cutMarked(l.Marked, len(l.Text)-len(rest), len(l.Text))
		if marker == "" && len(items) > 0 {
			last := &items[len(items)-1]
			last.Text.Text += " "
			last.Text = appendMarked(last.Text, body)
			continue
		}
		number := 0
		for _, r := range marker {
			if r >= '0' && r <= '9' {
				number = 10*number + int(r-'0')
			}
		}
		indent := len(l.Text) - len(strings.TrimLeft(l.Text, " \t"))
		items = append(items, Item{Text: body, Number: number, Indent: min(indent/step, 5)})
	}
	return items
}

// itemMarker returns the mark of an item and the rest; of another line all is the rest.
func itemMarker(l string) (marker, rest string) {
	trimmed := strings.TrimLeft(l, " \t")
	if !retrieval.ListItem(l) {
		return "", trimmed
	}
	marker, rest, _ = strings.Cut(trimmed, " ")
	return marker, strings.TrimLeft(rest, " ")
}

// joinParts puts code together that only empty lines part, with what stands between: a
// line of code may have no sign.
func joinParts(parts []Part) []Part {
	var list []Part
	for i, p := range parts {
		between := p.Kind == Prose && i+1 < len(parts) && parts[i+1].Kind == Code && !strings.ContainsAny(p.Text.Text, ".!?:") && len(list) > 0
		if n := len(list); n > 0 && list[n-1].Kind == Code && (p.Kind == Code || between) {
			list[n-1].Text.Text += "\n\n"
			list[n-1].Text = appendMarked(list[n-1].Text, p.Text)
			continue
		}
		list = append(list, p)
	}
	return list
}

// Package table reads the tables that stand in the text of a document: rows under a head,
// the records of a sheet or of a data file, with the bytes of each, so that what is
// computed from them can cite them. It stores nothing.
package table

import (
	"slices"
	"strings"

	"footnote/retrieval"
)

// Table is a table of a document.
type Table struct {
	// Name is what its rows are called, "" where nothing says it: "items" of items.price.
	Name string
	// Head are the names of its columns.
	Head []string
	// HeadSpan are the bytes of the row that names them, empty where each row does so
	// itself.
	HeadSpan retrieval.Span
	Rows     []Row
}

// Row is a row of a table: the bytes of the document with that ID, "" for the one that
// was read.
type Row struct {
	retrieval.Span
	Document string
	// Cells are as many as Table.Head, "" where the row has none.
	Cells []string
}

// fewestRows is how many rows make a table: one alone has nothing to compute.
const fewestRows = 2

// mostRows bounds what is read of a document: a question must not hold up the others. Of
// one with more nothing is read, since a part would give wrong results.
const mostRows = 5000

// Read lists the tables of a text in order.
func Read(text string) []Table {
	var list []Table
	var run []line // lines with cells that follow one another
	add := func() {
		if t, ok := readRun(run); ok {
			list = append(list, t)
		}
		run = nil
	}
	rows := 0
	for l := range eachLine(text) {
		if !retrieval.TableRow(l.text) {
			add()
			continue
		}
		if rows++; rows > mostRows {
			return nil
		}
		run = append(run, l)
	}
	add()
	return append(list, readFields(text)...)
}

// line is a line of a text, which begins at a byte.
type line struct {
	text  string
	start int
}

func (l line) span() retrieval.Span {
	return retrieval.Span{Start: l.start, End: l.start + len(l.text)}
}

// eachLine calls yield for the lines of a text, without white space at their ends.
func eachLine(text string) func(yield func(line) bool) {
	return func(yield func(line) bool) {
		at := 0
		for s := range strings.Lines(text) {
			start := at
			at += len(s)
			if !yield(line{strings.TrimRight(s, " \t\r\n"), start}) {
				return
			}
		}
	}
}

// readRun makes a table of rows that follow one another.
func readRun(run []line) (Table, bool) {
	if len(run) < fewestRows {
		return Table{}, false
	}
	if t, ok := readRecords(run); ok {
		return t, true
	}
	return readHeaded(run)
}

// readHeaded makes a table of rows whose first one names the columns. A row of fewer
// cells than the head lacks the last ones; the head may lack the name above the rows'
// own names.
func readHeaded(run []line) (Table, bool) {
	head := retrieval.SplitCells(run[0].text)
	if len(run)-1 < fewestRows || !retrieval.NamesColumns(run[0].text) || !areDistinct(head) {
		return Table{}, false
	}
	wide := 0
	for _, l := range run[1:] {
		if len(retrieval.SplitCells(l.text)) == len(head)+1 {
			wide++
		}
	}
	if 2*wide > len(run)-1 {
		head, _ = retrieval.AlignNames(head, len(head)+1)
	}
	t := Table{Head: head, HeadSpan: run[0].span()}
	for _, l := range run[1:] {
		cells := retrieval.SplitCells(l.text)
		if len(cells) > len(head) || slices.Equal(cells, head) {
			continue // merged cells; a head that is repeated on the next page
		}
		t.Rows = append(t.Rows, Row{Span: l.span(), Cells: pad(cells, len(head))})
	}
	return t, len(t.Rows) >= fewestRows
}

// areDistinct reports whether the names of columns differ: what is asked of one must be
// computed from one.
func areDistinct(names []string) bool {
	seen := make(map[string]bool)
	for _, name := range names {
		if name != "" && seen[name] {
			return false
		}
		seen[name] = true
	}
	return true
}

func pad(cells []string, n int) []string {
	for len(cells) < n {
		cells = append(cells, "")
	}
	return cells
}

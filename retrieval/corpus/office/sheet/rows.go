package sheet

import (
	"footnote/retrieval"
	"slices"
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// MaxColumns is the number of columns that Excel knows.
const MaxColumns = 16384

// Cell is a cell with something in it.
type Cell struct {
	Column int // from 0
	Text   string
	Number bool // or a date
	Bold   bool
	// Columns and Rows are those that it goes over; less than 2 is one.
	Columns, Rows int
}

// Writer writes the rows of spreadsheets so that each can be found and
// read on its own: below a header, a row is one line "Header: value | Header:
// value". A tab-separated row would say what its values mean only as long as
// the header is in the same passage, and it matches a question that names the
// column only there.
type Writer struct {
	out  block.Blocks
	text *block.Budget

	written int // bytes of text in out

	row     int // number of the last one
	waiting [][]Cell
	decided bool
	header  map[int]string // by column; nil if the region has none
	first   string         // the header's own row, to leave out where it is repeated
	above   []Cell         // a row that may be the header of regions below a gap
	carried []carriedCell  // cells that go over the rows that come
}

// carriedCell is a cell that goes over rows to a last one.
type carriedCell struct {
	cell Cell
	last int
}

// NewWriter returns a Writer that spends what it writes from a budget.
func NewWriter(text *block.Budget) *Writer { return &Writer{text: text} }

// Blocks returns what was written. The last region must have been ended.
func (w *Writer) Blocks() block.Blocks { return w.out }

// TakeBlocks returns what was written since it was last called, once that is at
// least so many bytes, else nil: a long sheet need not be held as a whole.
func (w *Writer) TakeBlocks(least int) block.Blocks {
	if w.written < least {
		return nil
	}
	out := w.out
	w.out, w.written = nil, 0
	return out
}

// lookahead is how many rows of a region are seen before it is decided
// whether the first is a header.
const lookahead = 20

// BeginSheet begins a sheet, whose name is a heading.
func (w *Writer) BeginSheet(name string) {
	w.EndRegion()
	w.row, w.above, w.carried = 0, nil, nil
	w.out.Add(block.Block{Text: name, Level: 1})
}

// AddRow adds the cells of a row, which has a number from 1. A gap between rows
// ends a region: another header may follow.
func (w *Writer) AddRow(number int, cells []Cell) error {
	if len(cells) == 0 {
		return nil
	}
	size := 0
	for _, c := range cells {
		size += len(c.Text)
	}
	if size > w.text.Left() {
		return block.ErrTooMuch
	}
	if number > w.row+1 {
		w.EndRegion()
	}
	w.row = number
	cells = w.carryCells(number, cells)
	if w.decided {
		w.writeRow(cells)
	} else if len(cells) == 1 && len(w.waiting) == 0 {
		w.writeLine(block.OneLine(cells[0].Text)) // a title above the table, or a list
	} else if w.waiting = append(w.waiting, cells); len(w.waiting) >= lookahead {
		w.decideHeader()
	}
	return w.text.Spend(0)
}

// carryCells adds the cells that go over a row from above: each row must say all that
// it is about.
func (w *Writer) carryCells(number int, cells []Cell) []Cell {
	kept := w.carried[:0]
	for _, c := range w.carried {
		if number > c.last {
			continue
		}
		kept = append(kept, c)
		at, found := slices.BinarySearchFunc(cells, c.cell.Column, func(cell Cell, column int) int { return cell.Column - column })
		if !found {
			cells = slices.Insert(cells, at, c.cell)
		}
	}
	w.carried = kept
	for _, c := range cells {
		if c.Rows > 1 && len(w.carried) < MaxColumns {
			last := number + c.Rows - 1
			c.Rows = 0
			w.carried = append(w.carried, carriedCell{c, last})
		}
	}
	return cells
}

func (w *Writer) writeLine(text string) {
	_ = w.text.Spend(len(text) + block.ParagraphCost) // AddRow returns it
	w.written += len(text)
	w.out.Add(block.Block{Text: text, Row: true})
}

// EndRegion ends a region of rows; another header may follow.
func (w *Writer) EndRegion() {
	if !w.decided {
		w.decideHeader()
	}
	w.decided, w.header, w.first = false, nil, ""
	w.out.Add(block.Block{})
}

// decideHeader looks at the rows that wait, and writes them.
func (w *Writer) decideHeader() {
	rows := w.waiting
	w.waiting, w.decided = nil, true
	if len(rows) == 0 {
		return
	}
	w.out.Add(block.Block{})
	for range countTitleRows(rows) {
		w.writeLine(plainRow(rows[0]))
		w.out.Add(block.Block{})
		rows = rows[1:]
	}
	header, of := findHeader(rows)
	switch {
	case header != nil:
		w.setHeader(header)
		w.first = plainRow(rows[0])
		w.above, rows = header, rows[of:]
	case len(w.above) > 2 && 2*len(rows[0]) > len(w.above) && isHeader(append([][]Cell{w.above}, rows...)):
		w.setHeader(w.above)
	default:
		w.above = rows[len(rows)-1]
	}
	for _, row := range rows {
		w.writeRow(row)
	}
}

func (w *Writer) setHeader(row []Cell) {
	w.header = make(map[int]string, len(row))
	for _, c := range row {
		w.header[c.Column] = strings.TrimRight(block.OneLine(c.Text), ": ")
	}
	w.first = plainRow(row)
}

func (w *Writer) writeRow(cells []Cell) {
	plain := plainRow(cells)
	switch {
	case w.header == nil:
		w.writeLine(plain)
		return
	case plain == w.first:
		return
	}
	fields := make([]string, len(cells))
	for i, c := range cells {
		fields[i] = block.OneLine(c.Text)
		if name := w.header[c.Column]; name != "" {
			fields[i] = name + ": " + fields[i]
		}
	}
	w.writeLine(retrieval.JoinCells(fields))
}

func plainRow(cells []Cell) string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = block.OneLine(c.Text)
	}
	return retrieval.JoinCells(texts)
}

// AddBeside adds what stands beside the cells of the sheet whose rows were added.
func (w *Writer) AddBeside(beside block.Blocks) error {
	if beside.Size() == 0 {
		return nil
	}
	w.EndRegion()
	for _, b := range beside {
		w.written += len(b.Text)
		if err := w.text.Spend(len(b.Text) + block.ParagraphCost); err != nil {
			return err
		}
	}
	w.out.Add(beside...)
	w.out.Add(block.Block{})
	return nil
}

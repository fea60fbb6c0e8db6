package legacy

import "footnote/retrieval/corpus/office/block"

// flow gathers the paragraphs and tables of a format that marks the ends of
// paragraphs, cells and rows, and tells of each paragraph whether it stands in
// a table.
type flow struct {
	out   block.Blocks
	after block.Blocks // notes and boxes of the open paragraph

	rows [][]block.Blocks // of the open table
	row  []block.Blocks
	cell block.Blocks
}

// addParagraph adds a paragraph, and after it what is anchored in it.
func (f *flow) addParagraph(b block.Block, inTable bool) {
	to := &f.cell
	if !inTable {
		f.endTable()
		to = &f.out
	}
	to.Add(b)
	to.Add(f.after...)
	f.after = nil
}

func (f *flow) endCell() {
	f.row = append(f.row, f.cell)
	f.cell = nil
}

func (f *flow) endRow() {
	if len(f.cell) > 0 {
		f.endCell()
	}
	if len(f.row) > 0 {
		f.rows = append(f.rows, f.row)
	}
	f.row = nil
}

func (f *flow) endTable() {
	f.endRow()
	if len(f.rows) > 0 {
		f.out.Add(block.WriteTable(f.rows)...)
		f.rows = nil
	}
}

// finish ends the flow and returns what it holds.
func (f *flow) finish() block.Blocks {
	f.endTable()
	f.out.Add(f.after...)
	f.after = nil
	return f.out
}

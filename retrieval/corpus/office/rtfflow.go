package office

import "strings"

// rtfFlow is the body of a document, or of a note or text box in it.
type rtfFlow struct {
	flow
	note  bool
	depth int // of the group that it is

	text   strings.Builder // of the open paragraph
	marker string          // of the open list item
}

// breakText obeys the words that end a paragraph, cell or row.
func (r *rtfReader) breakText(word string) error {
	if r.state.dest != destBody {
		return nil
	}
	if err := r.text.spend(blockCost); err != nil {
		return err
	}
	f := r.flow()
	switch word {
	case "cell":
		f.paragraph(r.block(), true)
		f.endCell()
	case "row":
		f.endRow()
	default:
		f.paragraph(r.block(), r.state.inTable)
	}
	return nil
}

// block ends the open paragraph's text.
func (r *rtfReader) block() Block {
	f := r.flow()
	b := Block{Text: f.text.String(), Level: r.state.outline}
	marker := f.marker
	f.text.Reset()
	f.marker = ""
	if r.contents[r.state.style] {
		return Block{}
	}
	if b.Level == 0 {
		b.Level = r.headings[r.state.style]
	}
	switch {
	case marker == "":
	case b.Level > 0:
		if !isBullet(marker) {
			b.Text = marker + " " + b.Text
		}
	case isBullet(marker):
		b.Marker = bullet + " "
	default:
		b.Marker = marker + " "
	}
	return b
}

// isBullet tells the sign before an item of a list without numbers. In the
// fonts for signs it is a letter or of private use.
func isBullet(marker string) bool {
	return !strings.ContainsAny(marker, "0123456789.)") && len([]rune(marker)) == 1
}

// endFlow ends a note or box; it stands after the paragraph that it is
// anchored in.
func (r *rtfReader) endFlow() {
	inner := r.flow()
	r.flows = r.flows[:len(r.flows)-1]
	content := inner.finish()
	if content.size() == 0 {
		return
	}
	outer := r.flow()
	if inner.note {
		r.notes++
		mark := "[" + decimal(r.notes) + "]"
		outer.text.WriteString(mark)
		content = noteBlocks(mark, content)
	}
	outer.after = append(outer.after, content...)
}

// finish ends the flow, with the paragraph that has no end of its own.
func (f *rtfFlow) finish() blocks {
	if f.text.Len() > 0 {
		f.paragraph(Block{Text: f.text.String()}, len(f.row)+len(f.cell) > 0)
	}
	return f.flow.finish()
}

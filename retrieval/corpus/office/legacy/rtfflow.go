package legacy

import (
	"context"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"

	"footnote/retrieval/corpus/office/block"
)

// rtfFlow is the body of a document, or of a note or text box in it.
type rtfFlow struct {
	flow
	dest  rtfDest // what it is
	depth int     // of the group that it is

	text   strings.Builder // of the open paragraph
	marker string          // of the open list item
}

// breakText obeys the words that end a paragraph, cell or row.
func (r *rtfReader) breakText(word string) error {
	if r.state.dest != destBody {
		return nil
	}
	if err := r.text.Spend(block.ParagraphCost); err != nil {
		return err
	}
	f := r.flow()
	switch word {
	case "cell":
		f.addParagraph(r.endBlock(), true)
		f.endCell()
	case "row":
		f.endRow()
	default:
		f.addParagraph(r.endBlock(), r.state.inTable)
	}
	return nil
}

// endBlock ends the open paragraph's text.
func (r *rtfReader) endBlock() block.Block {
	f := r.flow()
	b := block.Block{Text: f.text.String(), Level: r.state.outline}
	marker := f.marker
	f.text.Reset()
	f.marker = ""
	if r.contents[r.state.style] {
		return block.Block{}
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
		b.Marker = block.Bullet + " "
	default:
		b.Marker = marker + " "
	}
	return b
}

// isBullet reports whether a marker is a sign, not a number or letter. In the
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
	if content.Size() == 0 {
		return
	}
	outer := r.flow()
	switch inner.dest {
	case destNote:
		r.notes++
		mark := block.NoteMark(r.notes)
		outer.text.WriteString(mark)
		content = block.WriteNote(mark, content)
	case destComment:
		content = block.WriteComment(r.author, content)
		r.author = ""
	case destMargin:
		r.margins.AddMargin(content)
		return
	}
	outer.after = append(outer.after, content...)
}

// finish ends the flow, with the paragraph that has no end of its own.
func (f *rtfFlow) finish() block.Blocks {
	if f.text.Len() > 0 {
		f.addParagraph(block.Block{Text: f.text.String()}, len(f.row)+len(f.cell) > 0)
	}
	return f.flow.finish()
}

// addObject takes an embedded file: an object of OLE 1 in hexadecimal (MS-OLEDS
// 2.2.5), whose data is a container or what a package has.
func (r *rtfReader) addObject() {
	digits := strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) {
			return -1
		}
		return c
	}, r.object.String())
	r.object.Reset()
	decoded, _ := hex.DecodeString(digits[:len(digits)&^1])
	data := le(decoded)
	const format, embedded = 4, 2
	if len(data) == 0 || data.u32(format) != embedded {
		return
	}
	rest := data.from(8)
	class := untilNUL(decodePage(pageANSI, rest.cut(4, rest.u32(0))))
	for range 3 { // class, topic, item
		rest = rest.from(4 + rest.u32(0))
	}
	native := rest.cut(4, rest.u32(0))
	name := class + " " + strconv.Itoa(len(r.d.Embedded)+1)
	r.d.Embedded = append(r.d.Embedded, block.Embedded{Name: name, Open: func(ctx context.Context) (block.File, error) {
		if class == "Package" {
			return unpackNative(append(make(le, 4), native...)), nil
		}
		return UnpackObject(ctx, block.File{Name: name, Data: native})
	}})
}

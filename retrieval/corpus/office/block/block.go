package block

import "strings"

// Block is a paragraph, heading, list item, table row or page break of a
// document. A block without any text ends the list or table before it.
type Block struct {
	Text   string // may have line breaks
	Level  int    // of a heading from 1, 0 if it is none
	Marker string // of a list item, with its indent and a space behind it
	Row    bool   // of a table: stands right below the row before it
	Page   int    // number of the page or slide that begins here; such a block has no text
}

// IsEmpty reports whether the block has no text and begins no page.
func (b *Block) IsEmpty() bool { return strings.TrimSpace(b.Text) == "" && b.Page == 0 }

// Bullet stands before the items of a list without numbers.
const Bullet = "-"

// Blocks is a document, or a part of it such as a cell, in reading order.
type Blocks []Block

// Line returns the text of all blocks on one line, as in a table's cell.
func (bs Blocks) Line() string {
	var parts []string
	for _, b := range bs {
		if t := OneLine(b.Text); t != "" {
			parts = append(parts, strings.TrimSpace(b.Marker), t)
		}
	}
	return OneLine(strings.Join(parts, " "))
}

// Size returns how many bytes of text the blocks hold.
func (bs Blocks) Size() int {
	n := 0
	for _, b := range bs {
		n += len(b.Text)
	}
	return n
}

// Add appends more, leaving out empty blocks that say nothing new.
func (bs *Blocks) Add(more ...Block) {
	for _, b := range more {
		if b.IsEmpty() && (len(*bs) == 0 || (*bs)[len(*bs)-1].IsEmpty()) {
			continue
		}
		*bs = append(*bs, b)
	}
}

// OneLine folds white space.
func OneLine(s string) string {
	var b strings.Builder
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

package legacy

import (
	"slices"
	"strings"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/sheet"
)

// The records of what stands beside the cells of a sheet (MS-XLS 2.4.181, 2.4.179,
// 2.4.329; page headers and footers 2.4.136 and 2.4.124): an object with its number, the text in it, which goes on in the records
// after that, and for a comment the cell and the object.
const (
	recNote       = 0x001C
	recHeader     = 0x0014
	recFooter     = 0x0015
	recSeriesText = 0x100D // a title or a name in a chart
	recObj        = 0x005D
	recTxO        = 0x01B6

	objID       = 6  // of its FtCmo
	txoLength   = 10 // cchText
	noteRow     = 0
	noteColumn  = 2
	noteObject  = 6 // idObj; before 1997 the length of the text in noteLength
	noteLength  = 4
	noteAuthor  = 8 // stAuthor
	noteOldText = 6
	noteGoesOn  = 0xFFFF // the row of a comment that goes on, before 1997
	mostObjects = 100_000
)

// xlsBeside is what stands beside the cells of a sheet.
type xlsBeside struct {
	object   int            // the last one
	texts    map[int]string // of objects
	order    []int          // of the objects that have texts
	left     int            // characters of the object's text that are yet to come
	comments []xlsComment
	chart    []string // what charts say
	margins  []string // page header and footer
}

type xlsComment struct {
	author, cell, text string
	object             int
}

// addRecord takes a record of a sheet that is of no cell.
func (b *xlsBeside) addRecord(x *xlsReader, kind int, data le) {
	switch kind {
	case recObj:
		b.object = data.u16(objID)
	case recTxO:
		b.left = data.u16(txoLength)
	case recContinue:
		b.continueText(data)
	case recSeriesText:
		if text := block.OneLine(x.readShortText(data.from(2))); len(b.chart) < mostObjects && !slices.Contains(b.chart[max(0, len(b.chart)-100):], text) {
			b.chart = append(b.chart, text)
		}
	case recHeader, recFooter:
		if len(data) > 0 && len(b.margins) < mostObjects {
			text := readWideText(data)
			if x.old {
				text = x.readShortText(data)
			}
			b.margins = append(b.margins, sheet.MarginText(text))
		}
	case recNote:
		b.left = 0
		b.addNote(x, data)
	}
}

// continueText takes a piece of the text of an object.
func (b *xlsBeside) continueText(data le) {
	if b.left == 0 || len(b.order) >= mostObjects {
		return
	}
	width := 1 + data.u8(0)&1
	n := min(b.left, (len(data)-1)/width)
	if n <= 0 {
		return
	}
	b.left -= n
	if b.texts == nil {
		b.texts = make(map[int]string)
	}
	if _, ok := b.texts[b.object]; !ok {
		b.order = append(b.order, b.object)
	}
	b.texts[b.object] += xlsChars(data.from(1), n, width == 2)
}

// addNote takes a comment on a cell.
func (b *xlsBeside) addNote(x *xlsReader, data le) {
	if len(b.comments) >= mostObjects {
		return
	}
	row := data.u16(noteRow)
	if last := len(b.comments) - 1; x.old && row == noteGoesOn && last >= 0 {
		b.comments[last].text += decodePage(x.page, data.from(noteOldText))
		return
	}
	c := xlsComment{cell: sheet.CellName(row, data.u16(noteColumn))}
	if x.old {
		c.text = decodePage(x.page, data.cut(noteOldText, data.u16(noteLength)))
	} else {
		c.object, c.author = data.u16(noteObject), readWideText(data.from(noteAuthor))
	}
	b.comments = append(b.comments, c)
}

// blocks returns comments, then the texts of boxes.
func (b *xlsBeside) blocks() block.Blocks {
	var out block.Blocks
	isComment := make(map[int]bool)
	for _, c := range b.comments {
		text := c.text
		if c.object != 0 {
			isComment[c.object] = true
			text = b.texts[c.object]
		}
		// Excel begins a comment with the name of its author.
		text = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(text), c.author+":"))
		if text != "" {
			out.Add(block.WriteComment(c.author, block.Blocks{{Text: c.cell + ": " + text}})...)
		}
	}
	for _, id := range b.order {
		if text := strings.TrimSpace(b.texts[id]); text != "" && !isComment[id] {
			out.Add(block.Block{Text: text})
		}
	}
	for _, text := range append(b.chart, b.margins...) {
		out.Add(block.Block{Text: text})
	}
	return out
}

// readChart takes a record of a chart on a sheet of its own, whose numbers are copies of
// those in cells.
func (x *xlsReader) readChart(kind int, data le, _ int) error {
	x.beside.addRecord(x, kind, data)
	return nil
}

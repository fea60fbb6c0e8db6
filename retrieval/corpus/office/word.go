package office

import (
	"context"
	"sort"
	"strings"
	"unicode/utf16"
)

// wordReader reads Word documents from before 2007 (MS-DOC). Their text is in
// pieces that a table puts in order, and numbered through by character
// positions (CP): the document first, then its notes, headers, comments and
// text boxes. What a stretch of text looks like is kept by its place in the
// file (FC).
type wordReader struct {
	ctx    context.Context
	main   le // the stream "WordDocument"
	table  le
	pieces []wordPiece
	looks  wordLooks
	page   int // code page of a document before 1997, else 0
	text   *budget

	parts [7]int           // lengths of the parts, in characters
	notes map[int]wordNote // by the position of their marks
	count int              // of notes
}

// The parts of the text, in order.
const (
	partMain = iota
	partFootnotes
	partHeaders
	_
	partComments
	partEndnotes
	partBoxes
)

type wordPiece struct {
	cp, end int // characters
	fc      int // of the first
	wide    bool
}

// wordNote is where the text of a note is.
type wordNote struct{ cp, end int }

func (f *oleFile) readDOC(ctx context.Context) (blocks, error) {
	data, err := f.stream(ctx, "WordDocument")
	if err != nil {
		return nil, err
	}
	w := &wordReader{ctx: ctx, main: data, text: newBudget(), notes: make(map[int]wordNote)}
	flags, version := w.main.u16(0x0A), w.main.u16(2)
	switch {
	case version < 0x65:
		return nil, fail(nil, "it is in the format of Word before version 6; save it as docx")
	case flags&0x0100 != 0:
		return nil, errPassword
	}
	lengths, clx := 0x4C, 0x1A2
	if version < 0xC0 {
		lengths, clx = 0x34, 0x160
		w.page, w.table = pageOfLanguage(w.main.u16(6)), w.main
	} else {
		name := "0Table"
		if flags&0x0200 != 0 && f.has("1Table") || !f.has("0Table") {
			name = "1Table"
		}
		if w.table, err = f.stream(ctx, name); err != nil {
			return nil, err
		}
		w.readLooks()
		w.readNotes()
	}
	for i := range w.parts {
		w.parts[i] = w.main.u32(lengths + 4*i)
	}
	w.readPieces(w.table.cut(w.main.u32(clx), w.main.u32(clx+4)))
	if len(w.pieces) == 0 { // saved in one piece
		w.pieces = []wordPiece{{0, w.parts[partMain], w.main.u32(0x18), false}}
	}
	out, err := w.part(partMain)
	if err != nil {
		return nil, err
	}
	boxes, err := w.part(partBoxes)
	out.add(boxes...)
	return out, err
}

// readPieces reads the table of pieces, past the properties before it.
func (w *wordReader) readPieces(clx le) {
	for len(clx) > 3 && clx[0] == 1 {
		clx = clx.cut(3+clx.u16(1), len(clx))
	}
	if len(clx) < 5 || clx[0] != 2 {
		return
	}
	plc := clx.cut(5, clx.u32(1))
	n := (len(plc) - 4) / 12
	for i := range n {
		p := wordPiece{cp: plc.u32(4 * i), end: plc.u32(4*i + 4), fc: plc.u32(4*(n+1) + 8*i + 2)}
		switch {
		case w.page != 0:
		case p.fc&(1<<30) != 0:
			p.fc = p.fc &^ (1 << 30) / 2
		default:
			p.wide = true
		}
		if p.end > p.cp {
			w.pieces = append(w.pieces, p)
		}
	}
}

// readNotes finds the footnotes and endnotes: the positions of their marks,
// and where their texts are in their part.
func (w *wordReader) readNotes() {
	for _, kind := range []struct{ fib, part int }{{0xAA, partFootnotes}, {0x20A, partEndnotes}} {
		marks := w.table.cut(w.main.u32(kind.fib), w.main.u32(kind.fib+4))
		texts := w.table.cut(w.main.u32(kind.fib+8), w.main.u32(kind.fib+12))
		base := 0
		for i := range kind.part {
			base += w.main.u32(0x4C + 4*i)
		}
		for i := range (len(marks) - 4) / 6 {
			w.notes[marks.u32(4*i)] = wordNote{base + texts.u32(4*i), base + texts.u32(4*i+4)}
		}
	}
}

// part reads a part of the text.
func (w *wordReader) part(part int) (blocks, error) {
	begin := 0
	for _, n := range w.parts[:part] {
		begin += n
	}
	return w.read(begin, begin+w.parts[part])
}

// read reads the characters from one position to another.
func (w *wordReader) read(cp, end int) (blocks, error) {
	t := &wordText{w: w}
	for cp < end {
		i := sort.Search(len(w.pieces), func(i int) bool { return w.pieces[i].end > cp })
		if i == len(w.pieces) || w.pieces[i].cp > cp {
			break
		}
		p := w.pieces[i]
		if err := w.readPiece(t, p, cp, min(end, p.end)); err != nil {
			return nil, err
		}
		cp = p.end
	}
	return t.finish(), nil
}

// readPiece reads a run of characters of one piece.
func (w *wordReader) readPiece(t *wordText, p wordPiece, cp, end int) error {
	size := 1
	if p.wide {
		size = 2
	}
	fc := p.fc + (cp-p.cp)*size
	data := w.main.cut(fc, (end-cp)*size)
	if err := w.text.spend(len(data)); err != nil {
		return err
	}
	for i := 0; i+size <= len(data); i += size {
		if i%(1<<16) == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if err := t.unit(data.cut(i, size), fc+i, cp+i/size); err != nil {
			return err
		}
	}
	return nil
}

// decode decodes the characters of a stretch of text, which are all of one
// piece's size.
func (w *wordReader) decode(units []uint16) string {
	if w.page == 0 {
		return string(utf16.Decode(units))
	}
	b := make([]byte, len(units))
	for i, u := range units {
		b[i] = byte(u)
	}
	return decodePage(w.page, b)
}

// windows1252 returns the character of a byte of a narrow piece.
func windows1252(c byte) uint16 {
	if c < 0x80 || c >= 0xA0 {
		return uint16(c)
	}
	r := []rune(decodePage(1252, []byte{c}))
	return uint16(r[0])
}

// pageOfLanguage returns the code page of a document before 1997 by the
// language it was written in.
func pageOfLanguage(lid int) int {
	switch lid & 0x3FF {
	case 0x19, 0x22, 0x23, 0x02, 0x2F: // Russian, Ukrainian, Belarusian, Bulgarian, Macedonian
		return 1251
	case 0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x24: // Czech, Hungarian, Polish, Romanian, Croatian, Slovak, Slovenian
		return 1250
	case 0x08:
		return 1253
	case 0x1F:
		return 1254
	case 0x0D:
		return 1255
	case 0x01:
		return 1256
	case 0x11:
		return 932
	case 0x04:
		return 936
	case 0x12:
		return 949
	}
	return 1252
}

// fieldCode tells the fields whose result is a copy of other text.
func fieldCode(code string) bool {
	code = strings.ToUpper(strings.TrimSpace(code))
	return strings.HasPrefix(code, "TOC") || strings.HasPrefix(code, "INDEX")
}

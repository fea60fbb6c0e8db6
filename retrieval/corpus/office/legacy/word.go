package legacy

import (
	"context"
	"sort"
	"strings"
	"unicode/utf16"

	"footnote/retrieval/corpus/office/block"
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
	page   int  // code page of a document before 1997, else 0
	wide   bool // such a document, of East Asia, is in UTF-16 all the same
	text   *block.Budget

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

// readDOC reads a Word document.
func (f *oleFile) readDOC(ctx context.Context) (block.Blocks, error) {
	main, err := f.readStream(ctx, "WordDocument")
	if err != nil {
		return nil, err
	}
	return readWord(ctx, main, func(flags int) ([]byte, error) {
		name := "0Table"
		if flags&flagWhichTable != 0 && f.has("1Table") || !f.has("0Table") {
			name = "1Table"
		}
		return f.readStream(ctx, name)
	})
}

// readWord reads a Word document from its main stream, and the table stream
// that the flags in it choose.
func readWord(ctx context.Context, main []byte, readTable func(flags int) ([]byte, error)) (block.Blocks, error) {
	w := &wordReader{ctx: ctx, main: main, text: block.NewBudget(), notes: make(map[int]wordNote)}
	flags, version := w.main.u16(fibFlags), w.main.u16(fibVersion)
	switch {
	case version < versionWord6:
		return nil, block.Fail(nil, "it is in the format of Word before version 6; save it as docx")
	case flags&flagEncrypted != 0:
		return nil, block.ErrPassword
	}
	lengths, clx := fibLengths, fibPieces
	if version < versionWord97 {
		lengths, clx = fibLengths95, fibPieces95
		w.page, w.table = pageOfLanguage(w.main.u16(fibLanguage)), w.main
		w.wide = flags&flagWide != 0
	} else {
		table, err := readTable(flags)
		if err != nil {
			return nil, err
		}
		w.table = table
		w.readLooks()
		w.readNotes()
	}
	for i := range w.parts {
		w.parts[i] = w.main.u32(lengths + cpSize*i)
	}
	w.readPieces(w.tablePart(clx))
	if len(w.pieces) == 0 { // saved in one piece
		w.pieces = []wordPiece{{0, w.parts[partMain], w.main.u32(fibFCMin), w.wide}}
	}
	out, err := w.readPart(partMain)
	if err != nil {
		return nil, err
	}
	var margins block.Margins
	for _, part := range []int{partBoxes, partComments, partHeaders} {
		beside, err := w.readPart(part)
		switch part {
		case partBoxes:
			out.Add(beside...)
		case partComments:
			out.Add(block.WriteComment("", beside)...)
		case partHeaders:
			for i := range beside {
				margins.AddMargin(beside[i : i+1])
			}
		}
		if err != nil {
			return out, err
		}
	}
	out.Add(margins.Texts()...)
	return out, nil
}

// readPieces reads the table of pieces, past the properties before it.
func (w *wordReader) readPieces(clx le) {
	for len(clx) > clxPrcHead && clx[0] == clxPrc {
		clx = clx.from(clxPrcHead + clx.u16(1))
	}
	if len(clx) < clxPcdHead || clx[0] != clxPcdt {
		return
	}
	plc := clx.cut(clxPcdHead, clx.u32(1))
	n := plcLen(plc, pcdSize)
	for i := range n {
		pcd := plc.from(cpSize*(n+1) + pcdSize*i)
		p := wordPiece{cp: plc.u32(cpSize * i), end: plc.u32(cpSize * (i + 1)), fc: pcd.u32(pcdFC)}
		switch {
		case w.page != 0: // below
		case p.fc&fcCompressed != 0:
			p.fc = p.fc &^ fcCompressed / 2
		default:
			p.wide = true
		}
		if p.end > p.cp {
			w.pieces = append(w.pieces, p)
		}
	}
	if w.page != 0 {
		w.wide = w.wide || w.hasZeros()
		for i := range w.pieces {
			w.pieces[i].wide = w.wide
		}
	}
}

// hasZeros reports whether the text of a document before 1997 has zeros in it as often as
// UTF-16 has: not all such files say that they are in that. Bytes of a code page have none.
func (w *wordReader) hasZeros() bool {
	zeros, all := 0, 0
	for _, p := range w.pieces {
		for _, c := range w.main.cut(p.fc, p.end-p.cp) {
			all++
			if c == 0 {
				zeros++
			}
		}
	}
	return zeros*4 > all
}

// readNotes finds the footnotes and endnotes: the positions of their marks,
// and where their texts are in their part.
func (w *wordReader) readNotes() {
	for _, kind := range []struct{ refs, texts, part int }{
		{fibFootnoteRefs, fibFootnoteTexts, partFootnotes},
		{fibEndnoteRefs, fibEndnoteTexts, partEndnotes},
	} {
		refs, texts := w.tablePart(kind.refs), w.tablePart(kind.texts)
		base := 0
		for i := range kind.part {
			base += w.main.u32(fibLengths + cpSize*i)
		}
		for i := range plcLen(refs, frdSize) {
			w.notes[refs.u32(cpSize*i)] = wordNote{base + texts.u32(cpSize*i), base + texts.u32(cpSize*(i+1))}
		}
	}
}

// readPart reads a part of the text.
func (w *wordReader) readPart(part int) (block.Blocks, error) {
	begin := 0
	for _, n := range w.parts[:part] {
		begin += n
	}
	return w.readRange(begin, begin+w.parts[part])
}

// readRange reads the characters from one position to another.
func (w *wordReader) readRange(cp, end int) (block.Blocks, error) {
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
	if err := w.text.Spend(len(data)); err != nil {
		return err
	}
	for i := 0; i+size <= len(data); i += size {
		if i%(1<<16) == 0 && w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if err := t.addCharacter(data.cut(i, size), fc+i, cp+i/size); err != nil {
			return err
		}
	}
	return nil
}

// decodeUnits decodes the characters of a stretch of text, which are all of one
// piece's size.
func (w *wordReader) decodeUnits(units []uint16) string {
	if w.page == 0 || w.wide {
		return string(utf16.Decode(units))
	}
	b := make([]byte, len(units))
	for i, u := range units {
		b[i] = byte(u)
	}
	return decodePage(w.page, b)
}

// windows1252 returns the character of a byte of a compressed piece.
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

// isCopyField reports whether a field, by its code, shows a copy of other text.
func isCopyField(code string) bool {
	code = strings.ToUpper(strings.TrimSpace(code))
	return strings.HasPrefix(code, "TOC") || strings.HasPrefix(code, "INDEX")
}

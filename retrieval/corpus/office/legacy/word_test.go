package legacy

import (
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/block/blocktest"
)

// docParagraph is a paragraph of a document that docOf makes, with its mark at
// the end.
type docParagraph struct {
	text   string
	style  int
	look   []int // of the paragraph
	hidden bool  // all of it but its mark
}

// docStreams makes a Word document of 1997: the paragraphs in a narrow piece, notes
// in a wide one, whose marks are the characters \x02.
func docStreams(paragraphs []docParagraph, notes string, flags int) (main, table []byte) {
	const textAt, pages = 1024, 4096
	var text strings.Builder
	for _, p := range paragraphs {
		text.WriteString(p.text)
	}
	var out raw
	out.u16(0xA5EC, 0xC1).pad(fibFlags)
	out.u16(flagWhichTable | flags).pad(fibLengths)
	out.u32(text.Len(), len([]rune(notes)))

	var tables raw
	place := func(header int, data *raw) {
		var at raw
		at.u32(tables.Len(), data.Len())
		out.pad(header + 8)
		copy(out.Bytes()[header:], at.Bytes())
		tables.Write(data.Bytes())
	}
	place(fibCharacters, new(raw).u32(0, 1<<20, pages/512))
	place(fibParagraphs, new(raw).u32(0, 1<<20, pages/512+1))
	if mark := strings.IndexByte(text.String(), 2); mark >= 0 {
		place(fibFootnoteRefs, new(raw).u32(mark, text.Len()).u16(0))
		place(fibFootnoteTexts, new(raw).u32(0, len([]rune(notes)), len([]rune(notes))))
	}
	n := text.Len()
	place(fibPieces, new(raw).u8(1).u16(2, 0xFFFF).u8(2).u32(12+16).u32(0, n, n+len([]rune(notes))).
		u16(0).u32(textAt*2|fcCompressed).u16(0).u16(0).u32(textAt+2048).u16(0))

	out.pad(textAt).text(text.String()).pad(textAt + 2048)
	out.wide(notes).pad(pages)
	page := func(entry int, look func(docParagraph) []int) {
		var places, entries, looks raw
		at := textAt
		for _, p := range paragraphs {
			places.u32(at)
			at += len(p.text)
			l := look(p)
			entries.u8((256 + looks.Len()) / 2)
			entries.Write(make([]byte, entry-1))
			looks.u8(l...)
			looks.pad((looks.Len() + 1) / 2 * 2)
		}
		places.u32(at)
		start := out.Len()
		out.Write(places.Bytes())
		out.Write(entries.Bytes())
		out.pad(start + 256).Write(looks.Bytes())
		out.pad(start + 511).u8(len(paragraphs))
	}
	page(1, func(p docParagraph) []int {
		if p.hidden {
			return []int{3, sprmCFVanish & 0xFF, sprmCFVanish >> 8, 1}
		}
		return []int{0}
	})
	page(13, func(p docParagraph) []int {
		look := append([]int{p.style, 0}, p.look...)
		if len(look)%2 == 1 { // sizes are in words, and a half
			return append([]int{(len(look) + 1) / 2}, look...)
		}
		return append([]int{0, len(look) / 2}, look...)
	})
	return out.Bytes(), tables.Bytes()
}

func docOf(paragraphs []docParagraph, notes string, flags int) []byte {
	main, table := docStreams(paragraphs, notes, flags)
	return oleOf("WordDocument", main, "1Table", table)
}

// docSample has one paragraph of each kind.
func docSample() ([]docParagraph, string) {
	inTable := []int{sprmPFInTable & 0xFF, sprmPFInTable >> 8, 1}
	rowEnd := append(inTable, sprmPFTtp&0xFF, sprmPFTtp>>8, 1)
	return []docParagraph{
		{text: "Head\r", style: 1},
		{text: "Outlined\r", look: []int{sprmPOutLvl & 0xFF, sprmPOutLvl >> 8, 2}},
		{text: "\x93Body\x94 caf\xe9\x02, see \x13HYPERLINK x\x14link\x15.\x0bA line\r"},
		{text: "\x13TOC \\o\x14Head 1\r"},
		{text: "\x15Item\r", look: []int{sprmPIlfo & 0xFF, sprmPIlfo >> 8, 1, 0}},
		{text: "hidden\r", hidden: true},
		{text: "a\x07", look: inTable}, {text: "b1\r", look: inTable}, {text: "b2\x07", look: inTable}, {text: "\x07", look: rowEnd},
		{text: "c\x07", look: inTable}, {text: "d\x07", look: inTable}, {text: "\x07", look: rowEnd},
		{text: "after\r"},
	}, "\x02 日本 source\r"
}

func TestDOC(t *testing.T) {
	paragraphs, notes := docSample()
	_, got := read(t, docOf(paragraphs, notes, 0))
	blocktest.Same(t, got, `
# Head
### Outlined
“Body” café[1], see link.
A line
[1] 日本 source
- Item
a	b1 b2
c	d
after`)
}

func TestDOCEncrypted(t *testing.T) {
	if e := reason(t, docOf(nil, "", flagEncrypted)); e != block.ErrPassword {
		t.Errorf("got %v", e)
	}
}

func TestDOCBefore1997(t *testing.T) {
	var main raw
	main.u16(0xA5DC, versionWord6, 0, 0x419).pad(fibFCMin) // Russian
	main.u32(0x400).pad(fibLengths95)
	main.u32(10).pad(0x400)
	main.text("\xcf\xf0\xe8\xe2\xe5\xf2\ra\x07\x07")
	_, got := read(t, oleOf("WordDocument", main.Bytes()))
	blocktest.Same(t, got, "Привет\na")
}

// TestDOCWideBefore1997 has a document in pieces of UTF-16 that doesn't say so.
func TestDOCWideBefore1997(t *testing.T) {
	var main raw
	main.u16(0xA5DC, versionWord6, 0, 0x409).pad(fibFCMin)
	main.u32(0x400).pad(fibLengths95)
	main.u32(14).pad(fibPieces95)
	var clx raw
	clx.u8(2).u32(12+16).u32(0, 8, 14).u16(0).u32(0x400).u16(0).u16(0).u32(0x500).u16(0)
	main.u32(0x600, clx.Len()).pad(0x400)
	main.wide("Harbour ").pad(0x500)
	main.wide("report").pad(0x600)
	main.Write(clx.Bytes())
	_, got := read(t, oleOf("WordDocument", main.Bytes()))
	blocktest.Same(t, got, "Harbour report")
}

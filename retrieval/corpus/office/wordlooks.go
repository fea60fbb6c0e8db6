package office

import (
	"cmp"
	"slices"
)

// wordLooks is what the text of a Word document looks like, by places in the
// file.
type wordLooks struct{ paragraphs, characters wordRuns }

// wordRun is a stretch of text: a paragraph, or characters of the same look.
type wordRun struct {
	fc, end int

	hidden bool

	level   int // of a heading, 0 if it is none
	list    bool
	inTable bool
	rowEnd  bool
}

// wordRuns are in the order of their places.
type wordRuns []wordRun

// at returns the run that a place is in.
func (runs wordRuns) at(fc int) wordRun {
	i, found := slices.BinarySearchFunc(runs, fc, func(r wordRun, fc int) int { return cmp.Compare(r.fc, fc) })
	if !found {
		i--
	}
	if i < 0 || runs[i].end <= fc {
		return wordRun{fc: fc, end: fc + 1}
	}
	return runs[i]
}

// readLooks reads the pages that keep the looks of paragraphs and characters.
func (w *wordReader) readLooks() {
	w.looks.characters = w.readRuns(0xFA, 1, func(run *wordRun, page le, entry int) {
		if at := 2 * page.u8(entry); at > 0 {
			run.look(page.cut(at+1, page.u8(at)))
		}
	})
	w.looks.paragraphs = w.readRuns(0x102, 13, func(run *wordRun, page le, entry int) {
		at := 2 * page.u8(entry)
		if at == 0 {
			return
		}
		size := 2*page.u8(at) - 1
		if size < 0 {
			at++
			size = 2 * page.u8(at)
		}
		look := page.cut(at+1, size)
		if style := look.u16(0); style >= 1 && style <= 9 { // the built-in headings
			run.level = style
		}
		run.look(look.cut(2, size))
	})
}

// readRuns reads the runs that a table at a place of the file's header leads
// to: pages of 512 bytes, each with the places of its runs, an entry of some
// bytes for each, and in the last byte how many there are.
func (w *wordReader) readRuns(header, entry int, read func(run *wordRun, page le, entry int)) wordRuns {
	plc := w.table.cut(w.main.u32(header), w.main.u32(header+4))
	n := min((len(plc)-4)/8, len(w.main)/512)
	var runs wordRuns
	for i := range n {
		page := w.main.cut(512*(plc.u32(4*(n+1)+4*i)&0x3FFFFF), 512)
		count := page.u8(511)
		for j := range count {
			run := wordRun{fc: page.u32(4 * j), end: page.u32(4*j + 4)}
			read(&run, page, 4*(count+1)+entry*j)
			runs = append(runs, run)
		}
	}
	slices.SortStableFunc(runs, func(a, b wordRun) int { return cmp.Compare(a.fc, b.fc) })
	return runs
}

// The properties that count here (MS-DOC 2.6).
const (
	sprmHidden    = 0x083C
	sprmDeleted   = 0x0800
	sprmInTable   = 0x2416
	sprmRowEnd    = 0x2417
	sprmOutline   = 0x2640
	sprmList      = 0x460B
	sprmTable     = 0xD608 // with a length of two bytes
	sprmTabs      = 0xC615
	outlineOfBody = 9
)

// look obeys a list of properties.
func (run *wordRun) look(list le) {
	for len(list) >= 3 {
		op, value := list.u16(0), list.cut(2, len(list))
		size := [8]int{1, 1, 2, 4, 2, 2, 0, 3}[op>>13]
		switch {
		case op == sprmTable:
			size = 1 + value.u16(0)
		case op == sprmTabs && value.u8(0) == 255:
			return // long and hard to measure; nothing that counts comes after
		case op>>13 == 6:
			size = 1 + value.u8(0)
		}
		switch op {
		case sprmHidden, sprmDeleted:
			run.hidden = run.hidden || value.u8(0)&1 != 0
		case sprmInTable:
			run.inTable = value.u8(0) != 0
		case sprmRowEnd:
			run.rowEnd = value.u8(0) != 0
		case sprmOutline:
			run.level = 0
			if n := value.u8(0); n < outlineOfBody {
				run.level = n + 1
			}
		case sprmList:
			run.list = value.u16(0) != 0 && value.u16(0) != 0xF801
		}
		list = value.cut(size, len(value))
	}
}

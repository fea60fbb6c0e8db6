package legacy

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
	w.looks.characters = w.readRuns(fibCharacters, chpxEntry, func(run *wordRun, page le, entry int) {
		if at := 2 * page.u8(entry); at > 0 {
			run.applyProperties(page.cut(at+1, page.u8(at)))
		}
	})
	w.looks.paragraphs = w.readRuns(fibParagraphs, bxPapSize, func(run *wordRun, page le, entry int) {
		at := 2 * page.u8(entry)
		if at == 0 {
			return
		}
		size := 2*page.u8(at) - 1 // cb of a PapxInFkp
		if size < 0 {             // cb' follows: an even size
			at++
			size = 2 * page.u8(at)
		}
		look := page.cut(at+1, size)
		if style := look.u16(0); style >= 1 && style <= 9 { // istd of the built-in headings
			run.level = style
		}
		run.applyProperties(look.cut(2, size))
	})
}

// readRuns reads the runs that a PlcBte leads to: pages, each with the places
// of its runs, an entry of some bytes for each, and in the last byte how many
// there are.
func (w *wordReader) readRuns(fcLcb, entry int, read func(run *wordRun, page le, entry int)) wordRuns {
	plc := w.tablePart(fcLcb)
	n := min(plcLen(plc, pnSize), len(w.main)/fkpSize)
	var runs wordRuns
	for i := range n {
		page := w.main.cut(fkpSize*(plc.u32(cpSize*(n+1)+pnSize*i)&pnMask), fkpSize)
		count := page.u8(fkpCount)
		for j := range count {
			run := wordRun{fc: page.u32(cpSize * j), end: page.u32(cpSize * (j + 1))}
			read(&run, page, cpSize*(count+1)+entry*j)
			runs = append(runs, run)
		}
	}
	slices.SortStableFunc(runs, func(a, b wordRun) int { return cmp.Compare(a.fc, b.fc) })
	return runs
}

// The properties that count here (MS-DOC 2.6).
const (
	sprmCFVanish   = 0x083C // hidden
	sprmCFRMarkDel = 0x0800 // deleted
	sprmPFInTable  = 0x2416
	sprmPFTtp      = 0x2417 // the end of a row
	sprmPOutLvl    = 0x2640 // of a heading
	sprmPIlfo      = 0x460B // the list
	sprmTDefTable  = 0xD608 // with a length of two bytes
	sprmPChgTabs   = 0xC615
	longTabs       = 255 // cb of a PChgTabsOperand that doesn't tell its length
	outlineBody    = 9
	ilfoNone       = 0
	ilfoRemoved    = 0xF801
)

// operandSizes are the lengths of a property's value by the upper three bits of
// its number, spra (MS-DOC 2.6.1). That of spraVariable stands before the value.
var operandSizes = [8]int{1, 1, 2, 4, 2, 2, spraVariable: 0, 3}

const spraVariable = 6

// applyProperties obeys a list of properties, a GrpPrl.
func (run *wordRun) applyProperties(list le) {
	for len(list) >= 3 {
		op, value := list.u16(0), list.from(2)
		size := operandSizes[op>>13]
		switch {
		case op == sprmTDefTable:
			size = 1 + value.u16(0)
		case op == sprmPChgTabs && value.u8(0) == longTabs:
			return // hard to measure; nothing that counts comes after
		case op>>13 == spraVariable:
			size = 1 + value.u8(0)
		}
		switch op {
		case sprmCFVanish, sprmCFRMarkDel:
			run.hidden = run.hidden || value.u8(0)&1 != 0
		case sprmPFInTable:
			run.inTable = value.u8(0) != 0
		case sprmPFTtp:
			run.rowEnd = value.u8(0) != 0
		case sprmPOutLvl:
			run.level = 0
			if n := value.u8(0); n < outlineBody {
				run.level = n + 1
			}
		case sprmPIlfo:
			run.list = value.u16(0) != ilfoNone && value.u16(0) != ilfoRemoved
		}
		list = value.from(size)
	}
}

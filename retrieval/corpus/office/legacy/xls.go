package legacy

import (
	"context"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/sheet"
)

// The records of a workbook that are read (MS-XLS 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recFont       = 0x0031
	recContinue   = 0x003C
	recCodePage   = 0x0042
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809

	// Those that begin a substream in versions 2, 3 and 4.
	recBOF2 = 0x0009
	recBOF3 = 0x0209
	recBOF4 = 0x0409

	recHead      = 4 // bytes of a record before its data: type and length
	bofVersion   = recHead
	versionBIFF8 = 0x0600 // of 1997
)

// xlsReader reads workbooks from before 2007: streams of records, each with a
// type and a length of two bytes.
type xlsReader struct {
	ctx  context.Context
	book le
	old  bool // before 1997: text in a code page
	page int

	// What the cells refer to.
	texts     []string
	textLeft  *block.Budget // for them; a text may be in many cells
	fonts     []bool        // whether bold
	codes     map[int]sheet.NumberFormat
	formats   []sheet.NumberFormat // by cell format
	bold      []bool               // likewise
	since1904 bool

	sheets []xlsSheet
	hidden []string // names of sheets
	out    *sheet.Writer

	row     []sheet.Cell // that is being read
	number  int          // of it, from 1
	formula sheet.Cell   // whose text comes in the next record
	waiting bool

	beside xlsBeside // the cells of the sheet
}

// xlsSheet is a visible worksheet, or a chart on a sheet of its own.
type xlsSheet struct {
	name    string
	begin   int // of its substream
	isChart bool
}

// readXLS reads the sheets of a workbook in their order, rows as lines.
func (f *oleFile) readXLS(ctx context.Context, d *block.Document) error {
	name := "Workbook"
	if !f.has(name) {
		name = "Book"
	}
	book, err := f.readStream(ctx, name)
	if err != nil {
		return err
	}
	return readWorkbook(ctx, book, d)
}

// readWorkbook reads a workbook from its stream.
func readWorkbook(ctx context.Context, book []byte, d *block.Document) error {
	x := &xlsReader{
		ctx: ctx, book: book, page: pageANSI,
		textLeft: block.NewBudget(),
		codes:    make(map[int]sheet.NumberFormat),
		out:      sheet.NewWriter(block.NewBudget()),
	}
	if err := x.eachRecord(0, x.readGlobal); err != nil {
		return err
	}
	if len(x.sheets) == 0 {
		return block.Fail(nil, "no sheet of it can be found; the file may be damaged")
	}
	for _, s := range x.sheets {
		if len(x.sheets) > 1 || !sheet.IsDefaultName(s.name) {
			x.out.BeginSheet(s.name)
		}
		visit := x.readCell
		if s.isChart {
			visit = x.readChart
		}
		if err := x.eachRecord(s.begin, visit); err != nil {
			return err
		}
		if err := x.endRow(); err != nil {
			return err
		}
		x.out.EndRegion()
		if err := x.out.AddBeside(x.beside.blocks()); err != nil {
			return err
		}
		x.beside = xlsBeside{}
	}
	d.Blocks = x.out.Blocks()
	for _, name := range x.hidden {
		d.Omitted = append(d.Omitted, "the hidden sheet "+block.OneLine(name))
	}
	return nil
}

// eachRecord visits the records of a substream, from its first to its end.
func (x *xlsReader) eachRecord(at int, visit func(kind int, data le, at int) error) error {
	depth := 0
	for n := 0; at+recHead <= len(x.book); n++ {
		if n%1000 == 0 && x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		kind, size := x.book.u16(at), x.book.u16(at+2)
		switch kind {
		case recBOF, recBOF2, recBOF3, recBOF4:
			depth++ // a chart in a sheet has records of its own
		case recEOF:
			if depth--; depth <= 0 {
				return nil
			}
		default:
			if depth <= 1 || kind == recSeriesText {
				if err := visit(kind, x.book.cut(at+recHead, size), at); err != nil {
					return err
				}
			}
		}
		at += recHead + size
	}
	return nil
}

// readGlobal takes a record of the workbook itself.
func (x *xlsReader) readGlobal(kind int, data le, at int) error {
	switch kind {
	case recFilePass:
		return block.ErrPassword
	case recCodePage:
		const mac, ansi = 0x8000, 0x8001 // of old Macs and of old Windows
		switch x.page = data.u16(0); x.page {
		case mac:
			x.page = pageMacintosh
		case ansi:
			x.page = pageANSI
		}
	case recDate1904:
		x.since1904 = data.u16(0) == 1
	case recBoundSheet:
		x.old = x.book.u16(bofVersion) < versionBIFF8
		x.addSheet(data)
	case recFont:
		const weight, bold = 6, 600 // bls, and from where it is bold
		x.fonts = append(x.fonts, data.u16(weight) >= bold)
	case recFormat:
		x.old = x.book.u16(bofVersion) < versionBIFF8
		code := ""
		if x.old {
			code = x.readShortText(data.from(2))
		} else {
			code = readWideText(data.from(2))
		}
		x.codes[data.u16(0)] = sheet.ParseFormat(code)
	case recXF:
		x.addCellFormat(data.u16(0), data.u16(2))
	case recSST:
		return x.readSharedTexts(at)
	}
	return nil
}

// addSheet takes a BoundSheet8, if it is of a visible worksheet or chart.
func (x *xlsReader) addSheet(data le) {
	const begin, state, kind, name = 0, 4, 5, 6 // lbPlyPos, hsState, dt, stName
	const ofCells, ofChart = 0, 2
	isChart := data.u8(kind) == ofChart
	visible, worksheet := data.u8(state)&3 == 0, data.u8(kind) == ofCells || isChart
	if !visible && worksheet && len(x.hidden) < sheet.MaxColumns {
		x.hidden = append(x.hidden, x.readShortText(data.from(name)))
	}
	if visible && worksheet && len(x.sheets) < sheet.MaxColumns {
		x.sheets = append(x.sheets, xlsSheet{x.readShortText(data.from(name)), data.u32(begin), isChart})
	}
}

// addCellFormat takes the number of a font and of a number format.
func (x *xlsReader) addCellFormat(font, code int) {
	if font > 4 {
		font-- // there is no font 4
	}
	format, ok := x.codes[code]
	if !ok {
		format = sheet.BuiltinFormat(code)
	}
	x.formats = append(x.formats, format)
	x.bold = append(x.bold, font < len(x.fonts) && x.fonts[font])
}

package office

import (
	"context"
	"math"
	"strconv"
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
)

// xlsReader reads workbooks from before 2007: streams of records, each with a
// type and a length of two bytes.
type xlsReader struct {
	ctx  context.Context
	book le
	old  bool // before 1997: text in a code page
	page int

	workbook
	sheets  []xlsSheet
	fonts   []bool // bold
	formats map[int]numberFormat
	t       *sheetText

	row     []sheetCell // that is being read
	number  int         // of it, from 1
	formula sheetCell   // whose text comes in the next record
	waiting bool
}

type xlsSheet struct {
	name  string
	begin int
}

func (f *oleFile) readXLS(ctx context.Context) (blocks, error) {
	name := "Workbook"
	if !f.has(name) {
		name = "Book"
	}
	data, err := f.stream(ctx, name)
	if err != nil {
		return nil, err
	}
	x := &xlsReader{ctx: ctx, book: data, page: 1252, formats: make(map[int]numberFormat), t: &sheetText{text: newBudget()}}
	if err := x.records(0, x.global); err != nil {
		return nil, err
	}
	if len(x.sheets) == 0 {
		return nil, fail(nil, "no sheet of it can be found; the file may be damaged")
	}
	for _, sheet := range x.sheets {
		if len(x.sheets) > 1 || !defaultSheetName(sheet.name) {
			x.t.sheet(sheet.name)
		}
		if err := x.records(sheet.begin, x.cellRecord); err != nil {
			return nil, err
		}
		if err := x.endRow(); err != nil {
			return nil, err
		}
		x.t.end()
	}
	return x.t.out, nil
}

// records visits the records of a substream, from its first to its end.
func (x *xlsReader) records(at int, visit func(kind int, data le, at int) error) error {
	depth := 0
	for n := 0; at+4 <= len(x.book); n++ {
		if n%1000 == 0 && x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		kind, size := x.book.u16(at), x.book.u16(at+2)
		switch kind {
		case recBOF, 0x0009, 0x0209, 0x0409:
			depth++ // a chart in a sheet has records of its own
		case recEOF:
			if depth--; depth <= 0 {
				return nil
			}
		default:
			if depth <= 1 {
				if err := visit(kind, x.book.cut(at+4, size), at); err != nil {
					return err
				}
			}
		}
		at += 4 + size
	}
	return nil
}

// global takes a record of the workbook itself.
func (x *xlsReader) global(kind int, data le, at int) error {
	switch kind {
	case recFilePass:
		return errPassword
	case recCodePage:
		if x.page = data.u16(0); x.page == 0x8000 {
			x.page = 10000
		} else if x.page == 0x8001 {
			x.page = 1252
		}
	case recDate1904:
		x.since1904 = data.u16(0) == 1
	case recBoundSheet:
		x.old = x.book.u16(4) < 0x0600
		visible, worksheet := data.u8(4)&3 == 0, data.u8(5) == 0
		if visible && worksheet && len(x.sheets) < maxColumns {
			x.sheets = append(x.sheets, xlsSheet{x.shortText(data.cut(6, len(data))), data.u32(0)})
		}
	case recFont:
		x.fonts = append(x.fonts, data.u16(6) >= 600)
	case recFormat:
		x.old = x.book.u16(4) < 0x0600
		code := ""
		if x.old {
			code = x.shortText(data.cut(2, len(data)))
		} else {
			code, _ = x.wideText(data.cut(2, len(data)))
		}
		x.formats[data.u16(0)] = parseFormat(code)
	case recXF:
		id, font := data.u16(2), data.u16(0)
		if font > 4 {
			font-- // there is no font 4
		}
		format, ok := x.formats[id]
		if !ok {
			format = builtinFormat(id)
		}
		x.workbook.formats = append(x.workbook.formats, format)
		x.bold = append(x.bold, font < len(x.fonts) && x.fonts[font])
	case recSST:
		return x.sharedTexts(at)
	}
	return nil
}

// cellRecord takes a record of a sheet.
func (x *xlsReader) cellRecord(kind int, data le, _ int) error {
	if kind == recString && x.waiting {
		x.waiting = false
		x.formula.text = x.labelText(data)
		return x.cell(x.formula)
	}
	switch kind {
	case recFormula, recMulRK, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
	default:
		return nil
	}
	if number := data.u16(0) + 1; number != x.number {
		if err := x.endRow(); err != nil {
			return err
		}
		x.number = number
	}
	c := sheetCell{column: data.u16(2)}
	style := data.u16(4)
	c.bold = style < len(x.bold) && x.bold[style]
	switch kind {
	case recLabelSST:
		if i := data.u32(6); i < len(x.texts) {
			c.text = x.texts[i]
		}
	case recLabel, recRString:
		c.text = x.labelText(data.cut(6, len(data)))
	case recBoolErr:
		if data.u8(7) == 0 {
			c.text = map[bool]string{false: "FALSE", true: "TRUE"}[data.u8(6) != 0]
		}
	case recNumber:
		x.setNumber(&c, style, float(data.cut(6, 8)))
	case recRK:
		x.setNumber(&c, style, rkNumber(data.u32(6)))
	case recMulRK:
		for at := 4; at+6 <= len(data)-2; at += 6 {
			x.setNumber(&c, data.u16(at), rkNumber(data.u32(at+2)))
			if err := x.cell(c); err != nil {
				return err
			}
			c.column++
		}
		return nil
	case recFormula:
		if data.u16(12) != 0xFFFF {
			x.setNumber(&c, style, float(data.cut(6, 8)))
			break
		}
		switch data.u8(6) {
		case 0:
			x.formula, x.waiting = c, true
			return nil
		case 1:
			c.text = map[bool]string{false: "FALSE", true: "TRUE"}[data.u8(8) != 0]
		}
	}
	return x.cell(c)
}

func (x *xlsReader) setNumber(c *sheetCell, style int, v float64) {
	c.number = true
	var format numberFormat
	if style < len(x.workbook.formats) {
		format = x.workbook.formats[style]
	}
	c.text = format.format(strconv.FormatFloat(v, 'g', -1, 64), x.since1904)
}

func (x *xlsReader) cell(c sheetCell) error {
	if c.text != "" && len(x.row) < maxColumns {
		x.row = append(x.row, c)
	}
	return nil
}

func (x *xlsReader) endRow() error {
	err := x.t.add(x.number, x.row)
	x.row = nil
	x.number, x.waiting = 0, false
	return err
}

func float(b le) float64 {
	return math.Float64frombits(uint64(b.u32(0)) | uint64(b.u32(4))<<32)
}

// rkNumber unpacks a number of four bytes.
func rkNumber(rk int) float64 {
	var v float64
	if rk&2 != 0 {
		v = float64(int32(rk) >> 2)
	} else {
		v = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&1 != 0 {
		v /= 100
	}
	return v
}

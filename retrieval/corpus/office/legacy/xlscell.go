package legacy

import (
	"math"
	"strconv"

	"footnote/retrieval/corpus/office/sheet"
)

// Where things are in the records of cells (MS-XLS 2.4, 2.5).
const (
	cellRow    = 0 // rw of a Cell, with which most begin
	cellColumn = 2 // col
	cellFormat = 4 // ixfe
	cellValue  = 6 // what is behind the Cell

	boolErrIsError = 7 // fError of a Bes

	mulRKCells = 4 // rgrkrec of a MulRk: cell formats, each with a number
	mulRKCell  = 6
	mulRKEnd   = 2 // colLast, behind them

	// A FormulaValue: a number, unless its last two bytes are set.
	formulaIsOther   = 12
	formulaOther     = 0xFFFF
	formulaKind      = 6
	formulaBool      = 8
	formulaKindText  = 0
	formulaKindTruth = 1
)

// readCell takes a record of a sheet.
func (x *xlsReader) readCell(kind int, data le, _ int) error {
	if kind == recString && x.waiting {
		x.waiting = false
		x.formula.Text = x.readLabel(data)
		x.addCell(x.formula)
		return nil
	}
	switch kind {
	case recFormula, recMulRK, recRString, recLabelSST, recNumber, recLabel, recBoolErr, recRK:
	default:
		x.beside.addRecord(x, kind, data)
		return nil
	}
	if number := data.u16(cellRow) + 1; number != x.number {
		if err := x.endRow(); err != nil {
			return err
		}
		x.number = number
	}
	c := sheet.Cell{Column: data.u16(cellColumn)}
	format := data.u16(cellFormat)
	c.Bold = format < len(x.bold) && x.bold[format]
	switch kind {
	case recLabelSST:
		if i := data.u32(cellValue); i < len(x.texts) {
			c.Text = x.texts[i]
		}
	case recLabel, recRString:
		c.Text = x.readLabel(data.from(cellValue))
	case recBoolErr:
		if data.u8(boolErrIsError) == 0 {
			c.Text = truth(data.u8(cellValue))
		}
	case recNumber:
		x.setNumber(&c, format, float(data.cut(cellValue, 8)))
	case recRK:
		x.setNumber(&c, format, rkNumber(data.u32(cellValue)))
	case recMulRK:
		for at := mulRKCells; at+mulRKCell <= len(data)-mulRKEnd; at += mulRKCell {
			x.setNumber(&c, data.u16(at), rkNumber(data.u32(at+2)))
			x.addCell(c)
			c.Column++
		}
		return nil
	case recFormula:
		if data.u16(formulaIsOther) != formulaOther {
			x.setNumber(&c, format, float(data.cut(cellValue, 8)))
			break
		}
		switch data.u8(formulaKind) {
		case formulaKindText:
			x.formula, x.waiting = c, true
			return nil
		case formulaKindTruth:
			c.Text = truth(data.u8(formulaBool))
		}
	}
	x.addCell(c)
	return nil
}

// truth prints a truth value.
func truth(value int) string {
	if value != 0 {
		return "TRUE"
	}
	return "FALSE"
}

func (x *xlsReader) setNumber(c *sheet.Cell, format int, v float64) {
	c.Number = true
	var f sheet.NumberFormat
	if format < len(x.formats) {
		f = x.formats[format]
	}
	c.Text = f.Format(strconv.FormatFloat(v, 'g', -1, 64), x.since1904)
}

func (x *xlsReader) addCell(c sheet.Cell) {
	if c.Text != "" && len(x.row) < sheet.MaxColumns {
		x.row = append(x.row, c)
	}
}

func (x *xlsReader) endRow() error {
	err := x.out.AddRow(x.number, x.row)
	x.row = nil
	x.number, x.waiting = 0, false
	return err
}

// float returns an Xnum.
func float(b le) float64 {
	return math.Float64frombits(uint64(b.u32(0)) | uint64(b.u32(4))<<32)
}

// rkNumber unpacks a number of four bytes, an RkNumber.
func rkNumber(rk int) float64 {
	const hundredths, integer = 1, 2 // fX100, fInt
	var v float64
	if rk&integer != 0 {
		v = float64(int32(rk) >> 2)
	} else {
		v = math.Float64frombits(uint64(rk&^3) << 32)
	}
	if rk&hundredths != 0 {
		v /= 100
	}
	return v
}

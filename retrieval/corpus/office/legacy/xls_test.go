package legacy

import (
	"testing"

	"footnote/retrieval/corpus/office/block"
	"footnote/retrieval/corpus/office/block/blocktest"
)

// xlsRecords builds the records of a workbook.
type xlsRecords struct{ raw }

func (x *xlsRecords) add(kind int, data ...*raw) {
	var body raw
	for _, d := range data {
		body.Write(d.Bytes())
	}
	x.u16(kind, body.Len())
	x.Write(body.Bytes())
}

func in16(v ...int) *raw { return new(raw).u16(v...) }

// xlsBook makes the stream of a workbook with a visible sheet and a hidden one.
func xlsBook() []byte {
	var sheet xlsRecords
	sheet.add(recBOF, in16(0x0600, 0x0010))
	sheet.add(recHeader, in16(23), new(raw).u8(0).text("&C&\"Arial\"Stores of May"))
	sheet.add(recFooter)
	for i := range 3 {
		sheet.add(recLabelSST, in16(0, i, 0), new(raw).u32(i))
	}
	sheet.add(recLabel, in16(1, 0, 0, 3), new(raw).u8(0).text("Nut"))
	sheet.add(recNumber, in16(1, 1, 1), rawOf(floatBytes(1234.5)))
	sheet.add(recRK, in16(1, 2, 2), new(raw).u32(43831<<2|2))
	sheet.add(recFormula, in16(2, 0, 0), new(raw).u8(0, 0, 0, 0, 0, 0, 0xFF, 0xFF).pad(16))
	sheet.add(recString, in16(4), new(raw).u8(1).wide("Bölt"))
	sheet.add(recMulRK, in16(2, 1), in16(0), new(raw).u32(15050<<2|3), in16(0), new(raw).u32(7<<2|2), in16(2))
	sheet.add(recBoolErr, in16(3, 0, 0), new(raw).u8(1, 0))
	sheet.add(recBoolErr, in16(3, 1, 0), new(raw).u8(7, 1)) // #DIV/0!
	box := func(id, kind int, text string) {
		sheet.add(recObj, in16(0x15, 0x12, kind, id), new(raw).pad(14))
		sheet.add(recTxO, new(raw).pad(10), in16(len([]rune(text)), 8), new(raw).pad(4))
		sheet.add(recContinue, new(raw).u8(0).text(text[:4]))
		sheet.add(recContinue, new(raw).u8(1).wide(text[4:]))
		sheet.add(recContinue, new(raw).pad(8)) // looks
	}
	box(1, 0x19, "Mara Quill:\nAsk the yard.")
	box(2, 6, "Prices without tax")
	sheet.add(recBOF, in16(0x0600, 0x0020))
	sheet.add(recSeriesText, in16(0), new(raw).u8(15, 0).text("Bolts per month"))
	sheet.add(recNumber, in16(0, 0, 0), rawOf(floatBytes(99)))
	sheet.add(recEOF)
	sheet.add(recNote, in16(2, 27, 0, 1, 10), new(raw).u8(0).text("Mara Quill").u8(0))
	sheet.add(recEOF)
	var hidden xlsRecords
	hidden.add(recBOF, in16(0x0600, 0x0010))
	hidden.add(recLabel, in16(0, 0, 0, 6), new(raw).u8(0).text("hidden"))
	hidden.add(recEOF)

	globals := func(sheetAt, hiddenAt int) *xlsRecords {
		var x xlsRecords
		x.add(recBOF, in16(0x0600, 0x0005))
		x.add(recFormat, in16(164), in16(8), new(raw).u8(0).text("#,##0.00"))
		for _, format := range []int{0, 164, 14} {
			x.add(recXF, in16(0, format))
		}
		x.add(recBoundSheet, new(raw).u32(sheetAt).u8(0, 0, 5, 0).text("Stock"))
		x.add(recBoundSheet, new(raw).u32(hiddenAt).u8(1, 0, 6, 0).text("Secret"))
		// The second text has formatting and goes on in another record, where its
		// characters become wide.
		x.add(recSST, new(raw).u32(3, 3), in16(4), new(raw).u8(0).text("Item"),
			in16(5), new(raw).u8(8).u16(1).text("Pri"))
		x.add(recContinue, new(raw).u8(1).wide("cé").u32(0), in16(5), new(raw).u8(0).text("Since"))
		x.add(recEOF)
		return &x
	}
	size := globals(0, 0).Len()
	book := globals(size, size+sheet.Len())
	book.Write(sheet.Bytes())
	book.Write(hidden.Bytes())
	return book.Bytes()
}

// xlsOf makes a workbook, with facts.
func xlsOf() []byte {
	return oleOf("Workbook", xlsBook(), "\x05SummaryInformation", summaryOf(1252, "The stock", "Ada"))
}

func rawOf(b []byte) *raw {
	r := new(raw)
	r.Write(b)
	return r
}

func TestXLS(t *testing.T) {
	d, got := read(t, xlsOf())
	blocktest.Same(t, got, `
# Stock
Item: Nut	Pricé: 1,234.50	Since: 2020-01-01
Item: Bölt	Pricé: 150.5	Since: 7
Item: TRUE
Comment by Mara Quill: AB3: Ask the yard.
Prices without tax
Bolts per month
Stores of May`)
	if d.Title != "The stock" || d.MediaType != "application/vnd.ms-excel" {
		t.Errorf("got %+v", d)
	}
}

func TestXLSEncrypted(t *testing.T) {
	var x xlsRecords
	x.add(recBOF, in16(0x0600, 5))
	x.add(recFilePass, in16(1))
	if e := reason(t, oleOf("Workbook", x.Bytes())); e != block.ErrPassword {
		t.Errorf("got %v", e)
	}
}

package office

import (
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

// xlsxOf makes a workbook with one sheet of rows, which is hidden if state says
// so.
func xlsxOf(t testing.TB, rows, state string) []byte {
	return zipOf(t, "[Content_Types].xml", "",
		"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
			<sheet name="Stock" r:id="r1"/><sheet name="Secret" state="`+state+`" r:id="r2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>
			<Relationship Id="r2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
		"xl/sharedStrings.xml", `<sst><si><t>Item</t></si><si><r><t>Pri</t></r><r><t>ce</t></r><rPh><t>furigana</t></rPh></si><si><t>Since</t></si></sst>`,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="#,##0.00\ &quot;EUR&quot;"/><numFmt numFmtId="165" formatCode="d/m/yy h:mm"/></numFmts>
			<fonts><font/><font><b/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="165"/><xf numFmtId="9"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`,
		"xl/worksheets/sheet2.xml", `<worksheet><sheetData><row r="1"><c t="str"><v>hidden</v></c></row></sheetData></worksheet>`)
}

const xlsxHeader = `<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>`

func TestXLSXRows(t *testing.T) {
	_, got := read(t, xlsxOf(t, `<row r="1">`+xlsxHeader+`</row>
		<row r="2"><c r="A2" t="inlineStr"><is><t>Nut</t></is></c><c r="B2" s="1"><f>1+1</f><v>1234.5</v></c><c r="C2" s="2"><v>43831</v></c></row>
		<row r="3"><c r="A3" t="str"><v>Bolt</v></c><c r="B3" t="e"><v>#DIV/0!</v></c><c r="C3" s="3"><v>43831.75</v></c></row>
		<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" s="4"><v>0.256</v></c></row>`, "hidden"))
	blocktest.Same(t, got, `
# Stock
Item: Nut	Price: 1,234.50 EUR	Since: 2020-01-01
Item: Bolt	Since: 2020-01-01 18:00
Item: TRUE	Price: 26%`)
}

func TestXLSXHeaderAboveGaps(t *testing.T) {
	row := func(n, a, b, c string) string {
		return `<row r="` + n + `"><c r="A` + n + `" t="str"><v>` + a + `</v></c><c r="B` + n + `"><v>` + b + `</v></c><c r="C` + n + `"><v>` + c + `</v></c></row>`
	}
	_, got := read(t, xlsxOf(t, `<row r="1"><c r="A1" t="str"><v>Stock of 2020</v></c></row><row r="3">`+
		strings.ReplaceAll(xlsxHeader, "1\"", "3\"")+`</row>`+row("5", "Nut", "1", "2")+row("6", "Bolt", "3", "4")+row("8", "Screw", "5", "6"), ""))
	blocktest.Same(t, got, `
# Stock
Stock of 2020
Item	Price	Since
Item: Nut	Price: 1	Since: 2
Item: Bolt	Price: 3	Since: 4
Item: Screw	Price: 5	Since: 6
# Secret
hidden`)
}

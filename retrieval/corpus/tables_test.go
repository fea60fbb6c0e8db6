package corpus

import (
	"strings"
	"testing"
)

// TestMergedCells reads the same table from several formats: its header has two rows,
// and a boat stands in two rows.
func TestMergedCells(t *testing.T) {
	const plain = "Boat\tSeason Summer\tSeason Winter\nYacht\t30\t20\nYacht\t35\t25\nBarge\t80\t55"
	const named = "Boat: Yacht\tSeason Summer: 30\tSeason Winter: 20\nBoat: Yacht\tSeason Summer: 35\tSeason Winter: 25\nBoat: Barge\tSeason Summer: 80\tSeason Winter: 55"
	docxCell := func(props, text string) string {
		return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + wordParagraph(text) + `</w:tc>`
	}
	docxRow := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	const restart, goesOn, two = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`, `<w:gridSpan w:val="2"/>`
	pptxCell := func(attrs, text string) string {
		return `<a:tc ` + attrs + `><a:txBody><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p></a:txBody></a:tc>`
	}
	pptxRow := func(cells ...string) string { return `<a:tr>` + strings.Join(cells, "") + `</a:tr>` }
	odfCell := func(attrs, text string) string {
		return `<table:table-cell office:value-type="string" ` + attrs + `><text:p>` + text + `</text:p></table:table-cell>`
	}
	const covered = `<table:covered-table-cell/>`
	odfRows := strings.Join([]string{
		`<table:table-row>` + odfCell(`table:number-rows-spanned="2"`, "Boat") + odfCell(`table:number-columns-spanned="2"`, "Season") + covered + `</table:table-row>`,
		`<table:table-row>` + covered + odfCell("", "Summer") + odfCell("", "Winter") + `</table:table-row>`,
		`<table:table-row>` + odfCell(`table:number-rows-spanned="2"`, "Yacht") + odfCell("", "30") + odfCell("", "20") + `</table:table-row>`,
		`<table:table-row>` + covered + odfCell("", "35") + odfCell("", "25") + `</table:table-row>`,
		`<table:table-row>` + odfCell("", "Barge") + odfCell("", "80") + odfCell("", "55") + `</table:table-row>`,
	}, "")
	xlsxCell := func(ref, text string) string {
		if text[0] <= '9' {
			return `<c r="` + ref + `"><v>` + text + `</v></c>`
		}
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"a.html": {[]byte(`<html><body><h1>Rates</h1><p>` + sample + `</p><table><tr><th rowspan=2>Boat</th><th colspan=2>Season</th></tr><tr><th>Summer</th><th>Winter</th></tr>` +
			`<tr><td rowspan=2>Yacht</td><td>30</td><td>20</td></tr><tr><td>35</td><td>25</td></tr><tr><td>Barge</td><td>80</td><td>55</td></tr></table></body></html>`), plain},
		"nested.html": {[]byte(`<html><body><h1>Rates</h1><p>` + sample + `</p><table><thead><tr><td>Boat</td><td>Rate</td></tr></thead>` +
			`<tr><td>Yacht</td><td>30</td></tr><tr><td>Barge</td><td><table><tr><td>80 by day</td><td>55 by night</td></tr></table></td></tr></table></body></html>`),
			"Boat\tRate\nYacht\t30\nBarge\t80 by day 55 by night"},
		"a.docx": {zipped(t, word(wordParagraph("Rates")+`<w:tbl>`+docxRow(docxCell(restart, "Boat"), docxCell(two, "Season"))+docxRow(docxCell(goesOn, ""), docxCell("", "Summer"), docxCell("", "Winter"))+
			docxRow(docxCell(restart, "Yacht"), docxCell("", "30"), docxCell("", "20"))+docxRow(docxCell(goesOn, ""), docxCell("", "35"), docxCell("", "25"))+
			docxRow(docxCell("", "Barge"), docxCell("", "80"), docxCell("", "55"))+`</w:tbl>`)), plain},
		"a.pptx": {zipped(t, openXML("ppt/presentation.xml", map[string]string{
			"ppt/presentation.xml":            `<p:presentation` + officeNames + `><p:sldId r:id="r1"/></p:presentation>`,
			"ppt/_rels/presentation.xml.rels": relationsOf("slide", "slides/slide1.xml"),
			"ppt/slides/slide1.xml": slide(`<a:tbl>` + pptxRow(pptxCell(`rowSpan="2"`, "Boat"), pptxCell(`gridSpan="2"`, "Season"), pptxCell(`hMerge="1"`, "")) +
				pptxRow(pptxCell(`vMerge="1"`, ""), pptxCell("", "Summer"), pptxCell("", "Winter")) + pptxRow(pptxCell(`rowSpan="2"`, "Yacht"), pptxCell("", "30"), pptxCell("", "20")) +
				pptxRow(pptxCell(`vMerge="1"`, ""), pptxCell("", "35"), pptxCell("", "25")) + pptxRow(pptxCell("", "Barge"), pptxCell("", "80"), pptxCell("", "55")) + `</a:tbl>`),
		})), plain},
		"a.odt": {odfFile(t, "text", `<office:text><table:table>`+odfRows+`</table:table></office:text>`, map[string]string{}), plain},
		"a.ods": {odfFile(t, "spreadsheet", `<office:spreadsheet><table:table table:name="Rates">`+strings.ReplaceAll(odfRows, `string" ><text:p>3`, `float" ><text:p>3`)+`</table:table></office:spreadsheet>`, map[string]string{}), named},
		"a.xlsx": {zipped(t, openXML("xl/workbook.xml", map[string]string{
			"xl/workbook.xml":            `<workbook` + officeNames + `><sheets><sheet name="Rates" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": relationsOf("worksheet", "worksheets/sheet1.xml"),
			"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1">` + xlsxCell("A1", "Rates of 2024") + `</row><row r="2">` + xlsxCell("A2", "Boat") + xlsxCell("B2", "Season") + `</row><row r="3">` + xlsxCell("B3", "Summer") + xlsxCell("C3", "Winter") +
				`</row><row r="4">` + xlsxCell("A4", "Yacht") + xlsxCell("B4", "30") + xlsxCell("C4", "20") + `</row><row r="5">` + xlsxCell("B5", "35") + xlsxCell("C5", "25") + `</row><row r="6">` + xlsxCell("A6", "Barge") + xlsxCell("B6", "80") + xlsxCell("C6", "55") +
				`</row></sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/><mergeCell ref="A4:A5"/></mergeCells></worksheet>`,
		})), "Rates of 2024\n\n" + named},
	} {
		t.Run(name, func(t *testing.T) {
			documents, problem := readBytes(t, name, test.data, Options{})
			if problem != nil || len(documents) != 1 {
				t.Fatalf("%d documents, %v", len(documents), problem)
			}
			checkDocuments(t, name, documents)
			if !strings.HasSuffix(documents[0].Text, test.want) {
				t.Errorf("got\n%s\nwant at its end\n%s", documents[0].Text, test.want)
			}
		})
	}
}

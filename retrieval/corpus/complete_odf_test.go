package corpus

import "testing"

// odfFile makes a file in the OpenDocument format with a body and other parts.
func odfFile(t *testing.T, kind, body string, parts map[string]string) []byte {
	parts["mimetype"] = "application/vnd.oasis.opendocument." + kind
	parts["content.xml"] = `<office:document-content><office:body>` + body + `</office:body></office:document-content>`
	return zipped(t, parts)
}

func odfParagraph(text string) string { return `<text:p>` + text + `</text:p>` }

func odfComment(text string) string {
	return `<office:annotation><dc:creator>Mara Quill</dc:creator><dc:date>2024-03-05</dc:date>` + odfParagraph(text) + `</office:annotation>`
}

// odfParts are a chart that lies in the package and a file of another program.
func odfParts(t *testing.T, p *planted) map[string]string {
	return map[string]string{
		"Object 1/content.xml": `<office:document-content><office:body><office:chart><chart:chart><chart:title>` + odfParagraph(p.put("title of a chart")) + `</chart:title>` +
			`<table:table><table:table-row><table:table-cell>` + odfParagraph(p.put("category of a chart")) + `</table:table-cell><table:table-cell>` + odfParagraph("12") + `</table:table-cell></table:table-row></table:table></chart:chart></office:chart></office:body></office:document-content>`,
		"Object 2": string(oleFileOf(map[string][]byte{"Package": []byte(smallDocument(t, p.put("embedded document")))})),
		"styles.xml": `<office:document-styles><office:master-styles><style:master-page><style:header>` + odfParagraph(p.put("page header")) + `</style:header><style:footer>` + odfParagraph(`<text:page-number>3</text:page-number>`+p.put("page footer")) +
			`</style:footer></style:master-page></office:master-styles></office:document-styles>`,
	}
}

const odfObjects = `<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame><draw:frame><draw:object-ole xlink:href="./Object 2"/></draw:frame>`

// completeOpenDocument are files in the OpenDocument format.
func completeOpenDocument() []completeFile {
	return []completeFile{
		{"all.odt", func(t *testing.T, p *planted) []byte {
			return odfFile(t, "text", `<office:text><office:forms><form:form><form:text form:label="`+p.put("label of a field")+`" form:current-value="`+p.put("form field")+`"/></form:form></office:forms>`+
				`<text:tracked-changes><text:changed-region><text:deletion><text:p>gone for ever</text:p></text:deletion></text:changed-region></text:tracked-changes>`+
				`<text:h text:outline-level="1">`+p.put("heading")+`</text:h>`+
				`<text:p>`+p.put("paragraph")+odfComment(p.put("comment"))+`<text:note><text:note-citation>1</text:note-citation><text:note-body>`+odfParagraph(p.put("footnote"))+`</text:note-body></text:note></text:p>`+
				`<text:list><text:list-item>`+odfParagraph(p.put("item"))+`</text:list-item></text:list>`+
				`<text:p><draw:frame><draw:text-box>`+odfParagraph(p.put("text box"))+`</draw:text-box></draw:frame><draw:frame><draw:image/><svg:desc>`+p.put("description of a picture")+`</svg:desc></draw:frame>`+odfObjects+`</text:p>`+
				`<text:p><text:text-input>`+p.put("input field")+`</text:text-input><text:ruby><text:ruby-base>`+p.put("ruby base")+`</text:ruby-base></text:ruby></text:p>`+
				`<table:table><table:table-row><table:table-cell table:number-columns-spanned="2">`+odfParagraph(p.put("merged cell"))+`</table:table-cell><table:covered-table-cell/><table:table-cell>`+odfParagraph(p.put("cell"))+`</table:table-cell></table:table-row></table:table>`+
				`<text:section>`+odfParagraph(p.put("section"))+`</text:section></office:text>`, odfParts(t, p))
		}, []string{"1 passage deleted"}},
		{"all.ods", func(t *testing.T, p *planted) []byte {
			cell := func(text string) string {
				return `<table:table-cell office:value-type="string">` + text + `</table:table-cell>`
			}
			return odfFile(t, "spreadsheet", `<office:spreadsheet><table:table table:name="`+p.put("name of a sheet")+`">`+
				`<office:forms><form:form><form:textarea form:current-value="`+p.put("form field")+`"/></form:form></office:forms>`+
				`<table:shapes><draw:frame><draw:text-box>`+odfParagraph(p.put("text box"))+`</draw:text-box></draw:frame>`+odfObjects+`</table:shapes>`+
				`<table:table-row>`+cell(odfComment(p.put("comment"))+odfParagraph(p.put("cell")))+cell(odfParagraph(p.put("second cell"))+`<draw:frame><draw:image/><svg:desc>`+p.put("description of a picture")+`</svg:desc></draw:frame>`)+`</table:table-row>`+
				`<table:table-row table:visibility="collapse">`+cell(odfParagraph(p.put("hidden row")))+`</table:table-row></table:table></office:spreadsheet>`, odfParts(t, p))
		}, nil},
		{"all.odp", func(t *testing.T, p *planted) []byte {
			box := func(class, text string) string {
				return `<draw:frame presentation:class="` + class + `"><draw:text-box>` + odfParagraph(text) + `</draw:text-box></draw:frame>`
			}
			return odfFile(t, "presentation", `<office:presentation><presentation:footer-decl presentation:name="f">`+p.put("footer of all slides")+`</presentation:footer-decl>`+
				`<draw:page>`+box("title", p.put("title"))+box("outline", p.put("text"))+box("footer", p.put("footer"))+
				`<draw:custom-shape>`+odfParagraph(p.put("shape"))+`</draw:custom-shape><draw:g>`+box("", p.put("grouped box"))+`</draw:g>`+odfComment(p.put("comment"))+
				`<draw:frame><table:table><table:table-row><table:table-cell>`+odfParagraph(p.put("cell"))+`</table:table-cell></table:table-row></table:table></draw:frame>`+odfObjects+
				`<presentation:notes>`+box("notes", p.put("speaker's note"))+`</presentation:notes></draw:page></office:presentation>`, odfParts(t, p))
		}, nil},
	}
}

package corpus

import (
	"encoding/base64"
	"fmt"
	"testing"
)

// completeMarkup are files in light markup.
func completeMarkup() []completeFile {
	return []completeFile{
		{"all.adoc", func(_ *testing.T, p *planted) []byte {
			return []byte("= " + p.put("title") + "\nMara Quill <mara@example.org>\n\n" + p.put("preamble") + "\n\n== " + p.put("heading") + "\n\n." + p.put("block title") + "\n* " + p.put("item") + "\n** " + p.put("inner item") + "\n\n" +
				"NOTE: " + p.put("admonition") + "\n\n----\n" + p.put("listing") + "\n----\n\n____\n" + p.put("quotation") + "\n____\n\n" + p.put("term") + ":: " + p.put("definition") + "\n\n" +
				"|===\n|" + p.put("column") + " |b\n\n|" + p.put("cell") + " |2\n|===\n\nA claim.footnote:[" + p.put("footnote") + "]\n\nimage::a.png[" + p.put("description of a picture") + "]\n\nhttps://x.example[" + p.put("link") + "]\n")
		}, nil},
		{"all.rst", func(_ *testing.T, p *planted) []byte {
			title := p.put("title")
			return []byte(title + "\n" + fmt.Sprintf("%.*s", len(title), "======================================================") + "\n\n" + p.put("paragraph") + "\n\n- " + p.put("item") + "\n\n.. note:: " + p.put("admonition") + "\n\n::\n\n   " + p.put("literal block") + "\n\n" +
				p.put("term") + "\n   " + p.put("definition") + "\n\n.. image:: a.png\n   :alt: " + p.put("description of a picture") + "\n\n.. list-table::\n\n   * - " + p.put("cell") + "\n     - " + p.put("second cell") + "\n\nA claim [#f]_.\n\n.. [#f] " + p.put("footnote") + "\n\n:" + p.put("field") + ": " + p.put("value of a field") + "\n")
		}, nil},
		{"all.org", func(_ *testing.T, p *planted) []byte {
			return []byte("#+TITLE: " + p.put("title") + "\n\n* TODO " + p.put("heading") + "\n" + p.put("paragraph") + "\n- " + p.put("item") + "\n- " + p.put("term") + " :: " + p.put("definition") + "\n#+BEGIN_SRC sh\n" + p.put("code") + "\n#+END_SRC\n#+BEGIN_QUOTE\n" + p.put("quotation") + "\n#+END_QUOTE\n" +
				"| " + p.put("column") + " | b |\n|---+---|\n| " + p.put("cell") + " | 2 |\n\nA claim[fn:1].\n\n[[https://x.example][" + p.put("link") + "]]\n\n[fn:1] " + p.put("footnote") + "\n")
		}, nil},
		{"all.tex", func(_ *testing.T, p *planted) []byte {
			return []byte(`\documentclass{article}\title{` + p.put("title") + `}\author{Mara Quill}\begin{document}\maketitle\begin{abstract}` + p.put("abstract") + `\end{abstract}\section{` + p.put("heading") + `}` + p.put("paragraph") + `\footnote{` + p.put("footnote") + `}` + "\n\n" +
				`\begin{itemize}\item ` + p.put("item") + `\end{itemize}\begin{description}\item[` + p.put("term") + `] ` + p.put("definition") + `\end{description}\begin{table}\caption{` + p.put("caption") + `}\begin{tabular}{ll}` + p.put("column") + ` & b \\ ` + p.put("cell") + ` & 2 \\ \end{tabular}\end{table}` +
				`\textbf{` + p.put("bold text") + `} \emph{` + p.put("emphasis") + `} \href{https://x.example}{` + p.put("link") + `}` + "\n" + `\begin{quote}` + p.put("quotation") + `\end{quote}\begin{verbatim}` + "\n" + p.put("verbatim text") + "\n" + `\end{verbatim}\end{document}`)
		}, nil},
		{"all.1", func(_ *testing.T, p *planted) []byte {
			return []byte(".TH LOCK 1 \"5 March 2024\"\n.SH NAME\nlock \\- " + p.put("name of a command") + "\n.SH DESCRIPTION\n" + p.put("paragraph") + "\n.TP\n.B " + p.put("term") + "\n" + p.put("definition") + "\n.IP \\(bu 2\n" + p.put("item") + "\n.nf\n" + p.put("example") + "\n.fi\n.SS " + p.put("inner heading") + "\n.PP\n.I " + p.put("emphasis") + "\n")
		}, nil},
		{"all.mediawiki", func(_ *testing.T, p *planted) []byte {
			return []byte("'''" + p.put("bold text") + "'''\n\n== " + p.put("heading") + " ==\n\n" + p.put("paragraph") + "<ref>" + p.put("footnote") + "</ref>\n\n* " + p.put("item") + "\n; " + p.put("term") + " : " + p.put("definition") + "\n\n[[File:a.png|thumb|" + p.put("caption") + "]]\n\n[[Page|" + p.put("link") + "]] [https://x.example " + p.put("outer link") + "]\n\n" +
				"{| class=\"wikitable\"\n|+ " + p.put("caption of a table") + "\n! " + p.put("column") + " !! b\n|-\n| " + p.put("cell") + " || 2\n|}\n\n<pre>" + p.put("code") + "</pre>\n")
		}, nil},
	}
}

// completeRecords are files of events, cards, notes and chats.
func completeRecords() []completeFile {
	return []completeFile{
		{"all.ics", func(_ *testing.T, p *planted) []byte {
			return []byte("BEGIN:VCALENDAR\r\nX-WR-CALNAME:" + p.put("name of a calendar") + "\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTART:20240305T140000Z\r\nSUMMARY:" + p.put("summary") + "\r\nDESCRIPTION:" + p.put("description") + "\r\nLOCATION:" + p.put("location") + "\r\nCOMMENT:" + p.put("comment") + "\r\nCONTACT:" + p.put("contact") +
				"\r\nCATEGORIES:" + p.put("category") + "\r\nATTENDEE;CN=" + p.put("attendee") + ":mailto:a@example.org\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nUID:2@x\r\nSUMMARY:" + p.put("task") + "\r\nEND:VTODO\r\nBEGIN:VJOURNAL\r\nUID:3@x\r\nSUMMARY:" + p.put("entry of a journal") + "\r\nDESCRIPTION:" + p.put("text of an entry") + "\r\nEND:VJOURNAL\r\nEND:VCALENDAR\r\n")
		}, nil},
		{"all.vcf", func(_ *testing.T, p *planted) []byte {
			return []byte("BEGIN:VCARD\nVERSION:4.0\nFN:" + p.put("name") + "\nORG:" + p.put("organization") + "\nTITLE:" + p.put("title") + "\nROLE:" + p.put("role") + "\nADR;TYPE=work:;;" + p.put("address") + ";Port;;;\nNOTE:" + p.put("note") + "\nNICKNAME:" + p.put("nickname") + "\nCATEGORIES:" + p.put("category") + "\nEND:VCARD\n")
		}, nil},
		{"all.enex", func(_ *testing.T, p *planted) []byte {
			return []byte(`<?xml version="1.0"?><en-export><note><title>` + p.put("title") + `</title><content><![CDATA[<en-note><div>` + p.put("text") + `</div><en-todo/>` + p.put("task") + `<table><tr><td>` + p.put("cell") + `</td><td>b</td></tr></table></en-note>]]></content><tag>` + p.put("tag") + `</tag>` +
				`<resource><data encoding="base64">` + base64.StdEncoding.EncodeToString([]byte(p.put("attachment"))) + `</data><mime>text/plain</mime><resource-attributes><file-name>a.txt</file-name></resource-attributes></resource></note></en-export>`)
		}, nil},
		{"all.opml", func(_ *testing.T, p *planted) []byte {
			return []byte(`<?xml version="1.0"?><opml version="2.0"><head><title>` + p.put("title") + `</title></head><body><outline text="` + p.put("outline") + `" _note="` + p.put("note") + `"><outline text="` + p.put("inner outline") + `"/></outline></body></opml>`)
		}, nil},
		{"telegram.json", func(_ *testing.T, p *planted) []byte {
			return fmt.Appendf(nil, `{"name":%q,"type":"private_supergroup","id":1,"messages":[{"id":1,"type":"message","date":"2024-03-05T10:00:00","from":%q,"text":%q},{"id":2,"type":"message","date":"2024-03-05T10:01:00","from":"Joss","text":["see ",{"type":"bold","text":%q}],"file_name":%q},`+
				`{"id":3,"type":"message","date":"2024-03-05T10:02:00","from":"Joss","text":"","poll":{"question":%q,"answers":[{"text":%q,"voters":1}]}}]}`,
				p.put("name of a chat"), p.put("author"), p.put("message"), p.put("bold text"), p.put("name of a file"), p.put("question of a poll"), p.put("answer of a poll"))
		}, nil},
		{"discord.json", func(_ *testing.T, p *planted) []byte {
			return fmt.Appendf(nil, `{"guild":{"id":"1","name":%q},"channel":{"id":"2","type":"GuildTextChat","name":"quay","topic":%q},"dateRange":{},"messages":[{"id":"1","type":"Default","timestamp":"2024-03-05T10:00:00+00:00","content":%q,"author":{"id":"7","name":"m","nickname":%q},"attachments":[{"id":"1","fileName":%q}],`+
				`"embeds":[{"title":%q,"description":%q,"fields":[{"name":%q,"value":%q}]}],"stickers":[],"reactions":[],"mentions":[]}],"messageCount":1}`,
				p.put("name of a server"), p.put("topic of a channel"), p.put("message"), p.put("author"), p.put("name of a file"), p.put("title of an embed"), p.put("embed"), p.put("field of an embed"), p.put("value of a field"))
		}, nil},
		{"slack.zip", func(t *testing.T, p *planted) []byte {
			return zipOf(t, file{"users.json", fmt.Sprintf(`[{"id":"U1","name":"m","profile":{"real_name":%q}}]`, p.put("author"))}, file{"channels.json", fmt.Sprintf(`[{"id":"C1","name":"quay","topic":{"value":%q},"purpose":{"value":%q}}]`, p.put("topic of a channel"), p.put("purpose of a channel"))},
				file{"quay/2024-03-05.json", fmt.Sprintf(`[{"type":"message","user":"U1","text":%q,"ts":"1709632800.000001"},{"type":"message","user":"U1","text":"","ts":"1709632900.000001","blocks":[{"type":"section","text":{"type":"mrkdwn","text":%q},"fields":[{"type":"mrkdwn","text":%q}]},{"type":"header","text":{"type":"plain_text","text":%q}},{"type":"context","elements":[{"type":"mrkdwn","text":%q}]},{"type":"image","alt_text":%q,"image_url":"x"}],"files":[{"name":"a.txt","title":%q}]},`+
					`{"type":"message","user":"U1","text":"x","ts":"1709633000.000001","attachments":[{"pretext":%q,"title":%q,"text":%q,"footer":%q,"fields":[{"title":%q,"value":%q}]}]}]`,
					p.put("message"), p.put("section"), p.put("field of a section"), p.put("header"), p.put("context"), p.put("description of a picture"), p.put("title of a file"), p.put("text before an attachment"), p.put("title of an attachment"), p.put("attachment"), p.put("footer of an attachment"), p.put("field of an attachment"), p.put("value of a field"))})
		}, nil},
	}
}

// completeFields are Office files with what is written into forms and choices, and what
// programs draw.
func completeFields() []completeFile {
	graphics := func(p *planted) (chart, diagram string) {
		return `<c:chartSpace><c:title><a:p><a:r><a:t>` + p.put("title of a chart") + `</a:t></a:r></a:p></c:title><c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>` + p.put("series of a chart") + `</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx="0"><c:v>` + p.put("category of a chart") + `</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>3</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:chartSpace>`,
			`<dgm:dataModel><dgm:pt><dgm:t><a:p><a:r><a:t>` + p.put("diagram") + `</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>`
	}
	const shown = `<a:graphic><a:graphicData><c:chart r:id="r1"/></a:graphicData></a:graphic><a:graphic><a:graphicData><dgm:relIds r:dm="r2"/></a:graphicData></a:graphic>`
	return []completeFile{
		{"fields.docx", func(t *testing.T, p *planted) []byte {
			run := func(text string) string { return `<w:r><w:t>` + text + `</w:t></w:r>` }
			chart, diagram := graphics(p)
			return zipped(t, openXML("word/document.xml", map[string]string{
				"word/document.xml": `<w:document xmlns:w="w"` + officeNames + `><w:body>` + wordParagraph(p.put("text")) + `<w:p><w:smartTag>` + run(p.put("smart tag")) + `</w:smartTag><w:customXml>` + run(p.put("custom XML")) + `</w:customXml></w:p>` +
					`<w:p><w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>` + run(p.put("choice")) + `</w:sdtContent></w:sdt></w:p><w:p><w:fldSimple w:instr="DOCPROPERTY x">` + run(p.put("simple field")) + `</w:fldSimple></w:p>` +
					`<w:p><w:r><w:ruby><w:rubyBase>` + run(p.put("ruby base")) + `</w:rubyBase></w:ruby></w:r></w:p><w:p><w:r><w:drawing>` + shown + `</w:drawing></w:r></w:p>` +
					`<w:tbl><w:tblPr><w:tblCaption w:val="x"/><w:tblDescription w:val="` + p.put("description of a table") + `"/></w:tblPr><w:tr><w:sdt><w:sdtContent><w:tc>` + wordParagraph(p.put("cell in a control")) + `</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl></w:body></w:document>`,
				"word/_rels/document.xml.rels": relationsOf("chart", "/charts/chart1.xml", "diagramData", "/diagrams/data1.xml"),
				"charts/chart1.xml":            chart, "diagrams/data1.xml": diagram,
			}))
		}, nil},
		{"fields.pptx", func(t *testing.T, p *planted) []byte {
			chart, diagram := graphics(p)
			return zipped(t, openXML("ppt/presentation.xml", map[string]string{
				"ppt/presentation.xml": `<p:presentation` + officeNames + `><p:sldIdLst><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>`, "ppt/_rels/presentation.xml.rels": relationsOf("slide", "slides/slide1.xml"),
				"ppt/slides/slide1.xml":            slide(shape("title", p.put("title")) + `<p:graphicFrame>` + shown + `</p:graphicFrame><mc:AlternateContent><mc:Choice><p:sp><p:txBody><a:p><m:oMath><m:r><m:t>` + p.put("formula") + `</m:t></m:r></m:oMath></a:p></p:txBody></p:sp></mc:Choice></mc:AlternateContent>`),
				"ppt/slides/_rels/slide1.xml.rels": relationsOf("chart", "/charts/chart1.xml", "diagramData", "/diagrams/data1.xml"),
				"charts/chart1.xml":                chart, "diagrams/data1.xml": diagram,
			}))
		}, nil},
		{"fields.xlsx", func(t *testing.T, p *planted) []byte {
			return zipped(t, openXML("xl/workbook.xml", map[string]string{
				"xl/workbook.xml": `<workbook` + officeNames + `><sheets><sheet name="Rates" r:id="r1"/></sheets></workbook>`, "xl/_rels/workbook.xml.rels": relationsOf("worksheet", "worksheets/sheet1.xml"),
				"xl/worksheets/sheet1.xml": `<worksheet` + officeNames + `><sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>` + p.put("formatted cell") + `</t></r><rPh><t>reading</t></rPh></is></c></row></sheetData>` +
					`<dataValidations><dataValidation promptTitle="` + p.put("title of a prompt") + `" prompt="` + p.put("prompt") + `" errorTitle="` + p.put("title of an error") + `" error="` + p.put("error") + `" sqref="A1"/></dataValidations></worksheet>`,
			}))
		}, nil},
	}
}

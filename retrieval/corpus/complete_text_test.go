package corpus

import (
	"fmt"
	"strings"
	"testing"
)

// completeTexts are files in formats of text and markup.
func completeTexts() []completeFile {
	return []completeFile{
		{"all.txt", func(_ *testing.T, p *planted) []byte {
			return []byte(p.put("first line") + "\n\n" + p.put("paragraph") + "\n\n\t" + p.put("indented line"))
		}, nil},
		{"all.md", func(_ *testing.T, p *planted) []byte {
			return []byte("---\ntitle: " + p.put("title of the front matter") + "\ndescription: " + p.put("description in the front matter") + "\ntags: [" + p.put("tag") + "]\n---\n" +
				"# " + p.put("heading") + "\n\n" + p.put("paragraph") + " [" + p.put("link") + "](x.html) ![" + p.put("description of a picture") + "](a.png)\n\n" +
				"> " + p.put("quotation") + "\n\n- " + p.put("item") + "\n  - " + p.put("inner item") + "\n\n```\n" + p.put("code") + "\n```\n\n" +
				"| " + p.put("column") + " | b |\n|---|---|\n| " + p.put("cell") + " | 2 |\n\n<details><summary>" + p.put("HTML") + "</summary></details>\n\n" +
				"A claim[^1].\n\n[^1]: " + p.put("footnote") + "\n\n" + p.put("setext heading") + "\n====\n")
		}, nil},
		{"all.html", func(_ *testing.T, p *planted) []byte {
			cell := func(tag, text string) string { return "<" + tag + ">" + text + "</" + tag[:2] + ">" }
			return []byte("<html><head><title>" + p.put("title") + "</title></head><body><article><h1>" + p.put("heading") + "</h1><p>" + sample + p.put("paragraph") + "</p><p>" + sample + "</p>" +
				"<figure><img src=a.png alt=\"" + p.put("description of a picture") + "\"></figure><figure><img src=a.png><figcaption>" + p.put("caption") + "</figcaption></figure>" +
				"<ul><li>" + p.put("item") + "<ol><li>" + p.put("inner item") + "</li></ol></li></ul><dl><dt>" + p.put("term") + "</dt><dd>" + p.put("definition") + "</dd></dl>" +
				"<table><caption>" + p.put("caption of a table") + "</caption><tr>" + cell("th colspan=2", p.put("merged heading")) + cell("th", p.put("column")) + "</tr><tr>" + cell("td rowspan=2", p.put("cell over two rows")) + cell("td", p.put("cell")) + cell("td", "1") + "</tr><tr>" + cell("td", p.put("cell of row 2")) + "</tr></table>" +
				"<pre>" + p.put("code") + "</pre><blockquote>" + p.put("quotation") + "</blockquote><details><summary>" + p.put("summary") + "</summary><p>" + p.put("details") + "</p></details>" +
				"<p>" + p.put("line") + "<br>" + p.put("broken line") + "<sup>1</sup></p><section id=related-work><h2>" + p.put("section") + "</h2><p>" + sample + p.put("text of a section") + "</p></section></article></body></html>")
		}, nil},
		{"all.rtf", func(_ *testing.T, p *planted) []byte {
			return []byte(`{\rtf1\ansi{\header ` + p.put("page header") + `}{\footer ` + p.put("page footer") + `}` + p.put("paragraph") +
				`{\footnote ` + p.put("footnote") + `}{\*\atnauthor Mara}{\*\annotation ` + p.put("comment") + `}\par{\deleted ` + `gone` + `}` +
				`{\shp{\*\shpinst{\shptxt ` + p.put("text box") + `\par}}}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt ` + p.put("link") + `}}\par` +
				`{\trowd\intbl ` + p.put("cell") + `\cell b\cell\row}{\pard\plain{\listtext 1.\tab}` + p.put("item") + `\par}` +
				`{\object\objemb{\*\objdata ` + objectInRTF("note.txt", p.put("embedded file")) + `}}}`)
		}, []string{"deleted text"}},
		{"all.epub", func(t *testing.T, p *planted) []byte {
			return zipped(t, map[string]string{
				"mimetype":               "application/epub+zip",
				"META-INF/container.xml": `<container><rootfile full-path="b.opf"/></container>`,
				"b.opf": `<package><metadata><dc:title>` + p.put("title") + `</dc:title><dc:creator>` + p.put("author") + `</dc:creator><dc:description>` + p.put("description") + `</dc:description></metadata>` +
					`<manifest><item id="a" href="a.xhtml"/><item id="n" href="n.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="n" linear="no"/></spine></package>`,
				"a.xhtml": `<html><body><h1>` + p.put("heading") + `</h1><p>` + p.put("paragraph") + `<a epub:type="noteref" href="#n">1</a></p><img src="a.png" alt="` + p.put("description of a picture") + `"/><aside epub:type="footnote" id="n"><p>` + p.put("footnote") + `</p></aside></body></html>`,
				"n.xhtml": `<html><body><p>` + p.put("text out of line") + `</p></body></html>`,
			})
		}, nil},
		{"all.json", func(_ *testing.T, p *planted) []byte {
			return fmt.Appendf(nil, `{"title":%q,"summary":%q,"body":{"de":%q,"list":[%q,{"note":%q}]},"count":3,"comments":[{"user":"x","said":%q}]}`,
				p.put("title"), p.put("summary"), p.put("inner"), p.put("element"), p.put("note"), p.put("comment"))
		}, nil},
		{"all.jsonl", func(_ *testing.T, p *planted) []byte {
			return fmt.Appendf(nil, "{\"q\":%q,\"a\":%q}\n{\"markdown\":%q,\"meta\":{\"x\":%q}}\n", p.put("question"), p.put("answer"), p.put("markdown"), p.put("inner"))
		}, nil},
		{"all.csv", func(_ *testing.T, p *planted) []byte {
			return fmt.Appendf(nil, "%s\n\n%s,b,c\n1,%s,3\n\"%s\nx\",5,6\n", p.put("title row"), p.put("column"), p.put("cell"), p.put("cell of two lines"))
		}, nil},
		{"all.xml", func(_ *testing.T, p *planted) []byte {
			return []byte(`<?xml version="1.0"?><catalog note="` + p.put("attribute") + `"><item label="` + p.put("attribute of an empty element") + `"/><item><title>` + p.put("title") + `</title>` +
				`<text>` + p.put("text") + ` <em>` + p.put("emphasis") + `</em></text><![CDATA[` + p.put("CDATA") + `]]></item></catalog>`)
		}, nil},
		{"feed.xml", func(_ *testing.T, p *planted) []byte {
			return []byte(`<rss><channel><title>` + p.put("title of the feed") + `</title><item><title>` + p.put("title of an item") + `</title><description>` + p.put("description") + `</description></item></channel></rss>`)
		}, nil},
		{"all.ipynb", func(_ *testing.T, p *planted) []byte {
			return fmt.Appendf(nil, `{"nbformat":4,"cells":[{"cell_type":"markdown","source":["# %s\n","%s"]},{"cell_type":"code","source":["# %s"],"outputs":[{"output_type":"stream","text":["%s"]}]},{"cell_type":"raw","source":["%s"]}]}`,
				p.put("heading"), p.put("text"), p.put("code"), p.put("output"), p.put("raw cell"))
		}, nil},
		{"all.srt", func(_ *testing.T, p *planted) []byte {
			return []byte("1\n00:00:01,000 --> 00:00:02,000\n" + p.put("subtitle") + "\n\n2\n00:00:03,000 --> 00:00:04,000\n" + p.put("second subtitle") + "\n")
		}, nil},
		{"all.zip", func(t *testing.T, p *planted) []byte {
			return zipOf(t, file{"a.txt", p.put("file")}, file{"b/c.md", p.put("file in a folder")},
				file{"d.zip", string(zipOf(t, file{"e.txt", p.put("file of an archive in an archive")}))}, file{"f.docx", smallDocument(t, p.put("document"))})
		}, nil},
	}
}

// objectInRTF is a package as Rich Text has it: an object of OLE 1 in hexadecimal.
func objectInRTF(name, content string) string {
	sized := func(s string) string { return fmt.Sprintf("%c\x00\x00\x00%s", len(s), s) }
	data := "\x01\x05\x00\x00\x02\x00\x00\x00" + sized("Package\x00") + sized("") + sized("")
	native := string(olePackage(name, content)[4:])
	return strings.ToUpper(fmt.Sprintf("%x", data+sized(native)))
}

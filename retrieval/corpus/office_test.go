package corpus

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

// zipped makes a zip file of parts; "mimetype" comes first and uncompressed.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	names := slices.Sorted(maps.Keys(parts))
	slices.SortStableFunc(names, func(a, b string) int {
		if a == "mimetype" {
			return -1
		} else if b == "mimetype" {
			return 1
		}
		return 0
	})
	for _, name := range names {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate}
		if name == "mimetype" {
			h.Method = zip.Store
		}
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const relationsHead = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`

// openXML adds to parts what leads to the main one, and the facts.
func openXML(main string, parts map[string]string) map[string]string {
	parts["[Content_Types].xml"] = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`
	parts["_rels/.rels"] = relationsHead + `<Relationship Id="a" Type="x/officeDocument" Target="` + main + `"/><Relationship Id="b" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>`
	parts["docProps/core.xml"] = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Harbour report</dc:title><dc:creator>Ingrid Solberg</dc:creator><dcterms:created>2021-03-04T05:06:07Z</dcterms:created></cp:coreProperties>`
	return parts
}

func word(body string) map[string]string {
	return openXML("word/document.xml", map[string]string{
		"word/document.xml": `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml":   `<w:styles xmlns:w="w"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>`,
		"word/numbering.xml": `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
		"word/footnotes.xml": `<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>Measured at low tide.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
	})
}

func slide(shapes string) string { return `<p:sld xmlns:p="p" xmlns:a="a">` + shapes + `</p:sld>` }

func shape(kind string, paragraphs ...string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		b.WriteString("<a:p><a:r><a:t>" + p + "</a:t></a:r></a:p>")
	}
	return `<p:sp><p:nvSpPr><p:nvPr><p:ph type="` + kind + `"/></p:nvPr></p:nvSpPr><p:txBody>` + b.String() + `</p:txBody></p:sp>`
}

func slides() map[string]string {
	return openXML("ppt/presentation.xml", map[string]string{
		"ppt/presentation.xml":            `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><p:sldIdLst><p:sldId id="1" r:id="s2"/><p:sldId id="2" r:id="s1"/></p:sldIdLst></p:presentation>`,
		"ppt/_rels/presentation.xml.rels": relationsHead + `<Relationship Id="s1" Type="x/slide" Target="slides/slide1.xml"/><Relationship Id="s2" Type="x/slide" Target="slides/slide2.xml"/></Relationships>`,
		"ppt/slides/slide1.xml":           slide(shape("title", "Ships") + shape("body", "Anna was built in 1987.", "Bruno is green.")),
		"ppt/slides/slide2.xml":           slide(shape("ctrTitle", "The harbour in 2021") + shape("sldNum", "7")),
	})
}

func sheetBook() map[string]string {
	return openXML("xl/workbook.xml", map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Ships" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relationsHead + `<Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>`,
		"xl/sharedStrings.xml":       `<sst><si><t>Name</t></si><si><t>Built</t></si><si><t>Passengers</t></si><si><t>Anna</t></si></sst>`,
		"xl/styles.xml":              `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>` +
			`<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" s="1"><v>31778</v></c><c r="C2"><v>250</v></c></row></sheetData></worksheet>`,
	})
}

func openDocument(kind, body string) map[string]string {
	return map[string]string{
		"mimetype":              "application/vnd.oasis.opendocument." + kind,
		"META-INF/manifest.xml": `<manifest:manifest xmlns:manifest="m"/>`,
		"meta.xml":              `<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><office:meta><dc:title>Harbour report</dc:title><meta:initial-creator>Ingrid Solberg</meta:initial-creator><meta:creation-date>2021-03-04T05:06:07</meta:creation-date></office:meta></office:document-meta>`,
		"content.xml":           `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="tb"><office:body>` + body + `</office:body></office:document-content>`,
	}
}

func ebook() map[string]string {
	return map[string]string{
		"mimetype":               "application/epub+zip",
		"META-INF/container.xml": `<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>`,
		"OPS/book.opf": `<package xmlns:dc="d"><metadata><dc:title>Harbour report</dc:title><dc:creator>Ingrid Solberg</dc:creator><dc:date>2021-03-04</dc:date><dc:language>en</dc:language></metadata>` +
			`<manifest><item id="b" href="two.xhtml" media-type="application/xhtml+xml"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
		"OPS/one.xhtml": `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body><h1>Ships</h1><p>Anna was built in 1987.</p></body></html>`,
		"OPS/two.xhtml": `<html><body><h1>Masters</h1><p>Bruno is <b>green</b>.</p></body></html>`,
	}
}

// TestOffice reads one small file of each format. Facts are the same in all
// that have some.
func TestOffice(t *testing.T) {
	p := func(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }
	styled := func(style, text string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	listed := func(text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
	}
	cell := func(text string) string { return `<w:tc>` + p(text) + `</w:tc>` }
	for name, test := range map[string]struct {
		data    []byte
		without string // what the report names
		facts   bool
		want    string
		heads   []string
		pages   int
	}{
		"a.docx": {
			without: "1 passage deleted in tracked changes, 1 passage of hidden text",
			data: zipped(t, word(styled("H1", "Ships")+p("Anna was built in 1987.")+listed("The hull")+listed("The mast")+
				`<w:tbl><w:tr>`+cell("Name")+cell("Colour")+`</w:tr><w:tr>`+cell("Bruno")+cell("green")+`</w:tr></w:tbl>`+
				`<w:p><w:r><w:t>It draws 3 m.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>`+
				styled("H2", "Masters"))),
			facts: true, heads: []string{"Ships", "Masters"},
			want: "Ships\n\nAnna was built in 1987.\n\n1. The hull\n2. The mast\n\nName\tColour\nBruno\tgreen\n\nIt draws 3 m.[1]\n\n[1] Measured at low tide.\n\nMasters",
		},
		"a.pptx": {
			data: zipped(t, slides()), facts: true, heads: []string{"The harbour in 2021", "Ships"}, pages: 2,
			want: "The harbour in 2021\n\nShips\n\n- Anna was built in 1987.\n- Bruno is green.",
		},
		"a.xlsx": {
			data: zipped(t, sheetBook()), facts: true, heads: []string{"Ships"},
			want: "Ships\n\nName: Anna\tBuilt: 1987-01-01\tPassengers: 250",
		},
		"a.odt": {
			data: zipped(t, openDocument("text", `<office:text><text:h text:outline-level="1">Ships</text:h><text:p>Anna was<text:s/>built in 1987.</text:p>`+
				`<text:list><text:list-item><text:p>The hull</text:p></text:list-item></text:list></office:text>`)),
			facts: true, heads: []string{"Ships"}, want: "Ships\n\nAnna was built in 1987.\n\n- The hull",
		},
		"a.ods": {
			data: zipped(t, openDocument("spreadsheet", `<office:spreadsheet><table:table table:name="Ships"><table:table-row><table:table-cell><text:p>Name</text:p></table:table-cell><table:table-cell><text:p>Built</text:p></table:table-cell></table:table-row>`+
				`<table:table-row><table:table-cell><text:p>Anna</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1987"><text:p>1987</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>`)),
			facts: true, want: "Ships\n\nName: Anna\tBuilt: 1987",
		},
		"a.epub": {
			data: zipped(t, ebook()), facts: true, heads: []string{"Ships", "Masters"},
			want: "Ships\n\nAnna was built in 1987.\n\nMasters\n\nBruno is green.",
		},
		"a.rtf": {
			data: []byte(`{\rtf1\ansi\ansicpg1251\uc1{\fonttbl{\f0 Arial;}}{\info{\title Harbour report}{\author Ingrid Solberg}}{\header Page 1}` +
				`Anna was {\b built} in 1987.\par \'cf\'f0\'e8\'e2\'e5\'f2 \u8364?250 {\v hidden}\par {\*\generator x;}Name\cell Colour\cell\row Bruno\cell green\cell\row\pard The end.}`),
			want:    "Anna was built in 1987.\n\nПривет €250\n\nName\tColour\nBruno\tgreen\n\nThe end.\n\nPage 1",
			without: "hidden or deleted text",
		},
		"a.csv": {
			data: []byte("Name;Built;Note\nAnna;1987;\"old; but fast\"\nBruno;1990;green\n"),
			want: "Name: Anna\tBuilt: 1987\tNote: old; but fast\nName: Bruno\tBuilt: 1990\tNote: green",
		},
		"a.tsv": {data: []byte("Name\tBuilt\tNote\nAnna\t1987\tfast\n"), want: "Name: Anna\tBuilt: 1987\tNote: fast"},
	} {
		t.Run(name, func(t *testing.T) {
			var got *retrieval.Document
			err := readAll(t, name, test.data, Options{}, func(d *retrieval.Document) error { got = d; return nil })
			if problem := (*retrieval.ReadError)(nil); err != nil && (test.without == "" || !errors.As(err, &problem) || !problem.Skipped || !strings.Contains(problem.Reason, test.without)) {
				t.Fatal(err)
			}
			checkDocument(t, got)
			if got.Text != test.want {
				t.Errorf("text %q, want %q", got.Text, test.want)
			}
			var heads []string
			for _, h := range got.Headings {
				heads = append(heads, h.Text)
			}
			if test.heads != nil && !slices.Equal(heads, test.heads) || len(got.Pages) != test.pages {
				t.Errorf("headings %q, %d pages, want %q, %d", heads, len(got.Pages), test.heads, test.pages)
			}
			if test.facts && (got.Title != "Harbour report" || got.Author != "Ingrid Solberg" || got.Published != "2021-03-04") {
				t.Errorf("facts %q, %q, %q", got.Title, got.Author, got.Published)
			}
		})
	}
}

// TestOfficeThatFails is named with the reason, whatever is wrong.
func TestOfficeThatFails(t *testing.T) {
	whole := zipped(t, word(`<w:p><w:r><w:t>Anna</w:t></w:r></w:p>`))
	bomb, says := word(`<w:p><w:r><w:t>`+strings.Repeat("A", 300<<20)+`</w:t></w:r></w:p>`), "expands to more"
	if raceDetector {
		bomb, says = word(""), "no text" // one goroutine, which would take a minute
	}
	deep := word(strings.Repeat("<w:sdt>", 5000))
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"truncated.docx": {whole[:len(whole)/2], "damaged"},
		"bomb.docx":      {zipped(t, bomb), says},
		"deep.docx":      {zipped(t, deep), "not valid XML"},
		"nomain.docx":    {zipped(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/x.xml": "<x/>"}), "missing"},
		"empty.docx":     {zipped(t, word("")), "no text"},
		"deep.rtf":       {[]byte(`{\rtf1 ` + strings.Repeat("{", 20_000)), "nested"},
		"empty.rtf":      {[]byte(`{\rtf1 }`), "no text"},
	} {
		t.Run(name, func(t *testing.T) {
			err := readAll(t, name, test.data, Options{}, func(*retrieval.Document) error { return nil })
			if problem := (*retrieval.ReadError)(nil); !errors.As(err, &problem) || !strings.Contains(fmt.Sprint(problem.Reason, problem.Err), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
		})
	}
}

func FuzzOffice(f *testing.F) {
	for _, parts := range []map[string]string{word(`<w:p><w:r><w:t>Anna</w:t></w:r></w:p>`), slides(), sheetBook(), ebook(), openDocument("text", "<office:text><text:p>Anna</text:p></office:text>")} {
		for name, content := range parts {
			f.Add(name, content)
		}
	}
	f.Fuzz(func(t *testing.T, name, content string) {
		for _, parts := range []map[string]string{word(""), slides(), sheetBook(), ebook(), openDocument("text", "")} {
			if _, ok := parts[name]; !ok {
				continue
			}
			parts[name] = content
			err := readAll(t, "a.bin", zipped(t, parts), Options{}, func(d *retrieval.Document) error {
				checkDocument(t, d)
				return nil
			})
			if problem := (*retrieval.ReadError)(nil); err != nil && !errors.As(err, &problem) {
				t.Fatal(err)
			}
		}
	})
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(`{\rtf1\ansi Anna \u8364? \'e9\par{\*\x y}\bin3abc\cell\row}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		err := readAll(t, "a.rtf", append([]byte(`{\rtf1 `), data...), Options{}, func(d *retrieval.Document) error {
			checkDocument(t, d)
			return nil
		})
		if problem := (*retrieval.ReadError)(nil); err != nil && !errors.As(err, &problem) {
			t.Fatal(err)
		}
	})
}

package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/retrieval/corpus/office/block/blocktest"
)

// zipOf makes a zip file of parts: name, content, name, content …
func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read reads a file and prints it: headings with as many "#", a line for each
// row, an empty one where blocks are apart.
func read(t *testing.T, data []byte) (*Document, string) {
	t.Helper()
	if !Is(data) {
		t.Fatal("not known as an Office file")
	}
	d, err := Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	return d, blocktest.Show(d.Blocks)
}

// reason returns the reason why a file can't be read.
func reason(t *testing.T, data []byte) *Error {
	t.Helper()
	if !Is(data) {
		t.Fatal("not known as an Office file")
	}
	_, err := Read(context.Background(), data)
	var problem *Error
	if !errors.As(err, &problem) {
		t.Fatalf("got %v, want a reason", err)
	}
	return problem
}

func TestReasons(t *testing.T) {
	docx := docxOf(t, `<w:p><w:r><w:t>Text</w:t></w:r></w:p>`)
	bomb := docxOf(t, strings.Repeat(" ", 33<<20))
	deep := docxOf(t, strings.Repeat("<w:p>", 2000))
	much := zipOf(t, "[Content_Types].xml", "", // one text in many cells
		"xl/workbook.xml", `<workbook xmlns:r="x/relationships"><sheet name="A" r:id="a"/></workbook>`,
		"xl/_rels/workbook.xml.rels", `<R><Relationship Id="a" Target="a.xml"/></R>`,
		"xl/sharedStrings.xml", `<sst><si><t>`+strings.Repeat("word ", 200_000)+`</t></si></sst>`,
		"xl/a.xml", `<worksheet>`+strings.Repeat(`<row><c t="s"><v>0</v></c></row>`, 100)+`</worksheet>`)
	for _, test := range []struct {
		name, want string
		data       []byte
		refused    bool
	}{
		{"truncated", "copied completely", docx[:len(docx)/2], false},
		{"zip bomb", "expands to more than is sane", bomb, false},
		{"text bomb", "more than 64 MB of text", much, false},
		{"deep nesting", "not valid XML", deep, false},
		{"broken XML", "not valid XML", docxOf(t, `<w:p><w:r></w:p>`+"\x01<"), false},
		{"missing part", "a part of it is missing", zipOf(t, "[Content_Types].xml", "", "word/other.xml", "<a/>"), false},
		{"unknown kind", "kind that isn't known", zipOf(t, "[Content_Types].xml", "", "word/document.xml", "<other/>"), true},
		{"binary workbook", "xlsb", zipOf(t, "[Content_Types].xml", "", "xl/workbook.bin", "x"), false},
		{"drawing", "Visio", zipOf(t, "[Content_Types].xml", "", "visio/document.xml", "<VisioDocument/>"), true},
		{"encrypted OpenDocument", "password", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "junk",
			"META-INF/manifest.xml", `<manifest:manifest><manifest:encryption-data/></manifest:manifest>`), false},
		{"legacy container", "damaged", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1and no more"), false},
		{"help file", "CHM", []byte("ITSF\x03"), true},
		{"legacy text", "nested too deep", []byte(`{\rtf1` + strings.Repeat("{", 10_000)), false},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := reason(t, test.data)
			if !strings.Contains(e.Reason, test.want) || e.Refused != test.refused {
				t.Errorf("got %q, refused %t; want %q, %t", e.Reason, e.Refused, test.want, test.refused)
			}
		})
	}
}

func TestIsNot(t *testing.T) {
	for name, data := range map[string][]byte{
		"zip archive": zipOf(t, "notes.txt", "text"),
		"book":        zipOf(t, "META-INF/container.xml", "<container/>"),
		"text":        []byte("rtf is a format"),
		"empty":       nil,
	} {
		if Is(data) {
			t.Errorf("%s is taken for an Office file", name)
		}
	}
}

// Entities of a document's own are not expanded, so they can't grow.
func TestEntityBomb(t *testing.T) {
	xml := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` +
		`<w:document><w:body><w:p><w:r><w:t>&b; and text</w:t></w:r></w:p></w:body></w:document>`
	_, got := read(t, zipOf(t, "[Content_Types].xml", "", "word/document.xml", xml))
	blocktest.Same(t, got, "&b; and text")
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	rtf := []byte(`{\rtf1 ` + strings.Repeat("x", 100) + `}`)
	for name, data := range map[string][]byte{"docx": docxOf(t, "<w:p/>"), "rtf": rtf} {
		if _, err := Read(ctx, data); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want the context's error", name, err)
		}
	}
}

package corpus

import (
	"strings"
	"testing"

	"footnote/retrieval"
)

// What a program writes of its own accord is no fact of the document. The
// file's name plays no part in what it is read as.
func TestOfficeIgnoresTemplates(t *testing.T) {
	file := func(title, author, created string) string {
		parts := word(`<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>The river</w:t></w:r></w:p>`)
		parts["docProps/core.xml"] = `<c><title>` + title + `</title><creator>` + author + `</creator><created>` + created + `</created></c>`
		return string(zipped(t, parts))
	}
	d := readOne(t, "notes.txt", file("Word Document", "python-docx", "2013-12-23T23:15:00Z"))
	if d.Title != "The river" || d.Author != "" || d.Published != "" {
		t.Errorf("got title %q, author %q, date %q", d.Title, d.Author, d.Published)
	}
	d = readOne(t, "a.docx", file("Microsoft Word - Rivers", "Ada", "1601-01-01T00:00:00Z"))
	if d.Title != "Rivers" || d.Author != "Ada" || d.Published != "" {
		t.Errorf("got title %q, author %q, date %q", d.Title, d.Author, d.Published)
	}
}

func TestCSVInLatin1(t *testing.T) {
	text := strings.NewReplacer("ö", "\xf6", "ü", "\xfc", "ß", "\xdf").Replace("Name;Ort;Straße\nJörg;Köln;Gürtel\n")
	if d := readOne(t, "people.csv", text); d.Text != "Name: Jörg\tOrt: Köln\tStraße: Gürtel" {
		t.Errorf("got %q", d.Text)
	}
}

// A table right after a list item is not a part of it.
func TestTableAfterList(t *testing.T) {
	d := readOne(t, "a.rtf", `{\rtf1\pard{\listtext 1.\tab}one\par\trowd\intbl a\cell b\cell\row\pard end\par}`)
	if d.Text != "1. one\n\na\tb\n\nend" {
		t.Errorf("got %q", d.Text)
	}
}

// chapters is a book whose first chapter has no heading of its own.
func chapters(encrypted string) map[string]string {
	parts := ebook()
	parts["META-INF/encryption.xml"] = `<e><CipherReference URI="` + encrypted + `"/></e>`
	parts["OPS/one.xhtml"] = `<html><body><p>Caf&eacute;.</p></body></html>`
	parts["OPS/nav.xhtml"] = `<html><body><nav><ol><li><a href="one.xhtml#x">Chapter of one</a></li><li><a href="two.xhtml">Two</a></li></ol></nav></body></html>`
	parts["OPS/book.opf"] = strings.Replace(parts["OPS/book.opf"], "</manifest><spine>",
		`<item id="n" href="nav.xhtml" properties="nav"/></manifest><spine><itemref idref="n"/>`, 1)
	return parts
}

func TestBookTakesHeadingsFromItsContents(t *testing.T) {
	d := readOne(t, "book.epub", string(zipped(t, chapters("OPS/font.otf"))))
	if want := "Chapter of one\n\nCafé.\n\nMasters\n\nBruno is green."; d.Text != want || len(d.Headings) != 2 {
		t.Errorf("got %q with headings %v", d.Text, d.Headings)
	}
}

// TestBookWithTwoContents takes the headings from the newer one each time.
func TestBookWithTwoContents(t *testing.T) {
	parts := chapters("OPS/font.otf")
	parts["OPS/toc.ncx"] = `<ncx><navMap><navPoint><navLabel><text>one</text></navLabel><content src="one.xhtml"/></navPoint></navMap></ncx>`
	parts["OPS/book.opf"] = strings.NewReplacer("<spine>", `<spine toc="ncx">`, "</manifest>", `<item id="ncx" href="toc.ncx"/></manifest>`).Replace(parts["OPS/book.opf"])
	for range 10 {
		if d := readOne(t, "book.epub", string(zipped(t, parts))); !strings.HasPrefix(d.Text, "Chapter of one\n") {
			t.Fatalf("got %q", d.Text)
		}
	}
}

func TestBookThatIsLocked(t *testing.T) {
	err := readAll(t, "book.epub", zipped(t, chapters("OPS/two.xhtml")), Options{}, func(*retrieval.Document) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "DRM") {
		t.Errorf("got %v", err)
	}
}

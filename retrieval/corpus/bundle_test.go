package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

// readBytes reads data as a file of the given name.
func readBytes(t testing.TB, name string, data []byte, o Options) ([]*retrieval.Document, *retrieval.ReadError) {
	t.Helper()
	c := New(fstest.MapFS{name: {Data: data}}, o)
	content, err := c.Load(context.Background(), retrieval.File{Path: name, Size: int64(len(data))})
	var documents []*retrieval.Document
	if err == nil {
		err = content.Documents(context.Background(), func(d *retrieval.Document) error {
			documents = append(documents, d)
			return nil
		})
	}
	problem := (*retrieval.ReadError)(nil)
	if err != nil && !errors.As(err, &problem) {
		t.Fatalf("%s: %v is no *retrieval.ReadError", name, err)
	}
	return documents, problem
}

// checkDocuments holds what every document of a file promises.
func checkDocuments(t testing.TB, file string, documents []*retrieval.Document) {
	t.Helper()
	seen := make(map[string]bool)
	for _, d := range documents {
		if d.ID != file && !strings.HasPrefix(d.ID, file+"#") || seen[d.ID] || strings.Contains(d.ID, "/../") {
			t.Errorf("document ID %q of file %q", d.ID, file)
		}
		seen[d.ID] = true
		if d.Text == "" || canonicalText(d.Text) != d.Text {
			t.Errorf("%s: its text is not canonical: %.200q", d.ID, d.Text)
		}
		for _, h := range d.Headings {
			if !strings.HasPrefix(d.Text[min(len(d.Text), h.Offset):], h.Text) {
				t.Errorf("%s: no heading %q at %d", d.ID, h.Text, h.Offset)
			}
		}
	}
}

func ids(documents []*retrieval.Document) string {
	var list []string
	for _, d := range documents {
		list = append(list, d.ID)
	}
	return strings.Join(list, " | ")
}

// file is a file to be packed.
type file struct{ name, text string }

func zipOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		e, err := w.Create(f.name)
		if err == nil {
			_, err = io.WriteString(e, f.text)
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

func tarOf(t testing.TB, files ...file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range files {
		err := w.WriteHeader(&tar.Header{Name: f.name, Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(f.text))})
		if err == nil {
			_, err = io.WriteString(w, f.text)
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

func gzipOf(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write(data)
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBundles(t *testing.T) {
	files := []file{
		{"notes/a.txt", "The boat is green."},
		{"../../b.md", "# Harbour\n\nIt lies at the pier."},
		{"data.jsonl", `{"_id":"1","text":"One."}` + "\n" + `{"_id":"2","text":"Two."}`},
		{"notes/a.txt", "The same name again."},
		{"__MACOSX/notes/._a.txt", "not meant to be read"},
		{"logo.png", "\x89PNG\r\n\x1a\n\x00\x00\x00"},
	}
	want := func(prefix string) string {
		return strings.ReplaceAll("#notes/a.txt | #b.md | #data.jsonl#1 | #data.jsonl#2 | #notes/a.txt~2", " #", " "+prefix+"#")
	}
	for _, c := range []struct {
		name string
		data []byte
		ids  string
	}{
		{"all.zip", zipOf(t, files...), "all.zip" + want("all.zip")},
		{"all.tar", tarOf(t, files...), "all.tar" + want("all.tar")},
		{"all.tgz", gzipOf(t, tarOf(t, files...)), "all.tgz" + want("all.tgz")},
		{"a.txt.gz", gzipOf(t, []byte(files[0].text)), "a.txt.gz"},
		{"by-content-only", gzipOf(t, []byte(files[0].text)), "by-content-only"},
		{
			"outer.zip", zipOf(t, file{"in.zip", string(zipOf(t, files[0]))}, file{"in.tar.gz", string(gzipOf(t, tarOf(t, files[1])))}),
			"outer.zip#in.zip#notes/a.txt | outer.zip#in.tar.gz#b.md",
		},
	} {
		documents, problem := readBytes(t, c.name, c.data, Options{})
		if problem != nil {
			t.Errorf("%s: %v", c.name, problem)
		}
		checkDocuments(t, c.name, documents)
		if got := ids(documents); got != c.ids {
			t.Errorf("%s: %s, want %s", c.name, got, c.ids)
		}
	}
}

// TestBundlesThatFail holds the reasons against what is wrong.
func TestBundlesThatFail(t *testing.T) {
	deep := []byte("the innermost text")
	for range 20 {
		deep = gzipOf(t, deep)
	}
	bomb := zipOf(t, file{"bomb.txt", strings.Repeat("a", 30<<20)}, file{"good.txt", "The boat is green."})
	locked := zipOf(t, file{"secret.txt", "x"})
	for _, magic := range []string{"PK\x03\x04", "PK\x01\x02"} {
		flags := bytes.Index(locked, []byte(magic)) + len(magic) + 2
		if magic == "PK\x01\x02" {
			flags += 2
		}
		locked[flags] |= 1
	}
	var many []file
	for i := range 7 {
		many = append(many, file{fmt.Sprintf("%d.json", i), "{not json at all"})
	}
	for _, c := range []struct {
		name      string
		data      []byte
		documents int
		skipped   bool
		reason    string
	}{
		{"deep.gz", deep, 0, false, "more than 8 bundles are nested in it"},
		{"bomb.zip", bomb, 1, false, "bomb.txt: it expands more than 300-fold"},
		{"large.gz", gzipOf(t, make([]byte, 40<<20)), 0, false, "larger than the 32.0 MB allowed"},
		{"locked.zip", locked, 0, false, "secret.txt: it is protected by a password"},
		{"many.zip", zipOf(t, many...), 0, false, "7 files failed: 0.json: it is not valid JSON; 1.json: it is not valid JSON; 2.json: it is not valid JSON; and 4 more"},
		{"pictures.zip", zipOf(t, file{"a.png", "\x89PNG\r\n\x1a\n\x00"}), 0, true, "none of its files is a document (1 file): a.png: not a document: image/png"},
		{"empty.zip", zipOf(t), 0, true, "there is nothing in it"},
		{"cut.zip", zipOf(t, file{"a.txt", "The boat is green."})[:60], 0, false, "was it copied completely?"},
		{"cut.tar", tarOf(t, file{"a.txt", "The boat is green."}, file{"b.txt", strings.Repeat("x", 4096)})[:2000], 1, false, "it is damaged after 2 files; was it copied completely?"},
		{"cut.gz", gzipOf(t, []byte(strings.Repeat("The boat. ", 100)))[:30], 0, false, "was it copied completely?"},
		{"word.zip", zipOf(t, file{"[Content_Types].xml", "<Types/>"}, file{"other/document.xml", "<w/>"}), 0, true, "an Office Open XML package"},
	} {
		documents, problem := readBytes(t, c.name, c.data, Options{MaxFileSize: 32 << 20})
		if problem == nil || !strings.Contains(problem.Reason, c.reason) || problem.Skipped != c.skipped || problem.Path != c.name {
			t.Errorf("%s: %+v, want %q", c.name, problem, c.reason)
		}
		if len(documents) != c.documents {
			t.Errorf("%s: %d documents, want %d", c.name, len(documents), c.documents)
		}
	}
}

// TestIWork reads the preview that a package of Pages has of itself.
// TestJSONOnOneLine reads what is no record by its values, as it would be on
// several lines.
func TestJSONOnOneLine(t *testing.T) {
	for _, name := range []string{"servers.json", "servers.jsonl"} {
		documents, problem := readBytes(t, name, []byte(`{"servers":[{"name":"alpha","role":"backup"}]}`), Options{})
		if problem != nil || len(documents) != 1 || documents[0].Text != "servers:\nname: alpha\trole: backup" {
			t.Errorf("%s: %v, %v", name, ids(documents), problem)
		}
	}
	documents, problem := readBytes(t, "one.json", []byte(`{"_id":"7","text":"The boat is green."}`), Options{})
	if problem != nil || ids(documents) != "one.json#7" {
		t.Errorf("a single record: %v, %v", ids(documents), problem)
	}
}

func TestIWork(t *testing.T) {
	parts := []file{{"buildVersionHistory.plist", "x"}, {"index.xml", "<x>not to be read</x>"}}
	if _, problem := readBytes(t, "a.pages", zipOf(t, parts...), Options{}); problem == nil || !problem.Skipped || !strings.Contains(problem.Reason, "save it as PDF") {
		t.Errorf("without a preview: %v", problem)
	}
	if d := one(t, "a.pages", zipOf(t, append(parts, file{"QuickLook/Preview.pdf", "The boat is green."})...)); d.ID != "a.pages" || d.Text != "The boat is green." {
		t.Errorf("%s: %q", d.ID, d.Text)
	}
}

// TestBombsMultiply packs an archive into itself as often as it fits: what it
// would expand to is bounded as a whole.
func TestBombsMultiply(t *testing.T) {
	data := zipOf(t, file{"a.txt", strings.Repeat("All work and no play. ", 10_000)})
	for range 5 {
		var files []file
		for i := range 10 {
			files = append(files, file{fmt.Sprintf("%d.zip", i), string(data)})
		}
		data = zipOf(t, files...)
	}
	documents, problem := readBytes(t, "b.zip", data, Options{MaxFileSize: 1 << 20})
	if problem == nil || !strings.Contains(problem.Reason, "expands to more than is sane") {
		t.Errorf("%d documents: %v", len(documents), problem)
	}
}

func FuzzBundle(f *testing.F) {
	f.Add(zipOf(f, file{"a.txt", "One."}, file{"b/c.eml", "From: a@example.org\nSubject: x\n\nTwo."}))
	f.Add(gzipOf(f, tarOf(f, file{"a.txt", "One."})))
	f.Add([]byte("BZh91AY&SY"))
	f.Add([]byte("\xfd7zXZ\x00\x00\x04"))
	f.Add([]byte("\x28\xb5\x2f\xfd\x04\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		documents, _ := readBytes(t, "a.zip", data, Options{MaxFileSize: 1 << 20})
		checkDocuments(t, "a.zip", documents)
	})
}

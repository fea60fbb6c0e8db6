package corpus

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval"
)

// readAll reads the documents of one file.
func readAll(t *testing.T, name string, data []byte, o Options, emit func(*retrieval.Document) error) error {
	t.Helper()
	ctx := context.Background()
	loaded, err := New(fstest.MapFS{name: {Data: data}}, o).Load(ctx, retrieval.File{Path: name, Size: int64(len(data))})
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Documents(ctx, emit)
}

// checkDocument fails unless d keeps what retrieval.Document promises.
func checkDocument(t *testing.T, d *retrieval.Document) {
	t.Helper()
	if d.Text == "" || !utf8.ValidString(d.Text) || !norm.NFC.IsNormalString(d.Text) || strings.Contains(d.Text, "\r") {
		t.Fatalf("the text %.80q is not canonical", d.Text)
	}
	last := 0
	for _, h := range d.Headings {
		if h.Offset < last || !strings.HasPrefix(d.Text[h.Offset:], h.Text) {
			t.Fatalf("the heading %q is not at %d", h.Text, h.Offset)
		}
		last = h.Offset
	}
	last = 0
	for _, l := range d.Languages {
		if l.Offset < last || l.Offset > len(d.Text) {
			t.Fatalf("a language begins at %d", l.Offset)
		}
		last = l.Offset
	}
	var b strings.Builder
	for p := range retrieval.Split(d) {
		b.WriteString(p.Text)
	}
	if b.String() != d.Text {
		t.Fatal("the passages are not the text")
	}
}

func TestCanonicalIsStable(t *testing.T) {
	for _, text := range []string{
		"a\r\nb\rc", "e\u0301", "e\x01\u0301", "\ufeffa", "a\u2028b\u2029c", "a \n\n\n\n b\t", "\x00", "a\x85b", "a\u0085b", "e\ufeff\u0301 x",
		"\u3000a\u3000", "\xff\xfe", "\f\v", "가\u11a8",
	} {
		once := canonicalText(text)
		if again := canonicalText(once); again != once {
			t.Errorf("%q becomes %q, then %q", text, once, again)
		}
		if !norm.NFC.IsNormalString(once) {
			t.Errorf("%q becomes %q, which is not in NFC", text, once)
		}
	}
}

func TestRecordsHaveIDsOfTheirOwn(t *testing.T) {
	data := `{"id":"2","text":"one"}
{"text":"two"}
{"id":"2","text":"three"}
{"id":"2-2","text":"four"}
{"id":"a\u0000b\nc","text":"five"}
`
	var ids []string
	err := readAll(t, "a.jsonl", []byte(data), Options{}, func(d *retrieval.Document) error {
		ids = append(ids, d.ID)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) != 5 {
		t.Errorf("IDs %q, want five", ids)
	}
	for _, id := range ids {
		if strings.ContainsAny(id, "\x00\n") {
			t.Errorf("the ID %q has control characters", id)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"a.txt", "a.md", "a.json", "a.jsonl"} {
		for _, data := range []string{
			"The boat.\r\n\r\nIt lies there.", "# A\x01\n\n- b\n  - c\n\n| d | e |\n|---|---|\n| f | g |", "---\ntitle: x\n---\nbody", `{"id":1,"text":"e` + "\u0301" + `"}`,
			"[{\"text\":\"a\"},{}]", "\xff\xfea\x00b\x00", "\xef\xbb\xbfboat", "{}\n{", "caf\xe9 au lait",
		} {
			f.Add(name, []byte(data))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		i := strings.LastIndexByte(name, '.')
		name = "a" + strings.ToLower(name[max(i, 0):])
		if !slices.Contains([]string{"a.txt", "a.md", "a.json", "a.jsonl"}, name) {
			return
		}
		err := readAll(t, name, data, Options{}, func(d *retrieval.Document) error {
			checkDocument(t, d)
			return nil
		})
		if problem := (*retrieval.ReadError)(nil); err != nil && !errors.As(err, &problem) {
			t.Fatal(err)
		}
	})
}

func TestAFolderThatReadsLikeARecordIsNotRead(t *testing.T) {
	files := fstest.MapFS{}
	for _, path := range []string{"C# notes/a.txt", "a.zip#b/c.txt", "law/a.zip#b/c.txt", "a.zip#b.txt"} {
		files[path] = &fstest.MapFile{Data: []byte("text")}
	}
	var listed, refused []string
	for f, err := range New(files, Options{}).Files(t.Context()) {
		var problem *retrieval.ReadError
		switch {
		case errors.As(err, &problem):
			refused = append(refused, problem.Path)
		case err != nil:
			t.Fatal(err)
		default:
			listed = append(listed, f.Path)
		}
	}
	if want := []string{"C# notes/a.txt", "a.zip#b.txt", "law/a.zip#b/c.txt"}; !slices.Equal(listed, want) {
		t.Errorf("listed are %q, want %q", listed, want)
	}
	if !slices.Equal(refused, []string{"a.zip#b"}) {
		t.Errorf("refused are %q", refused)
	}
}

// TestCloseLetsGoOfTheFolder: an open folder can't be unmounted, nor removed on
// Windows.
func TestCloseLetsGoOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "boat.txt"), []byte("The boat is green."), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(c.FS(), "boat.txt"); err != nil {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	if _, err := fs.ReadFile(c.FS(), "boat.txt"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file of a closed corpus: %v", err)
	}
}

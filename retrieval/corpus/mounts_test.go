package corpus

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"footnote/retrieval"
)

// writeMounted writes files below a folder.
func writeMounted(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// readMounted returns the documents of all files of a corpus.
func readMounted(t *testing.T, c *Corpus) (docs []*retrieval.Document, hashes map[string]string) {
	t.Helper()
	hashes = make(map[string]string)
	for f, err := range c.Files(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := c.Load(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		hashes[f.Path] = loaded.Hash()
		if err := loaded.Documents(context.Background(), func(d *retrieval.Document) error { docs = append(docs, d); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	return docs, hashes
}

// TestMountedFolders are one corpus: one at the top, another as a folder in it, a file
// alone, and what was fetched with the facts that lie beside it.
func TestMountedFolders(t *testing.T) {
	dir := t.TempDir()
	origin := func(o Origin) string { text, _ := json.Marshal(o); return string(text) }
	writeMounted(t, dir, map[string]string{
		"top/a.txt": "The boat is green.", "top/sub/b.txt": "The pier is long.",
		"top/site/hidden.txt": "The site hides this.", "top/" + OriginName("a.txt"): origin(Origin{URL: "https://example.com/no"}),
		"alone/one.txt": "The lamp is lit.", "alone/two.txt": "The lamp is out.",
		"mirror/page.html":                  "<html><head><title>Fees</title></head><body><article><p>The fee for a berth in the harbour is 40 crowns a month, as the council has decided.</p></article></body></html>",
		"mirror/" + OriginName("page.html"): origin(Origin{URL: "https://example.com/fees", Title: "Other", Author: "Ada Roe", Published: "2024-05-06"}),
	})
	c := Mounted([]Mount{
		{Path: filepath.Join(dir, "top")}, {Name: "solo", Path: filepath.Join(dir, "alone", "one.txt")},
		{Name: "site", Path: filepath.Join(dir, "mirror"), Fetched: true},
	}, Options{})
	if err := c.Reopen(); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	docs, hashes := readMounted(t, c)
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	if want := []string{"a.txt", "site/page.html", "solo/one.txt", "sub/b.txt"}; !slices.Equal(ids, want) {
		t.Fatalf("documents %q, want %q", ids, want)
	}
	if d := docs[0]; d.URL != "" {
		t.Errorf("a file of a folder of one's own has the address %s", d.URL)
	}
	if d := docs[1]; d.URL != "https://example.com/fees" || d.Author != "Ada Roe" || d.Published != "2024-05-06" || d.Title != "Fees" || d.Collection != "site" {
		t.Errorf("the page is %+v", d)
	}

	// Other facts are another document, though the bytes are the same.
	writeMounted(t, dir, map[string]string{"mirror/" + OriginName("page.html"): origin(Origin{URL: "https://example.com/new"})})
	again, now := readMounted(t, c)
	if again[1].URL != "https://example.com/new" || now["site/page.html"] == hashes["site/page.html"] || now["a.txt"] != hashes["a.txt"] {
		t.Errorf("with another address: %+v", again[1])
	}

	// A part that isn't there is an error, not a part that is empty.
	if err := os.Rename(filepath.Join(dir, "alone"), filepath.Join(dir, "away")); err != nil {
		t.Fatal(err)
	}
	if err := c.Reopen(); err == nil {
		t.Error("a corpus of which a part is gone was opened")
	}
}

// TestHasDocuments tells folders of documents from others.
func TestHasDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  bool
	}{
		"nothing":          {nil, false},
		"text":             {map[string]string{"sub/a.txt": "The boat is green."}, true},
		"an empty file":    {map[string]string{"a.txt": ""}, false},
		"a picture":        {map[string]string{"a.txt": "\x89PNG\r\n\x1a\n...."}, false},
		"a program":        {map[string]string{"a": "\x7fELF\x02\x01\x01\x00\x00\x00"}, false},
		"a PDF":            {map[string]string{"a": "%PDF-1.7"}, true},
		"own settings":     {map[string]string{SettingsFile: "corpus: x"}, false},
		"a hidden file":    {map[string]string{".env": "A=1"}, false},
		"an office packet": {map[string]string{"a.docx": "PK\x03\x04...."}, true},
	} {
		dir := t.TempDir()
		writeMounted(t, dir, c.files)
		if got, err := HasDocuments(t.Context(), dir); err != nil || got != c.want {
			t.Errorf("%s: %v, %v, want %v", name, got, err, c.want)
		}
		if got, err := HasDocuments(t.Context(), dir, "sub", "a", "a.docx"); err != nil || got {
			t.Errorf("%s, but for it: %v, %v", name, got, err)
		}
	}
}

// TestWatchAFile hears of a file that another one takes the place of.
func TestWatchAFile(t *testing.T) {
	dir := t.TempDir()
	writeMounted(t, dir, map[string]string{"one.txt": "The lamp is lit.", "two.txt": "The lamp is out."})
	path := filepath.Join(dir, "one.txt")
	c := Mounted([]Mount{{Path: path}}, Options{})
	defer c.Close()
	synced := make(chan string, 10)
	w := Watcher{Dirs: []string{path}, Source: c, Quiet: 50e6, Rescan: 3600e9, Note: func(err error) { t.Log(err) },
		Sync: func(context.Context, retrieval.Source) error {
			if err := c.Reopen(); err != nil {
				return err
			}
			docs, _ := readMounted(t, c)
			for _, d := range docs {
				synced <- d.ID + ": " + d.Text
			}
			return nil
		}}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- w.Run(ctx) }()
	if got := <-synced; got != "one.txt: The lamp is lit.\n" && got != "one.txt: The lamp is lit." {
		t.Errorf("at first %q", got)
	}
	writeMounted(t, dir, map[string]string{"one.new": "The lamp is broken."})
	if err := os.Rename(filepath.Join(dir, "one.new"), path); err != nil {
		t.Fatal(err)
	}
	for got := range synced {
		if got == "one.txt: The lamp is broken." || got == "one.txt: The lamp is broken.\n" {
			break
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

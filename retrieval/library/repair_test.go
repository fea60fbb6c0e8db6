package library

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

// TestABadPartOfTheIndexIsReadAgain damages what was indexed first: what came later
// answers at once, and the next sync reads the files of the bad part and no others.
func TestABadPartOfTheIndexIsReadAgain(t *testing.T) {
	files := make(fstest.MapFS)
	put := func(color string, from, to int) {
		for i := from; i < to; i++ {
			text := strings.Repeat(fmt.Sprintf("Boat number%d is %s and lies in the harbour.\n\n", i, color), 30)
			files[fmt.Sprintf("boats/%02d.md", i)] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	put("green", 0, 12)
	data := t.TempDir()
	l, err := Build(t.Context(), Options{Corpus: "files", Files: files, Data: data})
	if err != nil {
		t.Fatal(err)
	}
	put("yellow", 12, 16)
	if r, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err != nil || r.Added != 4 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	damageLargest(t, filepath.Join(data, "gen-*", "bleve", "store", "*.zap"))

	if l, err = Open(Options{Corpus: "files", Files: files, Data: data}); err != nil {
		t.Fatal(err)
	}
	answers := func(asked, want string) {
		t.Helper()
		x, err := l.Store.Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		found, err := retrieval.Search(t.Context(), x, retrieval.NewQuery(asked))
		if err != nil || len(found.Hits) == 0 || !strings.Contains(found.Hits[0].Text, want) {
			t.Errorf("%s: %+v, %v", asked, found.Hits, err)
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
	answers("number13", "yellow")
	if err := l.OpenDocuments(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	r, err := l.Sync(t.Context(), retrieval.SyncOptions{})
	// Several workers have indexed the first ones, so that the bad part has some of them.
	if err != nil || r.Added == 0 || r.Added > 12 || r.Added+r.Unchanged != 16 || r.Documents != 16 {
		t.Errorf("%+v, %v", r.SyncReport, err)
	}
	for i := range 12 {
		answers(fmt.Sprintf("number%d", i), fmt.Sprintf("number%d is green", i))
	}
	answers("number13", "yellow")
}

// damageLargest cuts the largest of the files that match a pattern.
func damageLargest(t *testing.T, pattern string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) < 2 {
		t.Fatalf("there are %q, %v", paths, err)
	}
	largest, most := "", int64(0)
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() > most {
			largest, most = path, info.Size()
		}
	}
	if err := os.Truncate(largest, most/2); err != nil {
		t.Fatal(err)
	}
}

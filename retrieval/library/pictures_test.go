//go:build unix

package library

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/ocr"
)

// TestPicturesComeLater has a photo beside a note: the note can be found before the photo
// is read, each photo is read once, and what was read comes with the next sync.
func TestPicturesComeLater(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("HOME", t.TempDir())
	dir := t.TempDir()
	program, calls := filepath.Join(dir, "reader"), filepath.Join(dir, "calls")
	script := fmt.Sprintf("#!/bin/sh\n[ \"$1\" = --list-langs ] && exit\necho x >>%s\ncat >/dev/null\necho 'The lock opens at six.'\n", calls)
	if err := os.WriteFile(program, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{
		"note.md":   {Data: []byte("# Boats\n\nThe boat is green.\n")},
		"lock.jpg":  {Data: []byte("\xff\xd8\xff\xe0\x00")},
		"lock2.jpg": {Data: []byte("\xff\xd8\xff\xe0\x01")},
	}
	o := Options{Corpus: "files", Files: files, Data: t.TempDir(), Reading: corpus.Options{OCR: ocr.Options{Program: program}, PicturesLater: true}}
	l, err := Build(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	ran := func() int {
		text, _ := os.ReadFile(calls)
		return strings.Count(string(text), "x")
	}
	check := func(when string, documents, waiting, calls int) {
		t.Helper()
		known, err := l.Store.Files(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for state := range retrieval.EachState(known) {
			found += len(state.Documents)
		}
		n, err := l.CountPictures(t.Context())
		if err != nil || found != documents || n != waiting || ran() != calls {
			t.Errorf("%s: %d documents, %d files wait (%v), the program ran %d times; want %d, %d, %d", when, found, n, err, ran(), documents, waiting, calls)
		}
	}
	sync := func() {
		t.Helper()
		if _, err := l.Sync(t.Context(), retrieval.SyncOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	check("after the first sync", 1, 2, 0)
	sync()
	check("after another one", 1, 2, 0)

	if n, err := l.ReadPictures(t.Context(), PictureOptions{Most: 1}); n != 1 || err != nil {
		t.Errorf("%d read, %v", n, err)
	}
	check("after one was read", 1, 2, 1)
	sync()
	check("after the sync then", 2, 1, 1)

	told := 0
	if n, err := l.ReadPictures(t.Context(), PictureOptions{Progress: func(done, total int) { told += done * total }}); n != 1 || err != nil || told != 1 {
		t.Errorf("%d read, %v, told %d", n, err, told)
	}
	if n, err := l.ReadPictures(t.Context(), PictureOptions{}); n != 0 || err != nil {
		t.Errorf("%d read again, %v", n, err)
	}
	sync()
	check("in the end", 3, 0, 2)

	files["lock.jpg"] = &fstest.MapFile{Data: []byte("\xff\xd8\xff\xe0\x02")} // another photo
	sync()
	check("after a change", 2, 1, 2)
}

package blevex

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"footnote/retrieval"
)

// TestFileStates come back as they were written; those of a program that knew of
// no versions of readers load, too, and what they lack takes no room.
func TestFileStates(t *testing.T) {
	path := filepath.Join(t.TempDir(), filesName)
	at := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	states := []retrieval.FileState{
		{File: retrieval.File{Path: "a", Size: 5, ModTime: at}, Hash: "00", Documents: []string{"a"}, Readers: []string{"plain/1"}},
		{File: retrieval.File{Path: "b", Size: 5, ModTime: at}, Failed: "it took too long", Passing: true, Tries: 2, Tried: at, Readers: []string{"pdf/3", "zip/1"}},
		{File: retrieval.File{Path: "c", Size: 5, ModTime: at}, Hash: "01", Failed: "it is empty", Skipped: true},
	}
	if err := writeFiles(path, states); err != nil {
		t.Fatal(err)
	}
	read, err := readFiles(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range states {
		if got := read[want.Path]; !reflect.DeepEqual(got, want) {
			t.Errorf("read %+v, want %+v", got, want)
		}
	}

	const old = `{"Path":"d","Size":5,"ModTime":"2024-05-01T12:00:00Z","Hash":"02","Documents":["d"],"Failed":"","Skipped":false}` + "\n"
	if err := os.WriteFile(path, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	want := retrieval.FileState{File: retrieval.File{Path: "d", Size: 5, ModTime: at}, Hash: "02", Documents: []string{"d"}}
	if read, err := readFiles(path); err != nil || !reflect.DeepEqual(read["d"], want) {
		t.Errorf("read %+v, %v", read["d"], err)
	}
	if err := writeFiles(path, []retrieval.FileState{want}); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(path); err != nil || strings.TrimSpace(string(data)) != strings.TrimSpace(old) {
		t.Errorf("written: %s, %v", data, err)
	}
}

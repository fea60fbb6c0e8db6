package blevex

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/engine"
	"footnote/retrieval/question"
)

// TestFileStates come back as they were written, in order of path, after changes that
// are written beside them and after so many that all are written anew.
func TestFileStates(t *testing.T) {
	at := time.Date(2024, 5, 1, 12, 0, 0, 123, time.UTC)
	want := map[string]retrieval.FileState{}
	generation := ""
	step := func(gone []string, changed ...retrieval.FileState) {
		t.Helper()
		next := t.TempDir()
		if err := writeStates(generation, next, changed, gone); err != nil {
			t.Fatal(err)
		}
		generation = next
		for _, s := range changed {
			want[s.Path] = s
		}
		for _, path := range gone {
			delete(want, path)
		}
		read, err := readStates(generation)
		if err != nil {
			t.Fatal(err)
		}
		var paths []string
		for got := range retrieval.EachState(read) {
			paths = append(paths, got.Path)
			if !reflect.DeepEqual(got, want[got.Path]) {
				t.Errorf("read %+v, want %+v", got, want[got.Path])
			}
			if found, ok := retrieval.StateOf(read, got.Path); !ok || !reflect.DeepEqual(found, got) {
				t.Errorf("found %+v, want %+v", found, got)
			}
		}
		if len(paths) != len(want) || !slices.IsSorted(paths) {
			t.Errorf("read %q, want %d in order", paths, len(want))
		}
		for _, path := range append(gone, "", "zz", "a/none") {
			if _, ok := read.Find(path); ok {
				t.Errorf("%s is still there", path)
			}
		}
	}
	step(nil) // an empty corpus
	step(nil,
		retrieval.FileState{File: retrieval.File{Path: "c", Size: 5, ModTime: at, Device: 7}, Hash: "01", Failed: "it is empty", Skipped: true},
		retrieval.FileState{File: retrieval.File{Path: "a", Size: 5, ModTime: at}, Hash: "00", Documents: []string{"a"}, Readers: []string{"plain/1"}},
		retrieval.FileState{File: retrieval.File{Path: "b", Size: 1 << 40}, Failed: "it took too long", Passing: true, Fatal: true, Tries: 2, Tried: at, Readers: []string{"pdf/3", "zip/1"}},
		retrieval.FileState{File: retrieval.File{Path: "m.zip", ModTime: at}, Documents: []string{"m.zip#1", "m.zip#2"}, Missing: true},
	)
	step([]string{"b"}, retrieval.FileState{File: retrieval.File{Path: "c", Size: 6, ModTime: at}, Hash: "02", Documents: []string{"c"}})
	step([]string{"c"}, retrieval.FileState{File: retrieval.File{Path: "a/1"}}, retrieval.FileState{File: retrieval.File{Path: "b"}})
	var many []retrieval.FileState
	for i := range 2 * fewChanges {
		many = append(many, retrieval.FileState{File: retrieval.File{Path: fmt.Sprintf("n/%d", i), ModTime: at}})
	}
	step([]string{"a"}, many...)
	if _, err := os.Stat(filepath.Join(generation, changesName)); err == nil {
		t.Error("the tables were not joined")
	}
	step(nil, retrieval.FileState{File: retrieval.File{Path: "n/7"}, Hash: "07"})
	if info, err := os.Stat(filepath.Join(generation, changesName)); err != nil || info.Size() > 100 {
		t.Errorf("one change is written as %v, %v", info, err)
	}
}

// TestSumsAreTakenOnce: a file that is a link to one of the generation before isn't read
// again, and one that looks as it did is trusted until all is to be read.
func TestSumsAreTakenOnce(t *testing.T) {
	before, now := t.TempDir(), t.TempDir()
	old := time.Now().Add(-time.Hour)
	write := func(text string, at time.Time) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(before, "a.zap"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(filepath.Join(before, "a.zap"), at, at); err != nil {
			t.Fatal(err)
		}
	}
	write("green", old)
	var first, second manifest
	if _, err := first.writeManifest(before, "", nil); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(before, "a.zap"), filepath.Join(now, "a.zap")); err != nil {
		t.Skip(err)
	}
	write("bleen", old) // the same file, as a disk may lose bits
	if _, err := second.writeManifest(now, before, first.Files); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(first.Files, second.Files) {
		t.Errorf("the sums are %v, want %v", second.Files, first.Files)
	}
	if err := second.verifyFiles(now, false); err != nil {
		t.Error(err)
	}
	if err := second.verifyFiles(now, true); !engine.IsUntrusted(err) {
		t.Errorf("read again, it is found to be %v", err)
	}
	write("bleen", old.Add(time.Second))
	if err := second.verifyFiles(now, false); !engine.IsUntrusted(err) {
		t.Errorf("changed, it is found to be %v", err)
	}
}

// TestDamageThatOnlyASearchFinds has bytes of a segment change without a trace in its
// size and time: the search fails, and the next process makes the index anew.
func TestDamageThatOnlyASearchFinds(t *testing.T) {
	dir := t.TempDir()
	store := NewStore(dir, "test", quiet())
	commit(t, store, []*retrieval.Document{{ID: "a", Language: "en", Text: "The boat is green."}})
	gen, m, err := currentGeneration(dir)
	if err != nil {
		t.Fatal(err)
	}
	made := filepath.Join(dir, gen.name)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	segments, err := filepath.Glob(filepath.Join(made, "bleve", "store", "*.zap"))
	if err != nil || len(segments) == 0 {
		t.Fatal(segments, err)
	}
	damage := func(path string) {
		t.Helper()
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if at := bytes.Index(data, []byte("green")); at >= 0 {
			copy(data[at:], "bleen")
		}
		if err = os.WriteFile(path, data, 0o600); err == nil {
			err = os.Chtimes(path, old, old)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range segments {
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(made, manifestName)); err != nil {
		t.Fatal(err)
	}
	sum, err := m.writeManifest(made, "", nil) // as if it was an hour old
	if err == nil {
		_, err = setCurrent(dir, gen.name, sum)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range segments {
		damage(path)
	}
	x := open(t, NewStore(dir, "test", quiet()))
	if found, err := x.Candidates(t.Context(), retrieval.Query{Question: question.Parse("boat")}, 10); err == nil {
		t.Fatalf("found is %v", found.Hits)
	}
	checkRebuilt(t, dir)
	open(t, NewStore(dir, "test", quiet())) // what was noted is of another generation
}

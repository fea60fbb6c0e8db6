package blevex

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

// commitFiles commits one file a document, as a sync does.
func commitFiles(t *testing.T, s *Store, docs []*retrieval.Document) {
	t.Helper()
	c, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var files []retrieval.FileState
	for _, d := range docs {
		if err := c.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		files = append(files, retrieval.FileState{File: retrieval.File{Path: d.ID, Size: int64(len(d.Text))}, Documents: []string{d.ID}})
	}
	if err := c.Commit(t.Context(), files); err != nil {
		t.Fatal(err)
	}
}

// boats returns documents about boats; each text has its color and its number.
func boats(color string, from, to int) (docs []*retrieval.Document) {
	for i := from; i < to; i++ {
		text := strings.Repeat(fmt.Sprintf("The boat number%d is %s and lies in the harbour of its owner. ", i, color), 40)
		docs = append(docs, &retrieval.Document{ID: fmt.Sprintf("boat%02d", i), Language: "en", Text: text})
	}
	return docs
}

// currentSegments returns the segments of the current generation, the largest first.
func currentSegments(t *testing.T, s *Store) []string {
	t.Helper()
	gen, _, err := currentGeneration(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(s.dir, gen.name, "bleve", "store", "*.zap"))
	if err != nil {
		t.Fatal(err)
	}
	size := func(path string) int64 {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	slices.SortFunc(paths, func(a, b string) int { return int(size(b) - size(a)) })
	return paths
}

// TestOneBadSegmentIsRepaired damages one segment of several: what is whole answers at
// once, the files of what isn't are read again, and then all is as it was before.
func TestOneBadSegmentIsRepaired(t *testing.T) {
	ways := map[string]func(path string) error{
		"bytes": func(path string) error {
			data, err := os.ReadFile(path)
			if err == nil {
				data[len(data)/2] ^= 1
				err = errors.Join(os.Remove(path), os.WriteFile(path, data, 0o600))
			}
			return err
		},
		"cut":  func(path string) error { return os.Truncate(path, 100) },
		"gone": os.Remove,
	}
	for name, damage := range ways {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			dir := t.TempDir()
			s := NewStore(dir, "test", slog.New(slog.NewTextHandler(&log, nil)))
			commitFiles(t, s, boats("green", 0, 20))
			commitFiles(t, s, boats("yellow", 15, 25)) // some passages of the first segment are deleted
			_, before, err := currentGeneration(dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := damage(currentSegments(t, s)[0]); err != nil { // that of the green ones
				t.Fatal(err)
			}

			s = NewStore(dir, "test", s.log)
			x := open(t, s)
			if got := search(t, x, "green"); got != "" {
				t.Errorf("of what was lost is found %q", got)
			}
			if got := search(t, x, "yellow number17"); !strings.Contains(got, "boat17: ") {
				t.Errorf("of what is whole is found %q", got)
			}
			if got := x.Stats().Documents; got != 10 {
				t.Errorf("%d documents are left", got)
			}
			if !strings.Contains(log.String(), "files=15") {
				t.Errorf("the log is %s", &log)
			}
			files, err := s.Files(t.Context())
			if err != nil || files.Len() != 10 || files.At(0).Path != "boat15" {
				t.Fatalf("%d files are known (%v)", files.Len(), err)
			}

			commitFiles(t, s, boats("green", 0, 15)) // as the sync after it does
			_, after, err := currentGeneration(dir)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(before.totals, after.totals) {
				t.Errorf("the totals are %v, were %v", after.totals, before.totals)
			}
			if got := search(t, open(t, s), "green number3"); !strings.HasPrefix(got, "boat03: ") {
				t.Errorf("read again, found is %q", got)
			}
		})
	}
}

// TestAFileIsLostWhole: where one document of a file is in a bad segment, its others are
// left out, too, since the file is read again as a whole.
func TestAFileIsLostWhole(t *testing.T) {
	s := NewStore(t.TempDir(), "test", quiet())
	commitFiles(t, s, boats("green", 0, 3))
	long := boats("yellow", 3, 4)[0]
	c, err := s.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Put(t.Context(), long); err != nil {
		t.Fatal(err)
	}
	if err := c.(*change).flushWorker(c.(*change).workers[0]); err != nil {
		t.Fatal(err)
	}
	beside := &retrieval.Document{ID: "beside", Language: "en", Text: "A yellow note lies beside it."}
	if err := c.Put(t.Context(), beside); err != nil {
		t.Fatal(err)
	}
	state := retrieval.FileState{File: retrieval.File{Path: "archive"}, Documents: []string{long.ID, beside.ID}}
	if err := c.Commit(t.Context(), []retrieval.FileState{state}); err != nil {
		t.Fatal(err)
	}
	segments := currentSegments(t, s)
	if len(segments) != 3 {
		t.Fatalf("there are %d segments", len(segments))
	}
	if err := os.Truncate(segments[1], 10); err != nil { // that of the long one
		t.Fatal(err)
	}
	s = NewStore(s.dir, "test", quiet())
	if got := search(t, open(t, s), "yellow"); got != "" {
		t.Errorf("found is %q", got)
	}
	files, err := s.Files(t.Context())
	if err != nil || files.Len() != 3 {
		t.Errorf("%d files are known (%v)", files.Len(), err)
	}
}

// TestKeysAreMadeAgain: those of a segment are in it, too.
func TestKeysAreMadeAgain(t *testing.T) {
	s := NewStore(t.TempDir(), "test", quiet())
	commitFiles(t, s, boats("green", 0, 2))
	gen, _, err := currentGeneration(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := filepath.Glob(filepath.Join(s.dir, gen.name, keysFolder, "*"))
	if err != nil || len(keys) == 0 {
		t.Fatal(keys, err)
	}
	if err := os.Truncate(keys[0], 3); err != nil {
		t.Fatal(err)
	}
	s = NewStore(s.dir, "test", quiet())
	open(t, s)
	if files, err := s.Files(t.Context()); err != nil || files.Len() != 2 {
		t.Errorf("%d files are known (%v)", files.Len(), err)
	}
}

// TestARepairIsNotMissed: who has listed the files before it lists them again.
func TestARepairIsNotMissed(t *testing.T) {
	dir := t.TempDir()
	first := NewStore(dir, "test", quiet())
	commitFiles(t, first, boats("green", 0, 5))
	commitFiles(t, first, boats("yellow", 5, 7))
	if _, err := first.Files(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(currentSegments(t, first)[0], 10); err != nil {
		t.Fatal(err)
	}
	first.verified = "" // as after a search that has failed
	open(t, first)
	if _, err := first.Begin(t.Context()); !errors.Is(err, retrieval.ErrMoved) {
		t.Errorf("the error is %v, want that the index has moved", err)
	}
}

// TestFewSegmentsAreKept commits one document after the other.
func TestFewSegmentsAreKept(t *testing.T) {
	s := NewStore(t.TempDir(), "test", quiet())
	commitFiles(t, s, boats("green", 0, 30))
	most := 0
	for i := range 30 {
		commitFiles(t, s, boats("yellow", i, i+1))
		most = max(most, len(currentSegments(t, s)))
	}
	if most != mostSegments {
		t.Errorf("there were up to %d segments", most)
	}
	x := open(t, s)
	if n := len(x.segments); n != len(currentSegments(t, s)) || n > mostSegments {
		t.Errorf("the index has %d segments, its folder %d", n, len(currentSegments(t, s)))
	}
	for i := range 30 {
		if got := search(t, x, fmt.Sprintf("number%d", i)); !strings.HasPrefix(got, fmt.Sprintf("boat%02d: The boat number%d is yellow", i, i)) {
			t.Errorf("found is %q", got)
		}
	}
	if got := search(t, x, "green"); got != "" {
		t.Errorf("of what was replaced is found %q", got)
	}
}

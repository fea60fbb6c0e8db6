package retrieval

import (
	"context"
	"iter"
	"maps"
	"slices"
	"testing"
)

// partialSource is a source that says what has changed and counts what is listed.
type partialSource struct {
	*fakeSource
	changed []string
	listed  int
}

func (s *partialSource) Changed() []string { return s.changed }

func (s *partialSource) Files(ctx context.Context) iter.Seq2[File, error] {
	return s.below(ctx, "")
}

func (s *partialSource) FilesBelow(ctx context.Context, path string) iter.Seq2[File, error] {
	return s.below(ctx, path)
}

func (s *partialSource) below(ctx context.Context, path string) iter.Seq2[File, error] {
	return func(yield func(File, error) bool) {
		for f, err := range s.fakeSource.Files(ctx) {
			if err == nil && path != "" && !isBelowAny(f.Path, []string{path}) {
				continue
			}
			s.listed++
			if !yield(f, err) {
				return
			}
		}
	}
}

// TestSyncLooksAtWhatHasChangedOnly has a source say what has changed: nothing else is
// looked at, and all else stays as it is.
func TestSyncLooksAtWhatHasChangedOnly(t *testing.T) {
	b := newBench(t)
	for _, path := range []string{"a", "b/1", "b/2", "b/3", "c/1"} {
		b.src.files[path] = fakeFile{text: "old", modified: longAgo(1)}
	}
	src := &partialSource{fakeSource: b.src}
	sync := func(changed ...string) SyncReport {
		t.Helper()
		src.changed, src.listed = changed, 0
		r, err := Sync(t.Context(), src, b.store, SyncOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	sync("a") // a store that knows nothing has all of it read
	if n := len(b.store.files); n != 5 {
		t.Fatalf("%d files are known at first", n)
	}

	b.src.files["a"] = fakeFile{text: "new", modified: longAgo(2)}
	b.src.files["b/1"] = fakeFile{text: "unheard of", modified: longAgo(2)}
	if r := sync("a"); r.Changed != 1 || r.Unchanged != 4 || r.Files != 5 || r.Documents != 5 || src.listed != 1 {
		t.Errorf("of one change the report is %+v, %d listed", r, src.listed)
	}
	if got := b.store.texts; got["a"] != "new" || got["b/1"] != "old" {
		t.Errorf("the texts are %v", got)
	}

	delete(b.src.files, "b/2")
	b.src.files["b/4"] = fakeFile{text: "new", modified: longAgo(2)}
	if r := sync("b/2", "b", "b/4", "d"); r.Changed != 1 || r.Added != 1 || r.Removed != 1 || r.Unchanged != 3 || src.listed != 3 {
		t.Errorf("of a folder the report is %+v, %d listed", r, src.listed)
	}
	if got := slices.Sorted(maps.Keys(b.store.files)); !slices.Equal(got, []string{"a", "b/1", "b/3", "b/4", "c/1"}) {
		t.Errorf("known are %q", got)
	}

	clear(b.src.files)
	if r := sync("a", "b", "c"); r.Missing.Files != 5 || r.Removed != 0 {
		t.Errorf("with all files gone the report is %+v", r)
	}
}

package doctor

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/adapters/terminal"
	"footnote/bot/access"
	"footnote/retrieval/library"
)

// TestChecksRunInOrder, each within its time, under their own names.
func TestChecksRunInOrder(t *testing.T) {
	bounded := func(ctx context.Context) bool { _, ok := ctx.Deadline(); return ok }
	r, err := Run(t.Context(), []Check{
		{Name: "cellar", Run: func(ctx context.Context, f *Findings) {
			if bounded(ctx) {
				t.Error("a check without a time is bounded")
			}
			f.OK("dry")
		}},
		{Name: "roof", Time: NetworkTime, Run: func(ctx context.Context, f *Findings) {
			if !bounded(ctx) {
				t.Error("a check with a time isn't bounded")
			}
			if !f.IsClean() {
				t.Error("what an earlier check found counts as this one's")
			}
			f.Warn("mend it", "%d tiles are loose", 3)
			if f.IsClean() {
				t.Error("a warning is no finding")
			}
		}},
	})
	want := []Finding{{"cellar", LevelOK, "dry", ""}, {"roof", LevelWarning, "3 tiles are loose", "mend it"}}
	if err != nil || !r.OK || !slices.Equal(r.Findings, want) {
		t.Errorf("%+v, %v", r, err)
	}
	if text := r.Text(terminal.Screen{}); text != "ok       cellar: dry\nwarning  roof: 3 tiles are loose (mend it)\n" {
		t.Errorf("it says\n%s", text)
	}
}

// TestAnErrorIsNotOK, and an interrupted run has no result.
func TestAnErrorIsNotOK(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	checks := []Check{Failed("door", errors.New("stuck")), {Name: "bell", Run: func(_ context.Context, f *Findings) { f.OK("rings") }}}
	if r, err := Run(ctx, checks); err != nil || r.OK || len(r.Findings) != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	cancel()
	if _, err := Run(ctx, checks); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestFilesOfALibrary: documents, data folder and index are checked in one go, and
// nothing is changed: there is no index afterwards either.
func TestFilesOfALibrary(t *testing.T) {
	files := fstest.MapFS{"a.md": {Data: []byte("# A\n\nThe boat is green.\n")}, "b.md": {Data: []byte("# B\n\nThe boat is blue.\n")}}
	o := library.Options{Corpus: "boats", Files: files, Data: t.TempDir()}
	check := func() string {
		t.Helper()
		l, err := library.Open(o)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Run(t.Context(), Files(l, 1<<20, Rules{Open: func() (*access.File, error) { return nil, nil }}))
		if err != nil || !r.OK {
			t.Fatalf("%+v, %v", r, err)
		}
		return r.Text(terminal.Screen{})
	}
	for range 2 {
		if text := check(); !strings.Contains(text, "2 files") || !strings.Contains(text, "warning  index: there is none") {
			t.Errorf("without an index it says\n%s", text)
		}
	}
	l, err := library.Build(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if text := check(); !strings.Contains(text, "ok       index: 2 documents, checksums right") {
		t.Errorf("with an index it says\n%s", text)
	}
	delete(files, "a.md")
	if text := check(); !strings.Contains(text, "0 added, 0 changed, 1 removed") {
		t.Errorf("of an index that lags behind it says\n%s", text)
	}
}

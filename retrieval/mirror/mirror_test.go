package mirror

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval/corpus"
)

// scripted is a source that reports what it is told to.
type scripted struct {
	changes []Change
	err     error
}

func (s scripted) Changes(_ context.Context, _ Known, report func(Change) error) error {
	for _, c := range s.changes {
		if err := report(c); err != nil {
			return err
		}
	}
	return s.err
}

func (scripted) Check(_ context.Context, kept Kept) (Change, error) {
	return Change{State: Same, Kept: kept}, nil
}

func fetched(address, name, body string) Change {
	return Change{State: Fetched, Kept: Kept{Origin: corpus.Origin{URL: address}}, Body: []byte(body), Name: name}
}

func filesIn(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
			rel, rerr := filepath.Rel(dir, name)
			list = append(list, filepath.ToSlash(rel))
			return rerr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestNames: documents stay in the folder and apart, whatever their names are.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("x", 300) + ".html"
	r, err := Sync(t.Context(), dir, scripted{changes: []Change{
		fetched("1", "../../etc/passwd", "a"), fetched("2", ".hidden/~x", "b"), fetched("3", "a", "c"), fetched("4", "a/b.html", "d"),
		fetched("5", "A", "e"), fetched("6", long, "f"), fetched("7", "", "g"), fetched("8", "node_modules/x.part", "h"), fetched("9", "a:b#c?.html", "i"),
		fetched("10", "release.part/notes.html", "j"), fetched("11", "Thumbs.db", "k"), fetched("12", "a/footnote.yaml", "l"),
	}}, Options{})
	if err != nil || r.New != 12 {
		t.Fatalf("%+v, %v", r, err)
	}
	c, err := corpus.Open(dir, corpus.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	n := 0
	for f, err := range c.Files(t.Context()) {
		if err != nil {
			t.Error(err)
		}
		for part := range strings.SplitSeq(f.Path, "/") {
			if len(part) > 120 || strings.ContainsAny(part, `:#?`) {
				t.Errorf("the name %s", f.Path)
			}
		}
		n++
	}
	if n != 12 {
		t.Errorf("%d of 12 are read: %q", n, filesIn(t, dir))
	}
}

// TestWhatAnInterruptedPassLeaves is put right at the next one.
func TestWhatAnInterruptedPassLeaves(t *testing.T) {
	dir := t.TempDir()
	source := scripted{changes: []Change{fetched("1", "a.html", "one"), fetched("2", "sub/b.html", "two")}}
	if _, err := Sync(t.Context(), dir, source, Options{}); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"half/.x.html.tmp": "ha", "nobody.html": "knows this"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "a.html")); err != nil {
		t.Fatal(err)
	}
	r, err := Sync(t.Context(), dir, source, Options{})
	if err != nil || r.New != 1 || r.Same != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	if got := filesIn(t, dir); !slices.Equal(got, []string{"a.html", "sub/b.html"}) {
		t.Errorf("files %q", got)
	}
	// What is gone takes its empty folder with it.
	if _, err := Sync(t.Context(), dir, scripted{changes: []Change{{State: Gone, Kept: Kept{Origin: corpus.Origin{URL: "2"}}}}}, Options{}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "sub")); !os.IsNotExist(err) {
		t.Errorf("the folder of what is gone: %v", err)
	}
}

// TestAChangeShows by size or time, whatever time its server gives it, and so do other
// facts about the same bytes.
func TestAChangeShows(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.html")
	last := os.FileInfo(nil)
	for n, change := range []func(*Change){
		func(c *Change) {}, func(c *Change) { c.Body = []byte("two") }, func(c *Change) { c.Title = "Other" },
	} {
		c := fetched("1", "a.html", "one")
		c.LastModified = "Mon, 06 May 2024 10:00:00 GMT"
		change(&c)
		if r, err := Sync(t.Context(), dir, scripted{changes: []Change{c}}, Options{}); err != nil || r.New+r.Changed != 1 {
			t.Fatalf("%d: %+v, %v", n, r, err)
		}
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 && info.ModTime().UTC().Format("2006-01-02") != "2024-05-06" {
			t.Errorf("the file is of %s", info.ModTime())
		}
		if last != nil && info.Size() == last.Size() && info.ModTime().Equal(last.ModTime()) {
			t.Errorf("change %d doesn't show", n)
		}
		last = info
	}
}

// TestOneAtATime: a second process doesn't write the same mirror.
func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	inner := error(nil)
	_, err := Sync(t.Context(), dir, scripted{changes: []Change{fetched("1", "a.html", "one")}}, Options{Progress: func(Report) {
		_, inner = Sync(t.Context(), dir, scripted{}, Options{})
	}})
	if err != nil || !errors.Is(inner, ErrBusy) {
		t.Errorf("%v, and meanwhile %v", err, inner)
	}
}

// TestAFailedPass keeps what there is, and says why.
func TestAFailedPass(t *testing.T) {
	dir := t.TempDir()
	if _, err := Sync(t.Context(), dir, scripted{changes: []Change{fetched("1", "a.html", "one")}}, Options{}); err != nil {
		t.Fatal(err)
	}
	full := ReadPass(dir).Full
	if _, err := Sync(t.Context(), dir, scripted{err: errors.New("no route")}, Options{}); err == nil {
		t.Fatal("it didn't fail")
	}
	if p := ReadPass(dir); p.Problem != "no route" || p.Documents != 1 || !p.Full.Equal(full) || p.Ended.IsZero() {
		t.Errorf("%+v", p)
	}
}

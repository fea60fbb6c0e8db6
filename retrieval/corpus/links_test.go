package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/retrieval"
)

// linkedCorpus is a folder with two collections, a file at the root and links.
func linkedCorpus(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"secret/merger.txt": "The merger is in May.", "secret/.drafts/plan.txt": "The plan is secret.", "open/own.txt": "The door is open.",
		"root.txt": "The root is here.", ".annex/object.txt": "The object is annexed.", "open/caf\xe9.txt": "The café is open.",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	for name, to := range map[string]string{
		"open/link.txt": "../secret/merger.txt", "open/twice.txt": "link.txt", "open/root-link.txt": "../root.txt", "open/draft.txt": "../secret/.drafts/plan.txt",
		"up.txt": "secret/merger.txt", "open/same.txt": "own.txt", "open/around.txt": "../secret/../open/own.txt", "open/annexed.txt": "../.annex/object.txt",
		"open/by-folder.txt": "door/merger.txt", "open/door": "../secret", "open/self.txt": "self.txt", "open/caf\xe9-link.txt": "../secret/merger.txt",
	} {
		link(t, to, filepath.Join(dir, filepath.FromSlash(name)))
	}
	return dir
}

func link(t *testing.T, to, name string) {
	t.Helper()
	if err := os.Symlink(filepath.FromSlash(to), name); err != nil {
		t.Skipf("there are no links here: %v", err)
	}
}

// TestLinksStayInTheirCollection: a link is no way from one folder into another,
// whose readers may be others. That holds for a folder beside others, too.
func TestLinksStayInTheirCollection(t *testing.T) {
	dir := linkedCorpus(t)
	for name, mounts := range map[string][]Mount{"alone": {{Path: dir}}, "beside a site": {{Path: dir}, {Name: "site", Path: t.TempDir()}}} {
		t.Run(name, func(t *testing.T) { testLinks(t, Mounted(mounts, Options{})) })
	}
}

func testLinks(t *testing.T, c *Corpus) {
	if err := c.Reopen(); err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var read, refused []string
	for f, err := range c.Files(t.Context()) {
		if err != nil {
			continue // a link that leads nowhere
		}
		loaded, err := c.Load(t.Context(), f)
		var problem *retrieval.ReadError
		switch {
		case errors.As(err, &problem) && strings.Contains(problem.Reason, "another folder") && f.ModTime.IsZero():
			refused = append(refused, f.Path)
		case err != nil:
			t.Errorf("%s: %v", f.Path, err)
		default:
			read = append(read, f.Path)
			if f.ModTime.IsZero() || loaded.Hash() == "" {
				t.Errorf("%s is looked at each time", f.Path)
			}
		}
	}
	if want := []string{"open/annexed.txt", "open/around.txt", "open/caf%E9.txt", "open/own.txt", "open/same.txt", "root.txt", "secret/merger.txt"}; !slices.Equal(read, want) {
		t.Errorf("read %q, want %q", read, want)
	}
	if want := []string{"open/by-folder.txt", "open/caf%E9-link.txt", "open/draft.txt", "open/link.txt", "open/root-link.txt", "open/twice.txt", "up.txt"}; !slices.Equal(refused, want) {
		t.Errorf("refused %q, want %q", refused, want)
	}
}

// TestFilesTurnedIntoLinks: what was a file, or a folder, when it was listed may be a
// link when it is opened, as an original is.
func TestFilesTurnedIntoLinks(t *testing.T) {
	dir := linkedCorpus(t)
	inner := filepath.Join(dir, "open", "inner")
	if err := errors.Join(os.Mkdir(inner, 0o755), os.WriteFile(filepath.Join(inner, "merger.txt"), []byte("Ours."), 0o600)); err != nil {
		t.Fatal(err)
	}
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	own := filepath.Join(dir, "open", "own.txt")
	if err := errors.Join(os.Remove(own), os.RemoveAll(inner)); err != nil {
		t.Fatal(err)
	}
	link(t, "../secret/merger.txt", own)
	link(t, "../secret", inner)
	for _, name := range []string{"open/own.txt", "open/inner/merger.txt"} {
		if f, err := c.FS().Open(name); !errors.Is(err, errElsewhere) {
			t.Errorf("%s is opened: %v, %v", name, f, err)
		}
	}
}

// swapped is a tree in which files are replaced as soon as they are opened, some times.
type swapped struct {
	linkReader
	times int
	swap  func()
}

func (s *swapped) Open(name string) (fs.File, error) {
	f, err := s.linkReader.Open(name)
	if s.times > 0 {
		s.times--
		s.swap()
	}
	return f, err
}

// TestFilesReplacedMeanwhile: one that a program saves while it is opened is opened
// again, and one that never is what was checked is not.
func TestFilesReplacedMeanwhile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.txt")
	save := func() {
		if err := errors.Join(os.WriteFile(path+".new", []byte("The door is open."), 0o600), os.Rename(path+".new", path)); err != nil {
			t.Fatal(err)
		}
	}
	save()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for times, want := range map[int]error{0: nil, 1: nil, 2: nil, 9: errReplaced} {
		f, err := openInPlace(&swapped{newNamedFS(root).rootFiles, times, save}, "a.txt")
		if !errors.Is(err, want) {
			t.Errorf("replaced %d times: %v", times, err)
		}
		if err == nil {
			_ = f.Close()
		}
	}
}

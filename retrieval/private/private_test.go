package private

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// needsModes skips where files have no modes.
func needsModes(t *testing.T) {
	t.Helper()
	if !hasModes() {
		t.Skip("this system keeps users apart in another way")
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	check(t, err)
	return info.Mode().Perm()
}

// makeOpen makes a file of a mode, whatever the umask is.
func makeOpen(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	check(t, os.MkdirAll(filepath.Dir(path), 0o700))
	check(t, os.WriteFile(path, []byte("old and longer"), 0o600))
	check(t, os.Chmod(path, mode))
}

func TestFilesAreOnesOwn(t *testing.T) {
	needsModes(t)
	dir := t.TempDir()
	for name, mode := range map[string]fs.FileMode{"new": 0, "open": 0o666, "run": 0o755} {
		path := filepath.Join(dir, name)
		if mode != 0 {
			makeOpen(t, path, mode)
		}
		check(t, WriteFile(path, []byte("new")))
		text, err := os.ReadFile(path)
		check(t, err)
		if got := modeOf(t, path); got&0o077 != 0 || string(text) != "new" {
			t.Errorf("%s is %v and holds %q", name, got, text)
		}
		makeOpen(t, path+".new", 0o666) // of one that was broken off
		check(t, ReplaceFile(path, []byte("newer")))
		text, err = os.ReadFile(path)
		check(t, err)
		if got := modeOf(t, path); got&0o077 != 0 || string(text) != "newer" {
			t.Errorf("%s, replaced, is %v and holds %q", name, got, text)
		}
	}
	// Rights of one's own aren't given either.
	makeOpen(t, filepath.Join(dir, "fixed"), 0o444)
	check(t, Restrict(filepath.Join(dir, "fixed")))
	if got := modeOf(t, filepath.Join(dir, "fixed")); got != 0o400 {
		t.Errorf("fixed is %v", got)
	}
	check(t, Restrict(filepath.Join(dir, "gone")))
	check(t, RestrictAll(filepath.Join(dir, "gone")))
}

func TestDevicesStayAsTheyAre(t *testing.T) {
	needsModes(t)
	before := modeOf(t, os.DevNull)
	check(t, WriteFile(os.DevNull, []byte("x")))
	check(t, Restrict(os.DevNull))
	check(t, RestrictAll(os.DevNull))
	if got := modeOf(t, os.DevNull); got != before {
		t.Errorf("%s is %v, was %v", os.DevNull, got, before)
	}
}

func TestAllBelowAFolder(t *testing.T) {
	needsModes(t)
	dir, elsewhere := t.TempDir(), filepath.Join(t.TempDir(), "elsewhere")
	root, file := filepath.Join(dir, "root"), filepath.Join(dir, "root", "sub", "file")
	makeOpen(t, file, 0o644)
	makeOpen(t, elsewhere, 0o644)
	check(t, os.Symlink(elsewhere, filepath.Join(root, "link")))
	check(t, os.Chmod(filepath.Dir(file), 0o755))
	check(t, os.Chmod(root, 0o777))
	if got, want := Exposed(root), []string{root, filepath.Dir(file), file}; !slices.Equal(got, want) {
		t.Errorf("exposed are %q, want %q", got, want)
	}
	if !OthersCanWrite(root) || OthersCanWrite(filepath.Dir(file)) {
		t.Error("others can write to the one that is 0777 alone")
	}
	check(t, RestrictAll(root))
	if got := Exposed(root); len(got) > 0 {
		t.Errorf("exposed are still %q", got)
	}
	if got := modeOf(t, elsewhere); got != 0o644 {
		t.Errorf("what a link leads to is %v", got)
	}
}

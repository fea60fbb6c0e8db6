package corpus

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"footnote/retrieval"
)

func TestEscapesNames(t *testing.T) {
	for name, want := range map[string]string{
		"a.txt": "a.txt", "café 100%.txt": "café 100%.txt", "%E9.txt": "%E9.txt",
		"caf\xe9.txt": "caf%E9.txt", "caf\xe9 100%.txt": "caf%E9 100%25.txt", "%E9\xe9": "%25E9%E9",
		"é\xff\xfe": "é%FF%FE", "a\uFFFD\xc3": "a\uFFFD%C3", "\xed\xa0\x80": "%ED%A0%80",
	} {
		got := escapeName(name)
		if got != want || !utf8.ValidString(got) {
			t.Errorf("%q is written as %q, want %q", name, got, want)
		}
		if utf8.ValidString(name) {
			continue
		}
		if raw, ok := rawName("b/" + got); !ok || raw != "b/"+name {
			t.Errorf("%q is read as %q, %v", got, raw, ok)
		}
	}
	for _, path := range []string{"a%2Fb", "%2E%2E/a", "a%25", "a%", "%zz", "%e9", "a%2f%E9"} {
		if raw, ok := rawName(path); ok {
			t.Errorf("%q is read as %q", path, raw)
		}
	}
}

// TestReadsNamesThatAreNoUTF8 lists, loads and opens files and folders with
// such names under those that they are written as.
func TestReadsNamesThatAreNoUTF8(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("other systems have no such names")
	}
	dir := t.TempDir()
	for _, name := range []string{"z.txt", "caf\xe9/men\xfc.txt", "caf\xe9/plain.txt", "a\xff.txt", "\xe9.txt", "%E9.txt"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("Text of "+filepath.Base(escapeName(name))), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var listed []string
	for f, err := range c.Files(t.Context()) {
		if err != nil {
			problem := (*retrieval.ReadError)(nil)
			if !errors.As(err, &problem) || !strings.Contains(problem.Reason, "can't be written as %E9.txt, which is another file's; rename it") || !utf8.ValidString(problem.Path) {
				t.Error(err)
			}
			continue
		}
		listed = append(listed, f.Path)
		content, err := c.Load(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		err = content.Documents(t.Context(), func(d *retrieval.Document) error {
			if d.ID != f.Path || !strings.HasPrefix(d.Text, "Text of ") {
				t.Errorf("%s: document %q: %q", f.Path, d.ID, d.Text)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		if info, err := fs.Stat(c.FS(), f.Path); err != nil || info.Size() != f.Size {
			t.Errorf("%s: %v", f.Path, err)
		}
	}
	if want := []string{"%E9.txt", "a%FF.txt", "caf%E9/men%FC.txt", "caf%E9/plain.txt", "z.txt"}; !slices.Equal(listed, want) {
		t.Errorf("listed are %q, want %q", listed, want)
	}
	if err := ReadFile(t.Context(), dir+"/caf\xe9/men\xfc.txt", Options{}, func(d *retrieval.Document) error {
		if !strings.HasSuffix(d.ID, "/caf%E9/men%FC.txt") {
			t.Errorf("document %q", d.ID)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// TestSaysWhyAPathCantBeRead distinguishes what passes from what doesn't.
func TestSaysWhyAPathCantBeRead(t *testing.T) {
	for _, c := range []struct {
		err     error
		reason  string
		passing bool
	}{
		{&fs.PathError{Op: "open", Path: "a", Err: syscall.EACCES}, "it can't be read: check its permissions", true},
		{&fs.PathError{Op: "read", Path: "a", Err: syscall.EIO}, "it can't be read: input/output error", true},
		{&fs.PathError{Op: "stat", Path: "a", Err: syscall.ENOENT}, "it can't be read: a broken link, or one that leads out of the corpus", false},
		{errors.New("path escapes from parent"), "it can't be read: a broken link, or one that leads out of the corpus", false},
	} {
		got := describeUnread("a", c.err)
		reason := got.Reason
		if runtime.GOOS == "windows" && c.passing { // has words of its own
			reason = c.reason
		}
		if reason != c.reason || got.Passing != c.passing {
			t.Errorf("%v: %q, passing %v", c.err, got.Reason, got.Passing)
		}
	}
}

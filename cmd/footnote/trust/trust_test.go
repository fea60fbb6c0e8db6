package trust

import (
	"os"
	"path/filepath"
	"testing"
)

// TestWhyDoubted: a settings file is doubted among documents, not where the user works.
func TestWhyDoubted(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(t.TempDir(), "config"))
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	write := func(path string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("The boat is green.\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	work, data := filepath.Join(home, "work"), filepath.Join(home, "server", "data")
	write(filepath.Join(work, "docs", "boat.txt"))
	write(filepath.Join(work, "footnote.yaml"))
	write(filepath.Join(home, "footnote.yaml"))
	write(filepath.Join(home, "server", "footnote.yaml"))
	write(filepath.Join(data, "web", "example.com", "boat.txt"))
	write(filepath.Join(data, "questions.db"))
	own, err := filepath.Abs("../../..") // this clone
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		dir     string
		corpora []string
		want    string
	}{
		{work, nil, "documents lie beside it"},
		{work, []string{"/elsewhere"}, "documents lie beside it"},
		{filepath.Join(home, "server"), nil, ""}, // pages that the program fetched are no documents of the folder
		{filepath.Join(home, "server"), []string{".."}, "it lies among the documents"},
		{home, nil, ""},
		{home, []string{"~"}, "it lies among the documents"},
		{home, []string{"https://example.com/"}, ""},
	} {
		t.Chdir(c.dir)
		if got, err := WhyDoubted("footnote.yaml", c.corpora); err != nil || got != c.want {
			t.Errorf("in %s of %v: %q, %v, want %q", c.dir, c.corpora, got, err, c.want)
		}
	}
	if got := whyDocuments(own, nil); got != "" {
		t.Errorf("the program's own source: %q", got)
	}
	t.Chdir(work)
	if _, err := Record("footnote.yaml"); err != nil {
		t.Fatal(err)
	}
	if got, err := WhyDoubted("footnote.yaml", nil); err != nil || got != "" {
		t.Errorf("recorded: %q, %v", got, err)
	}
	if got, err := WhyDoubted(".env", nil); err != nil || got != "" {
		t.Errorf("a file that isn't there: %q, %v", got, err)
	}
}

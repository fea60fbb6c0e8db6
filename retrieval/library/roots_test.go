package library

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"footnote/retrieval/corpus"
)

// TestRoots: what was joined is split again, colons in paths and addresses included.
func TestRoots(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths of other systems")
	}
	for _, roots := range [][]string{
		{"/a"}, {"/a", "/b"}, {"/a:b"}, {"/a:b c", "/d"}, {"https://docs.example.com/guide/"},
		{"/a", "http://127.0.0.1:8067/", "/b", "https://example.com"},
	} {
		if got := SplitRoots(JoinRoots(roots)); !slices.Equal(got, roots) {
			t.Errorf("%q became %q", roots, got)
		}
	}
	if got := SplitRoots(Sample); got != nil {
		t.Errorf("the sample is split: %q", got)
	}
	odd := filepath.Join(t.TempDir(), "a:b")
	if err := os.Mkdir(odd, 0o755); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"docs:notes": {"docs", "notes"}, odd: {odd}, "docs:": {"docs"},
		"https://x.org/:docs:http://127.0.0.1:80/a": {"https://x.org/", "docs", "http://127.0.0.1:80/a"},
	} {
		if got := ReadRoots(text); !slices.Equal(got, want) {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// TestMounts: one folder has its files at the top, several are folders of different
// names, and sites are named by their addresses.
func TestMounts(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths of other systems")
	}
	names := func(roots ...string) (list []string) {
		for _, m := range mountsOf(JoinRoots(roots), "/data") {
			list = append(list, m.Name)
		}
		return list
	}
	for _, c := range []struct{ roots, want []string }{
		{[]string{"/x/docs"}, []string{""}},
		{[]string{"/x/docs", "/y/docs", "/z/y/Docs"}, []string{"docs", "y-docs", "Docs-2"}},
		{[]string{"/x/docs", "https://docs.example.com/guide/"}, []string{"docs.example.com-guide", ""}},
		{[]string{"/x/docs.example.com", "/y", "https://docs.example.com/"}, []string{"docs.example.com", "x-docs.example.com", "y"}},
		{[]string{"https://docs.example.com", "https://docs.example.com/"}, []string{"docs.example.com"}},
		{[]string{"/x/.hidden", "/x/mail.mbox#1"}, []string{"hidden", "mail.mbox-1"}},
	} {
		if got := names(c.roots...); !slices.Equal(got, c.want) {
			t.Errorf("%q are %q, want %q", c.roots, got, c.want)
		}
	}
	site := mountsOf("https://docs.example.com/guide/", "/data")[0]
	if want := (corpus.Mount{Name: "docs.example.com-guide", Path: "/data/web/docs.example.com-guide", Fetched: true}); site != want {
		t.Errorf("a site is %+v, want %+v", site, want)
	}
}

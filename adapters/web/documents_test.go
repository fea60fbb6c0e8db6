package web

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// TestDocumentsByPages: a list of any length can be seen whole, in the order that
// somebody wants, of one collection or all.
func TestDocumentsByPages(t *testing.T) {
	files := fstest.MapFS{"z/first.md": {Data: []byte("---\ntitle: A first one\ndate: 2020-05-01\n---\nThe first one.\n")}}
	for i := range listedAtOnce + 10 {
		files[fmt.Sprintf("a/%03d.txt", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "The number of this document is %d.\n", i)}
	}
	w := newWorld(t, files, nil)
	b := w.browser("")
	item := regexp.MustCompile(`<li><a href="/source\?doc=([^"]*)"`)
	next := regexp.MustCompile(`rel="next" href="([^"]*)"`)
	listed := func(path string) (names []string) {
		t.Helper()
		for path != "" {
			_, page := b.get(path)
			for _, m := range item.FindAllStringSubmatch(page, -1) {
				names = append(names, m[1])
			}
			link := next.FindStringSubmatch(page)
			if path = ""; link != nil {
				path = html.UnescapeString(link[1])
			}
		}
		return names
	}
	if names := listed("/documents"); len(names) != listedAtOnce+11 || names[len(names)-1] != "z%2Ffirst.md" {
		t.Errorf("%d are listed, the last is %s", len(names), names[len(names)-1])
	}
	for _, sort := range []string{"title", "date"} {
		if names := listed("/documents?sort=" + sort); len(names) != listedAtOnce+11 || sort == "date" && names[0] != "z%2Ffirst.md" {
			t.Errorf("by %s %d are listed, the first is %s", sort, len(names), names[0])
		}
	}
	if names := listed("/documents?collection=z"); len(names) != 1 {
		t.Errorf("of one collection %v are listed", names)
	}
	if names := listed("/documents?q=00&collection=a"); len(names) != 12 || strings.Contains(strings.Join(names, ""), "z%2F") {
		t.Errorf("with a part of the name %v are listed", names)
	}
	_, page := b.get("/documents?from=200")
	has(t, page, "201 to 211 of 211", `rel="prev" href="/documents?from=0"`)
	for _, odd := range []string{"-1", "x", "99999999999999999999", "5000"} {
		if r, _ := b.get("/documents?from=" + odd); r.StatusCode != 200 {
			t.Errorf("from %s: %s", odd, r.Status)
		}
	}
}

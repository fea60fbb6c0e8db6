package web

import (
	"strings"
	"testing"
	"testing/fstest"

	"footnote/retrieval"
)

// TestSourcesShowPictures has documents that were read from pictures: those that browsers
// show stand above the text.
func TestSourcesShowPictures(t *testing.T) {
	w, err := New(Options{Key: key, Originals: fstest.MapFS{"lock.jpg": {}, "lock.tif": {}, "lock.md": {}}})
	if err != nil {
		t.Fatal(err)
	}
	s := &site{Web: w}
	for _, c := range []struct {
		name, mediaType string
		isShown         bool
	}{{"lock.jpg", "image/jpeg", true}, {"lock.tif", "image/tiff", false}, {"lock.md", "text/markdown", false}, {"gone.jpg", "image/jpeg", false}} {
		view := sourceView{Title: "Lock"}
		s.offerOriginals(&retrieval.Document{ID: c.name, MediaType: c.mediaType}, place{document: c.name}, nil, &view)
		page, err := s.renderTemplate("en", "source.html", view)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(page), `<img src="/original?`); got != c.isShown {
			t.Errorf("%s: a picture is shown: %v, want %v\n%s", c.name, got, c.isShown, page)
		}
	}
}

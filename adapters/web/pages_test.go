package web

import (
	"io/fs"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"footnote/seeds"
)

const asked = "How many trafficking networks did Morocco dismantle in 2017?"

// sample is the sample corpus.
func sample(t testing.TB) fstest.MapFS {
	files := fstest.MapFS{}
	documents := seeds.Documents()
	err := fs.WalkDir(documents, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(documents, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var inForm = regexp.MustCompile(`name="(conversation|key)" value="([^"]*)"`)

// form is the form of a page to ask, filled in.
func form(page, question string) url.Values {
	f := url.Values{"question": {question}}
	for _, m := range inForm.FindAllStringSubmatch(page, -1) {
		f.Set(m[1], m[2])
	}
	return f
}

func TestAskWithoutScript(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("")
	_, home := b.get("/")
	r, page := b.post("/ask", form(home, asked))
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Request.URL.Path, "/c/") {
		t.Fatalf("%s at %s:\n%s", r.Status, r.Request.URL, page)
	}
	for _, want := range []string{`class="reply answered"`, "80", `class="chip"`, "<mark>"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
}

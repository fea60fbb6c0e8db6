package web

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/corpus"
)

// longText has many sentences, of which the documents contradict one near the end.
func longText(sentences int) string {
	var b strings.Builder
	for i := range sentences {
		fmt.Fprintf(&b, "The zorbel number %d was painted green on a quiet morning. ", i+1)
	}
	return b.String() + checked
}

// send sends a form with a file.
func (b *browser) send(page, name, content string) (*http.Response, string) {
	b.t.Helper()
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for field, list := range form(page, "") {
		_ = m.WriteField(field, list[0])
	}
	_ = m.WriteField("kind", "verify")
	w, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err == nil {
		err = m.Close()
	}
	if err != nil {
		b.t.Fatal(err)
	}
	r, err := b.Post(b.base+"/ask", m.FormDataContentType(), &body)
	return b.read(r, err)
}

func TestEverySentenceOfAFileIsChecked(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	_, home := b.get("/")
	r, page := b.send(home, `C:\drafts\report <1>.txt`, longText(120))
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s:\n%s", r.Status, page)
	}
	id := turnIDs.FindStringSubmatch(page)[1]
	page = b.settled(page)
	has(t, page, "report &lt;1&gt;.txt", `<b>1</b> Contradicted`, `<b>1</b> Supported`, "All 123 rows")
	if contradicted, other := strings.Index(page, `class="claim contradicted"`), strings.Index(page, `class="claim not-found"`); contradicted < 0 || contradicted > other {
		t.Error("what speaks against the text doesn't come first")
	}
	_, all := b.get("/answer/" + id + "/check")
	if n := strings.Count(all, `<tr role="row" class="claim`); n != 123 {
		t.Errorf("%d rows", n)
	}
	_, some := b.get("/answer/" + id + "/check?verdict=supported")
	if n := strings.Count(some, `<tr role="row" class="claim`); n != 1 {
		t.Errorf("%d rows are supported", n)
	}
	if r, _ := w.browser("joe").get("/answer/" + id + "/check"); r.StatusCode != http.StatusForbidden {
		t.Errorf("another sees it: %s", r.Status)
	}
	_, table := b.get("/answer/" + id + "/take/check.md")
	if lines := strings.Split(table, "\n"); !strings.HasPrefix(lines[0], "| Verdict | Sentence |") || !strings.HasPrefix(lines[2], "| **Contradicted** | It dismantled 95") {
		t.Errorf("the table begins\n%s", strings.Join(lines[:3], "\n"))
	}
	said := readWord(t, b, "/answer/"+id+"/take/check.docx")
	for _, want := range []string{"report <1>.txt", "Contradicted\tIt dismantled 95", "The zorbel number 120"} {
		if !strings.Contains(said, want) {
			t.Errorf("the Word document lacks %q", want)
		}
	}
}

// readWord returns the text of a Word document, as the reader of documents has it.
func readWord(t *testing.T, b *browser, address string) string {
	t.Helper()
	r, content := b.get(address)
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != wordFile {
		t.Fatalf("%s: %s, %s", address, r.Status, r.Header.Get("Content-Type"))
	}
	path := filepath.Join(t.TempDir(), "taken.docx")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("FOOTNOTE_PICTURES"); dir != "" {
		_ = os.WriteFile(filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+".docx"), []byte(content), 0o600)
	}
	var said string
	err := corpus.ReadFile(t.Context(), path, corpus.Options{}, func(d *retrieval.Document) error {
		said += d.Text
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return said
}

func TestAFileWithoutTextIsTold(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	_, home := b.get("/")
	if r, page := b.send(home, "noise.bin", "\xff\xfe\x00\x01"); r.StatusCode < 400 || !strings.Contains(page, "noise.bin: ") {
		t.Errorf("%s:\n%s", r.Status, page)
	}
	if r, _ := b.send(home, "empty.txt", ""); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an empty file: %s", r.Status)
	}
}

func TestAConversationAsAWordDocument(t *testing.T) {
	w := newWorld(t, sample(t), nil)
	b := w.browser("jane")
	page, _ := b.ask(asked)
	said := readWord(t, b, talkAt(t, page)+"/take/conversation.docx")
	for _, want := range []string{asked, "80 trafficking networks in 2017 and stopped", "[1]", "Morocco counts 80 trafficking networks dismantled in 2017"} {
		if !strings.Contains(said, want) {
			t.Errorf("the Word document lacks %q:\n%s", want, said)
		}
	}
	_, printed := b.get(talkAt(t, page) + "/print")
	has(t, printed, asked, b.base+talkAt(t, page), "24 November 2026", `class="turns printed"`)
	if strings.Contains(printed, "Forget this") {
		t.Error("on paper nothing can be forgotten")
	}
}

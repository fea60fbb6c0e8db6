package seeds_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"footnote/seeds"
)

// corpus returns the raw text of every sample document by ID; of a record, the
// values of its fields.
func corpus(t *testing.T) map[string]string {
	t.Helper()
	docs := map[string]string{}
	fsys := seeds.Documents()
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		if path.Ext(p) != ".jsonl" {
			docs[p] = string(data)
			return nil
		}
		lines := bufio.NewScanner(bytes.NewReader(data))
		for lines.Scan() {
			var r struct {
				ID       string `json:"_id"`
				Title    string
				Text     string
				Metadata struct{ Published, Source string }
			}
			if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
				return err
			}
			id := p + "#" + r.ID
			if r.ID == "" || docs[id] != "" {
				t.Errorf("%s: record ID %q is empty or not unique", p, r.ID)
			}
			if r.Metadata.Published != "2017-11-16" || r.Metadata.Source != "Middle East Monitor" {
				t.Errorf("%s: metadata %+v", id, r.Metadata)
			}
			docs[id] = r.Title + "\n" + r.Text
		}
		return lines.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestEveryDocumentNamesItsSource(t *testing.T) {
	docs := corpus(t)
	if len(docs) < 10 {
		t.Errorf("only %d documents", len(docs))
	}
	for id, text := range docs {
		if !strings.Contains(text, "Middle East Monitor") {
			t.Errorf("%s doesn't name the publication", id)
		}
		if !strings.Contains(strings.ToLower(text), "16 november 2017") && !strings.Contains(text, "16 novembre 2017") {
			t.Errorf("%s doesn't date what it reports", id)
		}
	}
}

func TestGolden(t *testing.T) {
	docs := corpus(t)
	questions, err := seeds.Golden()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	answerable := 0
	for _, q := range questions {
		if q.ID == "" || q.Text == "" || q.Note == "" || seen[q.ID] {
			t.Errorf("%q: ID, text or note missing, or ID not unique", q.ID)
		}
		seen[q.ID] = true
		for _, o := range q.Outcomes {
			if o != "answered" && o != "related" && o != "not_found" {
				t.Errorf("%s: unknown outcome %q", q.ID, o)
			}
		}
		if !q.Answerable() {
			if len(q.Outcomes) == 0 || q.Document != "" || len(q.Also) > 0 || q.Sentence != "" {
				t.Errorf("%s: a question without an answer names outcomes and no document: %+v", q.ID, q)
			}
			continue
		}
		answerable++
		if len(q.Outcomes) != 1 || q.Sentence == "" {
			t.Errorf("%s: an answerable question has one outcome and a sentence: %+v", q.ID, q)
		}
		for _, id := range append([]string{q.Document}, q.Also...) {
			text, ok := docs[id]
			if !ok {
				t.Errorf("%s: there is no document %q", q.ID, id)
				continue
			}
			if !q.Accepts(id, text) {
				t.Errorf("%s: %q doesn't occur in %s", q.ID, q.Sentence, id)
			}
		}
	}
	if refused := len(questions) - answerable; answerable < 16 || refused < 10 {
		t.Errorf("%d answerable and %d other questions, want at least 16 and 10", answerable, refused)
	}
}

func TestAccepts(t *testing.T) {
	q := seeds.Question{Outcomes: []string{"answered"}, Document: "a.txt", Also: []string{"b.txt"}, Sentence: "80"}
	for _, c := range []struct {
		document, sentence string
		want               bool
	}{
		{"a.txt", "They dismantled 80 networks.", true},
		{"b.txt", "80 it is.", true},
		{"c.txt", "80 it is.", false},
		{"a.txt", "They dismantled some networks.", false},
	} {
		if got := q.Accepts(c.document, c.sentence); got != c.want {
			t.Errorf("Accepts(%q, %q) = %v", c.document, c.sentence, got)
		}
	}
	if (seeds.Question{Outcomes: []string{"related", "not_found"}}).Accepts("", "80") {
		t.Error("a question without an answer accepts a sentence")
	}
}

// TestOwnWords keeps the sample documents from borrowing the article's
// sentences. Seven words is the shortest run that no proper name in them fills.
func TestOwnWords(t *testing.T) {
	const run = 7
	articles, err := filepath.Glob("../../shared/seeds/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) == 0 {
		t.Skip("the article that the sample corpus retells is not beside this checkout (../shared/seeds)")
	}
	borrowed := map[string]bool{}
	for _, name := range articles {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range runs(string(data), run) {
			borrowed[r] = true
		}
	}
	for id, text := range corpus(t) {
		for _, r := range runs(text, run) {
			if borrowed[r] {
				t.Errorf("%s repeats the article: %q", id, r)
			}
		}
	}
}

// runs returns every sequence of n words in text, lower-cased.
func runs(text string, n int) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var out []string
	for i := 0; i+n <= len(words); i++ {
		out = append(out, strings.Join(words[i:i+n], " "))
	}
	return out
}

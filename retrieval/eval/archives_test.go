package eval

import (
	"encoding/json"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	markup = regexp.MustCompile(`<[^>]+>`)
	around = regexp.MustCompile("[\\s|*_`#>\"-]+")
)

// plainText is a text without its markup, in lower case.
func plainText(s string) string {
	s = html.UnescapeString(markup.ReplaceAllString(strings.ReplaceAll(s, "=\n", ""), " "))
	return strings.ToLower(strings.TrimSpace(around.ReplaceAllString(s, " ")))
}

// TestArchives: of the questions in archives what answers stands in the documents,
// verbatim, and matches its pattern, and near misses name a question that they are near.
func TestArchives(t *testing.T) {
	dirs, err := filepath.Glob("archives/*/documents")
	if err != nil || len(dirs) != 32 {
		t.Fatalf("%d archives, %v", len(dirs), err)
	}
	for _, documents := range dirs {
		dir := filepath.Dir(documents)
		t.Run(filepath.Base(dir), func(t *testing.T) { checkArchive(t, dir) })
	}
}

func checkArchive(t *testing.T, dir string) {
	texts := readTexts(t, filepath.Join(dir, "documents"))
	single, err := ReadAsked(filepath.Join(dir, AskedFile))
	if err != nil {
		t.Fatal(err)
	}
	turns, err := ReadAsked(filepath.Join(dir, ConversationsFile))
	if err != nil {
		t.Fatal(err)
	}
	if further := filepath.Join(dir, "follow-ups.jsonl"); isFile(further) {
		more, err := ReadAsked(further)
		if err != nil {
			t.Fatal(err)
		}
		turns = append(turns, more...)
	}
	ids := make(map[string]bool)
	for _, q := range append(single, turns...) {
		if ids[q.ID] {
			t.Errorf("two questions are called %s", q.ID)
		}
		ids[q.ID] = true
		if q.Want == nil || q.Kind == "aggregate" { // what is computed stands nowhere
			continue
		}
		sentence, found := plainText(q.Sentence), false
		for path, text := range texts {
			found = found || q.Document.MatchString(path) && strings.Contains(text, sentence)
		}
		if !found || !q.Want.MatchString(q.Sentence) && !q.Want.MatchString(sentence) {
			t.Errorf("%s: %q isn't in a document that matches, or doesn't match what is wanted", q.ID, q.Sentence)
		}
	}
	err = EachLine(filepath.Join(dir, AskedFile), func(line []byte) error {
		var q struct{ Kind, Pair string }
		if err := json.Unmarshal(line, &q); err == nil && q.Kind == "nearmiss" && !ids[q.Pair] {
			t.Errorf("a near miss is near %q, which isn't there", q.Pair)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func isFile(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// readTexts returns the plain texts of the files in a folder by their paths in it.
func readTexts(t *testing.T, dir string) map[string]string {
	t.Helper()
	texts := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, path))
		texts[path] = plainText(string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

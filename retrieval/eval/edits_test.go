package eval

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEdits(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"en.tsv":      "source\tCats sleep.\ntitle\tOf cats\ntrue\tCats sleep.\nnegation\tCats don't sleep.\nsubject\tDogs sleep.\n\nsource\tHounds bark.\ntrue\tDogs bark.\n",
		"de-held.tsv": "source\tKatzen schlafen.\nheading\tTiere\nsubject\tHunde schlafen.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	claims, err := LoadEdits(filepath.Join(dir, "*.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	if c := claims[0]; c.Language != "de" || c.Heading != "Tiere" || c.Kind != "subject" || c.Evidence[0] != "Katzen schlafen." {
		t.Errorf("the first claim is %+v", c)
	}
	var wrong []string
	r := RunEdits(byWord{}, claims, func(c Claim, _ ClaimVerdict) { wrong = append(wrong, c.Text) })
	if got := strings.Join(wrong, " "); got != "Cats don't sleep. Dogs bark." {
		t.Errorf("told wrongly: %s", got)
	}
	var text bytes.Buffer
	if err := r.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	golden(t, "edits.txt", text.String())
}

func TestBrokenEdits(t *testing.T) {
	for text, want := range map[string]string{
		"true\tCats sleep.\n":                      "line 1: no source",
		"source\tCats sleep.\nnegation Cats don't": "line 2: it lacks",
		"source\tCats sleep.\n":                    "holds no claims",
	} {
		path := filepath.Join(t.TempDir(), "en.tsv")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadEdits(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := LoadEdits(filepath.Join(t.TempDir(), "*.tsv")); err == nil {
		t.Error("no file, no error")
	}
}

package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeExamples runs the README's first look at the program: what it
// prints there is what it prints.
func TestReadmeExamples(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	t.Setenv("COLUMNS", "80")
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	look, _, _ := strings.Cut(string(readme), "\n## ")
	var shown strings.Builder // the block of code, without its margin
	for line := range strings.Lines(look) {
		if code, ok := strings.CutPrefix(line, "    "); ok || shown.Len() > 0 && strings.TrimSpace(line) == "" {
			shown.WriteString(code)
		}
	}
	data, tried := t.TempDir(), 0
	for _, example := range strings.Split(shown.String(), "$ footnote ")[1:] {
		command, want, _ := strings.Cut(example, "\n")
		m := regexp.MustCompile(`^ask "(.*)"$`).FindStringSubmatch(command)
		if m == nil {
			continue // serve doesn't end
		}
		tried++
		_, got, stderr := footnote(t, "ask", "--data", data, m[1])
		if strings.TrimRight(got, "\n") != strings.TrimRight(want, "\n") {
			t.Errorf("the README shows for %q\n%s\nbut it is\n%s\n%s", m[1], want, got, stderr)
		}
	}
	if tried < 2 {
		t.Errorf("%d examples were tried", tried)
	}
}

package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// TestPackagingNamesSettings has what starts the program elsewhere set only what
// the program knows.
func TestPackagingNamesSettings(t *testing.T) {
	files, err := filepath.Glob("../../.packaging/*")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, "../../Dockerfile", "../../compose.yaml")
	known := knownSettings(t)
	setting := regexp.MustCompile(`FOOTNOTE_[A-Z_]+`)
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range setting.FindAllString(string(text), -1) {
			found++
			if !slices.Contains(known, name) {
				t.Errorf("%s sets %s, which is no setting", file, name)
			}
		}
	}
	if found < 5 {
		t.Errorf("only %d settings were found", found)
	}
}

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestPackagingNamesSettings has what starts the program elsewhere set only what
// the program knows.
func TestPackagingNamesSettings(t *testing.T) {
	files, err := filepath.Glob("../../.packaging/*")
	if err != nil {
		t.Fatal(err)
	}
	manifests, err := filepath.Glob("../../.packaging/kubernetes/*")
	if err != nil {
		t.Fatal(err)
	}
	files = append(files, manifests...)
	files = append(files, "../../Dockerfile", "../../compose.yaml")
	known := knownSettings(t)
	setting := regexp.MustCompile(`FOOTNOTE_[A-Z_]+`)
	found := 0
	for _, file := range files {
		if info, err := os.Stat(file); err != nil || info.IsDir() {
			continue
		}
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

// TestPackagingNamesPDFium has what is published say what the WebAssembly inside
// the program is, and under which licences: no tool for Go modules sees it.
func TestPackagingNamesPDFium(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs bash")
	}
	licences := filepath.Join(t.TempDir(), "licences")
	if out, err := exec.Command("../../.packaging/licences", licences).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for name, want := range map[string][]string{
		"LICENSE":        {"The PDFium Authors", "Redistributions in binary form"},
		"Apache-2.0.txt": {"Version 2.0, January 2004", "END OF TERMS AND CONDITIONS"},
		"NOTICE": {
			"The Abseil Authors", "Maxim Shemanarev", "Emscripten authors", "fast_float authors", "FreeType Project", "Unicode, Inc.",
			"LLVM Project", "Independent JPEG Group", "Marti Maria", "Rich Felker", "Professor Benoit Macq", "Jean-loup Gailly",
		},
	} {
		text, err := os.ReadFile(filepath.Join(licences, "pdfium", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(string(text), part) {
				t.Errorf("%s lacks %q", name, part)
			}
		}
	}

	bill := filepath.Join(t.TempDir(), "bill.cdx.json")
	if err := os.WriteFile(bill, []byte(`{"bomFormat":"CycloneDX","components":[{"name":"a","type":"library"}]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "run", "../../.packaging/pdfium/bom.go", bill).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	text, err := os.ReadFile(bill)
	if err != nil {
		t.Fatal(err)
	}
	var made struct{ Components []struct{ Name string } }
	if err := json.Unmarshal(text, &made); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range made.Components {
		names = append(names, c.Name)
	}
	for _, want := range []string{"a", "pdfium", "freetype", "zlib"} {
		if !slices.Contains(names, want) {
			t.Errorf("the bill of materials names %q, not %s", names, want)
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestUnreadableDocuments takes the permission to read away from a file and a
// folder of an indexed corpus: what is left is answered from, what can't be
// read is named, and doctor says what to do.
func TestUnreadableDocuments(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("permissions don't bind the user who runs this test")
	}
	corpus, data := boats(t, "green"), t.TempDir()
	folder := filepath.Join(corpus, "closed")
	file := filepath.Join(corpus, "secret.txt")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(folder, "inside.txt")} {
		if err := os.WriteFile(path, []byte("The lighthouse is white."), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(file, 0); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	code, out, errs := footnote(t, "index", "--corpus", corpus, "--data", data)
	if code != exitOK || !strings.Contains(out, "closed") || !strings.Contains(out, "secret.txt") || !strings.Contains(out, "check its permissions") {
		t.Errorf("index: %d, %s%s", code, out, errs)
	}
	code, out, errs = footnote(t, "doctor", "--corpus", corpus, "--data", data)
	if code != exitOK || !strings.Contains(out, "2 paths can't be read: closed, secret.txt (make them readable") {
		t.Errorf("doctor: %d, %s%s", code, out, errs)
	}
}

// TestAReadOnlyDataFolder has an index that can be read and not be changed.
func TestAReadOnlyDataFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("permissions don't bind the user who runs this test")
	}
	corpus, data := boats(t, "green"), t.TempDir()
	program(t, exitOK, "index", "--corpus", corpus, "--data", data)
	if err := os.Chmod(data, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(data, 0o755) })
	writeBoat(t, corpus, "yellow")
	code, _, errs := footnote(t, "index", "--corpus", corpus, "--data", data)
	if code != exitFailure || !strings.Contains(errs, data) || !strings.Contains(errs, "choose another folder with --data") {
		t.Errorf("index: %d, %s", code, errs)
	}
	if code, out, _ := footnote(t, "search", "--no-sync", "--corpus", corpus, "--data", data, "boat"); code != exitOK || !strings.Contains(out, "green") {
		t.Errorf("search: %d, %s", code, out)
	}
	if code, out, errs := footnote(t, "search", "--corpus", corpus, "--data", data, "boat"); code != exitOK || !strings.Contains(out, "green") || !strings.Contains(errs, "this is from the index as it was before") {
		t.Errorf("search, with a look at the documents: %d, %s%s", code, out, errs)
	}
	if code, out, _ := footnote(t, "doctor", "--corpus", corpus, "--data", data); code != exitFailure || !strings.Contains(out, "can't be written to") {
		t.Errorf("doctor: %d, %s", code, out)
	}
}

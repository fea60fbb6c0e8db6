package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestASyncThatChangesNothingSaysNothing: a file that was touched, and says what
// it said before, is remembered with its new time and not worth a line.
func TestASyncThatChangesNothingSaysNothing(t *testing.T) {
	t.Chdir(t.TempDir()) // no .env
	file := filepath.Join("docs", "lease.txt")
	if err := os.Mkdir("docs", 0o755); err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct{ text, said string }{
		{"The lease ends on 31 March 2029.", "indexed 1 document from 1 file"},
		{"The lease ends on 31 March 2029.", ""},
		{"The lease ends on 30 June 2031.", "index brought up to date: 0 added, 1 changed"},
	} {
		if err := os.WriteFile(file, []byte(step.text), 0o644); err != nil {
			t.Fatal(err)
		}
		day := time.Date(2020, 1, 1+i, 0, 0, 0, 0, time.UTC)
		if err := os.Chtimes(file, day, day); err != nil {
			t.Fatal(err)
		}
		var out, errs strings.Builder
		if code := run([]string{"ask", "--corpus", "docs", "--data", "index", "When does the lease end?"}, strings.NewReader(""), &out, &errs); code != exitOK {
			t.Fatalf("step %d: exit code %d: %s%s", i, code, out.String(), errs.String())
		}
		if said := errs.String(); !strings.Contains(said, step.said) || step.said == "" && said != "" {
			t.Errorf("step %d says %q, want %q", i, said, step.said)
		}
	}
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestIndexWatch follows changes with the program itself, then interrupts it.
func TestIndexWatch(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt signals between processes on Windows")
	}
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	corpus, data := boats(t, "green"), t.TempDir()
	pier := filepath.Join(corpus, "pier.txt")
	if err := os.WriteFile(pier, []byte("The pier is long."), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, "index", "--watch", "--corpus", corpus, "--data", data)
	cmd.Dir = t.TempDir()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stdout)
	until := func(pattern string) {
		t.Helper()
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				t.Fatalf("no line %q: %v: %s", pattern, err, stderr.String())
			}
			if regexp.MustCompile(pattern).MatchString(strings.TrimSuffix(line, "\n")) {
				return
			}
		}
	}
	// The files may be too fresh for the first sync to read.
	until(`\b2 documents\b`)
	writeBoat(t, corpus, "yellow, and sometimes red,")
	until(`^\d\d:\d\d:\d\d  0 added, 1 changed, 0 removed, 1 unchanged; 2 documents$`)
	if code, out, _ := footnote(t, "search", "--no-sync", "--corpus", corpus, "--data", data, "boat"); code != exitOK || !strings.Contains(out, "yellow") {
		t.Errorf("after the change: exit code %d: %s", code, out)
	}
	if err := os.Remove(filepath.Join(corpus, "boat.txt")); err != nil {
		t.Fatal(err)
	}
	until(`  0 added, 0 changed, 1 removed, 1 unchanged; 1 document$`)
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("interrupted: %v: %s", err, stderr.String())
	}
	if !strings.Contains(stderr.String(), "watching "+corpus) {
		t.Errorf("stderr: %s", stderr.String())
	}
}

// TestIndexWatchSample has nothing to watch.
func TestIndexWatchSample(t *testing.T) {
	t.Setenv("FOOTNOTE_CORPUS", "")
	code, _, stderr := footnote(t, "index", "--watch", "--data", t.TempDir())
	if code != exitUsage || !strings.Contains(stderr, "sample corpus doesn't change") {
		t.Errorf("exit code %d: %s", code, stderr)
	}
}

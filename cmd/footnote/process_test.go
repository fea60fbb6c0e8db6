package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"footnote/retrieval/blevex"
)

// footnote runs the program in this process.
func footnote(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// boats writes a small corpus.
func boats(t *testing.T, colour string) (corpus string) {
	t.Helper()
	corpus = t.TempDir()
	writeBoat(t, corpus, colour)
	return corpus
}

func writeBoat(t *testing.T, corpus, colour string) {
	t.Helper()
	text := "The boat of the harbour master has a " + colour + " colour. It lies at the pier."
	if err := os.WriteFile(filepath.Join(corpus, "boat.txt"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestLocked has another process change the index: whoever only asks gets the
// index as it was, whoever needs to change it a clear message, nobody waits.
func TestLocked(t *testing.T) {
	corpus, data := boats(t, "green"), t.TempDir()
	lock := func() func() {
		change, err := blevex.NewStore(data, corpus, slog.New(slog.DiscardHandler)).Begin(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return func() {
			if err := change.Abort(); err != nil {
				t.Fatal(err)
			}
		}
	}
	ask := []string{"search", "--corpus", corpus, "--data", data, "boat"}

	release := lock()
	code, _, stderr := footnote(t, ask...)
	if code != exitFailure || !strings.Contains(stderr, "another process") || !strings.Contains(stderr, "wait until it has finished") {
		t.Errorf("first index while locked: exit code %d: %s", code, stderr)
	}
	release()

	if code, _, stderr := footnote(t, "index", "--corpus", corpus, "--data", data); code != exitOK {
		t.Fatalf("index: exit code %d: %s", code, stderr)
	}
	writeBoat(t, corpus, "yellow, and sometimes red,")
	release = lock()
	code, stdout, stderr := footnote(t, ask...)
	if code != exitOK || !strings.Contains(stdout, "green") || !strings.Contains(stderr, "another process is changing the index") {
		t.Errorf("ask while locked: exit code %d: %s%s", code, stdout, stderr)
	}
	code, _, stderr = footnote(t, "index", "--corpus", corpus, "--data", data)
	if code != exitFailure || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, "another process") {
		t.Errorf("index while locked: exit code %d: %s", code, stderr)
	}
	release()
	if code, stdout, _ := footnote(t, ask...); code != exitOK || !strings.Contains(stdout, "yellow") {
		t.Errorf("ask after the lock: exit code %d: %s", code, stdout)
	}
}

// TestBatchIsInteractive reads each answer before it sends the next question,
// then interrupts the program while it waits for one.
func TestBatchIsInteractive(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no interrupt signals between processes on Windows")
	}
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, "ask", "--batch", "-", "--corpus", boats(t, "green"), "--data", t.TempDir())
	cmd.Dir = t.TempDir()
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(stdout)
	for _, question := range []string{"Which colour has the boat?", "Where does it lie?"} {
		if _, err := io.WriteString(stdin, question+"\n"); err != nil {
			t.Fatal(err)
		}
		line, err := answers.ReadString('\n')
		if err != nil || !strings.Contains(line, question) {
			t.Fatalf("answer %q: %v: %s", line, err, stderr.String())
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitInterrupted {
		t.Errorf("interrupted: %v, want exit code %d: %s", err, exitInterrupted, stderr.String())
	}
	if !strings.Contains(stderr.String(), "footnote: interrupted") {
		t.Errorf("no message: %s", stderr.String())
	}
}

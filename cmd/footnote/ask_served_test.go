package main

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/cmd/footnote/datafolder"
)

// TestAskHasServeAnswer: beside a running serve a question in the terminal is answered
// from what that has open, in the same words as without it, and nothing is synced for
// it. With other settings it is not.
func TestAskHasServeAnswer(t *testing.T) {
	t.Setenv("FOOTNOTE_SEMANTIC", "off")
	data, err := os.MkdirTemp("", "fn") // names of sockets can't be long
	check(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(data) })
	corpus := t.TempDir()
	path := filepath.Join(corpus, "boat.txt")
	check(t, os.WriteFile(path, []byte("The boat of the harbour master is green.\n"), 0o600))
	s := serveHere(t, "--corpus", corpus, "--data", data, "--http-addr", anyPort)
	stop := sync.OnceFunc(s.stop)
	defer stop()
	socket := filepath.Join(data, datafolder.Socket)
	for end := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if conn, err := net.Dial("unix", socket); err == nil {
			_ = conn.Close()
			break
		} else if time.Now().After(end) {
			t.Skip("there is no socket: ", err)
		}
	}
	ask := func(args ...string) string {
		t.Helper()
		var out, errs strings.Builder
		args = append([]string{"ask", "--corpus", corpus, "--data", data, "boat of the harbour master"}, args...)
		if code := run(args, strings.NewReader(""), &out, &errs); code != exitOK && code != exitNotAnswered {
			t.Fatalf("exit code %d: %s", code, errs.String())
		}
		return out.String()
	}
	if served, alone := ask(), ask("--alone"); served != alone || !strings.Contains(served, "green") {
		t.Errorf("answered by serve it is\n%s\nand alone\n%s", served, alone)
	}

	synced := filepath.Join(data, "SYNCED")
	before := time.Now().Add(-time.Hour).Truncate(time.Second)
	check(t, os.Chtimes(synced, before, before))
	_ = ask()
	if info, err := os.Stat(synced); err != nil || !info.ModTime().Equal(before) {
		t.Errorf("asked beside serve, the documents were looked at: %v", err)
	}
	_ = ask("--semantic", "on", "--model", "")
	if info, err := os.Stat(synced); err != nil || info.ModTime().Equal(before) {
		t.Errorf("with other settings serve has answered: %v", err)
	}
	stop() // it compares by itself, too
	check(t, os.Chtimes(synced, time.Now(), time.Now()))
	if info, err := os.Stat(synced); err == nil {
		_ = ask("--alone", "--max-age", "1h")
		if after, err := os.Stat(synced); err != nil || !after.ModTime().Equal(info.ModTime()) {
			t.Errorf("within --max-age the documents were looked at: %v", err)
		}
	}
}

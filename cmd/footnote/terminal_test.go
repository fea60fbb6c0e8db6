//go:build unix

package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// TestTerminal types into a chat as a person does: with a correction, with
// the line before fetched from the history, and Ctrl-D to leave.
func TestTerminal(t *testing.T) {
	name, err := exec.LookPath("footnote") // the test binary, by testscript.Main
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(name, "chat", "--corpus", boats(t, "green"), "--data", t.TempDir())
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "NO_COLOR=", "TERM=xterm", "FOOTNOTE_COLOR=auto")
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 60})
	if err != nil {
		t.Skipf("no pseudo-terminal: %v", err)
	}
	defer tty.Close()
	const up, backspace, ctrlD = "\x1b[A", "\x7f", "\x04"
	screen := expect{t: t, tty: tty}
	screen.wait("Ask about")
	screen.wait("> ")
	screen.typeIn("/x" + backspace + "help\r")
	screen.wait("/quit")
	screen.wait("> ")
	screen.typeIn("boat of the harbour master\r")
	screen.wait("[1] \x1b[0m\x1b[1mboat")
	screen.wait("> ")
	screen.typeIn(up + "\r")
	screen.wait("[1] \x1b[0m\x1b[1mboat")
	screen.wait("> ")
	screen.typeIn(ctrlD)
	if err := cmd.Wait(); err != nil {
		t.Errorf("chat ends with %v", err)
	}
}

// expect reads what a program shows.
type expect struct {
	t    *testing.T
	tty  *os.File
	seen []byte
}

// wait reads until text shows, and forgets what came before it.
func (e *expect) wait(text string) {
	e.t.Helper()
	if err := e.tty.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
		e.t.Logf("no deadline on the terminal: %v", err)
	}
	buffer := make([]byte, 4096)
	for {
		if i := bytes.Index(e.seen, []byte(text)); i >= 0 {
			e.seen = e.seen[i+len(text):]
			return
		}
		n, err := e.tty.Read(buffer)
		e.seen = append(e.seen, buffer[:n]...)
		if err != nil {
			e.t.Fatalf("no %q: %v after %q", text, err, e.seen)
		}
	}
}

func (e *expect) typeIn(keys string) {
	e.t.Helper()
	if _, err := io.Copy(e.tty, strings.NewReader(keys)); err != nil {
		e.t.Fatal(err)
	}
}

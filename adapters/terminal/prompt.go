package terminal

import (
	"context"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Prompt reads lines that a person types, with editing and history. The
// terminal is in raw mode only while it waits for a line, so that output and
// Ctrl-C are as usual in between.
type Prompt struct {
	In       *os.File
	Out      io.Writer
	Screen   Screen
	terminal *term.Terminal
}

// ReadLine returns io.EOF on Ctrl-D and Ctrl-C.
func (p *Prompt) ReadLine(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	if p.terminal == nil {
		both := struct {
			io.Reader
			io.Writer
		}{p.In, p.Out}
		p.terminal = term.NewTerminal(both, p.Screen.Style(Cyan, "> "))
	}
	fd := int(p.In.Fd())
	cooked, err := term.MakeRaw(fd)
	if err != nil {
		return "", fmt.Errorf("ready the terminal: %w", err)
	}
	if columns, rows, err := term.GetSize(fd); err == nil {
		_ = p.terminal.SetSize(columns, rows) // it redraws; a failure to is harmless
	}
	line, err := p.awaitLine(ctx)
	if rerr := term.Restore(fd, cooked); rerr != nil {
		return "", fmt.Errorf("restore the terminal: %w", rerr)
	}
	if err == io.EOF {
		_, _ = io.WriteString(p.Out, "\n")
	}
	return line, err
}

// awaitLine waits for a line or the end of the context.
func (p *Prompt) awaitLine(ctx context.Context) (string, error) {
	var line string
	var err error
	done := make(chan struct{})
	go func() {
		line, err = p.terminal.ReadLine()
		close(done)
	}()
	select {
	case <-done:
		return line, err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

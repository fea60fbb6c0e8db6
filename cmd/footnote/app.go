package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"unicode/utf16"

	"golang.org/x/term"
)

// app is what the verbs share. It is built once, in command.run.
type app struct {
	settings settings
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	out      screen // of stdout
	err      screen // of stderr
	log      *slog.Logger
	// given tells whether a flag stands on the command line itself.
	given func(flag string) bool
}

func newApp(s settings, stdin io.Reader, stdout, stderr io.Writer) *app {
	var level slog.Level
	_ = level.UnmarshalText([]byte(s.LogLevel)) // kong has checked it
	return &app{
		settings: s, stdin: stdin, stdout: stdout, stderr: stderr,
		out: newScreen(stdout, s.Color), err: newScreen(stderr, s.Color),
		log: slog.New(&noteHandler{w: stderr, level: level}),
	}
}

// note tells the person at the terminal something beside the output.
func (a *app) note(format string, args ...any) {
	fmt.Fprintf(a.stderr, "footnote: %s\n", oneLine(fmt.Sprintf(format, args...)))
}

// print writes output. A full disk or a closed pipe is an error.
func (a *app) print(text string) error {
	if _, err := io.WriteString(a.stdout, text); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

// printJSON writes one value as one line.
func (a *app) printJSON(v any) error {
	text, err := jsonLine(v)
	if err != nil {
		return err
	}
	return a.print(text)
}

// jsonLine encodes a value as a line of JSON. Text stays readable: beside what
// JSON demands only what could steer a terminal is escaped.
func jsonLine(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("encode the output: %w", err)
	}
	var line strings.Builder
	for _, r := range b.String() {
		// encoding/json leaves DEL, the C1 controls and what hides text as
		// they are. All of them stand inside strings.
		switch {
		case r >= 0x7f && r < 0xa0 || hidden(r) && r <= 0xffff:
			fmt.Fprintf(&line, `\u%04x`, r)
		case hidden(r):
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&line, `\u%04x\u%04x`, high, low)
		default:
			line.WriteRune(r)
		}
	}
	return line.String(), nil
}

// interactive tells whether a person types on the other side of stdin, and
// returns it as a file if so.
func (a *app) interactive() (*os.File, bool) {
	f, ok := a.stdin.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// noteHandler is a slog.Handler for people: one line a record, without time,
// as the program's other messages look.
type noteHandler struct {
	w     io.Writer
	level slog.Level
	attrs string
}

func (h *noteHandler) Enabled(_ context.Context, level slog.Level) bool { return level >= h.level }

func (h *noteHandler) Handle(_ context.Context, r slog.Record) error {
	line := r.Message + h.attrs
	r.Attrs(func(a slog.Attr) bool {
		line += attrText(a)
		return true
	})
	_, err := fmt.Fprintf(h.w, "footnote: %s\n", oneLine(line))
	return err
}

func (h *noteHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	next := *h
	for _, a := range attrs {
		next.attrs += attrText(a)
	}
	return &next
}

func (h *noteHandler) WithGroup(string) slog.Handler { return h }

func attrText(a slog.Attr) string { return fmt.Sprintf("; %s: %v", a.Key, a.Value) }

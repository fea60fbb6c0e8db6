package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"
	"unicode/utf16"

	"golang.org/x/term"

	"footnote/adapters"
	"footnote/adapters/terminal"

	"footnote/retrieval/corpus"
)

// app is what the verbs share. It is built once, in command.run.
type app struct {
	settings settings
	stdin    io.Reader
	stdout   io.Writer
	stderr   io.Writer
	out      terminal.Screen // of stdout
	err      terminal.Screen // of stderr
	log      *slog.Logger
	// platforms are those that there are, whether the bot is on them or not.
	platforms []adapters.Platform
	// given reports whether the flag of a setting stands on the command line itself.
	given func(setting string) bool
	// tune, if set, changes how documents are followed. Tests have it look more
	// often.
	tune func(*corpus.Watcher)
}

func newApp(s settings, stdin io.Reader, stdout, stderr io.Writer) *app {
	var level slog.Level
	_ = level.UnmarshalText([]byte(s.LogLevel)) // kong has checked it
	return &app{
		settings: s, stdin: stdin, stdout: stdout, stderr: stderr,
		out: terminal.NewScreen(stdout, s.Color), err: terminal.NewScreen(stderr, s.Color),
		log: slog.New(logHandler(s.LogFormat, stderr, level)),
	}
}

// note tells the person at the terminal something beside the output, whatever
// the level of the log is.
func (a *app) note(format string, args ...any) { a.say(slog.LevelInfo, format, args...) }

// warn is note for what needs a look.
func (a *app) warn(format string, args ...any) { a.say(slog.LevelWarn, format, args...) }

func (a *app) say(level slog.Level, format string, args ...any) {
	r := slog.NewRecord(time.Now(), level, fmt.Sprintf(format, args...), 0)
	_ = a.log.Handler().Handle(context.Background(), r) // there is no place left to say that it failed
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
		case r >= 0x7f && r < 0xa0 || terminal.IsHidden(r) && r <= 0xffff:
			fmt.Fprintf(&line, `\u%04x`, r)
		case terminal.IsHidden(r):
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

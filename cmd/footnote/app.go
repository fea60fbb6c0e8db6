package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"golang.org/x/term"

	"footnote/adapters"
	"footnote/adapters/terminal"
	"footnote/cmd/footnote/console"
	"footnote/retrieval/corpus"
	"footnote/retrieval/corpus/apart"
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
	// readers are the processes that parse files.
	readers *apart.Pool
	// platforms are those that there are, whether the bot is on them or not.
	platforms []adapters.Platform
	// given reports whether the flag of a setting stands on the command line itself.
	given func(setting string) bool
	// inFile reads what a footnote.yaml has for a setting now, "" if none has it.
	inFile func(setting string) (string, error)
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
		log:     slog.New(console.LogHandler(s.LogFormat, stderr, level)),
		readers: apart.NewPool(apart.Options{Memory: int64(s.FileMemory), Children: s.FileWorkers}),
	}
}

// note tells the person at the terminal something beside the output, whatever
// the level of the log is.
func (a *app) note(format string, args ...any) { a.sayAt(slog.LevelInfo, format, args...) }

// warn is note for what needs a look.
func (a *app) warn(format string, args ...any) { a.sayAt(slog.LevelWarn, format, args...) }

func (a *app) sayAt(level slog.Level, format string, args ...any) {
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
	text, err := console.JSONLine(v)
	if err != nil {
		return err
	}
	return a.print(text)
}

// newProgress returns what shows a person on stderr how far something long is.
func (a *app) newProgress() *terminal.Progress { return terminal.NewProgress(a.stderr, a.err) }

// interactive reports whether a person types on the other side of stdin, and
// returns it as a file if so.
func (a *app) interactive() (*os.File, bool) {
	f, ok := a.stdin.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

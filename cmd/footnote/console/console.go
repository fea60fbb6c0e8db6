package console

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"golang.org/x/term"

	"footnote/adapters/terminal"
)

// Settings say how messages look.
type Settings struct {
	Color     string `env:"FOOTNOTE_COLOR" harmless:"yes" default:"auto" placeholder:"WHEN" enum:"auto,always,never" group:"Settings" help:"Colour in the output: ${enum} (default: ${default}; auto honours NO_COLOR)."`
	LogLevel  string `env:"FOOTNOTE_LOG_LEVEL" harmless:"yes" default:"warn" placeholder:"LEVEL" enum:"debug,info,warn,error" group:"Settings" help:"Least important messages to show: ${enum} (default: ${default})."`
	LogFormat string `env:"FOOTNOTE_LOG_FORMAT" harmless:"yes" default:"text" placeholder:"FORMAT" enum:"text,json" group:"Settings" help:"How messages are written to standard error: ${enum} (default: ${default}; json is one object a line, for machines)."`
}

// Console is the terminal that a verb was started from, or what stands in its place.
type Console struct {
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Out    terminal.Screen // of Stdout
	Err    terminal.Screen // of Stderr
	Log    *slog.Logger
}

// New returns the console of three streams.
func New(s Settings, stdin io.Reader, stdout, stderr io.Writer) *Console {
	var level slog.Level
	_ = level.UnmarshalText([]byte(s.LogLevel)) // kong has checked it
	return &Console{
		Stdin: stdin, Stdout: stdout, Stderr: stderr,
		Out: terminal.NewScreen(stdout, s.Color), Err: terminal.NewScreen(stderr, s.Color),
		Log: slog.New(LogHandler(s.LogFormat, stderr, level)),
	}
}

// Note tells the person at the terminal something beside the output, whatever
// the level of the log is.
func (c *Console) Note(format string, args ...any) { c.sayAt(slog.LevelInfo, format, args...) }

// Warn is Note for what needs a look.
func (c *Console) Warn(format string, args ...any) { c.sayAt(slog.LevelWarn, format, args...) }

func (c *Console) sayAt(level slog.Level, format string, args ...any) {
	r := slog.NewRecord(time.Now(), level, fmt.Sprintf(format, args...), 0)
	_ = c.Log.Handler().Handle(context.Background(), r) // there is no place left to say that it failed
}

// Print writes output. A full disk or a closed pipe is an error.
func (c *Console) Print(text string) error {
	if _, err := io.WriteString(c.Stdout, text); err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	return nil
}

// PrintJSON writes one value as one line.
func (c *Console) PrintJSON(v any) error {
	text, err := JSONLine(v)
	if err != nil {
		return err
	}
	return c.Print(text)
}

// NewProgress returns what shows a person on Stderr how far something long is.
func (c *Console) NewProgress() *terminal.Progress { return terminal.NewProgress(c.Stderr, c.Err) }

// Interactive reports whether a person types on the other side of Stdin, and
// returns it as a file if so.
func (c *Console) Interactive() (*os.File, bool) {
	f, ok := c.Stdin.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

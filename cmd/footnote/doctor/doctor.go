// Package doctor checks all that serving needs and says what to do about what is
// wrong. A [Check] has a name and a function that notes what it found in [Findings]:
// that all is well, or what isn't and the way out. Checks change nothing.
package doctor

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/adapters/terminal"
)

// Levels of a finding.
const (
	LevelOK      = "ok"
	LevelWarning = "warning"
	LevelError   = "error"
)

// Finding is a result of a check.
type Finding struct {
	Check string `json:"check"`
	Level string `json:"level"`
	Text  string `json:"text"`
	Do    string `json:"do,omitempty"` // what to do about it
}

// Findings are what checks have found so far.
type Findings struct {
	list  []Finding
	check string // the one that runs
	first int    // where its findings begin
}

// OK notes that something is well.
func (f *Findings) OK(format string, args ...any) { f.add(LevelOK, "", format, args) }

// Warn notes what needs a look, and what to do about it if do isn't "".
func (f *Findings) Warn(do, format string, args ...any) { f.add(LevelWarning, do, format, args) }

// Fail notes what keeps from serving, and what to do about it if do isn't "".
func (f *Findings) Fail(do, format string, args ...any) { f.add(LevelError, do, format, args) }

// IsClean reports whether the check that runs has found nothing yet.
func (f *Findings) IsClean() bool { return len(f.list) == f.first }

func (f *Findings) add(level, do, format string, args []any) {
	f.list = append(f.list, Finding{f.check, level, fmt.Sprintf(format, args...), do})
}

// Check is one check.
type Check struct {
	Name string
	// Time bounds it; 0 leaves it unbounded.
	Time time.Duration
	Run  func(context.Context, *Findings)
}

// NetworkTime is how long a check of something on the network may take.
const NetworkTime = 15 * time.Second

// Failed is a check that has failed already.
func Failed(name string, err error) Check {
	return Check{Name: name, Run: func(_ context.Context, f *Findings) { f.Fail("", "%v", err) }}
}

// Report is what all checks have found.
type Report struct {
	OK       bool      `json:"ok"` // no error among the findings
	Findings []Finding `json:"findings"`
}

// Run runs checks one after the other.
func Run(ctx context.Context, checks []Check) (Report, error) {
	var f Findings
	for _, c := range checks {
		f.check, f.first = c.Name, len(f.list)
		runBounded(ctx, c, &f)
	}
	r := Report{OK: true, Findings: f.list}
	for _, found := range f.list {
		r.OK = r.OK && found.Level != LevelError
	}
	return r, ctx.Err()
}

// runBounded runs one check within its time.
func runBounded(ctx context.Context, c Check, f *Findings) {
	if c.Time > 0 {
		bounded, cancel := context.WithTimeout(ctx, c.Time)
		defer cancel()
		ctx = bounded
	}
	c.Run(ctx, f)
}

// Text renders the findings, one a line.
func (r Report) Text(screen terminal.Screen) string {
	var b strings.Builder
	for _, f := range r.Findings {
		style := ""
		switch f.Level {
		case LevelError:
			style = terminal.Red
		case LevelWarning:
			style = terminal.Yellow
		}
		text := f.Check + ": " + f.Text
		if f.Do != "" {
			text += " (" + f.Do + ")"
		}
		fmt.Fprintf(&b, "%s%s  %s\n", screen.Style(style, f.Level), strings.Repeat(" ", len(LevelWarning)-len(f.Level)), terminal.OneLine(text))
	}
	return b.String()
}

package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"footnote/adapters"
	"footnote/adapters/terminal"
	"footnote/cmd/footnote/console"
)

// Exit codes, documented in "footnote ask --help" and in docs/verbs.md.
const (
	exitOK          = 0
	exitFailure     = 1
	exitUsage       = 2
	exitNotAnswered = 3
	exitInterrupted = 130 // 128 + SIGINT, as shells have it
)

// exitError is an error that asks for an exit code of its own. With err nil
// there is nothing to print: the output has said it.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exitError) Unwrap() error { return e.err }

var (
	errNotAnswered = &exitError{exitNotAnswered, nil}
	errInterrupted = &exitError{exitInterrupted, errors.New("interrupted; a change of the index that was not complete has no effect")}
)

func usageError(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

// reportError prints err as one line, of JSON if that is what the output is, and
// returns the exit code that it asks for.
func reportError(stderr io.Writer, err error, asJSON bool) int {
	if err == nil {
		return exitOK
	}
	code := exitFailure
	if e := (*adapters.SettingError)(nil); errors.As(err, &e) {
		code = exitUsage
	}
	if e := (*exitError)(nil); errors.As(err, &e) {
		code = e.code
		if e.err == nil {
			return code
		}
	}
	const longest = 800 // columns; a message may quote what somebody typed
	text := terminal.Clip(terminal.OneLine(err.Error()), longest)
	if asJSON {
		if line, err := console.JSONLine(failure{text, code}); err == nil {
			_, _ = io.WriteString(stderr, line) // there is no place left to say that it failed
			return code
		}
	}
	fmt.Fprintf(stderr, "footnote: %s\n", text)
	return code
}

// failure is an error where the output is JSON.
type failure struct {
	Error string `json:"error"`
	Code  int    `json:"code"` // that the program exits with
}

// wantsJSON reports whether a command line asks for JSON: what is wrong with the line
// itself is told so, too.
func wantsJSON(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--json")
}

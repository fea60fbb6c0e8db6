package main

import (
	"errors"
	"fmt"
	"io"

	"footnote/adapters"
	"footnote/adapters/terminal"
	"footnote/cmd/footnote/measuring"
)

// Exit codes, documented in "footnote ask --help" and in the README.
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

// reportError prints err as one line and returns the exit code that it asks for.
func reportError(stderr io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	code := exitFailure
	if e := (*adapters.SettingError)(nil); errors.As(err, &e) {
		code = exitUsage
	}
	if e := (*measuring.UsageError)(nil); errors.As(err, &e) {
		code = exitUsage
	}
	if e := (*exitError)(nil); errors.As(err, &e) {
		code = e.code
		if e.err == nil {
			return code
		}
	}
	const longest = 800 // columns; a message may quote what somebody typed
	fmt.Fprintf(stderr, "footnote: %s\n", terminal.Clip(terminal.OneLine(err.Error()), longest))
	return code
}

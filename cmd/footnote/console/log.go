// Package console is what the program writes to a terminal, or to whatever stands
// in its place, and what it reads from there: lines of the log, of JSON, of input.
package console

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"

	"footnote/adapters/terminal"
)

// LogHandler writes the log as it is set: as text for people or as JSON, one
// object a line, for machines.
func LogHandler(format string, w io.Writer, level slog.Level) slog.Handler {
	if format == "json" {
		return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level})
	}
	return &noteHandler{w: w, level: level}
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
	_, err := fmt.Fprintf(h.w, "footnote: %s\n", terminal.OneLine(line))
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

// attrText writes an attribute behind a record. A value that could be read as further
// attributes stands in quotation marks, because strangers choose some of them.
func attrText(a slog.Attr) string {
	value := a.Value.String()
	if strings.Contains(value, ";") || strings.HasPrefix(value, `"`) {
		value = strconv.Quote(value)
	}
	return "; " + a.Key + ": " + value
}

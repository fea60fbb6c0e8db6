// Package secret has a string that can't be printed by accident.
package secret

import (
	"fmt"
	"log/slog"
)

// Redacted is what a secret prints as, whatever prints it.
const Redacted = "**redacted**"

// String holds a token, key or password. fmt, slog, encoding/json and panics
// show [Redacted] in its place; only Reveal returns what it holds. The zero
// value holds nothing and prints as nothing.
type String struct {
	// A pointer, so that not even reflection over a struct shows the text.
	value *string
}

// New returns a String that holds s.
func New(s string) String {
	if s == "" {
		return String{}
	}
	return String{&s}
}

// Reveal returns the secret itself, for the one place that needs it.
func (s String) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsSet reports whether there is a secret.
func (s String) IsSet() bool { return s.value != nil }

// String implements fmt.Stringer.
func (s String) String() string {
	if s.value == nil {
		return ""
	}
	return Redacted
}

// Format implements fmt.Formatter, for all verbs.
func (s String) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// LogValue implements slog.LogValuer.
func (s String) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText implements encoding.TextMarshaler, and so JSON.
func (s String) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *String) UnmarshalText(text []byte) error {
	*s = New(string(text))
	return nil
}

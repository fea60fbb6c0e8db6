package console

import (
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

// TestLogValuesForgeNothing: what a stranger chooses can't be read as an attribute of
// ours, nor as a line.
func TestLogValuesForgeNothing(t *testing.T) {
	for _, c := range []struct {
		value any
		want  string
	}{
		{"plain", `footnote: refused; description: plain; asker: ann` + "\n"},
		{errors.New("open a: no such file"), `footnote: refused; description: open a: no such file; asker: ann` + "\n"},
		{"no; asker: root", `footnote: refused; description: "no; asker: root"; asker: ann` + "\n"},
		{`no"; asker: root`, `footnote: refused; description: "no\"; asker: root"; asker: ann` + "\n"},
		{`"no" at all`, `footnote: refused; description: "\"no\" at all"; asker: ann` + "\n"},
		{errors.New("no; asker: root"), `footnote: refused; description: "no; asker: root"; asker: ann` + "\n"},
		{"no;\nfootnote: signed in; asker: root", `footnote: refused; description: "no;\nfootnote: signed in; asker: root"; asker: ann` + "\n"},
		{90 * time.Second, `footnote: refused; description: 1m30s; asker: ann` + "\n"},
	} {
		var b strings.Builder
		slog.New(LogHandler("text", &b, slog.LevelInfo)).Info("refused", "description", c.value, "asker", "ann")
		if b.String() != c.want {
			t.Errorf("%q is logged as %s", c.value, b.String())
		}
		b.Reset()
		slog.New(LogHandler("text", &b, slog.LevelInfo)).With("description", c.value).Info("refused", "asker", "ann")
		if b.String() != c.want {
			t.Errorf("%q of a logger is logged as %s", c.value, b.String())
		}
	}
}

package bottest

import (
	"context"
	"errors"
	"strings"
	"testing"

	"footnote/retrieval"
)

// source gives out views of nothing.
type source struct{ err error }

func (s source) View(context.Context) (*retrieval.View, error) {
	if s.err != nil {
		return nil, s.err
	}
	return retrieval.NewView(nil, func() {}), nil
}

// recorder is a test that only takes down what it is told.
type recorder struct {
	testing.TB
	failures []string
	cleanups []func()
}

func (r *recorder) Helper()          {}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, args[0].(string))
}

func TestViewsAreCounted(t *testing.T) {
	r := &recorder{TB: t}
	v := NewViews(r, source{})
	for range 2 {
		x, err := v.View(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		x.Close()
		x.Close() // the second time it has no effect
	}
	left, err := v.View(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.cleanups[0]()
	if len(r.failures) != 1 || !strings.HasPrefix(r.failures[0], "footnote/bot/bottest.TestViewsAreCounted") {
		t.Errorf("it tells of %q", r.failures)
	}
	if left.Close(); len(v.Open()) != 0 {
		t.Errorf("open: %q", v.Open())
	}
	if x, err := NewViews(r, source{errors.New("disk on fire")}).View(t.Context()); x != nil || err == nil {
		t.Errorf("an error comes with %v, %v", x, err)
	}
}

package bottest

import (
	"context"
	"footnote/bot/answering"
	"runtime"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval"
)

// Views passes on the views of others and counts those that are open: one that
// nobody closes keeps the files of an index for as long as the program runs.
type Views struct {
	next answering.Views

	mu   sync.Mutex
	open map[*retrieval.View]string // where it was taken
}

// NewViews returns Views that fail the test if one is still open when the test
// has ended and what was begun after them has stopped.
func NewViews(t testing.TB, next answering.Views) *Views {
	v := &Views{next: next, open: make(map[*retrieval.View]string)}
	t.Cleanup(func() {
		t.Helper()
		for _, where := range v.Open() {
			t.Errorf("a view of the index was never closed; it was taken by %s", where)
		}
	})
	return v
}

// View implements bot.Views.
func (v *Views) View(ctx context.Context) (*retrieval.View, error) {
	inner, err := v.next.View(ctx)
	if err != nil {
		return nil, err
	}
	var outer *retrieval.View
	outer = retrieval.NewView(inner.Index, func() {
		v.mu.Lock()
		delete(v.open, outer)
		v.mu.Unlock()
		inner.Close()
	})
	v.mu.Lock()
	defer v.mu.Unlock()
	v.open[outer] = callerNames()
	return outer, nil
}

// Open returns of each view that is open where it was taken.
func (v *Views) Open() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	var list []string
	for _, where := range v.open {
		list = append(list, where)
	}
	return list
}

// callerNames names the functions that called View, the nearest first.
func callerNames() string {
	const depth = 3
	pcs := make([]uintptr, depth)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)]) // Callers, callers and View itself are left out
	var names []string
	for {
		frame, more := frames.Next()
		names = append(names, frame.Function)
		if !more {
			return strings.Join(names, ", called by ")
		}
	}
}

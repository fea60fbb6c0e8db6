// Package uplink remembers how an adapter's connections to its platform are, for
// the operator to see.
package uplink

import (
	"slices"
	"sync"
	"time"
)

// State is how one connection is.
type State struct {
	Name string
	Up   bool
	// Since is when it last went up or down.
	Since time.Time
	// Reason says why it is down, "" while it is up.
	Reason string
	// Before tells that it was up at least once.
	Before bool
}

// List is the connections of one adapter. The zero value is empty and ready;
// it is safe for use by several goroutines.
type List struct {
	mu     sync.Mutex
	states []State
}

// Expect adds connections, which are down for a reason.
func (l *List) Expect(reason string, names ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, name := range names {
		if l.find(name) == nil {
			l.states = append(l.states, State{Name: name, Since: time.Now(), Reason: reason})
		}
	}
}

// Up notes that a connection is there. Nothing happens if it isn't expected.
func (l *List) Up(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.find(name); s != nil && !s.Up {
		*s = State{Name: name, Up: true, Since: time.Now(), Before: true}
	}
}

// Down notes that a connection is not there, or why it still isn't.
func (l *List) Down(name, reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.find(name); s != nil {
		s.down(reason)
	}
}

// AllDown notes that no connection is there.
func (l *List) AllDown(reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.states {
		l.states[i].down(reason)
	}
}

func (s *State) down(reason string) {
	if s.Up {
		s.Up, s.Since = false, time.Now()
	}
	s.Reason = reason
}

// States returns all connections in the order that they were expected.
func (l *List) States() []State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.states)
}

func (l *List) find(name string) *State {
	for i := range l.states {
		if l.states[i].Name == name {
			return &l.states[i]
		}
	}
	return nil
}

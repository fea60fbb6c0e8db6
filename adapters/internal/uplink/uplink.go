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
	// Before is set if it was up at least once.
	Before bool
	// Refused is set if it is down because the platform refuses it, and somebody has
	// to act.
	Refused bool
	// Elsewhere is set if it is down here because another replica has it.
	Elsewhere bool
}

// tokenName is the name under which a token shows that is refused.
const tokenName = "bot token"

// List is the connections of one adapter. The zero value is empty and ready;
// it is safe for use by several goroutines.
type List struct {
	mu     sync.Mutex
	states []State
	token  *State // nil unless it is refused
}

// Expect adds connections, which are down for a reason.
func (l *List) Expect(reason string, names ...string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, name := range names {
		if l.findState(name) == nil {
			l.states = append(l.states, State{Name: name, Since: time.Now(), Reason: reason})
		}
	}
}

// Up notes that a connection is there. Nothing happens if it isn't expected.
func (l *List) Up(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.findState(name); s != nil && !s.Up {
		*s = State{Name: name, Up: true, Since: time.Now(), Before: true}
	}
}

// Down notes that a connection is not there, or why it still isn't.
func (l *List) Down(name, reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.findState(name); s != nil {
		s.goDown(reason)
	}
}

// Leave notes that another replica has a connection, and why that is so.
func (l *List) Leave(name, reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.findState(name); s != nil {
		s.goDown(reason)
		s.Elsewhere = true
	}
}

// Refuse notes that the platform refuses a connection, and why.
func (l *List) Refuse(name, reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if s := l.findState(name); s != nil {
		s.goDown(reason)
		s.Refused = true
	}
}

// RefuseAll notes that the platform refuses all connections, and why.
func (l *List) RefuseAll(reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.states {
		l.states[i].goDown(reason)
		l.states[i].Refused = true
	}
}

// Explain notes why the connections that are down still are. Those that are
// refused keep their own reason.
func (l *List) Explain(reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.states {
		if s := &l.states[i]; !s.Up && !s.Refused {
			s.Reason = reason
		}
	}
}

// RefuseToken notes that the platform refuses the bot's token, and why. It shows
// beside the connections: one that is open may stay so.
func (l *List) RefuseToken(reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.token == nil {
		l.token = &State{Name: tokenName, Since: time.Now(), Refused: true}
	}
	l.token.Reason = reason
}

// AcceptToken notes that the platform takes the bot's token.
func (l *List) AcceptToken() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.token = nil
}

// AllDown notes that no connection is there.
func (l *List) AllDown(reason string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.states {
		l.states[i].goDown(reason)
	}
}

func (s *State) goDown(reason string) {
	if s.Up {
		s.Up, s.Since = false, time.Now()
	}
	s.Reason, s.Refused, s.Elsewhere = reason, false, false
}

// States returns all connections in the order that they were expected, and the
// token if that is refused.
func (l *List) States() []State {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := slices.Clone(l.states)
	if l.token != nil {
		list = append(list, *l.token)
	}
	return list
}

func (l *List) findState(name string) *State {
	for i := range l.states {
		if l.states[i].Name == name {
			return &l.states[i]
		}
	}
	return nil
}

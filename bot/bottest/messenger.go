package bottest

import (
	"context"
	"fmt"
	"sync"

	"footnote/bot"
)

// Messenger is a bot.Messenger that shows nothing and remembers all. Its
// platform recognises what is posted again for the same request.
type Messenger struct {
	// Before, if set, is called before each call ("open", "show", "retract")
	// takes effect; an error fails the call.
	Before func(ctx context.Context, call string, r *bot.Request) error

	mu    sync.Mutex
	posts map[string]*Post // by request
	order []string         // requests in the order of their final replies
}

// Post is what the platform shows for one request.
type Post struct {
	Opened  int // calls of Open that took effect
	Drafts  []bot.Reply
	Finals  []bot.Reply
	Retract bool
}

var _ bot.Messenger = (*Messenger)(nil)

func (m *Messenger) recordCall(ctx context.Context, call string, r *bot.Request, effect func(*Post)) (string, error) {
	if m.Before != nil {
		if err := m.Before(ctx, call, r); err != nil {
			return "", err
		}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.posts == nil {
		m.posts = make(map[string]*Post)
	}
	if m.posts[r.ID] == nil {
		m.posts[r.ID] = &Post{}
	}
	effect(m.posts[r.ID])
	return "post/" + r.ID, nil
}

// Open implements bot.Messenger.
func (m *Messenger) Open(ctx context.Context, r *bot.Request) (string, error) {
	return m.recordCall(ctx, "open", r, func(p *Post) { p.Opened++ })
}

// Show implements bot.Messenger.
func (m *Messenger) Show(ctx context.Context, r *bot.Request, ref string, reply *bot.Reply) (string, error) {
	if want := "post/" + r.ID; ref != want {
		return "", fmt.Errorf("shown at %q, not at %q", ref, want)
	}
	return m.recordCall(ctx, "show", r, func(p *Post) {
		if !reply.Final {
			p.Drafts = append(p.Drafts, *reply)
			return
		}
		p.Finals = append(p.Finals, *reply)
		m.order = append(m.order, r.ID)
	})
}

// Retract implements bot.Messenger.
func (m *Messenger) Retract(ctx context.Context, r *bot.Request, _ string) error {
	_, err := m.recordCall(ctx, "retract", r, func(p *Post) { p.Retract = true })
	return err
}

// Post returns what is shown for a request.
func (m *Messenger) Post(request string) Post {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p := m.posts[request]; p != nil {
		return *p
	}
	return Post{}
}

// Order returns the requests in the order in which their final replies were
// shown.
func (m *Messenger) Order() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]string(nil), m.order...)
}

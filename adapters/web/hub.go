package web

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"footnote/bot"
)

// hub knows the questions that pages wait for, from the question until a while
// after the final reply, and holds the drafts of their replies. Of a final reply it
// says only that it has come: the store has the reply, and the rules of who may see
// it. It is safe for use by several goroutines.
type hub struct {
	now func() time.Time

	mu   sync.Mutex
	live map[string]*growing // by request
}

// growing is a question with as much of its reply as there is.
type growing struct {
	request bot.Request
	reply   *bot.Reply // the last draft, nil if there is none and after the final reply
	// version counts the replies. It is 1 with the first.
	version int
	changed chan struct{} // closed with the next reply
	ended   time.Time     // of the final reply or the retraction, zero before
}

func (g *growing) isFinal() bool { return !g.ended.IsZero() }

// keepFinal is how long a question is known after its final reply: pages that
// wait learn so that it has come.
const keepFinal = time.Minute

func newHub(now func() time.Time) *hub { return &hub{now: now, live: make(map[string]*growing)} }

// addRequest lets pages wait for the reply to a question.
func (h *hub) addRequest(r bot.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.findOrAdd(r)
}

func (h *hub) findOrAdd(r bot.Request) *growing {
	for id, g := range h.live {
		if g.isFinal() && h.now().Sub(g.ended) > keepFinal {
			delete(h.live, id)
		}
	}
	g := h.live[r.ID]
	if g == nil {
		g = &growing{request: r, changed: make(chan struct{})}
		h.live[r.ID] = g
	}
	return g
}

// putReply keeps a draft instead of the last one, or records that the final reply
// has come. It wakes the pages that wait.
func (h *hub) putReply(r bot.Request, reply *bot.Reply) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.findOrAdd(r)
	if g.reply = reply; reply.Final {
		g.reply = nil
	}
	g.noteChange(reply.Final, h.now())
}

// dropRequest ends the wait for a reply that won't come.
func (h *hub) dropRequest(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if g := h.live[id]; g != nil {
		g.noteChange(true, h.now())
		delete(h.live, id)
	}
}

// awaited are the questions whose final reply hasn't come.
func (h *hub) awaited() (ids []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id, g := range h.live {
		if !g.isFinal() {
			ids = append(ids, id)
		}
	}
	return ids
}

// endRequest notes that the final reply of a question is in the store, or that there
// won't be one.
func (h *hub) endRequest(id string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if g := h.live[id]; g != nil && !g.isFinal() {
		g.reply = nil
		g.noteChange(true, h.now())
	}
}

func (g *growing) noteChange(final bool, now time.Time) {
	g.version++
	if g.ended = (time.Time{}); final {
		g.ended = now
	}
	close(g.changed)
	g.changed = make(chan struct{})
}

// replyState returns a question as it stands, and a channel that is closed when it
// changes. False if the hub doesn't know it.
func (h *hub) replyState(id string) (growing, <-chan struct{}, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.live[id]
	if g == nil {
		return growing{}, nil, false
	}
	return *g, g.changed, true
}

// conversationReplies returns the questions of a conversation that the hub knows, the oldest
// first.
func (h *hub) conversationReplies(conversation string) []growing {
	h.mu.Lock()
	defer h.mu.Unlock()
	var list []growing
	for _, g := range h.live {
		if g.request.Conversation == conversation {
			list = append(list, *g)
		}
	}
	slices.SortFunc(list, func(a, b growing) int {
		return cmp.Or(a.request.Received.Compare(b.request.Received), cmp.Compare(a.request.ID, b.request.ID))
	})
	return list
}

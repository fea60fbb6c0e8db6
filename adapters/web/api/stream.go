package api

import (
	"iter"
	"net/http"
	"time"

	"footnote/adapters/internal/eventstream"
	"footnote/bot"
)

// events are server-sent events of JSON.
type events struct{ *eventstream.Stream }

// sendJSON sends an event with a value as its data.
func (e events) sendJSON(name string, v any) bool {
	text, err := encodeJSON(v)
	return err == nil && e.Send(name, string(text))
}

// grown is a reply as far as it has come, or why it comes no further.
type grown struct {
	reply *bot.Reply
	err   error
}

// follow hands each of the replies to show until it returns false, and meanwhile keeps
// the connection from looking dead.
func (e events) follow(replies iter.Seq2[*bot.Reply, error], show func(grown) bool) {
	coming, done := make(chan grown), make(chan struct{})
	defer close(done)
	go func() {
		defer close(coming)
		for reply, err := range replies {
			select {
			case coming <- grown{reply, err}:
			case <-done:
				return
			}
		}
	}()
	tick := time.NewTicker(eventstream.Beat)
	defer tick.Stop()
	for {
		select {
		case g, more := <-coming:
			if !more || !show(g) {
				return
			}
		case <-tick.C:
			if !e.ShowLife() {
				return
			}
		}
	}
}

// streamAnswer answers a question as it grows: each "draft" replaces the one before,
// and "answer" all of them. "error" says why there is no answer.
func (d *Doors) streamAnswer(rw http.ResponseWriter, r *http.Request, c Caller, w wish) error {
	id, conversation, err := d.submit(r.Context(), c, w)
	if err != nil {
		return err // as a status, for nothing was sent yet
	}
	e := events{eventstream.Begin(rw)}
	e.follow(d.replies(r.Context(), c, id), func(g grown) bool {
		switch {
		case g.err != nil:
			e.sendJSON("error", map[string]*problem{"error": d.problemOf(g.err)})
			return false
		case g.reply.Final:
			return e.sendJSON("answer", newAnswered(g.reply, conversation))
		}
		return e.sendJSON("draft", newAnswered(g.reply, conversation))
	})
	return nil
}

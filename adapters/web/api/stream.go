package api

import (
	"iter"
	"net/http"
	"strings"
	"time"

	"footnote/bot"
)

const (
	eventStream = "text/event-stream"
	beat        = 15 * time.Second // how often a stream shows that it lives: proxies close those that don't
	stalled     = 30 * time.Second // how long one event may take to reach the caller
)

// events sends server-sent events.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
type events struct {
	rw      http.ResponseWriter
	control *http.ResponseController
}

// newEvents begins a stream of events.
func newEvents(rw http.ResponseWriter) *events {
	rw.Header().Set("Content-Type", eventStream)
	rw.Header().Set("X-Accel-Buffering", "no") // nginx would wait for the end
	rw.WriteHeader(http.StatusOK)
	return &events{rw, http.NewResponseController(rw)}
}

// send sends an event, its name "" for none, and reports whether the caller is there.
func (e *events) send(name, data string) bool {
	var b strings.Builder
	if name != "" {
		b.WriteString("event: " + name + "\n")
	}
	b.WriteString("data: " + data + "\n\n") // JSON has no line breaks
	return e.write(b.String())
}

func (e *events) write(text string) bool {
	if e.control.SetWriteDeadline(time.Now().Add(stalled)) != nil {
		return false
	}
	_, err := e.rw.Write([]byte(text))
	return err == nil && e.control.Flush() == nil
}

// sendJSON sends an event with a value as its data.
func (e *events) sendJSON(name string, v any) bool {
	text, err := encodeJSON(v)
	return err == nil && e.send(name, string(text))
}

// grown is a reply as far as it has come, or why it comes no further.
type grown struct {
	reply *bot.Reply
	err   error
}

// follow hands each of the replies to show until it returns false, and meanwhile keeps
// the connection from looking dead.
func (e *events) follow(replies iter.Seq2[*bot.Reply, error], show func(grown) bool) {
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
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case g, more := <-coming:
			if !more || !show(g) {
				return
			}
		case <-tick.C:
			if !e.write(": still here\n\n") {
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
	e := newEvents(rw)
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

package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

const (
	beat = 15 * time.Second // proxies close connections that say nothing
	// stalled is how long one piece may take to reach the reader.
	stalled = 30 * time.Second
)

// events sends a reply as it grows: each "reply" event holds the reply's HTML
// in the place of the one before, "done" comes after the final one.
func (s *site) events(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.who(r), r.PathValue("id")
	leave, err := s.streams.enter(v.Asker)
	if err != nil {
		return err
	}
	defer leave()
	if _, err := s.oneTurn(r.Context(), v, id); err != nil {
		return err
	}
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("X-Accel-Buffering", "no") // nginx would wait for the end
	control := http.NewResponseController(rw)
	send := func(event string) error {
		if err := control.SetWriteDeadline(time.Now().Add(stalled)); err != nil {
			return err
		}
		if _, err := rw.Write([]byte(event)); err != nil {
			return err
		}
		return control.Flush()
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for sent := -1; ; {
		g, changed, known := s.hub.state(id)
		if !known || g.version != sent {
			t, err := s.oneTurn(r.Context(), v, id)
			if lost(err) { // forgotten meanwhile
				return send("event: done\ndata:\n\n")
			}
			if err != nil {
				return err
			}
			html, err := s.render("reply", t)
			if err != nil {
				return err
			}
			if err := send(event("reply", string(html))); err != nil {
				return nil //nolint:nilerr // the reader has gone
			}
			if sent = g.version; !t.Waiting {
				_ = send("event: done\ndata:\n\n")
				return nil
			}
		}
		select {
		case <-changed:
		case <-tick.C:
			if err := send(": still here\n\n"); err != nil {
				return nil //nolint:nilerr // the reader has gone
			}
		case <-s.closing:
			return nil
		case <-r.Context().Done():
			return nil
		}
	}
}

// event is text as the event stream format wants it: a line of data a line.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
func event(name, data string) string {
	data = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(data)
	return fmt.Sprintf("event: %s\ndata: %s\n\n", name, strings.ReplaceAll(data, "\n", "\ndata: "))
}

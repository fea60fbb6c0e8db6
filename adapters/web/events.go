package web

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"
)

const (
	beat = 15 * time.Second // proxies close connections that say nothing
	// stalled is how long one piece may take to reach the reader.
	stalled = 30 * time.Second
)

// serveEvents sends a reply as it grows. Each "reply" event holds all of the reply's
// HTML, to be shown instead of the last. "done" comes after the final one.
func (s *site) serveEvents(rw http.ResponseWriter, r *http.Request) error {
	v, id := s.visitorOf(r), r.PathValue("id")
	leave, err := s.streams.enterStream(v.Asker)
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
	// send reports whether the reader is still there.
	send := func(event string) bool {
		if err := control.SetWriteDeadline(time.Now().Add(stalled)); err != nil {
			return false
		}
		_, err := rw.Write([]byte(event))
		return err == nil && control.Flush() == nil
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for sent := -1; ; {
		g, changed, known := s.hub.replyState(id)
		if !known || g.version != sent {
			html, waiting := s.renderGrown(r, v, id)
			if !send(formatEvent("reply", string(html))) {
				return nil
			}
			if sent = g.version; !waiting {
				send(formatEvent("done", ""))
				return nil
			}
		}
		select {
		case <-changed:
		case <-tick.C:
			if !send(": still here\n\n") {
				return nil
			}
		case <-s.closing:
			return nil
		case <-r.Context().Done():
			return nil
		}
	}
}

// renderGrown returns the HTML of as much of a reply as there is. waiting reports
// whether more is to come. An error, such as that the question was forgotten
// meanwhile, becomes HTML as well, because no error page can be sent any more.
func (s *site) renderGrown(r *http.Request, v Visitor, id string) (html template.HTML, waiting bool) {
	t, err := s.oneTurn(r.Context(), v, id)
	if err == nil {
		html, err = s.renderTemplate("reply", t)
	}
	if err == nil {
		return html, t.Waiting
	}
	if r.Context().Err() != nil {
		return "", false
	}
	_, what := s.explainTrouble(r, err)
	if html, err = s.renderTemplate("trouble", what); err != nil {
		s.Log.Error("a part of a page failed", "err", err)
	}
	return html, false
}

// formatEvent returns an event in the event stream format, with a field of data for
// each line of the text.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
func formatEvent(name, data string) string {
	data = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(data)
	return fmt.Sprintf("event: %s\ndata: %s\n\n", name, strings.ReplaceAll(data, "\n", "\ndata: "))
}

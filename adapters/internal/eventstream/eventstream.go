// Package eventstream sends server-sent events, to pages and to programs.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
package eventstream

import (
	"net/http"
	"strings"
	"time"
)

const (
	// Type is the media type of a stream.
	Type = "text/event-stream"
	// Beat is how often a stream that has nothing to say shows that it lives: proxies
	// close connections that don't.
	Beat = 15 * time.Second
	// stalled is how long one event may take to reach the reader.
	stalled = 30 * time.Second
)

// Stream is a stream of events.
type Stream struct {
	rw      http.ResponseWriter
	control *http.ResponseController
}

// Begin begins a stream as the reply to a request.
func Begin(rw http.ResponseWriter) *Stream {
	rw.Header().Set("Content-Type", Type)
	rw.Header().Set("X-Accel-Buffering", "no") // nginx would wait for the end
	rw.WriteHeader(http.StatusOK)
	return &Stream{rw, http.NewResponseController(rw)}
}

// lineBreaks begin a field of data for each line of a text.
var lineBreaks = strings.NewReplacer("\r\n", "\ndata: ", "\r", "\ndata: ", "\n", "\ndata: ")

// Send sends an event, its name "" for none, and reports whether the reader is there.
func (s *Stream) Send(name, data string) bool {
	if name != "" {
		name = "event: " + name + "\n"
	}
	return s.write(name + "data: " + lineBreaks.Replace(data) + "\n\n")
}

// ShowLife sends what readers skip, and reports whether they are there.
func (s *Stream) ShowLife() bool { return s.write(": still here\n\n") }

func (s *Stream) write(text string) bool {
	if s.control.SetWriteDeadline(time.Now().Add(stalled)) != nil {
		return false
	}
	_, err := s.rw.Write([]byte(text))
	return err == nil && s.control.Flush() == nil
}

package openai

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// shape is what the first bytes of a response look like.
type shape int

const (
	other  shape = iota // HTML, plain text, nothing
	stream              // server-sent events
	object              // JSON
)

// fieldNames are what a line of server-sent events begins with.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
var fieldNames = []string{":", "data:", "event:", "id:", "retry:"}

// shapeOf looks at the first bytes of a response, and waits for them if need be.
// Content types aren't relied on: proxies and small servers set wrong ones.
func shapeOf(body *bufio.Reader) (shape, error) {
	for {
		first, err := body.Peek(1)
		if err != nil {
			return other, err
		}
		switch first[0] {
		case ' ', '\t', '\r', '\n':
			_, _ = body.Discard(1) // it is there
			continue
		case '{':
			return object, nil
		}
		for _, name := range fieldNames {
			if name[0] != first[0] {
				continue
			}
			if head, err := body.Peek(len(name)); err != nil {
				return other, err
			} else if string(head) == name {
				return stream, nil
			}
		}
		return other, nil
	}
}

// events is a stream of server-sent events without the lines that say nothing:
// blank ones, comments, names of events, data that is empty. go-openai gives up
// after 300 of them, takes those before an error for a part of it, and fails to
// parse empty data.
type events struct {
	lines *bufio.Reader
	rest  []byte
	io.Closer
}

// Read implements io.Reader.
func (e *events) Read(p []byte) (int, error) {
	for len(e.rest) == 0 {
		line, err := e.lines.ReadBytes('\n')
		if saysSomething(line) {
			e.rest = line
			break
		}
		if err != nil {
			return 0, err
		}
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// saysSomething reports whether a line holds data, or isn't one of an event
// stream.
func saysSomething(line []byte) bool {
	text := string(bytes.TrimSpace(line))
	if data, ok := strings.CutPrefix(text, "data:"); ok {
		return strings.TrimSpace(data) != ""
	}
	for _, name := range fieldNames {
		if strings.HasPrefix(text, name) {
			return false
		}
	}
	return text != ""
}

// asStream turns a completion that came as a whole into a stream of one chunk. It
// returns nil if the JSON isn't a completion.
func asStream(text json.RawMessage) []byte {
	var whole map[string]json.RawMessage
	var choices []map[string]json.RawMessage
	if json.Unmarshal(text, &whole) != nil || json.Unmarshal(whole["choices"], &choices) != nil {
		return nil
	}
	spoken := false
	for _, c := range choices {
		if message, ok := c["message"]; ok {
			c["delta"], spoken = message, true
			delete(c, "message")
		}
	}
	if !spoken {
		return nil
	}
	chunk, err := json.Marshal(choices)
	if err != nil {
		return nil
	}
	whole["choices"] = chunk
	if chunk, err = json.Marshal(whole); err != nil {
		return nil
	}
	return append(append([]byte("data: "), chunk...), "\n\ndata: [DONE]\n\n"...)
}

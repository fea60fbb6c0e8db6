package corpus

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path"
	"regexp"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// mboxReader reads mailboxes, each message a document. It knows a message by
// its Message-ID, so that its document stays the same when others come or go.
type mboxReader struct{}

// fromLine begins a message: "From jane@example.org Tue May  3 10:11:12 2011",
// with a time zone or without.
var fromLine = regexp.MustCompile(`^From (\S+|"[^"]*"\S*| *\S+ at \S+) +.*\d{1,2}:\d{2}.*\b\d{4}\b`)

func (mboxReader) sniff(in *input) bool {
	switch strings.ToLower(path.Ext(in.name)) {
	case ".eml", ".emlx":
		return false
	}
	line, rest, found := bytes.Cut(in.data[:min(len(in.data), 4096)], []byte("\n"))
	if !found || !fromLine.Match(line) {
		return false
	}
	if ext := strings.ToLower(path.Ext(in.name)); ext == ".mbox" || ext == ".mbx" || ext == ".mboxrd" {
		return true
	}
	header, _ := parseHeader(rest)
	return len(header) > 1
}

func (mboxReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	e := &entries{in: in, unit: "message", emit: emit}
	known := make(map[string]bool) // message IDs, for what quotes them
	for m := range mboxMessages(in.data) {
		header, _ := parseHeader(m)
		if id := messageID(header.Get("Message-Id")); id != "" {
			known[id] = true
		}
	}
	n := 0
	for data := range mboxMessages(in.data) {
		n++
		if err := ctx.Err(); err != nil {
			return err
		}
		in.meter.countFor(in.id+"#"+strconv.Itoa(n), len(data))
		err := e.readMessage(ctx, unquoteFrom(data), n, known)
		if err == nil {
			err = in.budget.err
		}
		if err != nil {
			return e.finishBundle(ctx, err)
		}
	}
	return e.finishBundle(ctx, nil)
}

// readMessage reads one message of a mailbox. It leaves out the quoted history
// if the mailbox has the message that this one answers.
func (e *entries) readMessage(ctx context.Context, data []byte, n int, known map[string]bool) (err error) {
	name := strconv.Itoa(n)
	defer func() {
		if p := recover(); p != nil {
			err = e.noteProblem(name, e.in.failInput(fmt.Errorf("%v", p), "its parser failed"))
		}
	}()
	left := maxMIMEParts
	m := mailFromMIME(parseMIME(data, "text/plain", 0, &left))
	if m.id != "" {
		name = m.id
	}
	name = e.uniqueName(name)
	for _, id := range m.replyTo {
		if known[id] && id != m.id {
			m.plain = dropQuoted(m.plain)
			break
		}
	}
	inner := e.in.nestedInput(e.in.id+"#"+name, name+".eml", data)
	before := e.good
	err = m.emitMessage(ctx, inner, func(d *retrieval.Document) error {
		e.good++
		return e.emit(d)
	})
	return e.noteRead(name, err, e.good > before)
}

// dropQuoted removes the history below a message, unless it is all there is
// or was forwarded to be read.
func dropQuoted(plain string) string {
	fresh, quoted := splitQuoted(canonicalText(plain))
	if fresh == "" || strings.Contains(strings.ToLower(quoted[:min(len(quoted), 200)]), "forwarded message") {
		return plain
	}
	return fresh
}

// mboxMessages yields the messages of a mailbox without their From lines. A
// line counts as such after a blank one, if it has a date; a Content-Length
// that leads to one (mboxcl) is believed.
func mboxMessages(data []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := afterLine(data, 0)
		blank := false
		for at := start; at < len(data); {
			if at == start {
				if end := contentEnd(data, start); end > at {
					at, blank = end, true
					continue
				}
			}
			next := afterLine(data, at)
			line := data[at:next]
			if blank && bytes.HasPrefix(line, []byte("From ")) && fromLine.Match(bytes.TrimSpace(line)) {
				if !yield(data[start:at]) {
					return
				}
				start = next
			}
			blank = len(bytes.TrimSpace(line)) == 0
			at = next
		}
		if start < len(data) {
			yield(data[start:])
		}
	}
}

func afterLine(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}

// contentEnd returns where the message that begins at start ends by its
// Content-Length, 0 if it names none or one that can't be right.
func contentEnd(data []byte, start int) int {
	head := data[start:min(len(data), start+32<<10)]
	end := bytes.Index(head, []byte("\n\n"))
	skip := 2
	if crlf := bytes.Index(head, []byte("\r\n\r\n")); crlf >= 0 && (end < 0 || crlf < end) {
		end, skip = crlf, 4
	}
	if end < 0 {
		return 0
	}
	header, _ := parseHeader(head[:end+skip])
	n, err := strconv.Atoi(header.Get("Content-Length"))
	if err != nil || n < 0 || n > len(data) {
		return 0
	}
	end = start + end + skip + n
	if end > len(data) {
		return 0
	}
	for end < len(data) && (data[end] == '\n' || data[end] == '\r') {
		end++
	}
	if end < len(data) && !fromLine.Match(data[end:min(len(data), end+200)]) {
		return 0
	}
	return end
}

var quotedFrom = regexp.MustCompile(`(?m)^>(>*From )`)

// unquoteFrom takes back the mark that mailboxes put before lines that look
// like the beginning of a message.
func unquoteFrom(message []byte) []byte {
	if !bytes.Contains(message, []byte(">From ")) {
		return message
	}
	return quotedFrom.ReplaceAll(message, []byte("$1"))
}

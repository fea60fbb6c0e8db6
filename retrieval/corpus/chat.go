package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/retrieval"
)

// Chats are read as people follow them: a thread is a document, and what is said
// in a channel outside of threads is one a day. Each message is a paragraph that
// begins with who said it and when. That somebody joined or left is no message.

// chatMessage is a message of a chat, whichever program exported it.
type chatMessage struct {
	thread string // what names its thread, "" if it stands in none
	author string
	text   string
	files  []string
	at     time.Time // zero if that isn't known
}

// chat collects the messages of a channel.
type chat struct {
	w *jsonWriter
	// name is that of the channel, with the sign that its program writes before it.
	name      string
	publisher string // the server or workspace
	isThread  bool   // the channel itself is a thread
	topic     string // what the channel is for
	read      func(jsonObject) (chatMessage, bool)
	// prefix begins the IDs of the documents.
	prefix   string
	messages []chatMessage
}

// addRecord adds a message as its program wrote it.
func (c *chat) addRecord(o jsonObject) error {
	m, ok := c.read(o)
	m.text = canonicalText(m.text)
	if ok && (m.text != "" || len(m.files) > 0) {
		c.messages = append(c.messages, m)
	}
	return nil
}

// finishChat emits the documents, in order of their first messages.
func (c *chat) finishChat() error {
	slices.SortStableFunc(c.messages, func(a, b chatMessage) int { return a.at.Compare(b.at) })
	said := make(map[string]int) // messages by thread
	for _, m := range c.messages {
		said[m.thread]++
	}
	var order []string
	parts := make(map[string][]chatMessage)
	for _, m := range c.messages {
		key := m.at.Format(time.DateOnly)
		switch {
		case c.isThread:
			key = ""
		case m.at.IsZero():
			key = "undated"
		case m.thread != "" && said[m.thread] > 1:
			key = "thread " + m.thread
		}
		if parts[key] == nil {
			order = append(order, key)
		}
		parts[key] = append(parts[key], m)
	}
	for i, key := range order {
		if i > 0 {
			c.topic = ""
		}
		if err := c.emitPart(key, parts[key]); err != nil {
			return err
		}
	}
	c.messages = nil
	return nil
}

// emitPart emits a thread or a day.
func (c *chat) emitPart(key string, messages []chatMessage) error {
	d := c.w.in.newDocument("application/json")
	first := messages[0]
	d.ID = c.prefix
	if thread, ok := strings.CutPrefix(key, "thread "); ok {
		key = first.at.Format(time.DateOnly) + "-" + thread
	}
	if key != "" && d.ID != "" {
		d.ID += "/"
	}
	d.ID = cmp.Or(d.ID+key, "chat")
	d.Title, d.Publisher = c.name, c.publisher
	if !first.at.IsZero() {
		d.Published = first.at.Format(time.DateOnly)
		d.Title = strings.TrimPrefix(d.Title+", "+writtenDay(first.at), ", ")
	}
	d.Author = first.author
	var p plainText
	if c.topic = oneLine(c.topic); c.topic != "" { // it stands in the first document
		p.addParagraph("Topic: " + c.topic)
	}
	for _, m := range messages {
		if m.author != first.author {
			d.Author = ""
		}
		p.addParagraph(m.paragraph())
	}
	p.finishText(d)
	return c.w.emitRecord(d)
}

// paragraph is a message below who said it and when: "Mara Quill, 5 March 2024: …".
func (m *chatMessage) paragraph() string {
	head := cmp.Or(oneLine(m.author), "Somebody")
	if !m.at.IsZero() {
		head += ", " + writtenDay(m.at)
	}
	text := strings.TrimSpace(m.text)
	if len(m.files) > 0 {
		text = strings.TrimSpace(text + "\n" + "Files: " + strings.Join(m.files, ", "))
	}
	return head + ": " + text
}

// writtenDay prints a day as people write it.
func writtenDay(t time.Time) string { return t.Format("2 January 2006") }

// parseMoment reads a time as programs write it: ISO 8601, or seconds since 1970.
func parseMoment(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	seconds, err := strconv.ParseFloat(s, 64)
	if err != nil || seconds < 1 || seconds > 1e11 {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}

// isChat reports whether an object is a chat with its messages.
func (o jsonObject) isChat() bool { return o.isConversation() || o.hasMessages() }

// hasMessages reports whether an object is a channel with its messages.
func (o jsonObject) hasMessages() bool {
	messages := o.list("messages")
	if len(messages) == 0 {
		return false
	}
	first, ok := messages[0].(jsonObject)
	return ok && isChannelExport(o, first)
}

// addChat adds an object that is a chat.
func (w *jsonWriter) addChat(o jsonObject, n int) error {
	if o.isConversation() {
		return w.addConversation(o, n)
	}
	messages := o.list("messages")
	c := w.findChat(o, "messages", messages[0].(jsonObject))
	c.prefix = strings.Trim(fmt.Sprintf("%s/%s", cleanLine(oneLine(o.text("name"))), cmp.Or(o.text("id"), strconv.Itoa(n))), "/")
	for _, m := range messages {
		if o, ok := m.(jsonObject); ok {
			if err := c.addRecord(o); err != nil {
				return err
			}
		}
	}
	return c.finishChat()
}

// emitConversation emits a conversation with a title of its own as one document.
func (w *jsonWriter) emitConversation(d *retrieval.Document, messages []chatMessage) error {
	var p plainText
	for _, m := range messages {
		if m.text = canonicalText(m.text); m.text != "" || len(m.files) > 0 {
			p.addParagraph(m.paragraph())
		}
	}
	if p.finishText(d); d.Text == "" {
		return nil
	}
	return w.emitRecord(d)
}

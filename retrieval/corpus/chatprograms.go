package corpus

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// findChat returns the chat that an array holds whose first element is given, nil if
// it holds none. key is that of the array, head what stands beside it.
func (w *jsonWriter) findChat(head jsonObject, key string, first jsonObject) *chat {
	switch {
	case key == "messages" && isDiscord(head, first):
		return newDiscordChat(w, head)
	case key == "messages" && isTelegram(head, first):
		return newTelegramChat(w, head)
	case key == "" && isSlackMessage(first):
		return newSlackDay(w)
	}
	return nil
}

// isChannelExport reports whether messages are those of a channel, head what stands
// beside them.
func isChannelExport(head, first jsonObject) bool {
	return isDiscord(head, first) || isTelegram(head, first)
}

// isDiscord reports whether messages are those of an export by
// DiscordChatExporter, head what stands before them.
func isDiscord(head, first jsonObject) bool {
	return head.object("channel") != nil && first.object("author") != nil && first.has("timestamp", "id")
}

// newDiscordChat returns the chat of a channel of Discord, or of a thread.
func newDiscordChat(w *jsonWriter, head jsonObject) *chat {
	channel := head.object("channel")
	return &chat{
		w: w, name: "#" + channel.text("name"), publisher: head.object("guild").text("name"),
		topic: channel.text("topic"), isThread: strings.Contains(channel.text("type"), "Thread"), read: readDiscordMessage,
	}
}

// readDiscordMessage reads a message. It returns false for one that only says what
// happened to the channel.
func readDiscordMessage(o jsonObject) (m chatMessage, ok bool) {
	switch o.text("type") {
	case "GuildMemberJoin", "RecipientAdd", "RecipientRemove", "Call", "ChannelIconChange", "ChannelPinnedMessage", "ThreadCreated":
		return m, false
	}
	author := o.object("author")
	m.author = author.text("nickname", "nick", "global_name", "name", "username")
	m.at = parseMoment(o.text("timestamp"))
	parts := []string{o.text("content")}
	for _, item := range o.list("embeds") {
		if e, ok := item.(jsonObject); ok {
			parts = append(parts, e.text("title"), e.text("description"))
			for _, item := range e.list("fields") {
				if f, ok := item.(jsonObject); ok {
					parts = append(parts, f.text("name")+": "+f.text("value"))
				}
			}
		}
	}
	if poll := o.object("poll"); poll != nil {
		parts = append(parts, pollText(poll)...)
	}
	m.text = joinLines(parts)
	for _, item := range o.list("attachments") {
		if a, ok := item.(jsonObject); ok {
			m.files = append(m.files, a.text("fileName", "filename", "name", "url"))
		}
	}
	return m, true
}

// isTelegram reports whether messages are those of a chat exported by Telegram.
func isTelegram(head, first jsonObject) bool {
	return head.has("type", "id") && first.has("id", "type", "date") && slices.ContainsFunc(first, func(m jsonMember) bool { return m.key == "text" })
}

func newTelegramChat(w *jsonWriter, head jsonObject) *chat {
	return &chat{w: w, name: head.text("name"), read: readTelegramMessage}
}

// readTelegramMessage reads a message, whose text may be a list of pieces.
func readTelegramMessage(o jsonObject) (m chatMessage, ok bool) {
	if o.text("type") != "message" {
		return m, false
	}
	m.author = o.text("from", "actor", "author")
	m.at = parseMoment(o.text("date"))
	parts := []string{piecesText(o.get("text")), o.text("performer"), o.text("title")}
	if poll := o.object("poll"); poll != nil {
		parts = append(parts, pollText(poll)...)
	}
	if contact := o.object("contact_information"); contact != nil {
		parts = append(parts, strings.TrimSpace(contact.text("first_name")+" "+contact.text("last_name")+" "+contact.text("phone_number")))
	}
	if place := o.text("place_name"); place != "" {
		parts = append(parts, place, o.text("address"))
	}
	m.text = joinLines(parts)
	if name := cmp.Or(o.text("file_name"), o.text("file")); name != "" && !strings.HasPrefix(name, "(") {
		m.files = append(m.files, name[strings.LastIndexByte(name, '/')+1:])
	}
	return m, true
}

// piecesText joins a text that is a string, or a list of strings and of pieces with
// a look of their own.
func piecesText(v any) string {
	list, ok := v.([]any)
	if !ok {
		return formatScalar(v)
	}
	var b strings.Builder
	for _, piece := range list {
		switch piece := piece.(type) {
		case string:
			b.WriteString(piece)
		case jsonObject:
			text := piece.text("text")
			b.WriteString(text)
			if href := piece.text("href"); href != "" && href != text {
				b.WriteString(" (" + href + ")")
			}
		}
	}
	return b.String()
}

// pollText returns what a poll asks and its answers.
func pollText(o jsonObject) []string {
	question := o.text("question")
	if q := o.object("question"); q != nil {
		question = q.text("text")
	}
	lines := []string{question}
	for _, item := range o.list("answers") {
		if a, ok := item.(jsonObject); ok {
			text := a.text("text")
			if votes := a.text("voters", "votes"); votes != "" {
				text += " (" + votes + ")"
			}
			lines = append(lines, "- "+text)
		}
	}
	return lines
}

// joinLines joins the lines with anything in them.
func joinLines(lines []string) string {
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return strings.TrimSpace(s) == "" }), "\n")
}

// isConversation reports whether an object is a conversation with an assistant, as
// ChatGPT or Claude export them.
func (o jsonObject) isConversation() bool {
	if mapping := o.object("mapping"); len(mapping) > 0 {
		node, ok := mapping[0].value.(jsonObject)
		return ok && (slices.ContainsFunc(node, func(m jsonMember) bool { return m.key == "message" || m.key == "children" }))
	}
	messages := o.list("chat_messages")
	if len(messages) == 0 {
		return false
	}
	first, ok := messages[0].(jsonObject)
	return ok && first.has("sender")
}

// addConversation adds a conversation with an assistant as a document.
func (w *jsonWriter) addConversation(o jsonObject, n int) error {
	d := w.in.newDocument("application/json")
	d.ID = cleanLine(oneLine(cmp.Or(o.text("conversation_id", "uuid", "id"), strconv.Itoa(n))))
	d.Title = oneLine(canonicalText(o.text("title", "name")))
	if at := parseMoment(o.text("create_time", "created_at")); !at.IsZero() {
		d.Published = at.Format(time.DateOnly)
	}
	var messages []chatMessage
	for _, node := range conversationPath(o) {
		if m, ok := readTurn(node); ok {
			messages = append(messages, m)
		}
	}
	return w.emitConversation(d, messages)
}

// conversationPath returns the messages that were shown last, in their order: those
// that were asked anew branch off. Without a mark of the last one, or where it leads
// nowhere, all are returned.
func conversationPath(o jsonObject) (path []jsonObject) {
	for _, item := range o.list("chat_messages") {
		if m, ok := item.(jsonObject); ok {
			path = append(path, m)
		}
	}
	nodes := make(map[string]jsonObject)
	for _, m := range o.object("mapping") {
		if node, ok := m.value.(jsonObject); ok {
			nodes[m.key] = node
		}
	}
	for id := o.text("current_node"); nodes[id] != nil; {
		node := nodes[id]
		delete(nodes, id) // a circle ends
		if message := node.object("message"); message != nil {
			path = append(path, message)
		}
		id = node.text("parent")
	}
	if len(path) > 0 && o.object("mapping") != nil {
		slices.Reverse(path)
		return path
	}
	for _, m := range o.object("mapping") {
		if node, ok := m.value.(jsonObject); ok {
			if message := node.object("message"); message != nil {
				path = append(path, message)
			}
		}
	}
	return path
}

// readTurn reads a message of a conversation with an assistant. What the program
// tells the assistant, and what its tools say, is left out.
func readTurn(o jsonObject) (m chatMessage, ok bool) {
	role := cmp.Or(o.object("author").text("role"), o.text("sender", "role"))
	switch role {
	case "user", "human":
		m.author = "User"
	case "assistant":
		m.author = "Assistant"
	default:
		return m, false
	}
	m.at = parseMoment(o.text("create_time", "created_at"))
	parts := []string{}
	content := o.object("content")
	for _, item := range slices.Concat(content.list("parts"), o.list("content")) {
		switch item := item.(type) {
		case string:
			parts = append(parts, item)
		case jsonObject:
			parts = append(parts, item.text("text"))
		}
	}
	if len(parts) == 0 {
		parts = append(parts, cmp.Or(content.text("text", "result"), o.text("text")))
	}
	m.text = joinLines(parts)
	for _, item := range slices.Concat(o.object("metadata").list("attachments"), o.list("attachments"), o.list("files")) {
		if a, ok := item.(jsonObject); ok {
			m.files = append(m.files, a.text("name", "file_name"))
			m.text = joinLines([]string{m.text, a.text("extracted_content")})
		}
	}
	m.files = slices.DeleteFunc(m.files, func(s string) bool { return s == "" })
	return m, true
}

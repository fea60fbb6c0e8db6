package corpus

import (
	"cmp"
	"footnote/retrieval"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
)

// slackNames are the names that messages of a workspace mean by their IDs.
type slackNames struct {
	users    map[string]string
	channels map[string]string
}

// isSlackMessage reports whether an object is a message of Slack's export.
func isSlackMessage(o jsonObject) bool {
	return o.text("type") == "message" && slackTime.MatchString(o.text("ts"))
}

var slackTime = regexp.MustCompile(`^\d{9,11}\.\d+$`)

// newSlackDay returns the chat of a file with a day of a channel, whose folder has
// the channel's name. The names of people are those that the messages have with
// them.
func newSlackDay(w *jsonWriter) *chat {
	folder := path.Base(path.Dir(strings.ReplaceAll(w.in.id, "#", "/")))
	if folder == "." || folder == "/" {
		folder = "slack"
	}
	names := &slackNames{users: make(map[string]string)}
	return &chat{w: w, name: "#" + folder, read: names.readMessage}
}

// readMessage reads a message. It returns false for one that only says who came,
// went or changed what.
func (n *slackNames) readMessage(o jsonObject) (m chatMessage, ok bool) {
	switch subtype := o.text("subtype"); {
	case strings.HasSuffix(subtype, "_join"), strings.HasSuffix(subtype, "_leave"), strings.HasSuffix(subtype, "archive"),
		subtype == "bot_add", subtype == "bot_remove", subtype == "tombstone", subtype == "pinned_item":
		return m, false
	}
	m.author = n.authorOf(o)
	m.at, m.thread = parseMoment(o.text("ts")), o.text("thread_ts")
	parts := []string{n.resolve(o.text("text"))}
	parts[0] = mergeTexts(parts[0], n.blocksText(o.list("blocks")))
	for _, item := range o.list("attachments") {
		if a, ok := item.(jsonObject); ok {
			for _, key := range []string{"pretext", "author_name", "title", "text"} {
				parts = append(parts, n.resolve(a.text(key)))
			}
			for _, item := range a.list("fields") {
				if f, ok := item.(jsonObject); ok {
					parts = append(parts, n.resolve(f.text("title")+": "+f.text("value")))
				}
			}
			parts = append(parts, n.blocksText(a.list("blocks")), n.resolve(a.text("footer")))
			if !a.has("text") && !a.has("title") && a.list("blocks") == nil {
				parts = append(parts, n.resolve(a.text("fallback")))
			}
		}
	}
	m.text = joinLines(parts)
	for _, item := range o.list("files") {
		if f, ok := item.(jsonObject); ok {
			name, title := f.text("name"), f.text("title")
			switch {
			case title != "" && name != "" && title != name:
				name = title + " (" + name + ")"
			case name == "":
				name = title
			}
			if name != "" {
				m.files = append(m.files, name)
			}
		}
	}
	return m, true
}

// authorOf returns who wrote a message: a person by the real name, else a program.
func (n *slackNames) authorOf(o jsonObject) string {
	id := o.text("user")
	profile := o.object("user_profile")
	if name := profile.text("real_name", "display_name", "name"); id != "" && name != "" && n.users[id] == "" {
		n.users[id] = name
	}
	return cmp.Or(n.users[id], o.text("username"), o.object("bot_profile").text("name"), id, o.text("bot_id"))
}

// mergeTexts returns a message's text with what its blocks say beyond it: programs
// write the one for screens that can't show the others.
func mergeTexts(text, blocks string) string {
	a, b := oneLine(text), oneLine(blocks)
	switch {
	case b == "" || strings.Contains(a, b):
		return text
	case a == "" || strings.Contains(b, a):
		return blocks
	case slices.Equal(slugWords(a), slugWords(b)):
		return text
	}
	return text + "\n" + blocks
}

var slackReference = regexp.MustCompile(`<([^<>]+)>`)

// resolve replaces what stands for people, channels and links.
func (n *slackNames) resolve(text string) string {
	text = slackReference.ReplaceAllStringFunc(text, func(s string) string {
		target, label, _ := strings.Cut(s[1:len(s)-1], "|")
		switch {
		case strings.HasPrefix(target, "@"):
			return "@" + cmp.Or(n.users[target[1:]], label, target[1:])
		case strings.HasPrefix(target, "#"):
			return "#" + cmp.Or(n.channels[target[1:]], label, target[1:])
		case strings.HasPrefix(target, "!"):
			word, _, _ := strings.Cut(target[1:], "^")
			return cmp.Or(label, "@"+word)
		}
		link := strings.TrimPrefix(target, "mailto:")
		if label == "" || label == link {
			return link
		}
		return label + " (" + link + ")"
	})
	return html.UnescapeString(text)
}

// blocksText returns what blocks of Slack's kit say.
func (n *slackNames) blocksText(blocks []any) string {
	var lines []string
	for _, item := range blocks {
		if b, ok := item.(jsonObject); ok {
			lines = append(lines, n.blockText(b, 0))
		}
	}
	return joinLines(lines)
}

// blockText returns what one of them says, or an element in it.
func (n *slackNames) blockText(o jsonObject, depth int) string {
	const deepest = 20
	if depth > deepest {
		return ""
	}
	inner := func(key, between string) string {
		var parts []string
		for _, item := range o.list(key) {
			if e, ok := item.(jsonObject); ok {
				parts = append(parts, n.blockText(e, depth+1))
			}
		}
		return strings.Join(parts, between)
	}
	switch o.text("type") {
	case "text", "mrkdwn", "plain_text":
		if o.text("type") == "text" {
			return o.text("text")
		}
		return n.resolve(o.text("text"))
	case "user":
		return "@" + cmp.Or(n.users[o.text("user_id")], o.text("user_id"))
	case "channel":
		return "#" + cmp.Or(n.channels[o.text("channel_id")], o.text("channel_id"))
	case "broadcast":
		return "@" + o.text("range")
	case "emoji":
		return ":" + o.text("name") + ":"
	case "link":
		if text := o.text("text"); text != "" {
			return text + " (" + o.text("url") + ")"
		}
		return o.text("url")
	case "rich_text_list":
		var items []string
		for _, item := range o.list("elements") {
			if e, ok := item.(jsonObject); ok {
				items = append(items, "- "+n.blockText(e, depth+1))
			}
		}
		return strings.Join(items, "\n")
	case "rich_text":
		return inner("elements", "\n")
	case "image":
		return joinLines([]string{formatBlockTitle(o), o.text("alt_text")})
	}
	// Sections, headers, contexts, buttons, and what Slack will think of.
	lines := []string{inner("elements", "")}
	if o.text("type") == "context" || o.text("type") == "actions" {
		lines[0] = inner("elements", "\n")
	}
	if text := o.object("text"); text != nil {
		lines = append(lines, n.blockText(text, depth+1))
	}
	lines = append(lines, inner("fields", "\n"), formatBlockTitle(o))
	if rows := o.list("rows"); rows != nil {
		for _, row := range rows {
			var cells []string
			list, _ := row.([]any)
			for _, cell := range list {
				if c, ok := cell.(jsonObject); ok {
					cells = append(cells, n.blockText(c, depth+1))
				}
			}
			lines = append(lines, retrieval.JoinCells(cells))
		}
	}
	return joinLines(lines)
}

func formatBlockTitle(o jsonObject) string {
	if title := o.object("title"); title != nil {
		return title.text("text")
	}
	return o.text("title")
}

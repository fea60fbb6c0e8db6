package slack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"footnote/adapters/internal/contract"
	"footnote/bot/present/text"
)

func readAll(r *http.Request) []byte {
	data, _ := io.ReadAll(r.Body)
	return data
}

// visible reads a message as Slack's clients show it.
func (m *shown) visible() contract.Message {
	out := contract.Message{ID: m.ts, Problems: m.problems}
	if m.streamed != "" {
		readMarkdown(&out, m.streamed)
		return out
	}
	var blocks []any
	_ = json.Unmarshal(m.blocks, &blocks)
	var lines []string
	for _, b := range blocks {
		lines = append(lines, strings.Trim(readBlock(&out, b), "\n"))
	}
	if len(blocks) == 0 {
		lines = append(lines, m.text)
	}
	out.Text = strings.Join(lines, "\n")
	readMrkdwn(&out, m.text) // for screen readers and notifications
	return out
}

func readBlock(out *contract.Message, v any) string {
	switch v := v.(type) {
	case []any:
		var b strings.Builder
		for _, x := range v {
			b.WriteString(readBlock(out, x))
		}
		return b.String()
	case map[string]any:
		s := func(key string) string { x, _ := v[key].(string); return x }
		switch s("type") {
		case "text":
			if style, _ := v["style"].(map[string]any); style["bold"] == true {
				out.Bold = append(out.Bold, s("text"))
			}
			return s("text")
		case "link":
			out.Links = append(out.Links, s("url"))
			return s("text")
		case "emoji":
			return ":" + s("name") + ":"
		case "user", "usergroup", "broadcast", "channel", "team":
			out.Mentions = append(out.Mentions, fmt.Sprint(v))
			return ""
		case "mrkdwn":
			readMrkdwn(out, s("text"))
			return s("text")
		case "button":
			if address := s("url"); address != "" && !slices.Contains(out.Links, address) {
				out.Links = append(out.Links, address)
			}
			return ""
		case "raw_text":
			return s("text") + "\t"
		case "plain_text":
			return ""
		case "container":
			text := ""
			for _, key := range []string{"title", "subtitle"} {
				if label, ok := v[key].(map[string]any); ok {
					text += fmt.Sprint(label["text"]) + "\n"
				}
			}
			return text + readBlock(out, v["child_blocks"])
		case "table":
			text := ""
			rows, _ := v["rows"].([]any)
			for _, row := range rows {
				text += readBlock(out, row) + "\n"
			}
			return text
		}
		text := ""
		for _, key := range []string{"elements", "text", "accessory"} {
			text += readBlock(out, v[key])
		}
		if strings.HasPrefix(s("type"), "rich_text_") {
			text += "\n"
		}
		return text
	}
	return ""
}

var (
	angled   = regexp.MustCompile(`<([^<>\s][^<>]*)>`)
	autolink = regexp.MustCompile(`(https?://|www\.)[^\s>|]+`)
	mdLink   = regexp.MustCompile(`\[[^\]]*\]\(([^)]*)\)`)
)

// readMrkdwn finds what Slack makes of text: mentions and links in brackets.
func readMrkdwn(out *contract.Message, s string) {
	for _, m := range angled.FindAllStringSubmatch(s, -1) {
		if strings.HasPrefix(m[1], "@") || strings.HasPrefix(m[1], "!") || strings.HasPrefix(m[1], "#") {
			out.Mentions = append(out.Mentions, m[1])
		} else {
			out.Links = append(out.Links, m[1])
		}
	}
}

func readMarkdown(out *contract.Message, s string) {
	readMrkdwn(out, s)
	out.Links = append(out.Links, autolink.FindAllString(s, -1)...)
	for _, m := range mdLink.FindAllStringSubmatch(s, -1) {
		out.Links = append(out.Links, m[1])
	}
	out.Text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&", "\u200b", "").Replace(s)
}

// problems lists what is wrong with a message by Slack's documents and by our
// own rules: nothing becomes a preview, a mention or markup by itself.
func problems(v url.Values, m *shown) []string {
	list := blockProblems(m)
	for key, want := range map[string]string{"unfurl_links": "false", "unfurl_media": "false", "parse": "none"} {
		if (v.Has("ts") || m.user != "") && key != "parse" {
			continue // only new messages that all see can have previews
		}
		if v.Get(key) != want {
			list = append(list, fmt.Sprintf("%s is %q", key, v.Get(key)))
		}
	}
	return list
}

func blockProblems(m *shown) []string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	if m.text == "" {
		add("there is no text for notifications and screen readers")
	}
	most := maxText
	if len(m.blocks) == 0 || string(m.blocks) == "[]" {
		most = maxAllText
	}
	if n := text.UTF16(m.text); n > most {
		add("the text has %d characters", n)
	}
	var blocks []map[string]any
	if err := json.Unmarshal(m.blocks, &blocks); err != nil && len(m.blocks) > 0 {
		add("the blocks can't be read: %v", err)
	}
	if len(blocks) > maxBlocks {
		add("%d blocks", len(blocks))
	}
	total := 0
	for i, b := range blocks {
		var ignored contract.Message
		n := text.UTF16(readBlock(&ignored, b))
		total += n
		if n > maxSection+10 && b["type"] != "container" { // line ends and names of emojis
			add("block %d has %d characters", i, n)
		}
		list = append(list, elementProblems(b)...)
	}
	if n := strings.Count(string(m.blocks), `"type":"table"`); n > maxTables {
		add("%d tables", n)
	}
	if total > maxMessage+maxBlocks*10 {
		add("%d characters in all blocks", total)
	}
	return list
}

// containerProblems checks a container and what is in it.
func containerProblems(b map[string]any) []string {
	var list []string
	children, _ := b["child_blocks"].([]any)
	if len(children) == 0 || len(children) > maxContainer {
		list = append(list, fmt.Sprintf("a container has %d blocks", len(children)))
	}
	for _, c := range children {
		list = append(list, elementProblems(c.(map[string]any))...)
	}
	for _, key := range []string{"title", "subtitle"} {
		label, ok := b[key].(map[string]any)
		s, _ := label["text"].(string)
		if (ok || key == "title") && s == "" || text.UTF16(s) > maxContainerTitle || ok && label["type"] != "plain_text" {
			list = append(list, fmt.Sprintf("the %s of a container is %q", key, s))
		}
	}
	return list
}

// elementProblems checks the elements of a block.
func elementProblems(b map[string]any) []string {
	var list []string
	elements, _ := b["elements"].([]any)
	switch b["type"] {
	case "container":
		return containerProblems(b)
	case "table":
		rows, _ := b["rows"].([]any)
		if len(rows) == 0 || len(rows) > maxTableRows {
			list = append(list, fmt.Sprintf("a table has %d rows", len(rows)))
		}
		for _, row := range rows {
			if cells, _ := row.([]any); len(cells) == 0 || len(cells) > maxTableColumns {
				list = append(list, fmt.Sprintf("a row has %d cells", len(cells)))
			}
		}
		return list
	}
	if len(elements) == 0 && b["type"] != "section" && b["type"] != "header" && b["type"] != "input" {
		list = append(list, fmt.Sprintf("a %v has no elements", b["type"]))
	}
	ids := make(map[string]bool)
	for _, e := range elements {
		e, _ := e.(map[string]any)
		if e["type"] == "text" && e["text"] == "" {
			list = append(list, "a text element is empty")
		}
		if strings.HasPrefix(fmt.Sprint(e["type"]), "rich_text_") {
			list = append(list, elementProblems(e)...)
		}
		if e["type"] != "button" {
			continue
		}
		id := fmt.Sprint(e["action_id"])
		if ids[id] || len(id) > 255 {
			list = append(list, "the action_id "+id+" is there twice or too long")
		}
		ids[id] = true
		label, _ := e["text"].(map[string]any)
		if n := text.UTF16(fmt.Sprint(label["text"])); n > maxButtonText {
			list = append(list, fmt.Sprintf("a button's text has %d characters", n))
		}
		if n := text.UTF16(fmt.Sprint(e["value"])); n > maxButtonValue {
			list = append(list, fmt.Sprintf("a button's value has %d characters", n))
		}
	}
	if b["type"] == "actions" && len(elements) > maxActionItems {
		list = append(list, fmt.Sprintf("%d buttons in a row", len(elements)))
	}
	return list
}

// stream adds what a call streams into a message.
func (m *shown) stream(v url.Values) {
	m.streamed += v.Get("markdown_text")
	var chunks []struct{ Type, ID, Text, Title, Status string }
	_ = json.Unmarshal([]byte(v.Get("chunks")), &chunks)
	if len(chunks) > 0 && v.Get("markdown_text") != "" {
		m.problems = append(m.problems, "text stands beside chunks")
	}
	for _, c := range chunks {
		m.streamed += c.Text
		switch {
		case c.Type == "task_update" && c.ID == "":
			m.problems = append(m.problems, "a task has no id")
		case c.Type == "task_update":
			m.cards = append(m.cards, c.Status+": "+c.Title)
		}
	}
}

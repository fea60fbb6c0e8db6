package slack

import (
	"encoding/json"
	"footnote/retrieval"
	"strings"
)

// shownText returns what people read in a message, whoever wrote it: its text or, of
// what a program has written, its blocks and attachments.
func (e *event) shownText() string {
	said := e.message().Content()
	if _, rich := readRichText(e.Blocks); !rich {
		if all := readBlockTexts(e.Blocks); all != "" { // the text beside blocks is for notifications
			said = all
		}
	}
	var attached []attachment
	_ = json.Unmarshal(e.Attachments, &attached)
	var list []string
	if said != "" {
		list = append(list, said)
	}
	for _, a := range attached {
		if s := a.shownText(); s != "" && !a.Share && !a.Unfurl { // those are read with the message
			list = append(list, s)
		}
	}
	return strings.Join(list, "\n")
}

// shownText returns what people read in an attachment of a program.
func (a *attachment) shownText() string {
	if blocks := readBlockTexts(a.Blocks); blocks != "" {
		return blocks
	}
	lines := []string{a.Pretext, a.Title, a.Text}
	for _, f := range a.Fields {
		lines = append(lines, strings.TrimPrefix(f.Title+": "+f.Value, ": "))
	}
	if strings.TrimSpace(strings.Join(lines, "")) == "" {
		lines = []string{a.Fallback}
	}
	var list []string
	for _, l := range lines {
		if l = parseMrkdwn(l).Content(); l != "" {
			list = append(list, l)
		}
	}
	return strings.Join(list, "\n")
}

// textBlock is as much of a block as has text, see
// https://docs.slack.dev/reference/block-kit/blocks/
type textBlock struct {
	Type     string              `json:"type"`
	Text     json.RawMessage     `json:"text"` // an object, or of markdown and cells a string
	Title    json.RawMessage     `json:"title"`
	Fields   []json.RawMessage   `json:"fields"`
	Elements []json.RawMessage   `json:"elements"`
	Children json.RawMessage     `json:"child_blocks"`
	Rows     [][]json.RawMessage `json:"rows"`
}

// readBlockTexts returns the texts of blocks, a line each. Of those that aren't known
// it reads what has the shape of the others.
func readBlockTexts(blocks json.RawMessage) string {
	var list []json.RawMessage
	_ = json.Unmarshal(blocks, &list)
	var lines []string
	for _, raw := range list {
		if s := readBlockText(raw); s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

func readBlockText(raw json.RawMessage) string {
	var b textBlock
	if err := json.Unmarshal(raw, &b); err != nil {
		return ""
	}
	switch b.Type {
	case "rich_text":
		m, _ := readRichText(append(append(json.RawMessage("["), raw...), ']'))
		return m.Content()
	case "actions", "context_actions", "input", "button": // labels say nothing
		return ""
	}
	var lines []string
	add := func(s string) {
		if s = strings.TrimSpace(s); s != "" {
			lines = append(lines, s)
		}
	}
	for _, raw := range append([]json.RawMessage{b.Title, b.Text}, append(b.Fields, b.Elements...)...) {
		add(readTextObject(raw))
	}
	add(readBlockTexts(b.Children))
	for _, row := range b.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, readBlockText(c))
		}
		add(retrieval.JoinCells(cells))
	}
	return strings.Join(lines, "\n")
}

// readTextObject returns the text of a string, or of an object with one.
func readTextObject(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return parseMrkdwn(s).Content()
	}
	var o struct {
		Type string `json:"type"`
		Text string `json:"text"`
	}
	if json.Unmarshal(raw, &o) != nil || o.Text == "" {
		return ""
	}
	if o.Type == "plain_text" {
		return o.Text
	}
	return parseMrkdwn(o.Text).Content()
}

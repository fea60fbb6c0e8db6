package discord

import (
	"encoding/json"
	"strings"
)

// embed is a card in a message of a program, with its texts.
type embed struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Fields      []struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	} `json:"fields"`
}

// shownText returns what people read in a message, whoever wrote it: its text, its
// embeds and the texts among its components.
func (m *incoming) shownText(channelName func(id string) string) string {
	texts := []string{m.Content}
	for _, e := range m.Embeds {
		texts = append(texts, e.Title, e.Description)
		for _, f := range e.Fields {
			texts = append(texts, strings.TrimPrefix(f.Name+": "+f.Value, ": "))
		}
	}
	texts = append(texts, componentTexts(m.Components)...)
	var lines []string
	for i, s := range texts {
		part := incoming{Content: s, Mentions: m.Mentions}
		if i == 0 { // files and forwarded messages are read with the text
			part = *m
		}
		if s = part.message(channelName).Content(); s != "" {
			lines = append(lines, s)
		}
	}
	return strings.Join(lines, "\n")
}

// componentTexts returns the contents of the text displays among components.
func componentTexts(raw json.RawMessage) []string {
	var list []struct {
		Content    string          `json:"content"`
		Components json.RawMessage `json:"components"`
	}
	_ = json.Unmarshal(raw, &list) // of other shapes nothing is read
	var texts []string
	for _, c := range list {
		if c.Content != "" {
			texts = append(texts, c.Content)
		}
		texts = append(texts, componentTexts(c.Components)...)
	}
	return texts
}

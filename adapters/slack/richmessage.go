package slack

import (
	"encoding/json"
	"strings"
	"time"

	"footnote/bot"
)

// richElement is an element of a rich_text block, with the fields that are needed. See
// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block/
type richElement struct {
	Type     string          `json:"type"`
	Elements []richElement   `json:"elements"`
	Text     string          `json:"text"`
	User     string          `json:"user_id"`
	Group    string          `json:"usergroup_id"`
	Channel  string          `json:"channel_id"`
	Range    string          `json:"range"` // of a broadcast
	URL      string          `json:"url"`
	Time     int64           `json:"timestamp"`
	Fallback string          `json:"fallback"` // of a date
	Style    json.RawMessage `json:"style"`    // an object or, of a list, a word
}

// readRichText takes the rich text of a message apart. It reports false if there is
// none, or none that can be read.
func readRichText(blocks json.RawMessage) (m bot.Message, ok bool) {
	var list []json.RawMessage
	if err := json.Unmarshal(blocks, &list); err != nil {
		return nil, false
	}
	for _, raw := range list {
		var kind struct {
			Type string `json:"type"`
		}
		if err := json.Unmarshal(raw, &kind); err != nil || kind.Type != "rich_text" {
			continue
		}
		var block richElement
		if err := json.Unmarshal(raw, &block); err != nil {
			return nil, false
		}
		for _, e := range block.Elements {
			m, ok = append(m, readRichBlock(e)...), true
		}
	}
	return m, ok
}

// readRichBlock reads what stands on lines of its own.
func readRichBlock(e richElement) bot.Message {
	switch e.Type {
	case "rich_text_preformatted":
		return bot.Message{{Kind: bot.PartCode, Text: joinTexts(e.Elements)}}
	case "rich_text_quote":
		return bot.Message{{Kind: bot.PartQuote, Text: bot.Message(readRichLine(e.Elements)).Content()}}
	case "rich_text_list":
		var m bot.Message
		for _, item := range e.Elements {
			m = append(m, bot.Part{Kind: bot.PartText, Text: "\n- "})
			m = append(m, readRichLine(item.Elements)...)
		}
		return append(m, bot.Part{Kind: bot.PartText, Text: "\n"})
	}
	return readRichLine(e.Elements)
}

func joinTexts(list []richElement) string {
	var b strings.Builder
	for _, e := range list {
		b.WriteString(e.Text)
		if e.Text == "" {
			b.WriteString(e.URL)
		}
	}
	return b.String()
}

// readRichLine reads what stands in lines. An element that isn't known is its text.
func readRichLine(list []richElement) []bot.Part {
	var parts []bot.Part
	for _, e := range list {
		p := bot.Part{Kind: bot.PartText, Text: e.Text}
		switch e.Type {
		case "user":
			p = bot.Part{Kind: bot.PartPerson, ID: e.User}
		case "usergroup":
			p = bot.Part{Kind: bot.PartGroup, ID: e.Group}
		case "broadcast":
			p = bot.Part{Kind: bot.PartGroup, Text: e.Range}
		case "channel":
			p = bot.Part{Kind: bot.PartChannel, ID: e.Channel}
		case "emoji":
			p = bot.Part{Kind: bot.PartEmoji}
		case "link":
			p = linkPart(e.URL, e.Text)
		case "date":
			p = bot.Part{Kind: bot.PartTime, Text: e.Fallback}
			if p.Text == "" {
				p.Text = time.Unix(e.Time, 0).UTC().Format("2 January 2006 15:04 MST")
			}
		}
		parts = append(parts, p)
	}
	return parts
}

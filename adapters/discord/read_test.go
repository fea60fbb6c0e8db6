package discord

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"footnote/adapters/internal/contract"
	"footnote/bot/present/text"
)

// set takes what was posted and notes what breaks a limit or a rule.
func (m *shown) set(body []byte) {
	m.body, m.problems = body, nil
	problem := func(format string, args ...any) { m.problems = append(m.problems, fmt.Sprintf(format, args...)) }
	var v struct {
		Content    *string          `json:"content"`
		Embeds     *json.RawMessage `json:"embeds"`
		Flags      int              `json:"flags"`
		Components []any            `json:"components"`
		Nonce      string           `json:"nonce"`
		Mentions   struct {
			Parse []string `json:"parse"`
		} `json:"allowed_mentions"`
	}
	if err := json.Unmarshal(body, &v); err != nil {
		problem("it isn't JSON: %v", err)
		return
	}
	if v.Mentions.Parse == nil || len(v.Mentions.Parse) > 0 {
		problem("allowed_mentions is %s", body)
	}
	if v.Content != nil || v.Embeds != nil || v.Flags&(1<<15) == 0 {
		problem("it isn't of Components V2")
	}
	if len(v.Nonce) > maxNonce {
		problem("the nonce has %d characters", len(v.Nonce))
	}
	count, size := 0, 0
	ids := make(map[string]bool)
	var walk func(any)
	walk = func(x any) {
		c := x.(map[string]any)
		count++
		if s, ok := c["content"].(string); ok {
			size += text.UTF16(s)
			if s == "" {
				problem("a text is empty")
			}
		}
		if id, ok := c["custom_id"].(string); ok {
			if id == "" || text.UTF16(id) > maxCustomID || ids[id] {
				problem("custom_id %q", id)
			}
			ids[id] = true
		}
		if label, ok := c["label"].(string); ok && text.UTF16(label) > maxButtonLabel {
			problem("label %q", label)
		}
		inner, _ := c["components"].([]any)
		if c["type"] == 1.0 && (len(inner) == 0 || len(inner) > maxRowButtons) {
			problem("%d components in a row", len(inner))
		}
		if c["type"] == 9.0 && (len(inner) == 0 || len(inner) > 3 || c["accessory"] == nil) {
			problem("a section has %d texts", len(inner))
		}
		for _, y := range inner {
			walk(y)
		}
		if beside, ok := c["accessory"]; ok {
			walk(beside)
		}
	}
	for _, c := range v.Components {
		walk(c)
	}
	if count > maxComponents || size > maxTextDisplay || size == 0 {
		problem("%d components with %d characters", count, size)
	}
}

// texts are the text displays of a message.
func (m *shown) texts() []string {
	var list []string
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			if s, ok := x["content"].(string); ok {
				list = append(list, s)
			}
			walk(x["components"])
		}
	}
	var v any
	_ = json.Unmarshal(m.body, &v)
	walk(v)
	return list
}

var (
	linkButtons = regexp.MustCompile(`"style":5[^{}]*"url":("[^"]+")`)
	maskedLink  = regexp.MustCompile(`^\[((?:\\.|[^\\\]])*)\]\(<?([^)>]*)>?\)`)
	bareLink    = regexp.MustCompile(`^https?://[^\s<]+`)
	mention     = regexp.MustCompile(`^(?:<(?:@[!&]?|#)\d+>|@everyone|@here|<a?:\w+:\d+>|<t:\d+(?::\w)?>|</[\w ]+:\d+>|:\w+:)`)
	lineMark    = regexp.MustCompile(`^(?:-# |#{1,3} |[-*+] |\d+[.)] )`)
)

// visible reads a message as Discord shows it, as far as its Markdown goes.
func (m *shown) visible() contract.Message {
	out := contract.Message{ID: m.id, Problems: m.problems}
	var all strings.Builder
	for _, s := range m.texts() {
		inCode := false
		for line := range strings.Lines(s) {
			if strings.TrimSpace(line) == "```" {
				inCode = !inCode
				continue
			}
			if inCode {
				all.WriteString(line)
				continue
			}
			line = strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "> ")
			mark := lineMark.FindString(line)
			if mark != "" && mark != "-# " {
				out.Problems = append(out.Problems, fmt.Sprintf("a line is markup: %q", line))
			}
			readLine(&all, &out, line[len(mark):])
			all.WriteByte('\n')
		}
	}
	for _, match := range linkButtons.FindAllSubmatch(m.body, -1) {
		var address string
		_ = json.Unmarshal(match[1], &address)
		if !slices.Contains(out.Links, address) { // the first source's title leads there, too
			out.Links = append(out.Links, address)
		}
	}
	out.Text = all.String()
	return out
}

func readLine(all *strings.Builder, out *contract.Message, s string) {
	bold := -1
	for s != "" {
		switch {
		case s[0] == '\\' && len(s) > 1:
			all.WriteByte(s[1])
			s = s[2:]
			continue
		case strings.HasPrefix(s, "**"):
			if bold < 0 {
				bold = all.Len()
			} else {
				out.Bold = append(out.Bold, all.String()[bold:])
				bold = -1
			}
			s = s[2:]
			continue
		}
		switch s[0] {
		case '[':
			if l := maskedLink.FindStringSubmatch(s); l != nil {
				out.Links = append(out.Links, l[2])
				readLine(all, out, l[1])
				s = s[len(l[0]):]
				continue
			}
		case 'h':
			if l := bareLink.FindString(s); l != "" {
				out.Links = append(out.Links, l)
			}
		case '<', '@', ':':
			if l := mention.FindString(s); l != "" {
				out.Mentions = append(out.Mentions, l)
			}
		case '_', '~', '|', '`':
			out.Problems = append(out.Problems, fmt.Sprintf("markup is left: %q", s))
		}
		all.WriteByte(s[0])
		s = s[1:]
	}
	if bold >= 0 {
		out.Problems = append(out.Problems, "bold isn't closed")
	}
}

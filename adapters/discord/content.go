package discord

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/adapters/internal/markup"
	"footnote/bot"
)

// tokens are what isn't text in a message, see
// https://docs.discord.com/developers/reference#message-formatting
var tokens = regexp.MustCompile("\\\\[^A-Za-z0-9\\s]" + // escaped
	"|``?[^`\n]+``?" +
	`|<@[!&]?\d+>|<#\d+>|<id:[a-z]+>|</[^:<>\n]+:\d+>|<a?:\w+:\d+>|<t:-?\d+(?::[A-Za-z])?>` +
	`|\[[^\[\]\n]+\]\(<?https?://[^\s()<>]+>?\)|<https?://[^\s<>]+>|https?://[^\s<>]*[^\s<>.,;:!?)'"\]]` +
	`|@everyone|@here`)

var labelled = regexp.MustCompile(`^\[(.+)\]\(<?(.+?)>?\)$`)

// message takes a message apart. channelName returns the name of a channel, "" if it
// isn't known.
func (m *incoming) message(channelName func(id string) string) bot.Message {
	d := markup.Dialect{
		Token: tokens, Marks: []string{"***", "**", "__", "~~", "||", "*", "_"},
		Plain: func(s string) string { return s },
		Read: func(token string, _, _ rune) (bot.Part, bool) {
			return m.readToken(token, channelName), true
		},
	}
	parts := readBlocks(m.Content, d)
	for _, s := range m.Snapshots {
		s.Message.Mentions = append(s.Message.Mentions, m.Mentions...)
		inner := s.Message.message(channelName)
		parts = append(parts, bot.Part{Kind: bot.PartQuote, Text: inner.Content()})
		parts = append(parts, slices.DeleteFunc(inner, func(p bot.Part) bool { return p.Kind != bot.PartFile })...)
	}
	for _, a := range m.Attachments {
		parts = append(parts, bot.Part{Kind: bot.PartFile, ID: a.ID, Text: a.Name, File: &bot.File{ID: a.ID, Name: a.Name, URL: a.URL, Size: a.Size}})
	}
	return parts
}

// readToken reads what isn't text.
func (m *incoming) readToken(token string, channelName func(id string) string) bot.Part {
	inner := strings.Trim(token, "<>")
	switch {
	case token[0] == '\\':
		return bot.Part{Kind: bot.PartText, Text: token[1:]}
	case token[0] == '`':
		return bot.Part{Kind: bot.PartText, Text: strings.Trim(token, "`")}
	case token == "@everyone", token == "@here":
		return bot.Part{Kind: bot.PartGroup, Text: token[1:]}
	case strings.HasPrefix(token, "<@&"):
		return bot.Part{Kind: bot.PartGroup, ID: inner[2:]}
	case strings.HasPrefix(token, "<@"):
		p := bot.Part{Kind: bot.PartPerson, ID: strings.TrimPrefix(inner[1:], "!")}
		if i := slices.IndexFunc(m.Mentions, func(u mentioned) bool { return u.ID == p.ID }); i >= 0 {
			p.Text = m.Mentions[i].shownName()
		}
		return p
	case strings.HasPrefix(token, "<#"):
		return bot.Part{Kind: bot.PartChannel, ID: inner[1:], Text: channelName(inner[1:])}
	case strings.HasPrefix(token, "<id:"):
		return bot.Part{Kind: bot.PartChannel, Text: inner[len("id:"):]}
	case strings.HasPrefix(token, "</"):
		command, _, _ := strings.Cut(inner, ":")
		return bot.Part{Kind: bot.PartText, Text: command}
	case strings.HasPrefix(token, "<t:"):
		return bot.Part{Kind: bot.PartTime, Text: timeText(inner)}
	case strings.HasPrefix(token, "<:"), strings.HasPrefix(token, "<a:"):
		return bot.Part{Kind: bot.PartEmoji}
	}
	if match := labelled.FindStringSubmatch(token); match != nil {
		return bot.Part{Kind: bot.PartLink, Text: match[1], URL: match[2]}
	}
	return bot.Part{Kind: bot.PartLink, Text: inner, URL: inner}
}

// timeText returns the moment that a token such as t:1618953630:R stands for, in UTC.
func timeText(token string) string {
	parts := strings.Split(token, ":")
	seconds, err := strconv.ParseInt(parts[1], 10, 64)
	if err != nil {
		return ""
	}
	layout := "2 January 2006 15:04 MST"
	if len(parts) > 2 {
		switch parts[2] {
		case "t", "T":
			layout = "15:04 MST"
		case "d", "D", "R":
			layout = "2 January 2006"
		}
	}
	return time.Unix(seconds, 0).UTC().Format(layout)
}

var (
	languageLine = regexp.MustCompile(`^[A-Za-z0-9_+#.-]*\n`)
	heading      = regexp.MustCompile(`^\s*(?:#{1,3}|-#) +`)
)

// readBlocks cuts text into blocks of code, quotes, and what is between them.
func readBlocks(text string, d markup.Dialect) bot.Message {
	const fence = "```"
	var m bot.Message
	for {
		before, rest, open := strings.Cut(text, fence)
		code, after, shut := strings.Cut(rest, fence)
		if !open || !shut {
			return append(m, readQuotes(text, d)...)
		}
		m = append(m, readQuotes(before, d)...)
		m = append(m, bot.Part{Kind: bot.PartCode, Text: languageLine.ReplaceAllString(code, "")})
		text = strings.TrimPrefix(after, "\n")
	}
}

// readQuotes cuts text without blocks of code into quotes and the rest.
func readQuotes(text string, d markup.Dialect) bot.Message {
	var m bot.Message
	var plain, quoted []string
	flush := func() {
		if len(plain) > 0 {
			m = append(m, d.ReadLines(strings.Join(plain, "\n"))...)
		}
		if len(quoted) > 0 {
			inner := bot.Message(d.ReadLines(strings.Join(quoted, "\n")))
			m = append(m, bot.Part{Kind: bot.PartQuote, Text: inner.Content()})
		}
		plain, quoted = nil, nil
	}
	toEnd := false
	for line := range strings.SplitSeq(text, "\n") {
		said, isQuote := strings.CutPrefix(line, "> ")
		if all, begins := strings.CutPrefix(line, ">>> "); begins {
			said, toEnd = all, true
		} else if toEnd {
			said = line
		}
		if isQuote = isQuote || toEnd; isQuote != (len(quoted) > 0) {
			flush()
		}
		if isQuote {
			quoted = append(quoted, said)
		} else {
			plain = append(plain, heading.ReplaceAllString(line, ""))
		}
	}
	flush()
	return m
}

package slack

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"footnote/adapters/internal/markup"
	"footnote/bot"
)

// file is a file in a message, with the fields that are needed.
type file struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Mode string `json:"mode"` // hosted, snippet, external, tombstone, …
	URL  string `json:"url_private"`
	Size int64  `json:"size"`
}

// attachment is a message that was forwarded, or a preview.
type attachment struct {
	Share  bool   `json:"is_share"`
	Unfurl bool   `json:"is_msg_unfurl"`
	Text   string `json:"text"`
	Files  []file `json:"files"`

	// Of a message that was forwarded, whose text may be for notifications only.
	Message []struct {
		Message struct {
			Blocks json.RawMessage `json:"blocks"`
		} `json:"message"`
	} `json:"message_blocks"`

	// Of what a program attaches.
	Pretext  string          `json:"pretext"`
	Title    string          `json:"title"`
	Fallback string          `json:"fallback"`
	Blocks   json.RawMessage `json:"blocks"`
	Fields   []struct {
		Title string `json:"title"`
		Value string `json:"value"`
	} `json:"fields"`
}

// message takes a message apart: by its rich text, which is what its author saw, else by
// its text in mrkdwn.
func (e *event) message() bot.Message {
	m, ok := readRichText(e.Blocks)
	if !ok {
		m = parseMrkdwn(e.Text)
	}
	var attached []attachment
	_ = json.Unmarshal(e.Attachments, &attached) // of other shapes nothing is forwarded
	var files []file
	_ = json.Unmarshal(e.Files, &files)
	for _, a := range attached {
		if a.Share || a.Unfurl {
			m = append(m, bot.Part{Kind: bot.PartQuote, Text: a.forwardedText()})
			files = append(files, a.Files...)
		}
	}
	for _, f := range files {
		if f.URL != "" && (f.Mode == "hosted" || f.Mode == "snippet") {
			m = append(m, bot.Part{Kind: bot.PartFile, ID: f.ID, Text: f.Name, File: &bot.File{ID: f.ID, Name: f.Name, URL: f.URL, Size: f.Size}})
		}
	}
	return m
}

// forwardedText returns what a message says that was forwarded.
func (a *attachment) forwardedText() string {
	if said := parseMrkdwn(a.Text).Content(); said != "" {
		return said
	}
	var list []string
	for _, part := range a.Message {
		if said := readBlockTexts(part.Message.Blocks); said != "" {
			list = append(list, said)
		}
	}
	return strings.Join(list, "\n")
}

// mrkdwn is Slack's markup in texts, see
// https://docs.slack.dev/messaging/formatting-message-text/
var mrkdwn = markup.Dialect{
	Token: regexp.MustCompile("<[^<>\n]*>|`[^`\n]+`|:[a-z0-9_+'-]+:(:skin-tone-[2-6]:)?"),
	Read:  readToken,
	Marks: []string{"*", "_", "~"},
	Plain: unescape,
}

// unescape reads the three characters that Slack escapes.
func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}

// readToken reads what stands between angle brackets, backquotes or colons.
func readToken(token string, before, after rune) (bot.Part, bool) {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch token[0] {
	case '`':
		return bot.Part{Kind: bot.PartText, Text: unescape(token[1 : len(token)-1])}, true
	case ':':
		return bot.Part{Kind: bot.PartEmoji}, !inWord(before) && !inWord(after) // not 10:30:45
	}
	target, label, _ := strings.Cut(token[1:len(token)-1], "|")
	target, label = unescape(target), unescape(label)
	switch {
	case strings.HasPrefix(target, "@"):
		return bot.Part{Kind: bot.PartPerson, ID: target[1:], Text: strings.TrimPrefix(label, "@")}, true
	case strings.HasPrefix(target, "#"):
		return bot.Part{Kind: bot.PartChannel, ID: target[1:], Text: strings.TrimPrefix(label, "#")}, true
	case strings.HasPrefix(target, "!subteam^"):
		return bot.Part{Kind: bot.PartGroup, ID: strings.TrimPrefix(target, "!subteam^"), Text: strings.TrimPrefix(label, "@")}, true
	case strings.HasPrefix(target, "!date^"):
		return bot.Part{Kind: bot.PartTime, Text: dateText(target, label)}, true
	case strings.HasPrefix(target, "!"):
		return bot.Part{Kind: bot.PartGroup, Text: target[1:]}, true // here, channel, everyone
	}
	return linkPart(target, label), true
}

// linkPart returns a link. A label that only repeats the address is none.
func linkPart(target, label string) bot.Part {
	bare := func(s string) string {
		s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://"), "mailto:")
		return strings.TrimSuffix(s, "/")
	}
	if label == "" || bare(label) == bare(target) {
		label = target
	}
	if strings.HasPrefix(target, "mailto:") { // an address says something, wherever it stands
		label = strings.TrimPrefix(label, "mailto:")
	}
	return bot.Part{Kind: bot.PartLink, Text: label, URL: target}
}

// dateText returns the date that a token such as !date^1392734382^{date}|fallback shows.
func dateText(target, fallback string) string {
	if fallback != "" {
		return fallback
	}
	parts := strings.Split(target, "^")
	if seconds, err := strconv.ParseInt(parts[min(1, len(parts)-1)], 10, 64); err == nil {
		return time.Unix(seconds, 0).UTC().Format("2 January 2006 15:04 MST")
	}
	return ""
}

// parseMrkdwn takes text in mrkdwn apart.
func parseMrkdwn(text string) bot.Message {
	const fence = "```"
	var m bot.Message
	for {
		before, rest, open := strings.Cut(text, fence)
		code, after, shut := strings.Cut(rest, fence)
		if !open || !shut {
			return append(m, readParagraphs(text)...)
		}
		m = append(m, readParagraphs(before)...)
		m = append(m, bot.Part{Kind: bot.PartCode, Text: unescape(code)})
		text = strings.TrimPrefix(after, "\n")
	}
}

// readParagraphs takes text without blocks of code apart.
func readParagraphs(text string) bot.Message {
	var m bot.Message
	var plain, quoted []string
	flush := func() {
		if len(plain) > 0 {
			m = append(m, mrkdwn.ReadLines(strings.Join(plain, "\n"))...)
		}
		if len(quoted) > 0 {
			inner := bot.Message(mrkdwn.ReadLines(strings.Join(quoted, "\n")))
			m = append(m, bot.Part{Kind: bot.PartQuote, Text: inner.Content()})
		}
		plain, quoted = nil, nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		said, isQuote := strings.CutPrefix(line, "&gt;")
		if isQuote != (len(quoted) > 0) {
			flush()
		}
		if isQuote {
			quoted = append(quoted, strings.TrimPrefix(strings.TrimLeft(said, " "), "&gt;"))
		} else {
			plain = append(plain, line)
		}
	}
	flush()
	return m
}

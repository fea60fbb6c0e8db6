package slack

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot/present/text"
)

// piece is a block with what it says in plain text, for the fallback and for
// the limits of a message.
type piece struct {
	block slack.Block
	plain string
}

func (p piece) size() int { return text.UTF16(p.plain) }

// line is a paragraph being written. Its text is shown as it is.
type line struct {
	elements []slack.RichTextSectionElement
	plain    strings.Builder
}

func (l *line) add(s string, style *slack.RichTextSectionTextStyle) *line {
	if s = text.Clean(s); s != "" { // Slack refuses empty elements
		l.elements = append(l.elements, slack.NewRichTextSectionTextElement(s, style))
		l.plain.WriteString(s)
	}
	return l
}

func (l *line) text(s string) *line   { return l.add(s, nil) }
func (l *line) bold(s string) *line   { return l.add(s, &slack.RichTextSectionTextStyle{Bold: true}) }
func (l *line) italic(s string) *line { return l.add(s, &slack.RichTextSectionTextStyle{Italic: true}) }

func (l *line) append(more *line) *line {
	l.elements = append(l.elements, more.elements...)
	l.plain.WriteString(more.plain.String())
	return l
}

func (l *line) emoji(name string) *line {
	l.elements = append(l.elements, slack.NewRichTextSectionEmojiElement(name, 0, nil))
	return l.text(" ")
}

// link is bold if the target isn't one that is safe to open.
func (l *line) link(target, label string) *line {
	style := &slack.RichTextSectionTextStyle{Bold: true}
	if target = address(target); target == "" {
		return l.add(label, style)
	}
	label = text.Clean(cmp.Or(label, target))
	l.elements = append(l.elements, slack.NewRichTextSectionLinkElement(target, label, style))
	l.plain.WriteString(label)
	return l
}

// address is a target as a link has it, "" if it isn't safe to open.
func address(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || text.UTF16(u.String()) > maxURL {
		return ""
	}
	return u.String()
}

// piece makes a block of one paragraph. It must not be longer than a section.
func (l *line) piece() piece {
	return piece{slack.NewRichTextBlock("", slack.NewRichTextSection(l.elements...)), l.plain.String()}
}

// paragraphs makes as many blocks as a text needs.
func paragraphs(s string, style *slack.RichTextSectionTextStyle) []piece {
	var pieces []piece
	for _, part := range text.Split(text.Clean(s), maxSection, text.UTF16) {
		if l := new(line).add(part, style); part != "" {
			pieces = append(pieces, l.piece())
		}
	}
	return pieces
}

// quote makes blocks of an excerpt with its highlights, the first below head
// if that isn't nil.
func quote(head *line, m text.Marked) []piece {
	var pieces []piece
	room := maxSection
	if head != nil {
		room -= text.UTF16(head.plain.String()) + 1
	}
	for _, part := range m.Clean().Split(room, text.UTF16) {
		var l line
		for _, run := range part.Runs() {
			var style *slack.RichTextSectionTextStyle
			if run.Bold {
				style = &slack.RichTextSectionTextStyle{Bold: true}
			}
			l.add(run.Text, style)
		}
		block := slack.NewRichTextBlock("")
		plain := l.plain.String()
		if head != nil {
			block.Elements = append(block.Elements, slack.NewRichTextSection(head.elements...))
			plain = head.plain.String() + "\n" + plain
		}
		if len(l.elements) > 0 {
			block.Elements = append(block.Elements, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: l.elements})
		}
		pieces = append(pieces, piece{block, plain})
		head = nil
	}
	return pieces
}

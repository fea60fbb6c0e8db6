package slack

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"footnote/bot/present/text"
)

// piece is a block with what it says in plain text, for the fallback and for
// the limits of a message.
type piece struct {
	block  slack.Block
	plain  string  // what is seen at once
	folded string  // what is seen when it is opened
	below  []piece // stand behind it, in the same message
	flat   []piece // stand for it where Slack folds nothing
}

// plainSize returns the length of all plain text in UTF-16 units.
func (p piece) plainSize() int {
	n := text.UTF16(p.plain) + text.UTF16(p.folded)
	for _, b := range p.below {
		n += b.plainSize()
	}
	return n
}

// countBlocks returns how many blocks a piece is at most, drawn in either way.
func (p piece) countBlocks() int {
	n := 1
	if box, ok := p.block.(*slack.ContainerBlock); ok {
		n += len(box.ChildBlocks.BlockSet)
	}
	return max(n, len(p.flat)) + len(p.below)
}

// flatten returns the pieces as they are drawn where nothing can be folded.
func flatten(pieces []piece) []piece {
	var list []piece
	for _, p := range pieces {
		if p.flat != nil {
			list = append(list, p.flat...)
			continue
		}
		list = append(append(list, p), flatten(p.below)...)
	}
	return list
}

// line is a paragraph being written. Its text is shown as it is.
type line struct {
	elements []slack.RichTextSectionElement
	plain    strings.Builder
}

func (l *line) addText(s string, style *slack.RichTextSectionTextStyle) *line {
	if s = text.Clean(s); s != "" { // Slack refuses empty elements
		l.elements = append(l.elements, slack.NewRichTextSectionTextElement(s, style))
		l.plain.WriteString(s)
	}
	return l
}

func (l *line) addPlain(s string) *line { return l.addText(s, nil) }
func (l *line) addBold(s string) *line {
	return l.addText(s, &slack.RichTextSectionTextStyle{Bold: true})
}
func (l *line) addItalic(s string) *line {
	return l.addText(s, &slack.RichTextSectionTextStyle{Italic: true})
}

// addMarked adds text whose parts between asterisks are bold.
func (l *line) addMarked(s string) *line {
	for i, part := range strings.Split(s, "*") {
		if i%2 == 1 {
			l.addBold(part)
		} else {
			l.addPlain(part)
		}
	}
	return l
}

func (l *line) appendLine(more *line) *line {
	l.elements = append(l.elements, more.elements...)
	l.plain.WriteString(more.plain.String())
	return l
}

// addTime adds a moment, which Slack shows in the time zone and language of whoever
// reads it.
func (l *line) addTime(t time.Time, format, otherwise string) *line {
	if t.IsZero() {
		return l.addPlain(otherwise)
	}
	l.elements = append(l.elements, slack.NewRichTextSectionDateElement(t.Unix(), format, nil, &otherwise))
	l.plain.WriteString(otherwise)
	return l
}

func (l *line) addEmoji(name string) *line {
	l.elements = append(l.elements, slack.NewRichTextSectionEmojiElement(name, 0, nil))
	return l.addPlain(" ")
}

// addLink adds a bold link, or only the bold label if the target isn't safe to
// open.
func (l *line) addLink(target, label string) *line {
	style := &slack.RichTextSectionTextStyle{Bold: true}
	if target = linkAddress(target); target == "" {
		return l.addText(label, style)
	}
	label = text.Clean(cmp.Or(label, target))
	l.elements = append(l.elements, slack.NewRichTextSectionLinkElement(target, label, style))
	l.plain.WriteString(label)
	return l
}

// linkAddress returns a target in the form for links, "" if it isn't safe to open
// or too long for Slack.
func linkAddress(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || text.UTF16(u.String()) > maxURL {
		return ""
	}
	return u.String()
}

// asPiece makes a block of one paragraph. It must not be longer than a section.
func (l *line) asPiece() piece {
	return piece{block: slack.NewRichTextBlock("", slack.NewRichTextSection(l.elements...)), plain: l.plain.String()}
}

// drawParagraphs makes blocks of a text, as many as Slack's limit on a section
// needs.
func drawParagraphs(s string, style *slack.RichTextSectionTextStyle) []piece {
	var pieces []piece
	for _, part := range text.Split(text.Clean(s), maxSection, text.UTF16) {
		if l := new(line).addText(part, style); part != "" {
			pieces = append(pieces, l.asPiece())
		}
	}
	return pieces
}

// drawQuote makes blocks of an excerpt with its highlights in bold. The first
// stands below head, if that isn't nil.
func drawQuote(head *line, m text.Marked) []piece {
	var pieces []piece
	room := maxSection
	if head != nil {
		room -= text.UTF16(head.plain.String()) + 1
	}
	for _, part := range m.Clean().Split(room, text.UTF16) {
		l := markedLine(part)
		block := slack.NewRichTextBlock("")
		plain := l.plain.String()
		if head != nil {
			block.Elements = append(block.Elements, slack.NewRichTextSection(head.elements...))
			plain = head.plain.String() + "\n" + plain
		}
		if len(l.elements) > 0 {
			block.Elements = append(block.Elements, &slack.RichTextQuote{Type: slack.RTEQuote, Elements: l.elements})
		}
		pieces = append(pieces, piece{block: block, plain: plain})
		head = nil
	}
	return pieces
}

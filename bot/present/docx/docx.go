package docx

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Turn is a question with its reply.
type Turn struct {
	Question string
	Asked    time.Time
	Address  string // of the answer, "" for none
	Reply    *bot.Reply
	Link     present.Links // to citations in their documents; may be nil
}

// Conversation writes questions with their answers and sources.
func Conversation(title string, turns []Turn, at time.Time) ([]byte, error) {
	var b body
	b.addParagraph("Heading1", span{text: text.OneLine(title)})
	for _, t := range turns {
		w := wording.In(t.Reply.Language)
		b.addParagraph("Heading2", span{text: strings.TrimSpace(t.Question)})
		b.addParagraph("", span{text: w.Date(t.Asked.UTC().Format(time.DateOnly)), small: true}, span{text: " ", small: true}, span{text: t.Address, to: t.Address, small: true})
		if t.Reply.Kind == bot.Verify && len(t.Reply.Claims) > 0 {
			b.addClaims(w, t.Reply, t.Link)
			continue
		}
		_, blocks := present.Reply(t.Reply)
		for _, one := range blocks {
			b.addBlock(w, one, t.Link)
		}
	}
	return pack(b.xml.String(), b.links, title, at, false)
}

// Check writes a text that was checked as a table, what speaks against it first.
func Check(title string, t Turn, at time.Time) ([]byte, error) {
	var b body
	w := wording.In(t.Reply.Language)
	b.addParagraph("Heading1", span{text: text.OneLine(title)})
	b.addParagraph("", span{text: w.Date(t.Asked.UTC().Format(time.DateOnly)), small: true}, span{text: " ", small: true}, span{text: t.Address, to: t.Address, small: true})
	b.addClaims(w, t.Reply, t.Link)
	return pack(b.xml.String(), b.links, title, at, true)
}

func (b *body) addBlock(w *wording.Words, block present.Block, link present.Links) {
	switch one := block.(type) {
	case present.Headline:
		b.addParagraph("", span{text: one.Text, bold: true})
	case present.Note:
		b.addParagraph("", span{text: one.Text, small: true})
	case present.Paragraph:
		b.addParagraph("", span{text: one.Text})
	case present.Excuse:
		b.addParagraph("", span{text: strings.TrimSpace(one.Text + " " + one.Request)})
	case present.Bullets:
		b.addLines(one.Lines)
	case present.Questions:
		b.addLines(one.Lines)
	case present.Figures:
		b.addLines(one.Lines)
	case present.Shelf:
		for _, s := range one.Documents {
			b.addParagraph("", nameOf(w, s, link)...)
		}
	case present.Statement:
		said := strings.Join(one.Lines, "\n")
		for _, n := range one.Citations {
			said += fmt.Sprintf(" [%d]", n)
		}
		b.addParagraph("", span{text: said})
	case present.Source:
		name := nameOf(w, one, link)
		b.addParagraph("", append([]span{{text: fmt.Sprintf("[%d] ", one.Citation.N), bold: true}}, name...)...)
		for _, e := range one.Citation.Excerpts() {
			b.addParagraph("Quote", span{text: strings.TrimSpace(e.Text)})
		}
	}
}

func (b *body) addLines(lines []string) {
	for _, line := range lines {
		b.addParagraph("", span{text: "• " + line})
	}
}

// nameOf names a source with what is known of it.
func nameOf(w *wording.Words, s present.Source, link present.Links) []span {
	to, _ := link.Targets(s.Citation, webAddress)
	spans := []span{{text: present.Title(s.Citation), to: to}}
	for _, fact := range present.Facts(cmp.Or(s.Words, w), s.Citation) {
		spans = append(spans, span{text: " · " + fact, small: true})
	}
	return spans
}

package slack

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

var italic = &slack.RichTextSectionTextStyle{Italic: true}

// signs are the emoji of the signs before headlines.
var signs = map[present.Sign]string{
	present.Magnifier: "mag", present.NoEntry: "no_entry_sign", present.Scales: "scales",
	present.Cross: "x", present.Check: "white_check_mark", present.Warning: "warning",
}

// render makes the pieces of a whole reply, without its buttons. The citations
// lead where links say.
func render(reply *bot.Reply, links present.Links) []piece {
	_, blocks := present.Reply(reply)
	return drawAll(blocks, links)
}

func drawAll(blocks []present.Block, links present.Links) []piece {
	var pieces []piece
	for _, b := range blocks {
		pieces = append(pieces, draw(b, links)...)
	}
	return pieces
}

// draw makes the pieces of one block.
func draw(block present.Block, links present.Links) []piece {
	switch b := block.(type) {
	case present.Note:
		return paragraphs(b.Text, italic)
	case present.Headline:
		return []piece{headline(b.Sign, b.Text)}
	case present.Statement:
		return sentence(b)
	case present.Figures:
		var pieces []piece
		for _, line := range b.Lines {
			pieces = append(pieces, paragraphs(line, nil)...)
		}
		return pieces
	case present.Source:
		return citation(b.Citation, links)
	case present.Claim:
		return claim(b, links)
	case present.Excuse:
		return failure(b)
	}
	return nil
}

// sentence renders one sentence with the numbers of its citations behind it.
func sentence(s present.Statement) []piece {
	refs := references(s.Citations)
	whole := text.Clean(strings.Join(s.Lines, "\n"))
	parts := text.Split(whole, maxSection-text.UTF16(refs), text.UTF16)
	var pieces []piece
	for i, part := range parts {
		l := new(line).bold(part)
		if i == len(parts)-1 {
			l.text(refs)
		}
		pieces = append(pieces, l.piece())
	}
	return pieces
}

func references(numbers []int) string {
	var refs strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&refs, "[%d]", n)
	}
	if refs.Len() == 0 {
		return ""
	}
	return "\u00a0" + refs.String() // a no-break space keeps them with the last word
}

func headline(sign present.Sign, title string) piece {
	return new(line).emoji(signs[sign]).bold(title).piece()
}

// citation renders an excerpt, verbatim, under its document's facts.
func citation(c bot.Citation, links present.Links) []piece {
	head := new(line).text(fmt.Sprintf("[%d] ", c.N)).append(source(c, links))
	pieces := quote(head, text.Marked{Text: c.Excerpt, Marks: c.Highlights})
	for _, e := range c.More {
		where := new(line).text(text.Clip(present.Where(c, e), maxFacts, text.UTF16))
		pieces = append(pieces, quote(where, text.Marked{Text: e.Text, Marks: e.Highlights})...)
	}
	if also := present.AlsoIn(c.Duplicates); also != "" {
		pieces = append(pieces, paragraphs(text.Clip(also, maxFacts, text.UTF16), italic)...)
	}
	return pieces
}

const maxTitle, maxFacts = 200, 600 // what is shown of a document's

// source names the document of a citation.
func source(c bot.Citation, links present.Links) *line {
	title, original := links.Targets(c, address)
	l := new(line).link(title, text.Clip(present.Title(c), maxTitle, text.UTF16))
	if facts := present.Facts(c); len(facts) > 0 {
		l.text(text.Clip(" · "+strings.Join(facts, " · "), maxFacts, text.UTF16))
	}
	if original != "" {
		l.text(" · ").link(original, present.Original)
	}
	return l
}

// claim renders what the documents say of a sentence of a text.
func claim(c present.Claim, links present.Links) []piece {
	pieces := []piece{headline(c.Sign, string(c.Verdict))}
	pieces = append(pieces, paragraphs("“"+c.Text+"”", nil)...)
	for _, conflict := range c.Conflicts {
		pieces = append(pieces, paragraphs("Differs: "+conflict, italic)...)
	}
	for _, s := range c.Sources {
		pieces = append(pieces, citation(s.Citation, links)...)
	}
	return pieces
}

// failure says why there is no answer, and under which id an operator finds it.
func failure(e present.Excuse) []piece {
	pieces := []piece{new(line).emoji(signs[present.Warning]).text(text.Clip(e.Text, maxSection-10, text.UTF16)).piece()}
	if e.Request != "" {
		pieces = append(pieces, paragraphs("Request "+e.Request, italic)...)
	}
	return pieces
}

// draft is what a growing answer says so far, in Markdown, "" if nothing.
func draft(r *bot.Reply) string {
	if r.Answer == nil || r.Answer.Outcome != bot.Answered {
		return ""
	}
	var b strings.Builder
	for i, s := range r.Answer.Sentences {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(inert(text.Clean(strings.Join(s.Lines(), "\n"))) + references(s.Citations))
	}
	if text.UTF16(b.String()) > maxMarkdown {
		return "" // the whole answer will come in several messages
	}
	return b.String()
}

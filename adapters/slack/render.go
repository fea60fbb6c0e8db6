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
	present.Cross: "x", present.Check: "white_check_mark", present.Warning: "warning", present.Books: "books",
}

// pen draws the blocks of a reply.
type pen struct {
	links   present.Links // the addresses that citations lead to
	request string        // whose excerpts buttons open, "" for no such buttons
	passage bool          // the passages themselves are what is shown
	tables  int           // that were drawn as tables

	snippets int // that were drawn together
}

// renderReply makes the pieces of a whole reply, without the row of buttons below it.
// links gives the addresses that citations lead to.
func renderReply(reply *bot.Reply, links present.Links) []piece {
	tone, blocks := present.Reply(reply)
	p := pen{links: links, passage: tone != present.Answered}
	if reply.Final {
		p.request = reply.Request
	}
	return p.drawAll(present.Brief(blocks))
}

func (p *pen) drawAll(blocks []present.Block) []piece {
	var pieces []piece
	for _, b := range blocks {
		pieces = append(pieces, p.drawBlock(b)...)
	}
	return pieces
}

// drawBlock makes the pieces of one block.
func (p *pen) drawBlock(block present.Block) []piece {
	switch b := block.(type) {
	case present.Note:
		return drawParagraphs(b.Text, italic)
	case present.Headline:
		return []piece{drawHeadline(b.Sign, b.Text)}
	case present.Paragraph:
		return drawParagraphs(b.Text, nil)
	case present.Bullets:
		return drawBullets(b.Lines)
	case present.Questions:
		return drawBullets(b.Lines)
	case present.Shelf:
		return drawShelf(b, p.links)
	case present.Statement:
		return drawSentence(b)
	case present.Figures:
		var pieces []piece
		for _, line := range b.Lines {
			pieces = append(pieces, drawParagraphs(line, nil)...)
		}
		return pieces
	case present.Source:
		return []piece{p.drawSource(b)}
	case present.Claim:
		return p.drawClaim(b)
	case present.Excuse:
		return drawFailure(b)
	}
	return nil
}

// drawSentence renders one sentence with the numbers of its citations behind it, or behind
// the first line of one that goes on in a list or in code.
func drawSentence(s present.Statement) []piece {
	refs := citationNumbers(s.Citations)
	var pieces []piece
	parts := s.Parts()
	for n, part := range parts {
		switch {
		case part.Kind == present.List:
			if n == 0 {
				part.Items[0].Text.Text += refs
			}
			pieces = append(pieces, drawList(part.Items)...)
		case part.Kind == present.Code:
			pieces = append(pieces, drawCode(part.Text.Text)...)
		default:
			split := text.Split(part.Text.Text, maxSection-text.UTF16(refs), text.UTF16)
			for i, one := range split {
				l := new(line).addPlain(one)
				if n == 0 && i == len(split)-1 {
					l.addPlain(refs)
				}
				pieces = append(pieces, l.asPiece())
			}
		}
	}
	return pieces
}

func citationNumbers(numbers []int) string {
	var refs strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&refs, "[%d]", n)
	}
	if refs.Len() == 0 {
		return ""
	}
	return "\u00a0" + refs.String() // a no-break space keeps them with the last word
}

func drawHeadline(sign present.Sign, title string) piece {
	return new(line).addEmoji(signs[sign]).addBold(title).asPiece()
}

const maxTitle, maxFacts = 200, 600 // what is shown of a document's

// sourceLine names the document of a citation.
func sourceLine(s present.Source, links present.Links) *line {
	c := s.Citation
	title, original := links.Targets(c, linkAddress)
	l := new(line).addLink(title, text.Clip(present.Title(c), maxTitle, text.UTF16))
	if facts := present.KeyFacts(s.Words, c); len(facts) > 0 {
		l.addPlain(text.Clip(" · "+strings.Join(facts, " · "), maxFacts, text.UTF16))
	}
	if original != "" {
		l.addPlain(" · ").addLink(original, s.Words.Original)
	}
	return l
}

// drawBullets renders short lines in one block, or in as many as they need.
func drawBullets(lines []string) []piece {
	var list []*line
	for _, l := range lines {
		list = append(list, new(line).addPlain(text.Clip(l, maxFacts, text.UTF16)))
	}
	return joinBullets(list)
}

// drawShelf lists documents.
func drawShelf(s present.Shelf, links present.Links) []piece {
	var list []*line
	for _, d := range s.Documents {
		list = append(list, sourceLine(d, links))
	}
	return joinBullets(list)
}

// joinBullets puts lines, each shorter than a section may be, into as few blocks as
// they need.
func joinBullets(lines []*line) []piece {
	const bullet = "•\u00a0"
	var pieces []piece
	var open line
	for _, l := range lines {
		size := text.UTF16(open.plain.String()) + text.UTF16(l.plain.String()) + len("\n"+bullet)
		if len(open.elements) > 0 && size > maxSection {
			pieces, open = append(pieces, open.asPiece()), line{}
		}
		if len(open.elements) > 0 {
			open.addPlain("\n")
		}
		open.addPlain(bullet).appendLine(l)
	}
	if len(open.elements) > 0 {
		pieces = append(pieces, open.asPiece())
	}
	return pieces
}

// drawClaim renders what the documents say of one claim of a checked text.
func (p *pen) drawClaim(c present.Claim) []piece {
	p.snippets = 0
	pieces := []piece{drawHeadline(c.Sign, c.Label)}
	pieces = append(pieces, drawParagraphs("“"+c.Text+"”", nil)...)
	for _, conflict := range c.Conflicts {
		pieces = append(pieces, drawParagraphs(conflict, italic)...)
	}
	for _, s := range c.Sources {
		pieces = append(pieces, p.drawSource(s))
	}
	return pieces
}

// drawFailure makes the pieces that say why there is no answer, and under which id
// an operator finds the request.
func drawFailure(e present.Excuse) []piece {
	pieces := []piece{new(line).addEmoji(signs[present.Warning]).addPlain(text.Clip(e.Text, maxSection-10, text.UTF16)).asPiece()}
	if e.Request != "" {
		pieces = append(pieces, drawParagraphs(e.Request, italic)...)
	}
	return pieces
}

// draftMarkdown returns the sentences of a growing answer so far, in Markdown, ""
// if there are none or they don't fit a stream.
func draftMarkdown(r *bot.Reply) string {
	if r.Answer == nil || r.Answer.Outcome != bot.Answered {
		return ""
	}
	var b strings.Builder
	for i, s := range present.BriefStatements(r) {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString(defuseMarkdown(text.Clean(strings.Join(s.Lines, "\n"))) + citationNumbers(s.Citations))
	}
	if text.UTF16(b.String()) > maxMarkdown {
		return "" // the whole answer will come in several messages
	}
	return b.String()
}

package discord

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

// Colours at the edge of a reply. Each outcome has a sign, too: not everybody
// can distinguish colours.
const (
	green = 0x2e8b57
	amber = 0xd98e04
	grey  = 0x80848e
	red   = 0xc0392b
)

// rendered is a whole reply, before it is cut into messages.
type rendered struct {
	pieces []piece
	colour int
}

// colours are those of the tones of replies.
var colours = map[present.Tone]int{
	present.Answered: green, present.Related: amber, present.Found: amber,
	present.NotFound: grey, present.Checked: grey, present.Guided: grey, present.Failed: red,
}

// signs are the emoji before headlines.
var signs = map[present.Sign]string{
	present.Magnifier: "🔎", present.NoEntry: "🚫", present.Scales: "⚖️", present.Cross: "❌", present.Check: "✅", present.Warning: "⚠️", present.Books: "📚",
}

// pen draws the blocks of a reply.
type pen struct {
	links   present.Links // the addresses that citations lead to
	request string        // whose excerpts buttons open, "" for no such buttons
	shows   excerpts
	opens   map[int]int // how many buttons open the excerpt of a number

	snippets int // that were drawn together
}

// excerpts is how much of its excerpt a source shows. Nothing folds in Discord.
type excerpts int

const (
	noExcerpts    excerpts = iota // they are one click away
	snippets                      // the part that was asked for
	wholeExcerpts                 // all of it
)

// renderReply renders a reply without the row of buttons below it. links gives the
// addresses that citations lead to.
func renderReply(reply *bot.Reply, links present.Links) rendered {
	tone, blocks := present.Reply(reply)
	p := pen{links: links}
	if tone != present.Answered {
		p.shows = snippets
	}
	if reply.Final && customID(actionContext, reply.Request, mostOpened) != "" {
		p.request = reply.Request
	}
	return rendered{p.drawAll(present.Brief(blocks)), colours[tone]}
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
		return []piece{drawNote(b.Text)}
	case present.Headline:
		return []piece{drawHeadline(b.Sign, b.Text)}
	case present.Paragraph:
		return drawLines("", b.Text)
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
			pieces = append(pieces, drawLines("", line)...)
		}
		return pieces
	case present.Source:
		return p.drawSource(b)
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
	var list []piece
	for n, part := range s.Parts() {
		var drawn []piece
		switch part.Kind {
		case present.List:
			drawn = drawItems("", part.Items)
		case present.Code:
			drawn = drawCode(part.Text.Text)
		default:
			drawn = drawLines("", part.Text.Text)
		}
		if last := len(drawn) - 1; n == 0 && last >= 0 {
			drawn[last].text += refs
		}
		list = append(list, drawn...)
	}
	return joinLines(list)
}

func citationNumbers(numbers []int) string {
	const most = 20 // keeps the length of a piece in bounds
	var refs strings.Builder
	for _, n := range numbers[:min(most, len(numbers))] {
		refs.WriteString(escapeMarkdown(fmt.Sprintf("[%d]", n)))
	}
	if refs.Len() == 0 {
		return ""
	}
	return "\u00a0**" + refs.String() + "**" // a no-break space keeps them with the last word
}

func drawHeadline(sign present.Sign, title string) piece {
	return signedLine(signs[sign], title)
}

func signedLine(sign, title string) piece {
	return textPiece(sign + " **" + escapeMarkdown(title) + "**")
}

// drawBullets renders short lines.
func drawBullets(lines []string) []piece {
	var list []piece
	for _, l := range lines {
		list = append(list, drawLines("• ", text.OneLine(l))...)
	}
	return joinLines(list)
}

// drawShelf lists documents.
func drawShelf(s present.Shelf, links present.Links) []piece {
	var list []piece
	for _, d := range s.Documents {
		list = append(list, textPiece("• "+sourceLine(d, links)))
	}
	return joinLines(list)
}

// joinLines puts lines together, so that they don't stand apart, as far as a piece
// holds them.
func joinLines(lines []piece) []piece {
	var list []piece
	for _, l := range lines {
		if n := len(list); n > 0 && text.UTF16(list[n-1].text)+text.UTF16(l.text) < maxPiece {
			list[n-1].text += "\n" + l.text
		} else {
			list = append(list, l)
		}
	}
	return list
}

// drawClaim renders what the documents say of one claim of a checked text.
func (p *pen) drawClaim(c present.Claim) []piece {
	p.snippets = 0
	out := append([]piece{drawHeadline(c.Sign, c.Label)}, drawLines("", "“"+c.Text+"”")...)
	for _, conflict := range c.Conflicts {
		out = append(out, drawNote(conflict))
	}
	for _, s := range c.Sources {
		out = append(out, p.drawSource(s)...)
	}
	return out
}

// drawFailure makes the pieces that say why there is no answer, and under which id
// an operator finds the request.
func drawFailure(e present.Excuse) []piece {
	list := drawLines(signs[present.Warning]+" ", e.Text)
	if e.Request != "" {
		list = append(list, drawNote(e.Request))
	}
	return list
}

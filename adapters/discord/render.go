package discord

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
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

// renderReply renders a reply without its buttons. links gives the addresses that
// citations lead to.
func renderReply(reply *bot.Reply, links present.Links) rendered {
	tone, blocks := present.Reply(reply)
	return rendered{drawAll(blocks, links), colours[tone]}
}

func drawAll(blocks []present.Block, links present.Links) []piece {
	var pieces []piece
	for _, b := range blocks {
		pieces = append(pieces, drawBlock(b, links)...)
	}
	return pieces
}

// drawBlock makes the pieces of one block.
func drawBlock(block present.Block, links present.Links) []piece {
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
		return drawShelf(b, links)
	case present.Statement:
		return drawSentence(b)
	case present.Figures:
		var pieces []piece
		for _, line := range b.Lines {
			pieces = append(pieces, drawLines("", line)...)
		}
		return pieces
	case present.Source:
		return drawCitation(b, links)
	case present.Claim:
		return drawClaim(b, links)
	case present.Excuse:
		return drawFailure(b)
	}
	return nil
}

// drawSentence renders one sentence with the numbers of its citations behind it.
func drawSentence(s present.Statement) []piece {
	list := drawLines("", strings.Join(s.Lines, "\n"))
	list[len(list)-1].text += citationNumbers(s.Citations)
	return list
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

// drawCitation renders an excerpt, verbatim, under its document's facts.
func drawCitation(s present.Source, links present.Links) []piece {
	const longFacts = 250
	c := s.Citation
	number := "**" + escapeMarkdown(fmt.Sprintf("[%d]", c.N)) + "** "
	list := drawQuote(number+sourceLine(s, links), text.Marked{Text: c.Excerpt, Marks: c.Highlights})
	for _, e := range c.More {
		where := escapeMarkdown(text.Clip(present.Where(s.Words, c, e), longFacts, text.UTF16))
		list = append(list, drawQuote(where, text.Marked{Text: e.Text, Marks: e.Highlights})...)
	}
	if also := present.AlsoIn(s.Words, c.Duplicates); also != "" {
		list = append(list, drawNote(also))
	}
	return list
}

// sourceLine names the document of a citation.
func sourceLine(s present.Source, links present.Links) string {
	const longTitle, longFacts, longest = 150, 250, 1490 // the excerpt begins in the same piece, a number before it
	c := s.Citation
	title, original := links.Targets(c, linkAddress)
	head := linkOrLabel(text.Clip(present.Title(c), longTitle, text.UTF16), title)
	if original != "" {
		original = " · " + linkOrLabel(s.Words.Original, original)
	}
	if facts := present.Facts(s.Words, c); len(facts) > 0 {
		room := (longest - text.UTF16(head+original)) / 2 // escaped, it may be twice as long
		head += escapeMarkdown(text.Clip(" · "+strings.Join(facts, " · "), min(longFacts, room), text.UTF16))
	}
	return head + original
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
func drawClaim(c present.Claim, links present.Links) []piece {
	out := append([]piece{drawHeadline(c.Sign, c.Label)}, drawLines("", "“"+c.Text+"”")...)
	for _, conflict := range c.Conflicts {
		out = append(out, drawNote(conflict))
	}
	for _, s := range c.Sources {
		out = append(out, drawCitation(s, links)...)
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

// drawSurroundings renders an excerpt between the text around it. It cuts the text
// on either side so that the excerpt stays whole for as long as it fits one message.
func drawSurroundings(s *bot.Surroundings, links present.Links) rendered {
	const around = 1200
	before, after := clipToTail(s.Before, around), text.Clip(s.After, around, escapedSize)
	if s.MoreBefore && !strings.HasPrefix(before, "…") {
		before = "… " + before
	}
	if s.MoreAfter && !strings.HasSuffix(after, "…") {
		after += " …"
	}
	whole := before + s.Excerpt + after
	mark := [2]int{len(before), len(before) + len(s.Excerpt)}
	cited := present.Source{Citation: s.Citation, Words: wording.In(s.Language)}
	number := "**" + escapeMarkdown(fmt.Sprintf("[%d]", s.N)) + "** "
	list := drawQuote(number+sourceLine(cited, links), text.Marked{Text: whole, Marks: [][2]int{mark}})
	return rendered{list, grey}
}

// clipToTail cuts s to its last characters.
func clipToTail(s string, limit int) string {
	if escapedSize(s) <= limit {
		return s
	}
	parts := text.Split(s, limit/2, escapedSize)
	last := parts[len(parts)-1]
	if len(parts) > 1 && escapedSize(last) < limit/4 {
		last = parts[len(parts)-2] + last
	}
	return "…" + last
}

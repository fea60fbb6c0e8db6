package discord

import (
	"fmt"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
)

// Colours at the edge of a reply. Each outcome has a sign, too: not everybody
// tells colours apart.
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
	present.NotFound: grey, present.Checked: grey, present.Failed: red,
}

// signs are the emoji before headlines.
var signs = map[present.Sign]string{
	present.Magnifier: "🔎", present.NoEntry: "🚫", present.Scales: "⚖️", present.Cross: "❌", present.Check: "✅", present.Warning: "⚠️",
}

// render renders a reply without its buttons. The citations lead where links say.
func render(reply *bot.Reply, links present.Links) rendered {
	tone, blocks := present.Reply(reply)
	return rendered{drawAll(blocks, links), colours[tone]}
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
		return []piece{note(b.Text)}
	case present.Headline:
		return []piece{headline(b.Sign, b.Text)}
	case present.Statement:
		return sentence(b)
	case present.Figures:
		var pieces []piece
		for _, line := range b.Lines {
			pieces = append(pieces, lines("", line)...)
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
	list := lines("", strings.Join(s.Lines, "\n"))
	list[len(list)-1].text += references(s.Citations)
	return list
}

func references(numbers []int) string {
	const most = 20 // keeps the length of a piece in bounds
	var refs strings.Builder
	for _, n := range numbers[:min(most, len(numbers))] {
		refs.WriteString(escape(fmt.Sprintf("[%d]", n)))
	}
	if refs.Len() == 0 {
		return ""
	}
	return "\u00a0**" + refs.String() + "**" // a no-break space keeps them with the last word
}

func headline(sign present.Sign, title string) piece {
	return signedLine(signs[sign], title)
}

func signedLine(sign, title string) piece { return textPiece(sign + " **" + escape(title) + "**") }

// citation renders an excerpt, verbatim, under its document's facts.
func citation(c bot.Citation, links present.Links) []piece {
	const longFacts = 250
	list := quote(source(c, links), text.Marked{Text: c.Excerpt, Marks: c.Highlights})
	for _, e := range c.More {
		where := escape(text.Clip(present.Where(c, e), longFacts, text.UTF16))
		list = append(list, quote(where, text.Marked{Text: e.Text, Marks: e.Highlights})...)
	}
	if also := present.AlsoIn(c.Duplicates); also != "" {
		list = append(list, note(also))
	}
	return list
}

// source names the document of a citation.
func source(c bot.Citation, links present.Links) string {
	const longTitle, longFacts, longest = 150, 250, 1500 // the excerpt begins in the same piece
	title, original := links.Targets(c, address)
	head := "**" + escape(fmt.Sprintf("[%d]", c.N)) + "** " + link(text.Clip(present.Title(c), longTitle, text.UTF16), title)
	if original != "" {
		original = " · " + link(present.Original, original)
	}
	if facts := present.Facts(c); len(facts) > 0 {
		room := (longest - text.UTF16(head+original)) / 2 // escaped, it may be twice as long
		head += escape(text.Clip(" · "+strings.Join(facts, " · "), min(longFacts, room), text.UTF16))
	}
	return head + original
}

// claim renders what the documents say of a sentence of a text.
func claim(c present.Claim, links present.Links) []piece {
	out := append([]piece{headline(c.Sign, string(c.Verdict))}, lines("", "“"+c.Text+"”")...)
	for _, conflict := range c.Conflicts {
		out = append(out, note("Differs: "+conflict))
	}
	for _, s := range c.Sources {
		out = append(out, citation(s.Citation, links)...)
	}
	return out
}

// failure says why there is no answer, and under which id an operator finds it.
func failure(e present.Excuse) []piece {
	list := lines(signs[present.Warning]+" ", e.Text)
	if e.Request != "" {
		list = append(list, note("Request "+e.Request))
	}
	return list
}

// surroundings renders an excerpt between the text around it, cut to one
// message: the excerpt itself stays whole for as long as it fits.
func surroundings(s *bot.Surroundings, links present.Links) rendered {
	const around = 1200
	before, after := tail(s.Before, around), text.Clip(s.After, around, escapedSize)
	if s.MoreBefore && !strings.HasPrefix(before, "…") {
		before = "… " + before
	}
	if s.MoreAfter && !strings.HasSuffix(after, "…") {
		after += " …"
	}
	whole := before + s.Excerpt + after
	mark := [2]int{len(before), len(before) + len(s.Excerpt)}
	list := quote(source(s.Citation, links), text.Marked{Text: whole, Marks: [][2]int{mark}})
	return rendered{list, grey}
}

// tail cuts s to its last characters.
func tail(s string, limit int) string {
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

package discord

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// drawSource renders a source: title, publisher and date beside a button that opens its
// excerpt, and as much of that as the pen shows.
func (p *pen) drawSource(s present.Source) []piece {
	c := s.Citation
	head := "**" + escapeMarkdown(fmt.Sprintf("[%d]", c.N)) + "** " + sourceLine(s, p.links)
	var list []piece
	switch p.shows {
	case noExcerpts:
		list = []piece{textPiece(head)}
	case snippets:
		list = drawQuote(head, text.Marked{Text: present.Snippet(c, p.snippets)})
		p.snippets++
	default:
		list = append([]piece{textPiece(head)}, drawExcerpts(s)...)
	}
	if id := p.openID(c.N); id != "" {
		list[0] = sectionPiece(list[0].text, newButton(s.Words.Context, id))
	}
	return list
}

// drawExcerpts renders the excerpts of a source in the forms of their parts, and what
// else is known of it.
func drawExcerpts(s present.Source) []piece {
	c := s.Citation
	list := drawExcerpt(text.Marked{Text: c.Excerpt, Marks: s.Answering})
	list = append(list, drawFurther(s)...)
	for _, note := range []string{present.PlaceOf(s.Words, c), present.AlsoIn(s.Words, c.Duplicates)} {
		if note != "" {
			list = append(list, drawNote(note))
		}
	}
	return list
}

// drawFurther renders the further excerpts of a source.
func drawFurther(s present.Source) []piece {
	var list []piece
	for i, m := range s.Texts()[1:] {
		list = append(append(list, drawNote(present.Where(s.Words, s.Citation, s.Citation.More[i]))), drawExcerpt(m)...)
	}
	return list
}

// mostOpened is the longest word of a button that opens an excerpt.
const mostOpened = "100000.100"

// openID names the button that opens an excerpt, "" if there is to be none. No two of a
// message may have one name, though two claims may rest on one excerpt.
func (p *pen) openID(n int) string {
	if p.request == "" || n == 0 {
		return ""
	}
	if p.opens == nil {
		p.opens = make(map[int]int)
	}
	p.opens[n]++
	if times := p.opens[n]; times > 1 {
		return customID(actionContext, p.request, fmt.Sprintf("%d.%d", n, times))
	}
	return customID(actionContext, p.request, n)
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
	if facts := present.KeyFacts(s.Words, c); len(facts) > 0 {
		room := (longest - text.UTF16(head+original)) / 2 // escaped, it may be twice as long
		head += escapeMarkdown(text.Clip(" · "+strings.Join(facts, " · "), min(longFacts, room), text.UTF16))
	}
	return head + original
}

// sectionPiece is a text beside a button.
func sectionPiece(s string, b discordgo.Button) piece {
	return piece{text: s, count: 3, component: discordgo.Section{
		Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: s}}, Accessory: b,
	}}
}

// drawExcerpt renders an excerpt: paragraphs and lists as quotations, tables in aligned
// lines, code as it is.
func drawExcerpt(m text.Marked) []piece {
	var list []piece
	for _, part := range present.Parts(m) {
		switch part.Kind {
		case present.Table:
			list = append(list, drawCode(present.Grid(part.Rows))...)
		case present.Code:
			list = append(list, drawCode(part.Text.Text)...)
		case present.List:
			list = append(list, drawItems("> ", part.Items)...)
		default:
			list = append(list, drawQuote("", part.Text)...)
		}
	}
	return joinLines(list)
}

// drawItems renders the items of a list, each behind a prefix: that of a quotation, or none.
func drawItems(prefix string, items []present.Item) []piece {
	var list []piece
	for _, item := range items {
		mark := "• "
		if item.Number > 0 {
			mark = fmt.Sprintf("%d\\. ", item.Number)
		}
		indent := strings.Repeat("\u2003", item.Indent) // Discord folds plain spaces
		list = append(list, splitPieces("", item.Text, func(part text.Marked) string {
			part.Text = strings.ReplaceAll(part.Text, "\n", " ")
			return prefix + indent + mark + renderMarked(part)
		})...)
	}
	return joinLines(list)
}

// drawCode renders text in letters of one width, as it is.
func drawCode(code string) []piece {
	const fence, broken = "```", "`\u200b``" // the second one ends no block
	code = strings.ReplaceAll(text.Clean(code), fence, broken)
	var list []piece
	for _, part := range text.Split(code, maxPiece-2*len(fence+"\n"), text.UTF16) {
		if part = strings.Trim(part, "\n"); strings.TrimSpace(part) != "" {
			list = append(list, textPiece(fence+"\n"+part+"\n"+fence))
		}
	}
	return list
}

// drawSurroundings renders an excerpt between the text around it, and the further
// excerpts of its document. It cuts the text on either side so that the excerpt stays
// whole for as long as it fits one message.
func drawSurroundings(s *bot.Surroundings, links present.Links) rendered {
	const around = 900
	before, after := clipToTail(s.Before, around), text.Clip(s.After, around, escapedSize)
	if s.MoreBefore && !strings.HasPrefix(before, "…") {
		before = "… " + before
	}
	if s.MoreAfter && !strings.HasSuffix(after, "…") {
		after += " …"
	}
	m := text.Marked{Text: before + s.Excerpt + after}
	said := s.Answering
	if len(said) == 0 { // of a passage that answers nothing all of it was shown
		said = [][2]int{{0, len(s.Excerpt)}}
	}
	for _, mark := range said {
		m.Marks = append(m.Marks, [2]int{len(before) + mark[0], len(before) + mark[1]})
	}
	cited := present.Source{Citation: s.Citation, Words: wording.In(s.Language)}
	number := "**" + escapeMarkdown(fmt.Sprintf("[%d]", s.N)) + "** "
	list := append([]piece{textPiece(number + sourceLine(cited, links))}, drawExcerpt(m)...)
	list = append(list, drawFurther(cited)...)
	if place := present.PlaceOf(cited.Words, s.Citation); place != "" {
		list = append(list, drawNote(place))
	}
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

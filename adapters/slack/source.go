package slack

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot/present"
	"footnote/bot/present/text"
)

// drawSource renders a source folded to its title, publisher and date. Opened, it has
// the excerpt, verbatim, with what answers marked, and buttons that lead further. Where
// passages themselves are shown, the part that was asked for stands below the title.
func (p *pen) drawSource(s present.Source) piece {
	c := s.Citation
	title := fmt.Sprintf("[%d] %s", c.N, text.Clip(present.Title(c), maxTitle, text.UTF16))
	facts := strings.Join(present.KeyFacts(s.Words, c), " · ")
	inside, folded := p.drawInside(s)
	box := slack.NewContainerBlock(inside...).WithTitle(plainText(title, maxContainerTitle)).WithCollapsible(true, true)
	if facts != "" {
		box.WithSubtitle(plainText(facts, maxContainerTitle))
	}
	shown := box.Title.Text
	if box.Subtitle != nil {
		shown += "\n" + box.Subtitle.Text
	}
	out := piece{block: box, plain: shown, folded: folded, flat: p.drawFlat(s)}
	if p.passage {
		out.below = drawSnippet(s, p.snippets)
		p.snippets++
	}
	return out
}

// drawInside makes the blocks of an opened source, and their text.
func (p *pen) drawInside(s present.Source) (blocks []slack.Block, plain string) {
	c := s.Citation
	const most = maxMessage / 2 // characters; a message has other sources, too
	var kept []piece
	var lines []string
	size := 0
	add := func(list []piece) {
		for _, one := range list {
			if size += one.plainSize(); size > most {
				return
			}
			kept, lines = append(kept, one), append(lines, one.plain)
		}
	}
	add(p.drawExcerpts(s))
	var notes []string
	for _, note := range []string{present.PlaceOf(s.Words, c), present.AlsoIn(s.Words, c.Duplicates)} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	if len(notes) > 0 {
		add([]piece{new(line).addItalic(text.Clip(strings.Join(notes, "\n"), maxFacts, text.UTF16)).asPiece()})
	}
	blocks = joinRich(kept)
	if row := p.sourceButtons(s); len(row) > 0 {
		blocks = append(blocks[:min(len(blocks), maxContainer-1)], slack.NewActionBlock("", row...))
	}
	if len(blocks) == 0 { // a document without text
		blocks = append(blocks, new(line).addPlain(cmp.Or(present.Title(c), c.Document)).asPiece().block)
	}
	return blocks[:min(len(blocks), maxContainer)], strings.Join(lines, "\n")
}

// joinRich puts rich texts that follow one another into one block, as far as it holds
// them: a container has room for few.
func joinRich(pieces []piece) []slack.Block {
	var list []slack.Block
	var last *slack.RichTextBlock // nil if the last block isn't one
	size := 0
	for _, p := range pieces {
		rich, _ := p.block.(*slack.RichTextBlock)
		n := p.plainSize()
		if rich != nil && last != nil && size+n <= maxSection {
			last.Elements = append(last.Elements, rich.Elements...)
			size += n
			continue
		}
		list, last, size = append(list, p.block), rich, n
	}
	return list
}

// sourceButtons lead from an opened source to the text around its excerpt and to the
// document.
func (p *pen) sourceButtons(s present.Source) []slack.BlockElement {
	c := s.Citation
	var row []slack.BlockElement
	if b := p.contextButton(s); b != nil {
		row = append(row, b)
	}
	title, original := p.links.Targets(c, linkAddress)
	if title != "" {
		row = append(row, linkButton(s.Words.OpenBrowser, title, fmt.Sprint(c.N)))
	}
	if original != "" {
		row = append(row, linkButton(s.Words.Original, original, fmt.Sprint("original-", c.N)))
	}
	return row
}

// contextButton opens the text around an excerpt. It is nil if there is to be none.
func (p *pen) contextButton(s present.Source) *slack.ButtonBlockElement {
	if p.request == "" || s.Unnumbered() {
		return nil
	}
	n := s.Citation.N
	b := newButton(actionContext, s.Words.Context, packValue(p.request, n))
	b.AccessibilityLabel = fmt.Sprintf(s.Words.ContextOf, n) // a screen reader hears each button alone
	return b
}

// linkButton is a button that opens an address. Slack wants to know a click by an id.
func linkButton(label, address, id string) *slack.ButtonBlockElement {
	return newButton(actionOpen, label, id).WithURL(address)
}

// drawSnippet renders the part of a passage that stands below its title.
func drawSnippet(s present.Source, nth int) []piece {
	snippet := present.Snippet(s.Citation, nth)
	if snippet == "" {
		return nil
	}
	return drawQuote(nil, text.Marked{Text: snippet})
}

// drawFlat renders a source where nothing can be folded: its title and facts, and the
// excerpt below them.
func (p *pen) drawFlat(s present.Source) []piece {
	c := s.Citation
	head := new(line).addPlain(fmt.Sprintf("[%d] ", c.N)).appendLine(sourceLine(s, p.links)).asPiece()
	flat := pen{links: p.links, request: p.request, tables: maxTables}
	pieces := append([]piece{head}, flat.drawExcerpts(s)...)
	if also := present.AlsoIn(s.Words, c.Duplicates); also != "" {
		pieces = append(pieces, drawParagraphs(text.Clip(also, maxFacts, text.UTF16), italic)...)
	}
	if b := p.contextButton(s); b != nil {
		pieces = append(pieces, piece{block: slack.NewActionBlock("", b)})
	}
	return pieces
}

// drawExcerpts renders the excerpt of a source, and its further ones under where they
// stand.
func (p *pen) drawExcerpts(s present.Source) []piece {
	var pieces []piece
	for i, m := range s.Texts() {
		if i > 0 {
			where := present.Where(s.Words, s.Citation, s.Citation.More[i-1])
			pieces = append(pieces, new(line).addItalic(text.Clip(where, maxFacts, text.UTF16)).asPiece())
		}
		pieces = append(pieces, p.drawExcerpt(m.Text, m.Marks)...)
	}
	return pieces
}

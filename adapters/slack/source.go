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
		out.above = drawSnippet(s)
	}
	return out
}

// drawInside makes the blocks of an opened source, and their text.
func (p *pen) drawInside(s present.Source) (blocks []slack.Block, plain string) {
	c := s.Citation
	const most = maxMessage / 2 // characters; a message has other sources, too
	var lines []string
	size := 0
	add := func(list []piece) {
		for _, one := range list {
			if size += one.plainSize(); size > most {
				return
			}
			blocks, lines = append(blocks, one.block), append(lines, one.plain)
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
	blocks = joinRich(blocks)
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
func joinRich(blocks []slack.Block) []slack.Block {
	var list []slack.Block
	size := 0
	for _, b := range blocks {
		rich, ok := b.(*slack.RichTextBlock)
		if !ok {
			list, size = append(list, b), 0
			continue
		}
		n := richSize(rich)
		if len(list) > 0 && size > 0 && size+n <= maxSection {
			last := list[len(list)-1].(*slack.RichTextBlock)
			last.Elements = append(last.Elements, rich.Elements...)
			size += n
			continue
		}
		list, size = append(list, b), n
	}
	return list
}

// richSize returns how many characters a rich text has, at least one.
func richSize(b *slack.RichTextBlock) int {
	n := 1
	var count func(e slack.RichTextElement)
	count = func(e slack.RichTextElement) {
		var list []slack.RichTextSectionElement
		switch e := e.(type) {
		case *slack.RichTextSection:
			list = e.Elements
		case *slack.RichTextQuote:
			list = e.Elements
		case *slack.RichTextPreformatted:
			list = e.Elements
		case *slack.RichTextList:
			for _, item := range e.Elements {
				count(item)
			}
		}
		for _, e := range list {
			switch e := e.(type) {
			case *slack.RichTextSectionTextElement:
				n += text.UTF16(e.Text)
			case *slack.RichTextSectionLinkElement:
				n += text.UTF16(e.Text)
			}
		}
	}
	for _, e := range b.Elements {
		count(e)
	}
	return n
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
func drawSnippet(s present.Source) []piece {
	snippet := present.Snippet(s.Citation)
	if snippet == "" {
		return nil
	}
	head := new(line).addPlain(fmt.Sprintf("[%d] ", s.Citation.N))
	return drawQuote(nil, text.Marked{Text: head.plain.String() + snippet})
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

// drawExcerpt renders an excerpt in the forms of its parts, what answers in bold.
func (p *pen) drawExcerpt(excerpt string, said [][2]int) []piece {
	var pieces []piece
	for _, part := range present.Parts(text.Marked{Text: excerpt, Marks: said}) {
		switch part.Kind {
		case present.Table:
			pieces = append(pieces, p.drawTable(part.Rows)...)
		case present.List:
			pieces = append(pieces, drawList(part.Items)...)
		case present.Code:
			pieces = append(pieces, drawCode(part.Text.Text)...)
		default:
			pieces = append(pieces, drawQuote(nil, part.Text)...)
		}
	}
	return pieces
}

// drawTable renders a table as one, if the message has room for it, else in aligned
// lines.
func (p *pen) drawTable(rows [][]present.Cell) []piece {
	columns, size := 0, 0
	var plain []string
	for _, row := range rows {
		columns = max(columns, len(row))
		var cells []string
		for _, c := range row {
			size += text.UTF16(c.Text)
			cells = append(cells, c.Text)
		}
		plain = append(plain, strings.Join(cells, "\t"))
	}
	if p.tables >= maxTables || len(rows) > maxTableRows || columns > maxTableColumns || size > maxTable || len(rows) < 2 {
		return drawCode(present.Grid(rows))
	}
	p.tables++
	table := slack.NewTableBlock("")
	for _, row := range rows {
		var cells []slack.TableCell
		for i := range columns {
			cell := present.Cell{}
			if i < len(row) {
				cell = row[i]
			}
			cells = append(cells, drawCell(cell))
		}
		table.AddRow(cells...)
	}
	for _, right := range present.RightAligned(rows) {
		setting := slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true}
		if right {
			setting.Align = slack.ColumnAlignmentRight
		}
		table.ColumnSettings = append(table.ColumnSettings, setting)
	}
	return []piece{{block: table, plain: strings.Join(plain, "\n")}}
}

// drawCell renders a cell, bold if it is of what answers.
func drawCell(c present.Cell) slack.TableCell {
	s := cmp.Or(text.OneLine(c.Text), "\u00a0") // Slack refuses empty texts
	if !c.Marked {
		return slack.NewTableRawTextCell(s)
	}
	bold := &slack.RichTextSectionTextStyle{Bold: true}
	return slack.NewTableRichTextCell(slack.NewRichTextSection(slack.NewRichTextSectionTextElement(s, bold)))
}

// drawCode renders code, a command or aligned lines, as they are.
func drawCode(code string) []piece {
	var pieces []piece
	for _, part := range text.Split(text.Clean(code), maxSection, text.UTF16) {
		part = strings.TrimRight(part, "\n")
		if strings.TrimSpace(part) == "" {
			continue
		}
		block := slack.NewRichTextBlock("", &slack.RichTextPreformatted{
			Type: slack.RTEPreformatted, Elements: []slack.RichTextSectionElement{slack.NewRichTextSectionTextElement(part, nil)},
		})
		pieces = append(pieces, piece{block: block, plain: part})
	}
	return pieces
}

// drawList renders the items of a list. Those of another depth or kind begin one of
// their own.
func drawList(items []present.Item) []piece {
	var pieces []piece
	var block *slack.RichTextBlock
	var plain []string
	size := 0
	flush := func() {
		if block != nil {
			pieces = append(pieces, piece{block: block, plain: strings.Join(plain, "\n")})
		}
		block, plain, size = nil, nil, 0
	}
	for i, item := range items {
		for _, part := range item.Text.Split(maxSection/2, text.UTF16) {
			l := markedLine(part)
			if len(l.elements) == 0 {
				continue
			}
			n := text.UTF16(l.plain.String())
			if size+n > maxSection {
				flush()
			}
			if block == nil {
				block = slack.NewRichTextBlock("")
			}
			if last := lastList(block); last != nil && i > 0 && continuesList(items[i-1], item) {
				last.Elements = append(last.Elements, slack.NewRichTextSection(l.elements...))
			} else {
				block.Elements = append(block.Elements, newList(item, l))
			}
			mark := "• "
			if item.Number > 0 {
				mark = fmt.Sprint(item.Number, ". ")
			}
			plain = append(plain, strings.Repeat("  ", item.Indent)+mark+l.plain.String())
			size += n
		}
	}
	flush()
	return pieces
}

func lastList(b *slack.RichTextBlock) *slack.RichTextList {
	if len(b.Elements) == 0 {
		return nil
	}
	list, _ := b.Elements[len(b.Elements)-1].(*slack.RichTextList)
	return list
}

// continuesList reports whether an item belongs to the list of the one before it.
func continuesList(before, item present.Item) bool {
	return before.Indent == item.Indent && (before.Number == 0 && item.Number == 0 || before.Number > 0 && item.Number == before.Number+1)
}

func newList(item present.Item, l *line) *slack.RichTextList {
	style := slack.RTEListBullet
	if item.Number > 0 {
		style = slack.RTEListOrdered
	}
	list := slack.NewRichTextList(style, item.Indent, slack.NewRichTextSection(l.elements...))
	list.Offset = max(item.Number-1, 0)
	return list
}

// markedLine renders a text with its marks in bold.
func markedLine(m text.Marked) *line {
	l := new(line)
	for _, run := range m.Clean().Runs() {
		if run.Bold {
			l.addBold(run.Text)
		} else {
			l.addPlain(run.Text)
		}
	}
	return l
}

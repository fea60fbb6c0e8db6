package slack

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"footnote/bot/present"
	"footnote/bot/present/text"
)

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

// richList is a list of rich text. It isn't the library's type: that sends an offset with
// each list, which Slack's documentation has and its published types don't know.
type richList struct {
	Type     slack.RichTextElementType     `json:"type"`
	Elements []slack.RichTextElement       `json:"elements"`
	Style    slack.RichTextListElementType `json:"style"`
	Indent   int                           `json:"indent"`
	Offset   int                           `json:"offset,omitempty"` // of the first number, from 0
}

// RichTextElementType implements slack.RichTextElement.
func (l *richList) RichTextElementType() slack.RichTextElementType { return l.Type }

func lastList(b *slack.RichTextBlock) *richList {
	if len(b.Elements) == 0 {
		return nil
	}
	list, _ := b.Elements[len(b.Elements)-1].(*richList)
	return list
}

// continuesList reports whether an item belongs to the list of the one before it.
func continuesList(before, item present.Item) bool {
	return before.Indent == item.Indent && (before.Number == 0 && item.Number == 0 || before.Number > 0 && item.Number == before.Number+1)
}

func newList(item present.Item, l *line) *richList {
	style := slack.RTEListBullet
	if item.Number > 0 {
		style = slack.RTEListOrdered
	}
	return &richList{
		Type: slack.RTEList, Style: style, Indent: item.Indent, Offset: max(item.Number-1, 0),
		Elements: []slack.RichTextElement{slack.NewRichTextSection(l.elements...)},
	}
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

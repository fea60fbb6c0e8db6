package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/present/text"
)

// piece is what stands together in one message: rendered text or another
// component.
type piece struct {
	text      string
	component discordgo.MessageComponent
	count     int // components in it, itself included
}

// isRow reports whether a piece is a row of menus or buttons.
func (p piece) isRow() bool {
	_, ok := p.component.(discordgo.ActionsRow)
	return ok
}

// maxPiece is how long the text of a piece may be. It is less than a message
// holds so that pieces fill messages well.
const maxPiece = 1900

func textPiece(s string) piece { return piece{text: s, count: 1} }

func rowPiece(components ...discordgo.MessageComponent) piece {
	return piece{component: discordgo.ActionsRow{Components: components}, count: 1 + len(components)}
}

// splitPieces renders text, split where its rendering is too long for one piece.
// The first part stands below head, which is rendered already.
func splitPieces(head string, m text.Marked, render func(text.Marked) string) []piece {
	for limit := maxPiece - text.UTF16(head); ; limit = limit * 3 / 4 {
		list := make([]piece, 0, 1)
		fits := true
		for i, part := range m.Split(limit, escapedSize) {
			s := render(part)
			if i == 0 {
				s = head + s
			}
			fits = fits && text.UTF16(s) <= maxPiece
			list = append(list, textPiece(s))
		}
		if fits || limit < 100 {
			return list
		}
	}
}

// drawQuote renders an excerpt as a quotation below head, if that isn't "".
func drawQuote(head string, m text.Marked) []piece {
	if head != "" {
		head += "\n"
	}
	return splitPieces(head, m, func(part text.Marked) string {
		// Split leaves the line break at the end of a part: it parts them already.
		part.Text = strings.TrimSuffix(part.Text, "\n")
		return quoteLines(renderMarked(part))
	})
}

// drawLines renders plain text behind a prefix, such as a sign.
func drawLines(prefix, s string) []piece {
	return splitPieces(prefix, text.Marked{Text: text.Clean(s)}, func(part text.Marked) string { return escapeMarkdown(part.Text) })
}

// drawNote renders plain text in small print, as one line.
func drawNote(s string) piece {
	return textPiece(smallPrint(escapeMarkdown(text.Clip(text.OneLine(s), maxPiece/2-10, text.UTF16))))
}

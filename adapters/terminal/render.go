package terminal

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/wording"
	"footnote/retrieval/language"
)

// Printer renders answers and citations for people.
type Printer struct {
	Screen
	// More reports whether the document goes on before and after an excerpt. With
	// none every excerpt may be a part.
	More func(bot.Citation) (before, after bool)
	// Fetched reports whether a document came from the web: then its address is shown
	// in the place of its file.
	Fetched func(document string) bool
}

// toneStyles are those of the headlines of replies.
var toneStyles = map[present.Tone]string{present.Related: Yellow, present.NotFound: Red}

// Reply renders a reply: the sentences of an answer, or which other outcome it is, or
// what it says instead of one, with the excerpts below.
func (p Printer) Reply(r *bot.Reply) string {
	var b strings.Builder
	tone, blocks := present.Reply(r)
	statements := 0
	for _, block := range blocks {
		if _, ok := block.(present.Statement); ok {
			statements++
		}
	}
	bullet := "" // sentences of several documents make no paragraph
	if statements > 1 {
		bullet = "• "
	}
	for _, block := range blocks {
		switch block := block.(type) {
		case present.Paragraph:
			p.Block(&b, "", "", "", OneLine(block.Text))
		case present.Bullets:
			p.printBullets(&b, block.Lines)
		case present.Questions:
			p.printBullets(&b, block.Lines)
		case present.Shelf:
			p.printShelf(&b, block)
		case present.Excuse:
			p.Block(&b, "", "", Red, OneLine(block.Text))
		case present.Headline:
			if tone == present.Answered && block.Sign == present.Magnifier {
				b.WriteByte('\n') // what is only close stands apart from the sources
			}
			p.printHeadline(&b, tone, block)
		case present.Statement:
			p.printStatement(&b, bullet, block)
		case present.Figures:
			for _, line := range block.Lines {
				p.Block(&b, "  ", "  ", "", OneLine(line))
			}
		case present.Note:
			p.Block(&b, "", "", "", OneLine(block.Text))
		case present.Source:
			b.WriteByte('\n')
			p.Citation(&b, block, false)
		}
	}
	return b.String()
}

// printBullets renders short lines.
func (p Printer) printBullets(b *strings.Builder, lines []string) {
	for _, line := range lines {
		p.Block(b, "  • ", "    ", "", OneLine(line))
	}
}

// printShelf lists documents.
func (p Printer) printShelf(b *strings.Builder, s present.Shelf) {
	for _, d := range s.Documents {
		p.Block(b, "  • ", "    ", Bold, OneLine(present.Title(d.Citation)))
		p.List(b, "    ", " · ", factsOf(d, false))
	}
}

// printHeadline renders a headline as a line that ends like a sentence, or like what
// announces the lines below it.
func (p Printer) printHeadline(b *strings.Builder, tone present.Tone, h present.Headline) {
	style, ending := toneStyles[tone], "."
	switch {
	case h.Sign == present.Scales:
		style, ending = Yellow, ":"
	case tone == present.Guided, tone == present.Found:
		style, ending = Bold, ":"
	}
	switch last, _ := utf8.DecodeLastRuneInString(h.Text); {
	case strings.ContainsRune(".:?!…。：？؟", last):
		ending = ""
	case language.IsUnspaced(last) || strings.ContainsRune("」）”", last) && strings.ContainsFunc(h.Text, language.IsUnspaced):
		ending = map[string]string{".": "。", ":": "："}[ending]
	}
	p.Block(b, "", "", style, h.Text+ending)
}

// printStatement renders a sentence of an answer with the numbers of its citations
// behind it.
func (p Printer) printStatement(b *strings.Builder, bullet string, s present.Statement) {
	var refs strings.Builder
	for _, n := range s.Citations {
		fmt.Fprintf(&refs, "[%d]", n)
	}
	// The no-break space keeps the numbers with the last word.
	const glue = "\u00a0"
	indent := uniseg.StringWidth(bullet)
	for n, paragraph := range s.Lines {
		paragraph = OneLine(paragraph)
		if n == len(s.Lines)-1 {
			paragraph += glue + refs.String()
		}
		for i, line := range wrapMarked(marked{text: paragraph}, p.Width-indent) {
			if n == 0 && i == 0 {
				b.WriteString(bullet)
			} else {
				b.WriteString(strings.Repeat(" ", indent))
			}
			text, ends := strings.CutSuffix(line.text, glue+refs.String())
			b.WriteString(p.Style(Bold, text))
			if ends {
				b.WriteString(" " + p.Style(Cyan, refs.String()))
			}
			b.WriteByte('\n')
		}
	}
}

// Citation renders one excerpt under its document's facts, shown around the bytes
// that answer. full adds the facts and the lines that an answer leaves out.
func (p Printer) Citation(b *strings.Builder, s present.Source, full bool) {
	c := s.Citation
	number := fmt.Sprintf("[%d] ", c.N)
	indent := strings.Repeat(" ", len(number))
	p.Block(b, p.Style(Cyan, number), indent, Bold, OneLine(present.Title(c)))
	facts := factsOf(s, full)
	if address := OneLine(c.URL); !full && address != "" && p.Fetched != nil && p.Fetched(c.Document) {
		facts = append(slices.DeleteFunc(facts, func(f string) bool { return f == OneLine(bot.DocumentName(c.Document)) }), address)
	}
	p.List(b, indent, " · ", facts)
	p.printExcerpt(b, indent, c, s.Answering, full)
	for _, e := range c.More {
		further := c
		further.Start, further.End, further.Excerpt, further.Highlights = e.Start, e.End, e.Text, e.Highlights
		p.List(b, indent, " · ", strings.Split(OneLine(present.Where(s.Words, c, e)), " · "))
		p.printExcerpt(b, indent, further, nil, full)
	}
	most := present.MostNamed
	if full {
		most = len(c.Duplicates)
	}
	p.AlsoIn(b, s.Words, indent, c.Duplicates, most)
}

// AlsoIn renders where else a passage stands, up to a number of documents by name.
func (p Printer) AlsoIn(b *strings.Builder, w *wording.Words, indent string, documents []string, most int) {
	if names := present.AlsoInNames(w, documents, most); len(names) > 0 {
		p.List(b, indent, ", ", names)
	}
}

// factsOf lists what is known of where an excerpt stands.
func factsOf(s present.Source, full bool) []string {
	c := s.Citation
	var facts []string
	if author := OneLine(c.Author); full && author != "" {
		facts = append(facts, fmt.Sprintf(s.Words.By, author))
	}
	for _, fact := range present.Facts(s.Words, c) {
		facts = append(facts, OneLine(fact))
	}
	if full {
		if address := OneLine(c.URL); address != "" {
			facts = append(facts, address)
		}
		facts = append(facts, fmt.Sprintf("bytes %d–%d", c.Start, c.End))
	}
	return facts
}

// printExcerpt renders the excerpt behind a bar, highlights and all. Unless full,
// a long one is shown around the bytes in focus or else its highlights.
func (p Printer) printExcerpt(b *strings.Builder, indent string, c bot.Citation, focus [][2]int, full bool) {
	width := p.Width - len(indent) - len("│ …") // one column for an ellipsis
	tabs := spaceCells(c.Excerpt, width)
	m := cleanMarked(marked{c.Excerpt, c.Highlights}, tabs)
	focus = cleanMarked(marked{c.Excerpt, focus}, tabs).marks
	lines := wrapMarked(m, width)
	before, after := p.More != nil, false
	if p.More != nil {
		before, after = p.More(c)
	}
	if !full {
		from, to := focusWindow(lines, focus)
		before, after = before || from > 0, after || to < len(lines)
		lines = lines[from:to]
	}
	for len(lines) > 1 && strings.TrimSpace(lines[len(lines)-1].text) == "" {
		lines = lines[:len(lines)-1]
	}
	for i, line := range lines {
		text := p.styleMarked(line)
		if i == 0 && before {
			text = "… " + text
		}
		if i == len(lines)-1 && after {
			text += " …"
		}
		b.WriteString(strings.TrimRight(indent+p.Style(Dim, "│")+" "+text, " "))
		b.WriteByte('\n')
	}
}

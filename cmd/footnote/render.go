package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"footnote/bot"
)

// printer renders answers and citations for people.
type printer struct {
	screen
	// more tells whether the document goes on before and after an excerpt.
	more func(bot.Citation) (before, after bool)
}

// answer renders an answer: its sentences, or which other outcome it is, with
// the excerpts below.
func (p printer) answer(a bot.Answer) string {
	var b strings.Builder
	switch a.Outcome {
	case bot.Answered:
		bullet := ""
		if len(a.Sentences) > 1 {
			bullet = "• "
		}
		for _, s := range a.Sentences {
			p.sentence(&b, bullet, s)
		}
	case bot.Related:
		b.WriteString(p.style(sgrYellow, "Closest passages (they may not answer the question)") + "\n")
	default:
		b.WriteString(p.style(sgrRed, "Not in the documents.") + "\n")
	}
	for _, d := range a.Disagreements {
		p.disagreement(&b, d)
	}
	p.summary(&b, a.Summary)
	p.corrected(&b, a.Corrected)
	p.missing(&b, a.Missing)
	for _, c := range a.Citations {
		b.WriteByte('\n')
		p.citation(&b, c, focus(a, c), false)
	}
	return b.String()
}

// focus returns which bytes of an excerpt the sentences of the answer are.
func focus(a bot.Answer, c bot.Citation) [][2]int {
	var spans [][2]int
	for _, s := range a.Sentences {
		if len(s.Citations) > 0 && s.Citations[0] == c.N && s.Start >= c.Start && s.End <= c.End {
			spans = append(spans, [2]int{s.Start - c.Start, s.End - c.Start})
		}
	}
	for _, d := range a.Disagreements {
		for _, f := range d.Figures {
			span := [2]int{f.Start - c.Start, f.End - c.Start}
			if f.Citation == c.N && span[0] >= 0 && f.End <= c.End && !slices.ContainsFunc(spans, func(s [2]int) bool { return s[0] <= span[0] && span[1] <= s[1] }) {
				spans = append(spans, span)
			}
		}
	}
	slices.SortFunc(spans, func(x, y [2]int) int { return cmp.Compare(x[0], y[0]) })
	return spans
}

// sentence renders a sentence of an answer with the numbers of its citations
// behind it. Sentences of several documents make no paragraph, so each has a
// bullet if there are several.
func (p printer) sentence(b *strings.Builder, bullet string, s bot.Sentence) {
	var refs strings.Builder
	for _, n := range s.Citations {
		fmt.Fprintf(&refs, "[%d]", n)
	}
	// The no-break space keeps the numbers with the last word.
	const glue = "\u00a0"
	indent := uniseg.StringWidth(bullet)
	paragraphs := s.Lines()
	for n, paragraph := range paragraphs {
		paragraph = oneLine(paragraph)
		if n == len(paragraphs)-1 {
			paragraph += glue + refs.String()
		}
		for i, line := range wrap(marked{text: paragraph}, p.width-indent) {
			if n == 0 && i == 0 {
				b.WriteString(bullet)
			} else {
				b.WriteString(strings.Repeat(" ", indent))
			}
			text, ends := strings.CutSuffix(line.text, glue+refs.String())
			b.WriteString(p.style(sgrBold, text))
			if ends {
				b.WriteString(" " + p.style(sgrCyan, refs.String()))
			}
			b.WriteByte('\n')
		}
	}
}

// disagreement shows the figures that documents differ on, with their dates.
func (p printer) disagreement(b *strings.Builder, d bot.Disagreement) {
	b.WriteString(p.style(sgrYellow, "The sources give different figures:") + "\n")
	for _, f := range d.Figures {
		ref := fmt.Sprintf("[%d]", f.Citation)
		date := cmp.Or(humanDate(oneLine(f.Published)), "no date")
		p.block(b, "  ", "  ", "", fmt.Sprintf("%s %s · %s", oneLine(f.Text), ref, date))
	}
}

// summary tells what a model had to do with the sentences.
func (p printer) summary(b *strings.Builder, s *bot.Summary) {
	switch {
	case s == nil:
	case s.Fallback != "":
		p.block(b, "", "", sgrDim, "In the documents' own words: "+oneLine(s.Fallback)+".")
	case s.Dropped > 0:
		p.block(b, "", "", sgrDim, fmt.Sprintf("Written by %s and checked against the excerpts; %s dropped.", oneLine(s.Model), count(s.Dropped, "sentence")))
	default:
		p.block(b, "", "", sgrDim, fmt.Sprintf("Written by %s and checked against the excerpts.", oneLine(s.Model)))
	}
}

// corrected tells which words were taken for misspelt ones or for two.
func (p printer) corrected(b *strings.Builder, words map[string]string) {
	var misspelt, apart []string
	for _, asked := range slices.Sorted(maps.Keys(words)) {
		if line := asked + " → " + words[asked]; strings.Contains(words[asked], " ") {
			apart = append(apart, line)
		} else {
			misspelt = append(misspelt, line)
		}
	}
	if len(misspelt) > 0 {
		p.block(b, "", "", "", "Taken for misspelt: "+oneLine(strings.Join(misspelt, ", "))+".")
	}
	if len(apart) > 0 {
		p.block(b, "", "", "", "Searched as: "+oneLine(strings.Join(apart, ", "))+".")
	}
}

func (p printer) missing(b *strings.Builder, words []string) {
	if len(words) == 0 {
		return
	}
	const most = 12
	list := oneLine(strings.Join(words[:min(most, len(words))], ", "))
	if n := len(words) - most; n > 0 {
		list += fmt.Sprintf(" and %d more words", n)
	}
	const longest = 400 // bytes; the question may be anything
	if len(list) > longest {
		list = strings.ToValidUTF8(list[:longest], "") + "…"
	}
	p.block(b, "", "", "", "No document mentions: "+list+".")
}

// citation renders one excerpt under its document's facts. full adds the facts
// and the lines that an answer leaves out.
func (p printer) citation(b *strings.Builder, c bot.Citation, focus [][2]int, full bool) {
	number := fmt.Sprintf("[%d] ", c.N)
	indent := strings.Repeat(" ", len(number))
	p.block(b, p.style(sgrCyan, number), indent, sgrBold, cmp.Or(oneLine(c.Title), oneLine(c.Document)))
	p.list(b, indent, " · ", facts(c, full))
	p.excerpt(b, indent, c, focus, full)
	for _, e := range c.More {
		further := c
		further.Start, further.End, further.Excerpt, further.Highlights = e.Start, e.End, e.Text, e.Highlights
		p.list(b, indent, " · ", where(c, e))
		p.excerpt(b, indent, further, nil, full)
	}
	if len(c.Duplicates) > 0 {
		p.list(b, indent, ", ", alsoIn(c.Duplicates, full))
	}
}

// where says where a further excerpt of a citation's document stands.
func where(c bot.Citation, e bot.Excerpt) []string {
	list := []string{"further on"}
	if e.Start < c.Start {
		list[0] = "further up"
	}
	if e.Page > 0 && e.Page != c.Page {
		list = append(list, fmt.Sprintf("p. %d", e.Page))
	}
	if heading := oneLine(e.Heading); heading != "" && e.Heading != c.Heading {
		list = append(list, heading)
	}
	return list
}

// facts lists what is known of where an excerpt stands.
func facts(c bot.Citation, full bool) []string {
	var list []string
	add := func(format, s string) {
		if s = oneLine(s); s != "" {
			list = append(list, fmt.Sprintf(format, s))
		}
	}
	if full {
		add("by %s", c.Author)
	}
	add("%s", c.Publisher)
	add("%s", humanDate(c.Published))
	if c.Page > 0 {
		list = append(list, fmt.Sprintf("p. %d", c.Page))
	}
	// A document's first heading is mostly its title again.
	heading, _ := strings.CutPrefix(oneLine(c.Heading), oneLine(c.Title))
	add("%s", strings.TrimPrefix(heading, " › "))
	if c.Title != "" {
		add("%s", c.Document)
	}
	if full {
		add("%s", c.URL)
		list = append(list, fmt.Sprintf("bytes %d–%d", c.Start, c.End))
	}
	return list
}

// excerpt renders the excerpt behind a bar, highlights and all. Unless full,
// a long one is shown around the bytes in focus or else its highlights.
func (p printer) excerpt(b *strings.Builder, indent string, c bot.Citation, focus [][2]int, full bool) {
	m := clean(marked{c.Excerpt, c.Highlights})
	focus = clean(marked{c.Excerpt, focus}).marks
	lines := wrap(m, p.width-len(indent)-len("│ …")) // one column for an ellipsis
	before, after := p.more != nil, false
	if p.more != nil {
		before, after = p.more(c)
	}
	if !full {
		from, to := window(lines, focus)
		before, after = before || from > 0, after || to < len(lines)
		lines = lines[from:to]
	}
	for len(lines) > 1 && strings.TrimSpace(lines[len(lines)-1].text) == "" {
		lines = lines[:len(lines)-1]
	}
	for i, line := range lines {
		text := p.marked(line)
		if i == 0 && before {
			text = "… " + text
		}
		if i == len(lines)-1 && after {
			text += " …"
		}
		b.WriteString(strings.TrimRight(indent+p.style(sgrDim, "│")+" "+text, " "))
		b.WriteByte('\n')
	}
}

// alsoIn lists where else a passage stands.
func alsoIn(documents []string, full bool) []string {
	const most = 3
	var names []string
	for i, d := range documents {
		if i == most && !full {
			names = append(names, fmt.Sprintf("%d more", len(documents)-most))
			break
		}
		names = append(names, oneLine(d))
	}
	if len(names) > 0 {
		names[0] = "also in " + names[0]
	}
	return names
}

// list writes dim items with separators, breaking lines between items where
// it can, for paths don't read well in two pieces.
func (p printer) list(b *strings.Builder, indent, separator string, items []string) {
	line := ""
	for i, item := range items {
		if i > 0 {
			line += strings.TrimRight(separator, " ")
			if uniseg.StringWidth(line+" "+item) <= p.width-len(indent) {
				item = line + " " + item
			} else {
				p.block(b, indent, indent, sgrDim, line)
			}
		}
		line = item
	}
	p.block(b, indent, indent, sgrDim, line)
}

// humanDate spells out an ISO 8601 date, reduced or not; anything else stays.
func humanDate(iso string) string {
	for _, layout := range [][2]string{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}} {
		if t, err := time.Parse(layout[0], iso); err == nil {
			return t.Format(layout[1])
		}
	}
	return iso
}

// padded fills s with spaces up to width columns.
func padded(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-uniseg.StringWidth(s)))
}

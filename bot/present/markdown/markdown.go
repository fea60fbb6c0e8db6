// Package markdown writes replies as Markdown: for chat programs, for notes, for
// files. What documents, people and models say stays text. It makes no link, loads no
// picture and is no HTML, whoever renders it.
package markdown

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Text is Markdown with the places of its citations.
type Text struct {
	Markdown string
	// Marks are where a number such as [1] stands behind a sentence.
	Marks []Mark
}

// Mark is the number of a citation in a text.
type Mark struct {
	Start, End int // bytes
	N          int // Citation.N
}

// Answer returns the part of a text that stands before its sources.
func Answer(markdown string) string {
	answer, _, _ := strings.Cut(markdown, sources)
	return strings.TrimSpace(marked.ReplaceAllString(answer, ""))
}

// sources stands before the list of sources, in every language.
const sources = "\n---\n"

var marked = regexp.MustCompile(` \[\d+\]`)

// Reply writes a reply. link, if it isn't nil, gives the address of a citation in its
// document, "" for none.
func Reply(r *bot.Reply, link present.Links) Text {
	w := writer{link: link, words: wording.In(r.Language)}
	_, blocks := present.Reply(r)
	for _, b := range blocks {
		w.writeBlock(b)
	}
	return Text{strings.TrimSpace(w.text.String()) + "\n", w.marks}
}

type writer struct {
	text    strings.Builder
	marks   []Mark
	link    present.Links
	words   *wording.Words
	sources bool // the list of them has begun
}

func (w *writer) writeLine(line string) { w.text.WriteString(line + "\n") }

// writeParagraph writes a paragraph of text that isn't Markdown.
func (w *writer) writeParagraph(said string) { w.writeLine(Escape(said) + "\n") }

func (w *writer) writeBlock(block present.Block) {
	switch b := block.(type) {
	case present.Headline:
		w.writeLine("**" + Escape(b.Text) + "**\n")
	case present.Note:
		w.writeParagraph(b.Text)
	case present.Paragraph:
		w.writeParagraph(b.Text)
	case present.Excuse:
		w.writeParagraph(strings.TrimSpace(b.Text + " " + b.Request))
	case present.Bullets:
		w.writeBullets(b.Lines)
	case present.Questions:
		w.writeBullets(b.Lines)
	case present.Figures:
		w.writeBullets(b.Lines)
	case present.Shelf:
		for _, s := range b.Documents {
			w.writeLine("- " + w.nameOf(s))
		}
		w.writeLine("")
	case present.Statement:
		w.writeStatement(b)
	case present.Source:
		w.writeSource(b)
	case present.Claim:
		w.writeClaim(b)
	}
}

func (w *writer) writeBullets(lines []string) {
	for _, line := range lines {
		w.writeLine("- " + Escape(line))
	}
	w.writeLine("")
}

func (w *writer) writeStatement(s present.Statement) {
	for i, line := range s.Lines {
		if i > 0 {
			w.text.WriteString("  \n") // a line break
		}
		w.text.WriteString(Escape(text.Clean(line)))
	}
	for _, n := range s.Citations {
		w.text.WriteByte(' ')
		start := w.text.Len()
		fmt.Fprintf(&w.text, "[%d]", n)
		w.marks = append(w.marks, Mark{start, w.text.Len(), n})
	}
	w.text.WriteString("\n\n")
}

// writeSource writes an excerpt under its document's facts.
func (w *writer) writeSource(s present.Source) {
	if !w.sources {
		w.sources = true
		w.text.WriteString(sources + "\n")
	}
	w.writeLine(fmt.Sprintf("[%d] %s\n", s.Citation.N, w.nameOf(s)))
	for _, e := range s.Citation.Excerpts() {
		w.writeQuote(e.Text)
	}
}

// writeQuote writes a verbatim text.
func (w *writer) writeQuote(quoted string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text.Clean(quoted)), "\n") {
		w.writeLine(strings.TrimRight("> "+Escape(line), " "))
	}
	w.writeLine("")
}

func (w *writer) writeClaim(c present.Claim) {
	w.writeLine(fmt.Sprintf("**%s** %s\n", Escape(c.Label), Escape(text.OneLine(c.Text))))
	for _, conflict := range c.Conflicts {
		w.writeLine("- " + Escape(text.OneLine(conflict)))
	}
	for _, s := range c.Sources {
		w.writeLine(fmt.Sprintf("\n[%d] %s\n", s.Citation.N, w.nameOf(s)))
		w.writeQuote(s.Citation.Excerpt)
	}
	w.writeLine("")
}

// nameOf names a source with what is known of it, linked to where it can be read.
func (w *writer) nameOf(s present.Source) string {
	name := "**" + Escape(present.Title(s.Citation)) + "**"
	if to, _ := w.link.Targets(s.Citation, usable); to != "" {
		name = "[" + Escape(present.Title(s.Citation)) + "](<" + to + ">)"
	}
	for _, fact := range present.Facts(cmp.Or(s.Words, w.words), s.Citation) {
		name += " · " + Escape(fact)
	}
	return name
}

// usable returns an address that may stand in a link, "" for one that may not.
func usable(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || strings.ContainsAny(address, "<>\n\r") {
		return ""
	}
	return address
}

var (
	// tag is what may begin HTML or an address in angle brackets.
	tag = regexp.MustCompile(`<([A-Za-z/!?])`)
	// opening is what a line may begin with that isn't text in Markdown.
	opening = regexp.MustCompile(`^(\s*)(#{1,6}\s|[-+*]\s|>|={2,}|-{2,}|\*{3,}|_{3,}|~{3,}|` + "`{3,}" + `)`)
)

// Escape returns one line of text so that Markdown has it as it is, as far as it
// matters: it makes no link, picture, HTML or heading. Emphasis stays, since most stars
// and underscores of documents are meant as such or harm nobody.
func Escape(line string) string {
	line = tag.ReplaceAllString(line, "&lt;$1")
	line = strings.NewReplacer("](", "]&#40;", "][", "]&#91;", "]:", "]&#58;").Replace(line)
	if at := opening.FindStringSubmatchIndex(line); at != nil {
		line = line[:at[4]] + `\` + line[at[4]:]
	}
	return line
}

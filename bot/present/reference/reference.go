// Package reference writes answers and their citations as people take them along: as
// plain text and HTML with the sources named, as references for CSL, BibTeX and RIS,
// and as tables. Package markdown has Markdown.
package reference

import (
	"cmp"
	"fmt"
	"html"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/present"
	"footnote/bot/present/text"
	"footnote/bot/wording"
)

// Options say what an answer is written with.
type Options struct {
	// At is when it was answered: what is cited was there then.
	At time.Time
	// Link gives the address of a citation in its document, "" for none.
	Link present.Links
}

// address is where a citation can be read: where its document says that it came from,
// or else in the document here.
func (o *Options) address(c bot.Citation) string {
	if c.URL != "" || o.Link == nil {
		return text.OneLine(c.URL)
	}
	return o.Link(c)
}

// name names a source on one line: who, what, where, when, which page.
func (o *Options) name(w *wording.Words, c bot.Citation) string {
	c.Heading = "" // where in the document is said by the page
	var parts []string
	for _, s := range append([]string{c.Author, present.Title(c)}, present.Facts(w, c)...) {
		if s = strings.TrimRight(text.OneLine(s), "."); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ". ") + "."
}

// Plain writes a reply as plain text: what it says, then its sources with what they say.
func Plain(r *bot.Reply, o Options) string {
	var b strings.Builder
	_, blocks := present.Reply(r)
	w := wording.In(r.Language)
	for _, block := range blocks {
		switch x := block.(type) {
		case present.Statement:
			b.WriteString(text.Clean(strings.Join(x.Lines, "\n")))
			for _, n := range x.Citations {
				fmt.Fprintf(&b, " [%d]", n)
			}
			b.WriteString("\n\n")
		case present.Headline:
			b.WriteString(x.Text + "\n\n")
		case present.Note:
			b.WriteString(x.Text + "\n\n")
		case present.Paragraph:
			b.WriteString(x.Text + "\n\n")
		case present.Bullets:
			b.WriteString(strings.Join(x.Lines, "\n") + "\n\n")
		case present.Figures:
			b.WriteString(strings.Join(x.Lines, "\n") + "\n\n")
		case present.Claim:
			b.WriteString(x.Label + ": " + text.OneLine(x.Text) + "\n")
			for _, conflict := range x.Conflicts {
				b.WriteString(text.OneLine(conflict) + "\n")
			}
			for _, s := range x.Sources {
				o.writePlain(&b, w, s.Citation)
			}
			b.WriteString("\n")
		case present.Source:
			o.writePlain(&b, w, x.Citation)
			b.WriteString("\n")
		}
	}
	return strings.TrimSpace(b.String()) + "\n"
}

func (o *Options) writePlain(b *strings.Builder, w *wording.Words, c bot.Citation) {
	fmt.Fprintf(b, "[%d] %s", c.N, o.name(w, c))
	if at := o.address(c); at != "" {
		b.WriteString(" " + at)
	}
	b.WriteString("\n")
	for _, e := range c.Excerpts() {
		b.WriteString("“" + strings.TrimSpace(text.Clean(e.Text)) + "”\n")
	}
}

// HTML writes a reply as a piece of HTML, to be pasted into a document.
func HTML(r *bot.Reply, o Options) string {
	var b strings.Builder
	_, blocks := present.Reply(r)
	w := wording.In(r.Language)
	p := func(tag, s string) { b.WriteString("<" + tag + ">" + s + "</" + tag + ">\n") }
	lines := func(list []string) {
		for _, line := range list {
			p("p", escape(line))
		}
	}
	for _, block := range blocks {
		switch x := block.(type) {
		case present.Statement:
			said := escape(strings.Join(x.Lines, "\n"))
			for _, n := range x.Citations {
				said += fmt.Sprintf("<sup>[%d]</sup>", n)
			}
			p("p", said)
		case present.Headline:
			p("p", "<strong>"+escape(x.Text)+"</strong>")
		case present.Note:
			p("p", escape(x.Text))
		case present.Paragraph:
			p("p", escape(x.Text))
		case present.Bullets:
			lines(x.Lines)
		case present.Figures:
			lines(x.Lines)
		case present.Claim:
			p("p", "<strong>"+escape(x.Label)+":</strong> "+escape(text.OneLine(x.Text)))
			lines(x.Conflicts)
			for _, s := range x.Sources {
				o.writeHTML(&b, w, s.Citation)
			}
		case present.Source:
			o.writeHTML(&b, w, x.Citation)
		}
	}
	return b.String()
}

func (o *Options) writeHTML(b *strings.Builder, w *wording.Words, c bot.Citation) {
	name := escape(o.name(w, c))
	if at := o.address(c); strings.HasPrefix(at, "http://") || strings.HasPrefix(at, "https://") {
		name += ` <a href="` + html.EscapeString(at) + `">` + html.EscapeString(at) + "</a>"
	}
	fmt.Fprintf(b, "<p>[%d] %s</p>\n", c.N, name)
	for _, e := range c.Excerpts() {
		b.WriteString("<blockquote>" + escape(strings.TrimSpace(e.Text)) + "</blockquote>\n")
	}
}

// escape returns a text as HTML, its lines kept.
func escape(s string) string {
	return strings.ReplaceAll(html.EscapeString(text.Clean(s)), "\n", "<br>")
}

// cited returns the citations of a reply, each document once, without those that an
// answer only shows because they are close.
func cited(r *bot.Reply) []bot.Citation {
	var list []bot.Citation
	seen := make(map[string]bool)
	for _, c := range r.Citations() {
		onlyClose := r.Outcome() == bot.Answered && !r.Answer.IsCited(c.N)
		if !seen[c.Document] && !onlyClose {
			seen[c.Document] = true
			list = append(list, c)
		}
	}
	return list
}

// datedParts are the year, month and day of an ISO date, as many as it has.
func datedParts(date string) []int {
	var y, m, d int
	n, _ := fmt.Sscanf(date, "%d-%d-%d", &y, &m, &d)
	return []int{y, m, d}[:max(n, 0)]
}

// key names a source in a bibliography.
func key(c bot.Citation) string {
	var b strings.Builder
	for _, r := range strings.ToLower(cmp.Or(c.Title, c.Document)) {
		if b.Len() >= 24 {
			break
		}
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			b.WriteRune(r)
		}
	}
	return fmt.Sprintf("%s%d", cmp.Or(b.String(), "source"), c.N)
}

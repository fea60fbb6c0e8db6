package corpus

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"sync"

	"footnote/retrieval"
	"footnote/retrieval/corpus/office"
	"footnote/retrieval/language"
)

// writeBody adds the message's text to p: the plain part or, where that says
// less, the HTML part.
func (m *message) writeBody(ctx context.Context, in *input, p *plainText) error {
	plain := canonicalText(m.plain)
	if plain == "" && m.html == "" && m.rich != nil {
		parsed, err := office.Read(ctx, m.rich)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			plain = canonicalText(officeText(parsed.Blocks).b.String())
		}
	}
	if m.html != "" && len(plain) < 200 {
		d, err := renderHTML(ctx, in, m.html)
		if err != nil {
			return err
		}
		// A short plain part beside it often says only that there is HTML.
		if d != nil && (plain == "" || len(d.Text) > 3*len(plain)) {
			p.addDocument(d)
			return nil
		}
	}
	fresh, quoted := splitQuoted(plain)
	p.addParagraph(fresh)
	p.addQuoted(quoted)
	return nil
}

// renderHTML reads an HTML body with the reader of HTML files.
func renderHTML(ctx context.Context, in *input, html string) (*retrieval.Document, error) {
	var out *retrieval.Document
	err := in.nestedInput(in.id, "body.html", []byte(html)).readDocuments(ctx, func(d *retrieval.Document) error {
		out = d
		return nil
	})
	if problem := (*retrieval.ReadError)(nil); errors.As(err, &problem) {
		err = nil // a body that can't be rendered is an empty one
	}
	return out, err
}

// addDocument adds the text of another document with its headings.
func (p *plainText) addDocument(d *retrieval.Document) {
	p.endList()
	if d.Text == "" {
		return
	}
	p.addText(d.Text)
	base := p.b.Len() - len(d.Text)
	for _, h := range d.Headings {
		p.headings = append(p.headings, retrieval.Heading{Offset: base + h.Offset, Level: h.Level + 1, Text: h.Text})
	}
}

// introduces ends the line before a quotation: "On Tuesday Jane wrote:".
var introduces = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(` + strings.Join(mailPhrases(func(m language.Mail) []string { return m.Wrote }), "|") + `)\s*[:：]$`)
})

// oldMessage begins what Outlook and others quote without marks.
var oldMessage = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(-{2,}\s*(` +
		strings.Join(mailPhrases(func(m language.Mail) []string { return m.OldMessage.List() }), "|") +
		`)(?:[^\p{L}\p{M}].*)?|_{20,}|begin forwarded message:)$`)
})

// attribution begins a line that says who is quoted.
var attribution = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(` +
		strings.Join(mailPhrases(func(m language.Mail) []string { return m.On.List() }), "|") + `)\s`)
})

// mailPhrases joins what the mail programs of all languages write.
func mailPhrases(list func(language.Mail) []string) []string {
	var phrases []string
	for _, l := range language.All() {
		phrases = append(phrases, list(l.Mail)...)
	}
	return phrases
}

// splitQuoted parts what the writer says from the history below it. Quotations
// that are answered piece by piece stay where they are.
func splitQuoted(text string) (fresh, quoted string) {
	lines := strings.Split(text, "\n")
	cut := len(lines)
	for i, line := range lines {
		if oldMessage().MatchString(strings.TrimSpace(line)) {
			cut = i
			break
		}
	}
	if cut == len(lines) {
		// The quotation at the end, with nothing but blank lines in it.
		for cut > 0 && (lines[cut-1] == "" || strings.HasPrefix(lines[cut-1], ">")) {
			cut--
		}
		if strings.Trim(strings.Join(lines[cut:], ""), "> ") == "" {
			return text, ""
		}
		// Who said it stands in the one or two lines before.
		if cut > 0 && introduces().MatchString(lines[cut-1]) {
			cut--
			if cut > 0 && lines[cut-1] != "" && !introduces().MatchString(lines[cut-1]) && attribution().MatchString(lines[cut-1]) {
				cut--
			}
		}
	}
	return strings.TrimSpace(strings.Join(lines[:cut], "\n")), strings.Join(lines[cut:], "\n")
}

var quoteMarks = regexp.MustCompile(`(?m)^(> ?)+`)

// addQuoted adds the history below a message. Every message in it becomes a
// section of its own: the same one quoted by ten replies is then cut into the
// same passages, and those count as one.
func (p *plainText) addQuoted(text string) {
	if text == "" {
		return
	}
	text = canonicalText(quoteMarks.ReplaceAllString(text, ""))
	var section []string
	headed := false
	flush := func() {
		text := strings.TrimSpace(strings.Join(section, "\n"))
		if section = section[:0]; text == "" {
			return
		}
		if !headed {
			p.addHeading(2, "Quoted:")
			headed = true
		}
		p.addParagraph(text)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if introduces().MatchString(line) || oldMessage().MatchString(line) {
			// An introduction may have begun in the line before.
			if n := len(section); n > 0 && introduces().MatchString(line) && attribution().MatchString(section[n-1]) {
				line = section[n-1] + " " + line
				section = section[:n-1]
			}
			flush()
			if strings.Trim(line, "_") != "" {
				p.addHeading(2, line)
				headed = true
			}
			continue
		}
		section = append(section, line)
	}
	flush()
}

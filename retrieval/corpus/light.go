package corpus

import (
	"bytes"
	"context"
	"errors"
	"path"
	"regexp"
	"strings"

	"github.com/niklasfasching/go-org/org"

	"footnote/retrieval"
	"footnote/retrieval/corpus/markup"
	"footnote/retrieval/corpus/office"
	"footnote/retrieval/corpus/office/block"
)

// lightReader reads light markup: text with marks for headings, lists and tables.
// Content alone tells few of these formats from text, so that names do.
type lightReader struct{}

// lightFormat is a language of light markup.
type lightFormat struct {
	mediaType string
	parse     func(text string) *block.Document
}

var lightFormats = map[string]lightFormat{
	".adoc": {"text/asciidoc", markup.AsciiDoc}, ".asciidoc": {"text/asciidoc", markup.AsciiDoc}, ".asc": {"text/asciidoc", markup.AsciiDoc},
	".rst": {"text/x-rst", markup.RST}, ".rest": {"text/x-rst", markup.RST},
	".tex": {"text/x-tex", markup.LaTeX}, ".ltx": {"text/x-tex", markup.LaTeX},
	".mediawiki": {"text/x-wiki", markup.MediaWiki}, ".wiki": {"text/x-wiki", markup.MediaWiki},
	".org": {"text/org", nil},
}

var (
	beginOfLaTeX  = regexp.MustCompile(`(?m)^\s*\\documentclass\b`)
	beginOfManual = regexp.MustCompile(`(?m)^(?:\.TH\s+\S|\.Dd\s+\S|\.Dt\s+\S)`)
	manualSection = regexp.MustCompile(`^\.(?:[1-9]\w{0,3}|man)$`)
)

// lightFormatOf returns the format of a file, by its name or by how it begins.
func lightFormatOf(in *input) (lightFormat, bool) {
	head := in.data[:min(len(in.data), sniffed)]
	if isBinary(in.data) {
		return lightFormat{}, false
	}
	ext := strings.ToLower(path.Ext(in.name))
	if f, ok := lightFormats[ext]; ok && !bytes.HasPrefix(head, []byte("-----BEGIN PGP")) {
		return f, true
	}
	switch {
	case beginOfLaTeX.Match(head):
		return lightFormats[".tex"], true
	case manualSection.MatchString(ext) && beginOfManual.Match(head):
		return lightFormat{"text/troff", markup.Man}, true
	}
	return lightFormat{}, false
}

func (lightReader) sniff(in *input) bool {
	_, ok := lightFormatOf(in)
	return ok
}

func (lightReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	f, _ := lightFormatOf(in)
	text := canonicalText(decodeText(in.data, ""))
	d := in.newDocument(f.mediaType)
	if f.parse == nil {
		p, err := readOrg(ctx, d, text)
		if err != nil {
			return err
		}
		return p.emitText(in, d, emit)
	}
	return in.emitMarkup(ctx, d, f.parse(text), emit)
}

// emitMarkup emits what package markup has read.
func (in *input) emitMarkup(ctx context.Context, d *retrieval.Document, parsed *office.Document, emit func(*retrieval.Document) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	d.Title = orElse(d.Title, oneLine(canonicalText(parsed.Title)))
	d.Author = orElse(d.Author, oneLine(canonicalText(parsed.Author)))
	d.Published = orElse(d.Published, isoDate(parsed.Created))
	return officeText(parsed.Blocks).emitText(in, d, emit)
}

// readOrg reads Org by way of the HTML that go-org makes of it.
func readOrg(ctx context.Context, d *retrieval.Document, text string) (*plainText, error) {
	c := org.New().Silent()
	c.ReadFile = func(string) ([]byte, error) { return nil, errors.New("files are not included") }
	c.DefaultSettings["OPTIONS"] = "toc:nil <:t e:t f:t pri:nil todo:t tags:t title:t ealb:nil"
	parsed := c.Parse(strings.NewReader(text), "")
	d.Title = oneLine(parsed.Get("TITLE"))
	d.Author = oneLine(parsed.Get("AUTHOR"))
	date := strings.Trim(parsed.Get("DATE"), "<>[]") // with the day of the week behind it
	day, _, _ := strings.Cut(date, " ")
	d.Published = orElse(isoDate(date), isoDate(day))
	html, err := parsed.Write(org.NewHTMLWriter())
	if err != nil {
		p := &plainText{} // what can't be parsed is text all the same
		p.addParagraph(text)
		return p, nil
	}
	root, err := parseHTML(ctx, html)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &plainText{}
	if err != nil {
		p.addParagraph(text)
		return p, nil
	}
	writeHTML(p, root, nil)
	return p, nil
}

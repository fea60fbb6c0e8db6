package corpus

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"footnote/retrieval"
)

// markdownReader reads Markdown with or without front matter.
type markdownReader struct {
	parser parser.Parser // safe for concurrent use
}

func newMarkdownReader() markdownReader { return markdownReader{markdownParser()} }

func (markdownReader) sniff(in *input) bool {
	if binary(in.data) {
		return false
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".md", ".markdown", ".mdown", ".mkd", ".mdx":
		return true
	case "":
		return false
	}
	return bytes.HasPrefix(in.data, []byte("---\n")) && frontMatterEnd.Match(in.data[:min(len(in.data), 4096)])
}

var frontMatterEnd = regexp.MustCompile(`(?m)^(---|\.\.\.)[ \t]*$`)

func (m markdownReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	d := in.document("text/markdown")
	source := canonicalMarkdown(decode(in.data, ""))
	matter, body := frontMatter(source)
	readFrontMatter(d, matter)
	if err := ctx.Err(); err != nil {
		return err
	}
	p := &plainText{}
	p.b.Grow(len(body)) // markup is mostly longer than its text
	m.write(p, body)
	return p.emit(in, d, emit)
}

// canonicalMarkdown makes line ends plain before parsing, and leaves out what
// pictures consist of; the rest is made canonical after it, since white space
// means something in Markdown.
func canonicalMarkdown(s string) string {
	if strings.ContainsRune(s, '\r') {
		s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	}
	return dataURI.ReplaceAllString(s, "data:")
}

// write writes what a reader of the rendered page would read.
func (m markdownReader) write(p *plainText, body string) {
	source := []byte(body)
	if tangled(source) {
		p.paragraph(body)
		return
	}
	r := markdownText{p: p, source: source}
	r.blocks(m.parser.Parse(gtext.NewReader(source)))
}

func markdownParser() parser.Parser {
	p := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	)
	p.AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		parser.WithInlineParsers(util.Prioritized(extension.NewStrikethroughParser(), 500)),
	)
	return p
}

type markdownText struct {
	p      *plainText
	source []byte
	depth  int // of lists
}

func (r *markdownText) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *markdownText) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.p.heading(n.Level, r.inline(n))
	case *ast.Paragraph, *ast.TextBlock:
		r.p.paragraph(r.inline(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.p.paragraph(strings.TrimRight(r.raw(n), "\n"))
	case *ast.HTMLBlock:
		r.p.paragraph(strings.TrimSpace(stripTags(r.raw(n))))
	case *ast.List:
		r.list(n)
	case *east.Table:
		r.table(n)
	case *ast.ThematicBreak:
	default:
		r.blocks(n) // quotes, and whatever extensions bring
	}
}

// list writes each item on lines of its own, under one another.
func (r *markdownText) list(l *ast.List) {
	r.depth++
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "- "
		if l.IsOrdered() {
			marker = fmt.Sprintf("%d. ", number)
			number++
		}
		r.p.mark(strings.Repeat("  ", r.depth-1) + marker)
		r.blocks(item)
	}
	r.depth--
	if r.depth == 0 {
		r.p.endList()
	}
}

func (r *markdownText) table(t *east.Table) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, oneLine(r.inline(cell)))
		}
		r.p.line(strings.Trim(strings.Join(cells, " | "), " "))
	}
	r.p.endList()
}

// inline returns the text of a block: links and emphasis by their words.
func (r *markdownText) inline(n ast.Node) string {
	var b strings.Builder
	r.writeInline(&b, n)
	return strings.TrimSpace(b.String())
}

func (r *markdownText) writeInline(b *strings.Builder, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value(r.source)))
			switch {
			case n.HardLineBreak():
				b.WriteByte('\n')
			case n.SoftLineBreak():
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					b.Write(bytes.ReplaceAll(t.Segment.Value(r.source), []byte("\n"), []byte(" ")))
				}
			}
		case *ast.AutoLink:
			b.Write(n.Label(r.source))
		case *ast.RawHTML:
			if isLineBreak(n.Segments.Value(r.source)) {
				b.WriteByte('\n')
			}
		default:
			r.writeInline(b, n)
		}
	}
}

func isLineBreak(tag []byte) bool {
	return len(tag) > 2 && bytes.EqualFold(tag[:3], []byte("<br"))
}

func unescape(text []byte) []byte {
	if bytes.IndexByte(text, '\\') >= 0 {
		text = util.UnescapePunctuations(text)
	}
	if bytes.IndexByte(text, '&') >= 0 {
		text = util.ResolveNumericReferences(util.ResolveEntityNames(text))
	}
	return text
}

func (r *markdownText) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(r.source))
	}
	return b.String()
}

var tags = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)

func stripTags(s string) string {
	return string(unescape([]byte(tags.ReplaceAllString(s, " "))))
}

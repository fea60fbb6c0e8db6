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
	if isBinary(in.data) {
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
	d := in.newDocument("text/markdown")
	source := canonicalMarkdown(decodeText(in.data, ""))
	matter, body := frontMatter(source)
	said := readFrontMatter(d, matter)
	if err := ctx.Err(); err != nil {
		return err
	}
	p := &plainText{}
	p.b.Grow(len(body)) // markup is mostly longer than its text
	m.writeText(p, body)
	p.endList()
	for _, line := range said {
		p.addLine(line)
	}
	return p.emitText(in, d, emit)
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

// writeText writes what a reader of the rendered page would read.
func (m markdownReader) writeText(p *plainText, body string) {
	source := []byte(body)
	if isTangled(source) {
		p.addParagraph(body)
		return
	}
	if len(source) <= wholeMarkdown {
		m.writePiece(p, source)
		return
	}
	for piece := range splitMarkdown(source, markdownPiece) {
		m.writePiece(p, piece)
	}
}

// writePiece parses Markdown as a whole.
func (m markdownReader) writePiece(p *plainText, source []byte) {
	r := markdownText{p: p, source: source}
	r.writeBlocks(m.parser.Parse(gtext.NewReader(source)))
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

func (r *markdownText) writeBlocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.writeBlock(n)
	}
}

func (r *markdownText) writeBlock(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		r.p.addHeading(n.Level, r.inlineText(n))
	case *ast.Paragraph, *ast.TextBlock:
		r.p.addParagraph(r.inlineText(n))
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		r.p.addParagraph(strings.TrimRight(r.sourceText(n), "\n"))
	case *ast.HTMLBlock:
		r.p.addParagraph(strings.TrimSpace(stripTags(r.sourceText(n))))
	case *ast.List:
		r.writeList(n)
	case *east.Table:
		r.writeTable(n)
	case *ast.ThematicBreak:
	default:
		r.writeBlocks(n) // quotes, and whatever extensions bring
	}
}

// writeList writes each item on lines of its own, under one another.
func (r *markdownText) writeList(l *ast.List) {
	r.depth++
	number := l.Start
	for item := l.FirstChild(); item != nil; item = item.NextSibling() {
		marker := "- "
		if l.IsOrdered() {
			marker = fmt.Sprintf("%d. ", number)
			number++
		}
		r.p.beginItem(strings.Repeat("  ", r.depth-1) + marker)
		r.writeBlocks(item)
	}
	r.depth--
	if r.depth == 0 {
		r.p.endList()
	}
}

func (r *markdownText) writeTable(t *east.Table) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, oneLine(r.inlineText(cell)))
		}
		r.p.addRow(retrieval.JoinCells(cells))
	}
	r.p.endList()
}

// inlineText returns the text of a block: links and emphasis by their words.
func (r *markdownText) inlineText(n ast.Node) string {
	var b strings.Builder
	r.writeInline(&b, n)
	return strings.TrimSpace(b.String())
}

func (r *markdownText) writeInline(b *strings.Builder, parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescapeMarkdown(n.Segment.Value(r.source)))
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

// isLineBreak reports whether an HTML tag is a <br>.
func isLineBreak(tag []byte) bool {
	return len(tag) > 2 && bytes.EqualFold(tag[:3], []byte("<br"))
}

// unescapeMarkdown resolves backslash escapes and character references.
func unescapeMarkdown(text []byte) []byte {
	if bytes.IndexByte(text, '\\') >= 0 {
		text = util.UnescapePunctuations(text)
	}
	if bytes.IndexByte(text, '&') >= 0 {
		text = util.ResolveNumericReferences(util.ResolveEntityNames(text))
	}
	return text
}

func (r *markdownText) sourceText(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.Write(line.Value(r.source))
	}
	return b.String()
}

var tags = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)

func stripTags(s string) string {
	return string(unescapeMarkdown([]byte(tags.ReplaceAllString(s, " "))))
}

package corpus

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"footnote/retrieval"
)

// htmlReader reads pages of the web, HTML or XHTML: their main text, without
// what stands around it on every page of a site.
type htmlReader struct{}

const (
	// sniffed is how much of a file is looked at to tell its format, bytes.
	sniffed = 8 << 10
	// maxTree is the largest page that is read into a tree, bytes. A tree takes
	// about ten times its source; larger pages are read as they stream by.
	maxTree = 16 << 20
)

func (htmlReader) sniff(in *input) bool {
	head := markupHead(in.data)
	if beginOfHTML.MatchString(head) {
		return true
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".html", ".htm", ".xhtml", ".xht", ".shtml":
		return tagOfHTML.MatchString(head) && !isBinary(in.data)
	}
	return false
}

var (
	beginOfHTML = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html\b|<head\b|<body\b)`)
	tagOfHTML   = regexp.MustCompile(`(?i)<(?:/?[a-z][a-z0-9]*[\s/>]|!--|!doctype)`)
)

// markupHead returns the first bytes of a file as text.
func markupHead(data []byte) string {
	return decodeText(data[:min(len(data), sniffed)&^3], "UTF-8")
}

func (htmlReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	d := in.newDocument("text/html")
	if err := readPage(ctx, d, decodeMarkup(in.data, "")); err != nil {
		return err
	}
	if d.Text == "" {
		return in.refuseInput("it holds no text")
	}
	return emit(d)
}

// readPage reads the main text and the facts of a page into d.
func readPage(ctx context.Context, d *retrieval.Document, source string) error {
	p := &plainText{}
	root, err := parseHTML(ctx, source)
	if cerr := ctx.Err(); cerr != nil {
		return cerr
	}
	if err != nil { // too large or too deep for a tree
		if err := streamHTML(ctx, d, source, p); err != nil {
			return err
		}
		p.finishText(d)
		return nil
	}
	facts := readPageFacts(d, root)
	writeMain(p, root)
	p.finishText(d)
	facts.completeFacts(d)
	return ctx.Err()
}

var errNoTree = errors.New("too large for a tree")

// parseHTML returns the tree of a page. It fails if that would be too large or
// too deep.
func parseHTML(ctx context.Context, source string) (*html.Node, error) {
	if len(source) > maxTree {
		return nil, errNoTree
	}
	if countCopies(ctx, source) > maxCopies {
		return nil, errNoTree
	}
	return html.Parse(&contextReader{ctx, strings.NewReader(source)})
}

// maxCopies is more than the sloppiest pages make.
const maxCopies = 1 << 20

// countCopies returns how many elements a tree may have beyond those of its
// source. An element such as <b> that is never closed comes again in each block
// after it, so that a few kilobytes make gigabytes.
func countCopies(ctx context.Context, source string) (n int) {
	open, all := make(map[string]int), 0 // such elements
	foreign := 0                         // in SVG and MathML scripts and styles hold elements
	z := html.NewTokenizer(&contextReader{ctx, strings.NewReader(source)})
	for {
		kind := z.Next()
		switch kind {
		case html.ErrorToken:
			return n
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
		default:
			continue
		}
		tag, _ := z.TagName()
		switch name := string(tag); {
		case kind == html.EndTagToken && open[name] > 0:
			open[name]--
			all--
		case kind == html.EndTagToken && (name == "svg" || name == "math"):
			foreign = max(foreign-1, 0)
		case kind == html.EndTagToken:
		case isRepeatedElement(name):
			open[name]++
			all++
		case kind == html.StartTagToken && (name == "svg" || name == "math"):
			foreign++
		case name != "script" && name != "style" || foreign > 0:
			z.NextIsNotRawText()
		}
		if n += all; n > maxCopies {
			return n
		}
	}
}

// isRepeatedElement reports whether HTML opens an element again: the
// "formatting" ones of its standard, except for those that one of their own
// kind closes.
func isRepeatedElement(name string) bool {
	switch name {
	case "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u":
		return true
	}
	return false
}

// contextReader ends when its context does.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (r *contextReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(b)
}

// decodeMarkup returns HTML or XML as UTF-8. label is the charset that a
// header declares, "" if none; then the one that the file declares itself
// counts.
func decodeMarkup(data []byte, label string) string {
	if label == "" {
		label = declaredCharset(data)
	}
	return decodeText(data, label)
}

// declaredCharset returns the charset that a file names in a meta element or
// an XML declaration, "" if none.
func declaredCharset(data []byte) string {
	m := charsetName.FindSubmatch(data[:min(len(data), sniffed)])
	if m == nil || bytes.HasPrefix(bytes.ToLower(m[1]), []byte("utf-16")) { // it was read, so it isn't
		return ""
	}
	return string(m[1])
}

var charsetName = regexp.MustCompile(`(?i)(?:<\?xml[^>]+encoding|<meta[^>]+charset)\s*=\s*["']?\s*([\w:.-]+)`)

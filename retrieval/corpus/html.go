package corpus

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"
	"unicode"

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
		return tagOfHTML.MatchString(head) && !binary(in.data)
	}
	return false
}

var (
	beginOfHTML = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*(?:<!doctype\s+html\b|<html\b|<head\b|<body\b)`)
	tagOfHTML   = regexp.MustCompile(`(?i)<(?:/?[a-z][a-z0-9]*[\s/>]|!--|!doctype)`)
)

// markupHead returns the first bytes of a file as text.
func markupHead(data []byte) string {
	return decode(data[:min(len(data), sniffed)&^3], "UTF-8")
}

func (htmlReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	d := in.document("text/html")
	if err := readPage(ctx, d, decodeMarkup(in.data, "")); err != nil {
		return err
	}
	if d.Text == "" {
		return in.refuse("it holds no text")
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
		p.finish(d)
		return nil
	}
	facts := readPageFacts(d, root)
	writeMain(p, root)
	p.finish(d)
	facts.complete(d)
	return ctx.Err()
}

var errNoTree = errors.New("too large for a tree")

// parseHTML returns the tree of a page. It fails if that would be too large or
// too deep.
func parseHTML(ctx context.Context, source string) (*html.Node, error) {
	if len(source) > maxTree {
		return nil, errNoTree
	}
	return html.Parse(&treeReader{in: contextReader{ctx, strings.NewReader(source)}})
}

// treeReader ends a page whose tree would be much larger than its source: an
// element such as <b> that is never closed comes again in each block after it,
// so that few kilobytes make gigabytes.
type treeReader struct {
	in     contextReader
	open   int // such elements
	copies int // at most, so far
}

// maxCopies is more than the sloppiest pages make.
const maxCopies = 1 << 20

func (r *treeReader) Read(b []byte) (int, error) {
	n, err := r.in.Read(b)
	for rest := b[:n]; ; {
		at := bytes.IndexByte(rest, '<')
		if at < 0 {
			break
		}
		rest = rest[at+1:]
		name := rest[:min(len(rest), len("strong")+2)]
		closes := bytes.HasPrefix(name, []byte("/"))
		end := bytes.IndexFunc(name[min(len(name), 1):], func(r rune) bool { return !unicode.IsLetter(r) })
		if end >= 0 {
			name = name[:end+1]
		}
		switch formatting := repeatedElement(bytes.TrimPrefix(name, []byte("/"))); {
		case formatting && closes:
			r.open = max(r.open-1, 0)
		case formatting:
			r.open++
		}
		if r.copies += r.open; r.copies > maxCopies {
			return 0, errNoTree
		}
	}
	return n, err
}

// repeatedElement tells the elements that HTML opens again (the "formatting"
// ones of its standard, but for those that one of their own kind closes).
func repeatedElement(name []byte) bool {
	switch strings.ToLower(string(name)) {
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
	return decode(data, label)
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

package corpus

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"footnote/retrieval"
)

// warcReader reads web archives (WARC): each page and document that a server answered
// with. Records are cut here and not by a library: what is needed of the format is a
// header and a length, and the libraries at hand bring their own DNS, disk buffers and
// protobuf along.
type warcReader struct{}

func (warcReader) sniff(in *input) bool { return bytes.HasPrefix(in.data, []byte("WARC/")) }

func (warcReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	e := &entries{in: in, unit: "page", emit: emit}
	rest := in.data
	for len(rest) > 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		rest = bytes.TrimLeft(rest, "\r\n")
		if len(rest) == 0 {
			break
		}
		_, afterVersion, _ := bytes.Cut(rest, []byte("\n"))
		header, body := parseHeader(afterVersion)
		size, err := strconv.ParseInt(strings.TrimSpace(header.Get("Content-Length")), 10, 64)
		if !bytes.HasPrefix(rest, []byte("WARC/")) || err != nil || size < 0 || size > int64(len(body)) {
			return e.finishBundle(ctx, &damage{io.ErrUnexpectedEOF})
		}
		record := body[:size]
		rest = body[size:]
		kind, target := header.Get("Warc-Type"), strings.Trim(header.Get("Warc-Target-Uri"), "<> ")
		if kind != "response" && kind != "resource" && kind != "conversion" {
			continue
		}
		if err := e.readWARCRecord(ctx, target, header.Get("Warc-Date"), record, kind == "response"); err != nil {
			return e.finishBundle(ctx, err)
		}
	}
	return e.finishBundle(ctx, nil)
}

// readWARCRecord reads what lay at an address.
func (e *entries) readWARCRecord(ctx context.Context, target, date string, data []byte, isResponse bool) error {
	if err := e.in.budget.countEntry(); err != nil {
		return err
	}
	name := "page"
	if u, err := url.Parse(target); err == nil && u.Host != "" {
		name = strings.TrimSuffix(u.Host+u.Path, "/")
		if u.RawQuery != "" {
			name += "?" + u.RawQuery
		}
	}
	if isResponse && bytes.HasPrefix(data, []byte("HTTP/")) {
		response, err := http.ReadResponse(bufio.NewReader(bytes.NewReader(data)), nil)
		if err != nil {
			return e.noteProblem(e.uniqueName(name), e.in.failInput(err, "its HTTP header is damaged"))
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK || isWebFurniture(response.Header.Get("Content-Type")) {
			return nil
		}
		var body io.Reader = response.Body
		if strings.EqualFold(response.Header.Get("Content-Encoding"), "gzip") {
			if z, err := gzip.NewReader(body); err == nil {
				body = z
			}
		}
		expanded, err := e.in.expandAll(ctx, body, int64(len(data)))
		if err != nil && len(expanded) == 0 {
			return e.noteExpand(ctx, e.uniqueName(name), err)
		}
		data = expanded
		if kind, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";"); path.Ext(name) == "" && extensions[kind] != "" {
			name += extensions[kind]
		}
	}
	if len(data) == 0 {
		return nil
	}
	outer := e.emit
	e.emit = func(d *retrieval.Document) error {
		d.URL = orElse(d.URL, webURL(target))
		d.Published = orElse(d.Published, isoDate(date))
		return outer(d)
	}
	defer func() { e.emit = outer }()
	return e.readEntry(ctx, e.uniqueName(name), data)
}

// isWebFurniture reports whether what a server answered with only makes a page look or
// work.
func isWebFurniture(contentType string) bool {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch kind = strings.TrimSpace(kind); kind {
	case "text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/font-woff":
		return true
	}
	return strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "font/") || strings.HasPrefix(kind, "video/") || strings.HasPrefix(kind, "audio/")
}

package corpus

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"path"
	"strings"

	"footnote/retrieval"
)

// mhtmlReader reads pages that a browser saved with all they show in one file
// (RFC 2557). Only the page itself is read.
type mhtmlReader struct{}

func (mhtmlReader) sniff(in *input) bool {
	head := in.data[:min(len(in.data), sniffed)]
	if i := bytes.Index(head, []byte("\n\n")); i >= 0 {
		head = head[:i]
	} else if i := bytes.Index(head, []byte("\r\n\r\n")); i >= 0 {
		head = head[:i]
	}
	head = bytes.ToLower(head)
	if !bytes.Contains(head, []byte("content-type:")) {
		return false
	}
	switch strings.ToLower(path.Ext(in.name)) {
	case ".mht", ".mhtml":
		return bytes.Contains(head, []byte("multipart/related")) || bytes.Contains(head, []byte("text/html"))
	}
	return bytes.Contains(head, []byte("snapshot-content-location:")) && bytes.Contains(head, []byte("multipart/related"))
}

func (mhtmlReader) read(ctx context.Context, in *input, emit func(*retrieval.Document) error) error {
	message, err := mail.ReadMessage(bytes.NewReader(in.data))
	if err != nil {
		return in.failInput(err, "it is not a valid web archive")
	}
	page, err := mainPart(ctx, textproto.MIMEHeader(message.Header), message.Body, 0)
	if cerr := ctx.Err(); cerr != nil {
		return cerr
	}
	if page == nil {
		return in.failInput(err, "this web archive holds no page")
	}
	d := in.newDocument("multipart/related")
	if err := readPage(ctx, d, decodeMarkup(page.data, page.charset)); err != nil {
		return err
	}
	setFact(d, "url", cmp.Or(message.Header.Get("Snapshot-Content-Location"), page.location))
	if subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject")); err == nil {
		setFact(d, "title", subject)
	}
	if d.Text == "" {
		return in.refuseInput("it holds no text")
	}
	return emit(d)
}

// archivedPage is the HTML of a web archive.
type archivedPage struct {
	data     []byte
	charset  string
	location string
}

// mainPart returns the part that the archive starts with: the one its header
// names, or else the first page.
func mainPart(ctx context.Context, header textproto.MIMEHeader, body io.Reader, depth int) (*archivedPage, error) {
	const deepest = 4
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	if kind == "text/html" || kind == "application/xhtml+xml" {
		// What a damaged encoding leaves is worth reading.
		data, err := io.ReadAll(transferDecoder(header, body))
		if len(data) == 0 {
			return nil, err
		}
		return &archivedPage{data, params["charset"], header.Get("Content-Location")}, nil
	}
	if !strings.HasPrefix(kind, "multipart/") || depth == deepest {
		return nil, nil
	}
	var first *archivedPage
	parts := multipart.NewReader(&contextReader{ctx, body}, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil { // the end, or a file cut short
			return first, nil
		}
		page, _ := mainPart(ctx, part.Header, part, depth+1)
		if page == nil {
			continue
		}
		if start := params["start"]; start == "" || start == part.Header.Get("Content-ID") {
			return page, nil
		}
		if first == nil {
			first = page
		}
	}
}

func transferDecoder(header textproto.MIMEHeader, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

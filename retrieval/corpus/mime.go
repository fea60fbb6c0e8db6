package corpus

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"github.com/jhillyerd/enmime/v2/mediatype"
)

// part is one part of a MIME message. Its tree is cut out of the message here
// and not by a library: those at hand took minutes for parts nested thirty
// deep, and stop at the first fault, of which real mail is full.
type part struct {
	header    textproto.MIMEHeader
	mediaType string // lower case
	params    map[string]string
	body      []byte // as it stands in the message, of a leaf
	parts     []*part
	omitted   string // what of it was not parsed, "" if nothing
}

const (
	maxMIMEDepth = 20
	maxMIMEParts = 1000
)

// parseMIME reads a message or part whose header stands at its beginning.
// otherwise is the type of a part that names none. left counts parts.
func parseMIME(data []byte, otherwise string, depth int, left *int) *part {
	p := &part{}
	p.header, p.body = parseHeader(data)
	p.mediaType, p.params = otherwise, map[string]string{}
	if value := p.header.Get("Content-Type"); value != "" {
		if kind, params, err := parseMediaType(value); err == nil && strings.Contains(kind, "/") {
			p.mediaType, p.params = strings.ToLower(kind), params
		}
	}
	boundary := p.params["boundary"]
	switch {
	case !strings.HasPrefix(p.mediaType, "multipart/"):
		return p
	case boundary == "":
		p.mediaType = "text/plain" // nothing parts it: better the source than nothing
		return p
	case depth == maxMIMEDepth:
		p.omitted = fmt.Sprintf("parts nested more than %d deep", maxMIMEDepth)
		return p
	}
	otherwise = "text/plain"
	if p.mediaType == "multipart/digest" {
		otherwise = "message/rfc822"
	}
	for piece := range cutParts(p.body, boundary) {
		if *left--; *left < 0 {
			p.omitted = fmt.Sprintf("the parts after the first %d", maxMIMEParts)
			break
		}
		p.parts = append(p.parts, parseMIME(piece, otherwise, depth+1, left))
	}
	if len(p.parts) == 0 && p.omitted == "" {
		p.mediaType = "text/plain" // the boundary is wrong: better the source than nothing
	}
	return p
}

// maxMediaType is the longest header with parameters that is parsed, bytes:
// the time that it takes grows faster than that.
const maxMediaType = 4 << 10

// parseMediaType reads a media type, or a disposition, and its parameters.
func parseMediaType(value string) (kind string, params map[string]string, err error) {
	kind, params, _, err = mediatype.Parse(value[:min(len(value), maxMediaType)])
	return kind, params, err
}

// cutParts yields what stands between the lines that are boundaries. A last
// part need not be closed.
func cutParts(body []byte, boundary string) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		mark := []byte("--" + boundary)
		start := -1
		for at := 0; at < len(body); {
			line := body[at:]
			if end := bytes.IndexByte(line, '\n'); end >= 0 {
				line = line[:end+1]
			}
			if rest, ok := bytes.CutPrefix(line, mark); ok {
				rest = bytes.TrimSpace(rest)
				if len(rest) == 0 || string(rest) == "--" {
					if start >= 0 && !yield(body[start:at]) {
						return
					}
					if start = at + len(line); len(rest) > 0 {
						return
					}
				}
			}
			at += len(line)
		}
		if start >= 0 && start < len(body) {
			yield(body[start:])
		}
	}
}

// parseHeader reads the header at the beginning of data, as far as it is one,
// and returns what stands after it. Lines that belong to no field are taken
// for continuations that lost their indent.
func parseHeader(data []byte) (textproto.MIMEHeader, []byte) {
	header := make(textproto.MIMEHeader)
	key := ""
	var value []string // its lines
	end := func() {
		if key != "" {
			header[key] = append(header[key], strings.TrimSpace(strings.Join(value, " ")))
		}
	}
	for rest := data; ; {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		trimmed := string(bytes.TrimSpace(line))
		if trimmed == "" {
			end()
			if len(header) == 0 && len(rest) == 0 {
				return header, nil
			}
			return header, after
		}
		name, content, isField := strings.Cut(trimmed, ":")
		name = strings.TrimSpace(name)
		indented := line[0] == ' ' || line[0] == '\t'
		switch {
		case isField && isFieldName(name) && (!indented || key == ""):
			end()
			key, value = textproto.CanonicalMIMEHeaderKey(name), append(value[:0], strings.TrimSpace(content))
		case key != "":
			value = append(value, trimmed)
		case strings.HasPrefix(trimmed, "From "), strings.HasPrefix(trimmed, ">From "): // of a mailbox
		default:
			return header, data // no header at all
		}
		if !found {
			end()
			return header, nil
		}
		rest = after
	}
}

// isFieldName reports whether a string can be the name of a header's field.
func isFieldName(s string) bool {
	return s != "" && len(s) < 80 && !strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r >= 0x7F || r == ':' })
}

// decodeContent undoes the part's transfer encoding. It leaves out what is
// broken in it.
func (p *part) decodeContent() []byte {
	switch strings.ToLower(strings.Trim(p.header.Get("Content-Transfer-Encoding"), ` "';`)) {
	case "base64":
		return decodeBase64(p.body)
	case "quoted-printable":
		out, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(p.body)))
		if len(out) < len(p.body)/4 { // it ended at a fault
			return p.body
		}
		return out
	}
	return p.body
}

// decodeBase64 decodes what is base64 in data, in lines of any length, with
// any rubbish between.
func decodeBase64(data []byte) []byte {
	clean := make([]byte, 0, len(data))
	for _, c := range data {
		if 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/' {
			clean = append(clean, c)
		}
	}
	if len(clean)%4 == 1 {
		clean = clean[:len(clean)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean)
	return out[:n]
}

// fileName is the name that the part has as a file, "" if none.
func (p *part) fileName() string {
	name := ""
	if value := p.header.Get("Content-Disposition"); value != "" {
		if _, params, err := parseMediaType(value); err == nil {
			name = params["filename"]
		}
	}
	if name == "" {
		name = p.params["name"]
	}
	return headerText(name)
}

// isAttached reports whether a part is meant as a file instead of as text to
// read.
func (p *part) isAttached() bool {
	kind, _, _ := strings.Cut(p.header.Get("Content-Disposition"), ";")
	return strings.EqualFold(strings.TrimSpace(kind), "attachment") || p.fileName() != ""
}

// headerText decodes the encoded words of a header, and bytes that should
// have been encoded.
func headerText(s string) string {
	words := mime.WordDecoder{CharsetReader: func(charset string, r io.Reader) (io.Reader, error) {
		data, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		return strings.NewReader(decodeText(data, charset)), nil
	}}
	s = decodeText([]byte(s), "")
	// Some programs break words apart, or put them into quotes.
	if out, err := words.DecodeHeader(s); err == nil {
		s = out
	}
	return oneLine(canonicalText(s))
}

package website

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

const byteOrderMark = "\ufeff"

// inUTF8 returns a text as UTF-8 if only its server says what it is written in: the
// file that is kept doesn't know of the server. Servers that say one thing of all their
// files are often wrong of those in UTF-8, which are left as they are.
func inUTF8(body []byte, contentType string) []byte {
	_, parameters, err := mime.ParseMediaType(contentType)
	label := strings.ToLower(strings.TrimSpace(parameters["charset"]))
	if err != nil || label == "" {
		return body
	}
	encoding, name := charset.Lookup(label)
	wide := strings.HasPrefix(name, "utf-16")
	if encoding == nil || name == "utf-8" || utf8.Valid(body) && !wide && !bytes.ContainsRune(body, '\x1b') {
		return body
	}
	text, err := encoding.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	// The mark counts for more than what the text says of itself, which may be wrong now.
	return append([]byte(byteOrderMark), bytes.TrimPrefix(text, []byte(byteOrderMark))...)
}

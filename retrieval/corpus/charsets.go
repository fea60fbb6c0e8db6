package corpus

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"
)

// encodingNamed returns the encoding of a label, nil if it is none that is
// known. Browsers know those of the web, the registry of IANA older ones too,
// such as the code pages of DOS.
func encodingNamed(label string) encoding.Encoding {
	switch strings.ToLower(strings.TrimSpace(label)) {
	case "", "ascii", "us-ascii": // ASCII says nothing of bytes beyond it
		return nil
	}
	e, _ := charset.Lookup(label)
	if e == nil {
		e, _ = ianaindex.MIME.Encoding(strings.TrimSpace(label))
	}
	if e == encoding.Replacement { // one that browsers refuse to read
		return nil
	}
	return e
}

// sevenBit decodes text whose charset writes all letters with bytes below 128,
// so that it looks like UTF-8. Charsets of mail in Japan and Korea show by
// their escape sequences, others only by a label. It reports whether data is
// such text.
func sevenBit(data []byte, label string) (string, bool) {
	label = strings.ToLower(strings.TrimSpace(label))
	shifts := bytes.IndexByte(data, 0x1B) >= 0
	switch {
	case bytes.ContainsFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }):
		return "", false
	case shifts && bytes.Contains(data, []byte("\x1B$)C")):
		return decodeKorean(data), true
	case shifts && (bytes.Contains(data, []byte("\x1B$B")) || bytes.Contains(data, []byte("\x1B$@")) || strings.HasPrefix(label, "iso-2022-jp")):
		return decodeAs(japanese.ISO2022JP, data), true
	case label == "hz-gb-2312":
		return decodeAs(simplifiedchinese.HZGB2312, data), true
	case label == "utf-7", strings.HasSuffix(label, "-utf-7"):
		return decodeUTF7(string(data)), true
	}
	return "", false
}

// decodeKorean decodes ISO-2022-KR (RFC 1557): between the bytes that shift
// out and in stand the characters of EUC-KR without their upper bits.
func decodeKorean(data []byte) string {
	const out, in = 0x0E, 0x0F
	data = bytes.ReplaceAll(data, []byte("\x1B$)C"), nil)
	euc := make([]byte, 0, len(data))
	shifted := false
	for _, c := range data {
		switch {
		case c == out, c == in:
			shifted = c == out
		case c == '\n':
			shifted = false
			euc = append(euc, c)
		case shifted && c > ' ' && c < 0x7F:
			euc = append(euc, c|0x80)
		default:
			euc = append(euc, c)
		}
	}
	return decodeAs(korean.EUCKR, euc)
}

// decodeUTF7 decodes UTF-7 (RFC 2152): between "+" and the first byte that is
// not base64 stands UTF-16. What is damaged in it is left as it is.
func decodeUTF7(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "+")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		n := strings.IndexFunc(rest, func(r rune) bool {
			return !('A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '+' || r == '/')
		})
		if n < 0 {
			n = len(rest)
		}
		units, err := base64.RawStdEncoding.DecodeString(rest[:n])
		if err != nil || n == 0 { // "+-" is a plus
			b.WriteString("+" + rest[:n])
			units = nil
		}
		b.WriteString(decodeAs(utf.UTF16(utf.BigEndian, utf.IgnoreBOM), units[:len(units)&^1]))
		s = strings.TrimPrefix(rest[n:], "-")
	}
}

package corpus

import (
	"bytes"
	"io"
	"iter"
	"mime/quotedprintable"
	"strings"
)

// contentLine is a line of a calendar or a card: "NAME;PARAM=value:value" (RFC 5545,
// RFC 6350). Lines are cut here and not by a library: emersion's go-ical and go-vcard
// give up a file at its first line that is wrong, and leave what old programs write
// (quoted-printable, vCard 2.1) as it is.
type contentLine struct {
	name   string // in upper case, without a group before it
	params map[string]string
	value  string // as it is written
}

// contentLines yields the lines of a file, unfolded.
func contentLines(text string) iter.Seq[contentLine] {
	return func(yield func(contentLine) bool) {
		var open []byte // grows in place: a photo is folded to thousands of lines
		flush := func() bool {
			line, ok := parseContentLine(string(open))
			return !ok || yield(line)
		}
		for line := range strings.SplitSeq(text, "\n") {
			switch {
			case bytes.HasSuffix(open, []byte("=")) && isQuotedPrintable(open):
				open = append(append(open, '\n'), line...) // a soft line break
				continue
			case strings.HasPrefix(line, " "), strings.HasPrefix(line, "\t"):
				open = append(open, line[1:]...)
				continue
			}
			if !flush() {
				return
			}
			open = append(open[:0], line...)
		}
		flush()
	}
}

// isQuotedPrintable reports whether the beginning of a line, which has its
// parameters, says so. The rest of a long one isn't looked at for each line.
func isQuotedPrintable(line []byte) bool {
	return bytes.Contains(bytes.ToUpper(line[:min(len(line), 1024)]), []byte("QUOTED-PRINTABLE"))
}

// parseContentLine cuts a line into its parts.
func parseContentLine(line string) (c contentLine, ok bool) {
	quoted, colon := false, -1
	for i := 0; i < len(line) && colon < 0; i++ {
		switch line[i] {
		case '"':
			quoted = !quoted
		case ':':
			if !quoted {
				colon = i
			}
		}
	}
	if colon <= 0 {
		return c, false
	}
	head, value := line[:colon], line[colon+1:]
	parts := strings.Split(head, ";")
	name := parts[0]
	if _, rest, grouped := strings.Cut(name, "."); grouped {
		name = rest
	}
	c = contentLine{name: strings.ToUpper(strings.TrimSpace(name)), params: make(map[string]string), value: value}
	for _, param := range parts[1:] {
		key, value, hasValue := strings.Cut(param, "=")
		if !hasValue { // of vCard 2.1: its type or its encoding
			key, value = "TYPE", param
			if strings.EqualFold(param, "QUOTED-PRINTABLE") {
				key = "ENCODING"
			}
		}
		c.params[strings.ToUpper(key)] = strings.Trim(value, `"`)
	}
	if strings.EqualFold(c.params["ENCODING"], "QUOTED-PRINTABLE") {
		if decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(value))); err == nil || len(decoded) > 0 {
			c.value = decodeText(decoded, c.params["CHARSET"])
		}
	}
	return c, true
}

// text returns the value without its escapes.
func (c contentLine) text() string { return unescapeContent(c.value) }

// list returns the parts of a value that semicolons set apart, without empty ones.
func (c contentLine) list() []string {
	var out []string
	begin := 0
	for i := 0; i <= len(c.value); i++ {
		if i == len(c.value) || c.value[i] == ';' && (i == 0 || c.value[i-1] != '\\') {
			if part := oneLine(unescapeContent(c.value[begin:i])); part != "" {
				out = append(out, part)
			}
			begin = i + 1
		}
	}
	return out
}

var contentEscapes = strings.NewReplacer(`\n`, "\n", `\N`, "\n", `\,`, ",", `\;`, ";", `\:`, ":", `\\`, `\`)

func unescapeContent(s string) string { return contentEscapes.Replace(s) }

// beginsWithLine reports whether a file begins with a line, whatever its case.
func beginsWithLine(in *input, line string) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(in.data[:min(len(in.data), 256)], []byte("\xEF\xBB\xBF")), " \t\r\n")
	return len(head) >= len(line) && strings.EqualFold(string(head[:len(line)]), line)
}

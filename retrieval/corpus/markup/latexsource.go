package markup

import (
	"strings"
	"unicode/utf8"
)

// stripLaTeXComments removes what stands behind a percent sign.
func stripLaTeXComments(s string) string {
	var out []string
	for _, line := range strings.Split(s, "\n") {
		for i := 0; i < len(line); i++ {
			if line[i] == '\\' {
				i++
			} else if line[i] == '%' {
				line = line[:i]
				if strings.TrimSpace(line) == "" {
					line = "\x00"
				}
			}
		}
		if line != "\x00" {
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// plainArgument reads an argument as text on one line.
func (l *latex) plainArgument() string {
	inner := &latex{source: l.argument(), depth: l.depth + 1}
	if inner.depth > maxLaTeXDepth {
		return inner.source
	}
	inner.count = l.count
	inner.readText()
	l.count, l.notes = inner.count, append(l.notes, inner.notes...)
	inner.notes = nil
	inner.endText()
	return inner.blocks.Line()
}

// argument returns the source of the argument that comes next.
func (l *latex) argument() string {
	for l.at < len(l.source) && (l.source[l.at] == ' ' || l.source[l.at] == '\n') {
		l.at++
	}
	if l.at >= len(l.source) {
		return ""
	}
	if l.source[l.at] != '{' {
		begin := l.at
		if l.source[l.at] == '\\' {
			l.command()
		} else {
			_, size := nextRune(l.source[l.at:])
			l.at += size
		}
		return l.source[begin:l.at]
	}
	open := 0
	begin := l.at + 1
	for ; l.at < len(l.source); l.at++ {
		switch l.source[l.at] {
		case '\\':
			l.at++
		case '{':
			open++
		case '}':
			if open--; open == 0 {
				l.at++
				return l.source[begin : l.at-1]
			}
		}
	}
	l.at = len(l.source)
	return l.source[min(begin, len(l.source)):]
}

// skipOptions walks past arguments in brackets, and returns the last one.
func (l *latex) skipOptions() (option string) {
	for l.at < len(l.source) && (l.source[l.at] == '[' || l.source[l.at] == '*') {
		if l.source[l.at] == '*' {
			l.at++
			continue
		}
		end := strings.IndexByte(l.source[l.at:], ']')
		if end < 0 {
			return option
		}
		option = l.source[l.at+1 : l.at+end]
		l.at += end + 1
	}
	return option
}

// hasArgument reports whether an argument in braces comes next.
func (l *latex) hasArgument() bool { return l.at < len(l.source) && l.source[l.at] == '{' }

// command reads the name of a command.
func (l *latex) command() string {
	l.at++ // the backslash
	begin := l.at
	for l.at < len(l.source) && isASCIILetter(l.source[l.at]) {
		l.at++
	}
	if l.at == begin && l.at < len(l.source) {
		_, size := nextRune(l.source[l.at:])
		l.at += size
		return l.source[begin:l.at]
	}
	name := l.source[begin:l.at]
	for l.at < len(l.source) && l.source[l.at] == ' ' {
		l.at++
	}
	return name
}

// latexPlain reads a piece of source as text on one line.
func latexPlain(source string) string {
	inner := &latex{source: "{" + source + "}"}
	if strings.Count(source, "{") > maxLaTeXDepth {
		return source
	}
	return inner.plainArgument()
}

// nextRune returns the first character of s, and its size in bytes.
func nextRune(s string) (string, int) {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size], size
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

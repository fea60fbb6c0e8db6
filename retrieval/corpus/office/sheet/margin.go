package sheet

import (
	"strings"

	"footnote/retrieval/corpus/office/block"
)

// MarginText returns the words of a page header or footer, whose code says with "&"
// what it looks like and where page numbers and the like stand (ECMA-376 part 1,
// 18.3.1.39).
func MarginText(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		if code[i] != '&' || i+1 == len(code) {
			b.WriteByte(code[i])
			continue
		}
		i++
		switch c := code[i]; {
		case c == '&':
			b.WriteByte('&')
		case c == '"': // a font
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case c == 'K': // a colour, or a theme's
			for n := 0; n < 6 && i+1 < len(code) && strings.IndexByte("0123456789ABCDEFabcdef+-", code[i+1]) >= 0; n++ {
				i++
			}
		case '0' <= c && c <= '9': // a size
			for i+1 < len(code) && '0' <= code[i+1] && code[i+1] <= '9' {
				i++
			}
		case c == 'L' || c == 'C' || c == 'R':
			b.WriteByte(' ')
		}
	}
	return block.OneLine(b.String())
}

package terminal

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marked is text with byte ranges of it to be highlighted, in order and
// without overlap.
type marked struct {
	text  string
	marks [][2]int
}

// cleanMarked makes text of a document harmless to a terminal: control characters,
// escape sequences among them, become visible pictures of themselves, what
// reorders or hides text is dropped, tabs become what tabs has for their byte, or spaces. Lines stay lines.
func cleanMarked(m marked, tabs map[int]string) marked {
	var b strings.Builder
	out := marked{marks: make([][2]int, len(m.marks))}
	next := 0 // index of the next end of a mark
	for i := 0; i <= len(m.text); {
		for next < 2*len(m.marks) && m.marks[next/2][next%2] <= i {
			out.marks[next/2][next%2] = b.Len()
			next++
		}
		if i == len(m.text) {
			break
		}
		r, size := utf8.DecodeRuneInString(m.text[i:])
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString(cmp.Or(tabs[i], "    "))
		case r == '\u2028', r == '\u2029': // line and paragraph separator
			b.WriteByte('\n')
		case r < ' ':
			b.WriteRune('\u2400' + r) // the pictures stand in the order of the codes
		case r == 0x7f:
			b.WriteRune('\u2421')
		case r < 0xa0 && r > 0x7f, r == utf8.RuneError:
			b.WriteRune(utf8.RuneError)
		case IsHidden(r):
		default:
			b.WriteRune(r)
		}
		i += size
	}
	out.text = b.String()
	return out
}

// IsHidden reports whether a character shows nothing of itself and can make text
// read as something that it isn't: bidirectional controls, tags, fillers.
func IsHidden(r rune) bool {
	switch {
	case unicode.Is(unicode.Bidi_Control, r), r == '\ufeff', r == '\u2060', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0',
		r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// Clean is cleanMarked for text without marks.
func Clean(s string) string { return cleanMarked(marked{text: s}, nil).text }

// OneLine makes text harmless and folds its white space, for titles, paths
// and messages.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

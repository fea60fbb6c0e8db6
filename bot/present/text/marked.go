package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Marked is text with byte ranges of it to be highlighted, in order and
// without overlap.
type Marked struct {
	Text  string
	Marks [][2]int
}

// Run is a stretch of text that is highlighted or not.
type Run struct {
	Text string
	Bold bool
}

// Runs returns the text cut at the ends of the marks. Joined, they are the text.
// Marks that lie outside of it or in one another are clipped.
func (m Marked) Runs() []Run {
	var runs []Run
	at := 0
	add := func(end int, bold bool) {
		if end = min(end, len(m.Text)); end > at {
			runs = append(runs, Run{m.Text[at:end], bold})
			at = end
		}
	}
	for _, mark := range m.Marks {
		add(mark[0], false)
		add(mark[1], true)
	}
	add(len(m.Text), false)
	return runs
}

// Split is as the function Split, each part with its marks.
func (m Marked) Split(limit int, unit Unit) []Marked {
	var parts []Marked
	start := 0
	for _, s := range Split(m.Text, limit, unit) {
		part := Marked{Text: s}
		for _, mark := range m.Marks {
			from, to := max(mark[0]-start, 0), min(mark[1]-start, len(s))
			if from < to {
				part.Marks = append(part.Marks, [2]int{from, to})
			}
		}
		parts = append(parts, part)
		start += len(s)
	}
	return parts
}

// Clean takes out what shows nothing of itself and can make text read as
// something that it isn't: controls, bidirectional overrides, fillers, tags.
// Lines and tabs stay, and so does every character that can be seen.
func (m Marked) Clean() Marked {
	var b strings.Builder
	out := Marked{Marks: make([][2]int, len(m.Marks))}
	next := 0 // index of the next end of a mark
	for i := 0; i <= len(m.Text); {
		for next < 2*len(m.Marks) && m.Marks[next/2][next%2] <= i {
			out.Marks[next/2][next%2] = b.Len()
			next++
		}
		if i == len(m.Text) {
			break
		}
		r, size := utf8.DecodeRuneInString(m.Text[i:])
		switch {
		case r == '\u2028', r == '\u2029': // line and paragraph separators
			b.WriteByte('\n')
		case !isHidden(r):
			b.WriteRune(r)
		}
		i += size
	}
	for ; next < 2*len(m.Marks); next++ {
		out.Marks[next/2][next%2] = b.Len()
	}
	out.Text = b.String()
	return out
}

func isHidden(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Bidi_Control, r),
		r == '\ufeff', r == '\u2060', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0',
		r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return false
}

// Clean is Marked.Clean without marks.
func Clean(s string) string { return Marked{Text: s}.Clean().Text }

// OneLine cleans text and folds its white space, for titles and the like.
func OneLine(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

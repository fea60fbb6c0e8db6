package block

import (
	"strconv"
	"strings"
)

// NoteMark returns what stands in the text for the note with a number, and
// before the note itself.
func NoteMark(number int) string { return "[" + strconv.Itoa(number) + "]" }

// WriteNote puts a note's mark before its text.
func WriteNote(mark string, note Blocks) Blocks {
	out := append(Blocks(nil), note...)
	for i := range out {
		if !out[i].IsEmpty() {
			out[i].Text = mark + " " + strings.TrimSpace(out[i].Text)
			out[i].Level = 0
			break
		}
	}
	return out
}

// WriteSlide orders what a slide says: its title, its shapes, the speaker's
// notes.
func WriteSlide(title, body, notes Blocks) Blocks {
	out := append(title, body...)
	if notes.Size() > 0 {
		out = append(append(out, Block{}, Block{Text: "Notes:"}), notes...)
	}
	return append(out, Block{})
}

// HeadingLevel returns the level of one of Word's own heading styles by its
// name in lower case, 0 for other styles.
func HeadingLevel(style string) int {
	if style == "title" {
		return 1
	}
	if n, ok := strings.CutPrefix(style, "heading "); ok {
		if level, err := strconv.Atoi(n); err == nil && level >= 1 && level <= 9 {
			return level
		}
	}
	return 0
}

// IsContentsStyle reports whether a style, by its name in lower case, is one of
// Word's own for the lines of a table of contents.
func IsContentsStyle(style string) bool {
	n, ok := strings.CutPrefix(style, "toc ")
	return ok && len(n) == 1 && '1' <= n[0] && n[0] <= '9'
}

package text

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Split cuts s into parts of at most limit each: behind a paragraph if one ends
// in the second half of what fits, else behind a sentence, a line, a word or,
// if nothing else fits, a character. Joined, the parts are s again. A single
// character longer than limit is cut between its code points; limit must hold
// any one of those.
func Split(s string, limit int, unit Unit) []string {
	parts := []string{""}
	for s != "" {
		n := cutBefore(s, limit, unit)
		parts = append(parts, s[:n])
		s = s[n:]
	}
	return parts[min(1, len(parts)-1):]
}

// cutBefore returns the length in bytes of the first part of s.
func cutBefore(s string, limit int, unit Unit) int {
	var paragraph, sentence, line, word, character int
	half, at, size, state := 0, 0, 0, -1
	for rest := s; ; {
		if rest == "" {
			return len(s) // all of it fits
		}
		cluster, next, boundaries, after := uniseg.StepString(rest, state)
		if size += unit(cluster); size > limit {
			break
		}
		if size <= limit/2 {
			half = at + len(cluster)
		}
		at += len(cluster)
		rest, state = next, after
		character = at
		switch {
		case cluster == "\n" && strings.HasSuffix(s[:at], "\n\n"):
			paragraph = at
		case boundaries&uniseg.MaskSentence != 0:
			sentence = at
		case boundaries&uniseg.MaskLine == uniseg.LineMustBreak:
			line = at
		case boundaries&uniseg.MaskLine == uniseg.LineCanBreak:
			word = at
		}
	}
	for _, n := range []int{paragraph, sentence, line, word} {
		if n > half {
			return n
		}
	}
	for _, n := range []int{sentence, line, word, character} {
		if n > 0 {
			return n
		}
	}
	return codePoints(s, limit, unit)
}

// codePoints returns how many bytes of whole code points fit, but at least one
// code point's.
func codePoints(s string, limit int, unit Unit) int {
	n, total := 0, 0
	for n < len(s) {
		_, size := utf8.DecodeRuneInString(s[n:])
		if total += unit(s[n : n+size]); n > 0 && total > limit {
			break
		}
		n += size
	}
	return n
}

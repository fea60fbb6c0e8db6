package text

import (
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Unit measures a text as a platform counts its limits. The measure of two
// texts joined must be the sum of theirs.
type Unit func(string) int

// Runes counts code points.
func Runes(s string) int { return utf8.RuneCountInString(s) }

// UTF16 counts UTF-16 code units, as JavaScript does. It is never less than
// Runes, so it is the safe choice where a vendor says "characters" only.
func UTF16(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// Clip cuts s to at most limit, at a character that people see as one, with an
// ellipsis in the place of what is cut.
func Clip(s string, limit int, unit Unit) string {
	if unit(s) <= limit {
		return s
	}
	const ellipsis = "…"
	room := limit - unit(ellipsis)
	end, size, state := 0, 0, -1
	for rest := s; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if size += unit(cluster); size > room {
			break
		}
		end += len(cluster)
	}
	return s[:end] + ellipsis
}

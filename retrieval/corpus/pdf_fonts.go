package corpus

import (
	"unicode"
	"unicode/utf8"
)

// isUndecodable reports whether a PDF's fonts give no letters for a text: most
// of it is of private use or replaced, or letters of unrelated scripts follow
// each other as they come in the font's tables.
func isUndecodable(text string) bool {
	const sample = 20_000 // bytes: a font is as bad on the first pages as later
	if len(text) > sample {
		text = text[:sample]
	}
	bad, all := 0, 0
	mixed, pairs := 0, 0
	var before *unicode.RangeTable
	for _, r := range text {
		if unicode.IsSpace(r) {
			before = nil
			continue
		}
		all++
		if r == utf8.RuneError || unicode.Is(unicode.Co, r) {
			bad++
		}
		if !unicode.IsLetter(r) {
			before = nil
			continue
		}
		script := scriptOf(r)
		if before != nil {
			pairs++
			if script != before {
				mixed++
			}
		}
		before = script
	}
	// Formulas and product names mix scripts, but not in every fourth pair of
	// letters; a handful of letters shows nothing.
	return bad*2 > all || pairs >= 40 && mixed*4 > pairs
}

// scriptOf returns the script of a letter; those that are written together,
// and what fits all, count as one.
func scriptOf(r rune) *unicode.RangeTable {
	switch {
	case unicode.In(r, unicode.Latin, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Common):
		return unicode.Latin
	}
	for _, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return table
		}
	}
	return unicode.Latin
}

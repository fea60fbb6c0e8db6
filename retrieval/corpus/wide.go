package corpus

import (
	"bytes"
	"unicode"

	"golang.org/x/text/encoding"
	utf "golang.org/x/text/encoding/unicode"
)

// wideByScript recognises UTF-16 without a mark in another script than Latin:
// only its spaces and line ends have zeros. It returns nil for all else.
func wideByScript(head []byte) encoding.Encoding {
	if bytes.IndexByte(head, 0) < 0 {
		return nil
	}
	for _, order := range []utf.Endianness{utf.LittleEndian, utf.BigEndian} {
		if e := utf.UTF16(order, utf.IgnoreBOM); isLegible(e, head) && isOneScript(decodeAs(e, head)) {
			return e
		}
	}
	return nil
}

// isOneScript reports whether text is words of one script beyond Latin, but for
// a character in twenty: numbers that are read as characters fall into many,
// and have no spaces or line ends between them.
func isOneScript(text string) bool {
	letters := make(map[rune]int) // by script
	plain, spaces, all := 0, 0, 0
	for _, r := range text {
		all++
		switch {
		case r < 0x80 || r >= 0x2000 && r < 0x2070: // and general punctuation
			plain++
			if r < 0x80 && unicode.IsSpace(r) { // others are plain ones with their bytes swapped
				spaces++
			}
		case unicode.IsOneOf([]*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul}, r),
			r >= 0x3000 && r < 0x3040, r >= 0xFF00: // their punctuation
			letters[unicode.MaxRune]++
		case unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P):
			letters[r>>8]++ // an alphabet has a block of 256, nearly
		}
	}
	most := 0
	for _, n := range letters {
		most = max(most, n)
	}
	return spaces*100 >= all && most > plain && (most+plain)*20 >= all*19
}

package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fewestMisread is how many letters must look misread in all of a document.
const fewestMisread = 8

// mendUTF8 mends texts of fonts that say which letters they show in UTF-8 where the format
// wants UTF-16: Cyrillic "И", D0 98, then comes as the Korean syllable U+D098. No text in
// Korean is of such syllables alone, so it does so only where a document has no others.
func mendUTF8(pages []page) {
	misread := 0
	for i := range pages {
		for _, r := range pages[i].runs {
			for _, c := range r.text {
				switch {
				case misreadLetter(c) != utf8.RuneError:
					misread++
				case unicode.Is(unicode.Hangul, c):
					return
				}
			}
		}
	}
	if misread < fewestMisread {
		return
	}
	for i := range pages {
		for j := range pages[i].runs {
			r := &pages[i].runs[j]
			r.text = strings.Map(func(c rune) rune {
				if letter := misreadLetter(c); letter != utf8.RuneError {
					return letter
				}
				return c
			}, r.text)
		}
	}
}

// misreadLetter returns the Cyrillic letter whose UTF-8 a rune has as its two bytes,
// utf8.RuneError if it has none.
func misreadLetter(c rune) rune {
	if c < 0xD000 || c > 0xD1FF {
		return utf8.RuneError
	}
	letter, size := utf8.DecodeRune([]byte{byte(c >> 8), byte(c)})
	if size != 2 {
		return utf8.RuneError
	}
	return letter
}

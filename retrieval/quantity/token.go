package quantity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of the text.
type token struct {
	start, end int
	word       string // lower case; of a sign, the sign itself
	upper      bool   // begins with a capital
	// numeral is set for digits.
	numeral *numeral
	joined  bool // no white space before it
}

func splitTokens(text string) []token {
	tokens := make([]token, 0, len(text)/5)
	end := 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		t := token{start: i, joined: i == end && i > 0}
		switch {
		case unicode.IsSpace(r):
			i += size
			continue
		case digitValue(r) >= 0 || vulgar[r] != 0:
			n := readNumeral(text, i)
			t.numeral, t.end = &n, n.end
		case unicode.IsLetter(r):
			t.end = wordEnd(text, i)
			t.upper = unicode.IsUpper(r)
			t.word = strings.ToLower(text[i:t.end])
		default:
			t.end = i + size
			t.word = text[i:t.end]
		}
		tokens = append(tokens, t)
		i, end = t.end, t.end
	}
	return tokens
}

// wordEnd returns the end of the letters and marks at i.
func wordEnd(text string, i int) int {
	for i < len(text) {
		if c := text[i]; c < utf8.RuneSelf {
			if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
				i++
				continue
			}
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) {
			return i
		}
		i += size
	}
	return i
}

// digitValue returns the value of a decimal digit of any script, -1 for another
// rune.
func digitValue(r rune) int {
	if r < utf8.RuneSelf {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	// Digits of a script stand in order, in blocks of ten.
	zero := r
	for zero > r-9 && unicode.Is(unicode.Nd, zero-1) {
		zero--
	}
	if r >= 0x1d7ce && r <= 0x1d7ff { // mathematical digits: blocks side by side
		return int(r-0x1d7ce) % 10
	}
	return int(r - zero)
}

// vulgar are the fractions that Unicode has a character for.
var vulgar = map[rune]float64{
	'½': .5, '¼': .25, '¾': .75, '⅓': 1. / 3, '⅔': 2. / 3, '⅕': .2, '⅖': .4, '⅗': .6, '⅘': .8,
	'⅛': .125, '⅜': .375, '⅝': .625, '⅞': .875,
}

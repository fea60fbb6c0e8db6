package corpus

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// detect guesses a legacy charset: the likeliest by the frequencies of bytes
// or, where its words look like none, one that those statistics don't know.
func detect(data []byte) encoding.Encoding {
	sample := sampleOfNonASCII(data)
	if mainframe(sample) {
		return charmap.CodePage037
	}
	best, sure := likeliest(sample)
	least := 1.0
	switch {
	case !sure && beyondASCII(sample) >= fewestThai && oddity(charmap.Windows874, sample) == 0:
		return charmap.Windows874
	case best != nil:
		least = oddity(best, sample)
	}
	if least <= maxOddity {
		return best
	}
	least /= 3 // what is rare has to look much better
	for _, e := range rareCharsets {
		if o := oddity(e, sample); o < least {
			best, least = e, o
		}
	}
	return best
}

// mainframe tells EBCDIC, where the space is 64 and the letters are above 128.
func mainframe(sample []byte) bool {
	const space = 0x40
	ascii, spaces, letters := 0, 0, 0
	for _, c := range sample {
		switch low := c & 0x0F; {
		case c == space:
			spaces++
		case c == ' ':
			ascii++
		case c >= 0x81 && c <= 0xA9 && low > 0 && low <= 9, c >= 0xC1 && c <= 0xF9 && low <= 9:
			letters++
		}
	}
	all := len(sample)
	return ascii*100 < all && spaces*12 > all && (spaces+letters)*10 > 8*all
}

// fewestThai is how many characters it takes to tell Thai by its marks, which
// stand on letters only, bytes.
const fewestThai = 24

func beyondASCII(sample []byte) int {
	n := 0
	for _, c := range sample {
		if c >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// rareCharsets are those of DOS, of old Macintoshes and of Thailand.
var rareCharsets = []encoding.Encoding{
	charmap.Windows874, charmap.CodePage866, charmap.CodePage850, charmap.CodePage852,
	charmap.Macintosh, charmap.CodePage855, charmap.MacintoshCyrillic,
}

// likeliest returns the charset that the frequencies of bytes speak for, nil
// if they speak for none. Of equal ones, as all are for a few words of Chinese,
// Japanese or Korean, it is that which looks least odd, and sooner Kana or
// Hangul than rare ideographs. The order that they come in is up to chance.
// Whether it is sure is a second matter.
func likeliest(sample []byte) (best encoding.Encoding, sure bool) {
	guesses, err := chardet.NewTextDetector().DetectAll(sample)
	if err != nil || guesses[0].Confidence < 10 { // of 100
		return nil, false
	}
	least, name := 2.0, ""
	for _, g := range guesses {
		if g.Confidence < guesses[0].Confidence {
			break
		}
		e, _ := charset.Lookup(g.Charset)
		if e == nil || e == encoding.Replacement {
			continue
		}
		o := oddity(e, sample) - syllables(e, sample)/100
		if o < least || o == least && g.Charset > name { // GB18030 sooner than Big5
			best, least, name = e, o, g.Charset
		}
	}
	return best, guesses[0].Confidence > 10
}

// maxOddity is the oddity that text in its right charset may have: names in
// other scripts, letters in formulas.
const maxOddity = .12

// oddity returns the share of the characters beyond ASCII that stand where no
// writer puts them: a sign amid a word, a capital after a small letter, letters
// of two alphabets next to each other, a mark on nothing.
func oddity(e encoding.Encoding, sample []byte) float64 {
	odd, all := 0, 0
	before := ' '
	text := []rune(decodeAs(e, sample))
	for i, r := range text {
		after := ' '
		if i+1 < len(text) {
			after = text[i+1]
		}
		if r >= utf8.RuneSelf {
			all++
			if oddAmid(before, r, after) {
				odd++
			}
		}
		before = r
	}
	if all == 0 {
		return 1
	}
	return float64(odd) / float64(all)
}

// syllables returns the share of Kana and Hangul among the characters.
func syllables(e encoding.Encoding, sample []byte) float64 {
	n, all := 0, 0
	for _, r := range decodeAs(e, sample) {
		all++
		if unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul) && !halfWidth(r) {
			n++
		}
	}
	return float64(n) / float64(max(all, 1))
}

// halfWidth tells half-width Kana, which misread bytes often become.
func halfWidth(r rune) bool { return 0xFF61 <= r && r <= 0xFF9F }

// oddAmid tells a character that doesn't belong between its neighbours.
func oddAmid(before, r, after rune) bool {
	switch {
	case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Co, r), !unicode.IsGraphic(r), halfWidth(r):
		return true
	case unicode.IsMark(r):
		return !unicode.IsLetter(before) && !unicode.IsMark(before) || !sameAlphabet(before, r)
	case unicode.IsLetter(r) && r != 'ƒ' && r != 'º' && r != 'ª':
		return unicode.IsLetter(before) && (!sameAlphabet(before, r) || unicode.IsLower(before) && unicode.IsUpper(r)) ||
			unicode.IsLetter(after) && (!sameAlphabet(r, after) || unicode.IsLower(r) && unicode.IsUpper(after))
	}
	switch r {
	case '’', '‘', '·', '‐', '‑', '–', '—', '…', '\u00A0', '\u00AD':
		return false
	}
	if unicode.IsSymbol(r) && unicode.IsSymbol(after) && after >= utf8.RuneSelf && after != r {
		return true
	}
	return unicode.IsLetter(before) && unicode.IsLetter(after) && alphabetOf(before) != nil && alphabetOf(after) != nil
}

// sameAlphabet tells letters that may stand in one word. Those of ASCII stand
// next to the scripts that are no alphabets, and to Hangul.
func sameAlphabet(a, b rune) bool {
	x, y := alphabetOf(a), alphabetOf(b)
	loose := func(t *unicode.RangeTable) bool { return t == nil || t == unicode.Hangul }
	return x == y || (loose(x) || loose(y)) && (a < utf8.RuneSelf || b < utf8.RuneSelf)
}

func alphabetOf(r rune) *unicode.RangeTable {
	for _, t := range alphabets {
		if unicode.Is(t, r) {
			return t
		}
	}
	return nil
}

var alphabets = []*unicode.RangeTable{
	unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Arabic, unicode.Hebrew, unicode.Thai,
	unicode.Hangul,
}

// sampleOfNonASCII keeps detection quick on long files: the lines that hold
// bytes above 127 tell the charset.
func sampleOfNonASCII(data []byte) []byte {
	const enough = 16 << 10
	if len(data) <= enough {
		return data
	}
	sample := make([]byte, 0, enough)
	for line := range bytes.Lines(data) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line...)
		}
		if len(sample) >= enough {
			return sample[:enough]
		}
	}
	return sample
}

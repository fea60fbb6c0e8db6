package codepage

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What characters that are no letters of an alphabet add to a score. A letter
// next to usual neighbours adds 4 to 6, next to one of them half of that.
const (
	goodSign       = 4  // a sign of punctuation where writers put it
	control        = -6 // what no text holds, or what isn't in the charset
	oddLetter      = -6 // a capital after a small letter, a Latin one beside another, a half-width Kana
	ideographs     = 4  // times: they take two bytes, and the table knows few of the many that there are
	usualIdeograph = 1  // in daily use, and not in the table
)

// scoreText returns how much text reads like the language that it reads most
// like, by its characters beyond ASCII. usual are the ideographs that are in
// daily use in its charset.
func (t *pairTable) scoreText(text string, usual *runeSet) float64 {
	common := 0.0
	sums := make([]float64, len(t.languages))
	runes := []rune(text)
	before := ' '
	for i, r := range runes {
		if r >= utf8.RuneSelf {
			after := ' '
			if i+1 < len(runes) {
				after = runes[i+1]
			}
			common += t.scoreRune(before, r, after, usual, sums)
		}
		before = r
	}
	best := 0.0
	for _, s := range sums {
		best = max(best, s)
	}
	return best + common
}

// scoreRune adds to the sums of the languages what a character between its
// neighbours tells, and returns what it tells of all.
func (t *pairTable) scoreRune(before, r, after rune, usual *runeSet, sums []float64) float64 {
	switch {
	case isHalfWidth(r):
		return oddLetter
	case isIdeograph(r):
		if !isIdeograph(before) && !isIdeograph(after) {
			return 0 // one alone is more often two misread letters
		}
		lifts := t.lifts[pair{0, r}]
		for _, l := range lifts {
			sums[l.language] += ideographs * (l.value - usualIdeograph)
		}
		if len(lifts) > 0 || usual.has(r) {
			return ideographs * usualIdeograph
		}
	case isLetter(r) && !strings.ContainsRune("ºªµ", r):
		for _, p := range [...]pair{{fold(before), fold(r)}, {fold(r), fold(after)}} {
			for _, l := range t.lifts[p] {
				sums[l.language] += l.value / 2
			}
		}
		if unicode.IsUpper(r) && unicode.IsLower(before) || mixesAlphabets(before, r, after) {
			return oddLetter
		}
	case r == unicode.ReplacementChar, unicode.IsControl(r), unicode.Is(unicode.Co, r), !unicode.IsGraphic(r) && r != softHyphen:
		return control
	default:
		return scoreSign(before, r, after)
	}
	return 0
}

const (
	softHyphen      = '\u00AD'
	noBreakSpace    = '\u00A0'
	firstEastern    = 0x3000 // the signs of Chinese, Japanese and Korean
	quotes          = "’‘‚“”„«»‹›"
	lowQuotes       = "‚„"
	guillemets      = "«»‹›"
	openingBrackets = "([{<>=\"'"
	currencies      = "€£¥"
	besideDigits    = "°ºª½¼×±²³µ"
	loneSigns       = "§©®™·"
)

// scoreSign returns what a sign of punctuation tells: a lot where it stands as
// writers set it, nothing where a misread letter would stand.
func scoreSign(before, r, after rune) float64 {
	digit := unicode.IsDigit(before) || unicode.IsDigit(after)
	amid := isLetter(before) && isLetter(after)
	spaces := unicode.IsSpace(before) && unicode.IsSpace(after)
	good := false
	switch {
	case r == noBreakSpace, r == softHyphen:
		return goodSign
	case isIdeograph(before), isIdeograph(after), r >= firstEastern:
		if r >= firstEastern || strings.ContainsRune(quotes+"—…·", r) {
			return goodSign
		}
	case strings.ContainsRune(quotes, r):
		good = isQuotation(before, r, after)
	case r == '–', r == '—':
		good = spaces || unicode.IsDigit(before) && unicode.IsDigit(after)
		if !good && isWordRune(before) == isWordRune(after) {
			return goodSign / 2
		}
	case r == '…':
		good = !isLetter(after)
	case r == '•', r == '†':
		good = !isWordRune(before) && !isWordRune(after)
	case strings.ContainsRune(currencies, r):
		good = digit || unicode.IsSpace(before) && !isLetter(after)
	case strings.ContainsRune(besideDigits, r):
		good = digit || spaces
	case r == '¡', r == '¿':
		good = isOpening(before) && isWordRune(after)
	case strings.ContainsRune(loneSigns, r) && !amid:
		return goodSign
	}
	if good {
		return goodSign
	}
	return 0
}

// isQuotation reports whether a mark of quotation, or an apostrophe, stands
// where a quotation may begin or end.
func isQuotation(before, r, after rune) bool {
	switch {
	case r == '’' && isLetter(before) && isLetter(after):
		return true
	case isOpening(before), strings.ContainsRune(quotes, before):
		return isWordRune(after) || strings.ContainsRune(guillemets, r)
	case isWordRune(after), strings.ContainsRune(lowQuotes, r):
		return false
	}
	return !unicode.IsSpace(before) || strings.ContainsRune(guillemets, r)
}

func isOpening(r rune) bool  { return unicode.IsSpace(r) || strings.ContainsRune(openingBrackets, r) }
func isLetter(r rune) bool   { return unicode.IsLetter(r) || unicode.IsMark(r) }
func isWordRune(r rune) bool { return isLetter(r) || unicode.IsDigit(r) }

// mixesAlphabets reports whether a letter that isn't Latin stands beside one of
// ASCII.
func mixesAlphabets(before, r, after rune) bool {
	ascii := func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }
	return !unicode.IsMark(r) && !unicode.Is(unicode.Latin, r) && (ascii(before) || ascii(after))
}

// isHalfWidth reports whether r is a half-width Kana, which misread bytes often
// become.
func isHalfWidth(r rune) bool { return 0xFF61 <= r && r <= 0xFF9F }

// isIdeograph reports whether r is of a script whose characters are so many
// that each tells something by itself.
func isIdeograph(r rune) bool {
	return r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

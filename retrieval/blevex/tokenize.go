package blevex

import (
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// token is a run of bytes that gives one index term.
type token struct {
	start, end int
	kind       tokenKind
}

type tokenKind uint8

const (
	word   tokenKind = iota // letters, marks and digits; an apostrophe inside; letters with dots between them
	number                  // digits with separators inside: 50,000 or 3.14
	gram                    // a few characters of a script without short words
)

// tokenize calls yield for each token of text in order. Scripts that put
// spaces between words give words and numbers, the others overlapping
// runs of two or three characters, which need no dictionary.
func tokenize(text string, yield func(token)) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c < utf8.RuneSelf && !isASCIIWord(c):
			i++
		case isDigit(c):
			end, isNumber := scanNumber(text, i)
			kind := number
			if !isNumber {
				end, kind = scanWord(text, i), word
			}
			yield(token{i, end, kind})
			i = end
		case c < utf8.RuneSelf:
			end := scanAcronym(text, i)
			if end == 0 {
				end = scanWord(text, i)
			}
			yield(token{i, end, word})
			i = end
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case unspaced(r):
				i = scanGrams(text, i, yield)
			case isWordRune(r):
				end := scanWord(text, i)
				yield(token{i, end, word})
				i = end
			default:
				i += size
			}
		}
	}
}

// scanWord returns where the word that starts at i ends.
func scanWord(text string, i int) int {
	for i < len(text) {
		c := text[i]
		if c < utf8.RuneSelf {
			if isASCIIWord(c) {
				i++
				continue
			}
			if c == '\'' && i > 0 && i+1 < len(text) && isLetterAt(text, i+1) {
				i++
				continue
			}
			return i
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unspaced(r):
			return i
		case isWordRune(r):
		case r == '\u2019' && isLetterAt(text, i+size): // typographic apostrophe
		case r == '\u200c' || r == '\u200d' || r == '\u00ad': // joiners, soft hyphen
		default:
			return i
		}
		i += size
	}
	return i
}

// scanAcronym returns where the letters with dots between them end that start at
// i, as in "U.S." without the last dot; 0 if there are none.
func scanAcronym(text string, i int) int {
	end := 0
	for isASCIILetter(text, i) && i+1 < len(text) && text[i+1] == '.' && isASCIILetter(text, i+2) {
		i += 2
		end = i + 1
	}
	if end == 0 || end < len(text) && (isASCIIWord(text[end]) || text[end] >= utf8.RuneSelf) {
		return 0
	}
	return end
}

func isASCIILetter(text string, i int) bool {
	return i < len(text) && isASCIIWord(text[i]) && !isDigit(text[i])
}

// scanNumber returns where the number that starts at i ends, false if letters
// follow its digits, as in "3rd" or "10k". Separators count only with digits
// on both sides.
func scanNumber(text string, i int) (end int, ok bool) {
	for i < len(text) {
		switch c := text[i]; {
		case isDigit(c):
			i++
		case (c == ',' || c == '.') && i+1 < len(text) && isDigit(text[i+1]):
			i++
		case isASCIIWord(c):
			return 0, false
		case c >= utf8.RuneSelf && isLetterAt(text, i):
			r, _ := utf8.DecodeRuneInString(text[i:])
			return i, unspaced(r)
		default:
			return i, true
		}
	}
	return i, true
}

// scanGrams yields the overlapping runs of characters of the unspaced text that
// starts at i, and returns where it ends. A character has its combining marks.
func scanGrams(text string, i int, yield func(token)) int {
	first, _ := utf8.DecodeRuneInString(text[i:])
	n := gramLength(first)
	var starts [maxGram]int // of the last characters
	count := 0
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unspaced(r) || gramLength(r) != n {
			break
		}
		starts[count%n] = i
		count++
		i += size + marksAfter(text, i+size)
		if count >= n {
			yield(token{starts[count%n], i, gram})
		}
	}
	if 0 < count && count < n {
		yield(token{starts[0], i, gram})
	}
	return i
}

const maxGram = 3

// gramLength is how many characters are indexed together: letters of an alphabet
// say less than Chinese characters or syllables.
func gramLength(r rune) int {
	if unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
		return 3
	}
	return 2
}

// marksAfter returns the bytes of the combining marks that start at i.
func marksAfter(text string, i int) int {
	n := 0
	for i+n < len(text) {
		r, size := utf8.DecodeRuneInString(text[i+n:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		n += size
	}
	return n
}

// unspaced tells characters that are indexed in overlapping runs: those of scripts without
// spaces, and Hangul, whose words carry their particles.
func unspaced(r rune) bool { return retrieval.Unspaced(r) || unicode.Is(unicode.Hangul, r) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIIWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c)
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func isLetterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Token is a word of a text, the bytes [Start, End).
type Token struct {
	Start, End int
	Kind       Kind
}

// Kind is what a token is made of.
type Kind uint8

const (
	// Word is letters, marks and digits, with apostrophes inside, or letters with
	// dots between them: don't, 3rd, U.S.
	Word Kind = iota
	// Number is digits with separators inside: 50,000 or 3.14.
	Number
	// Run is text of a script that puts no spaces between words, or whose words
	// carry their particles: Chinese, Thai, Korean.
	Run
)

// Tokenize calls yield for each token of text in order.
func Tokenize(text string, yield func(Token)) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c < utf8.RuneSelf && !isASCIIWord(c):
			i++
		case isDigit(c):
			end, isNumber := scanNumber(text, i)
			kind := Number
			if !isNumber {
				end, kind = scanWord(text, i), Word
			}
			yield(Token{i, end, kind})
			i = end
		case c < utf8.RuneSelf:
			end := scanAcronym(text, i)
			if end == 0 {
				end = scanWord(text, i)
			}
			yield(Token{i, end, Word})
			i = end
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case IsRunRune(r):
				end := scanRun(text, i+size)
				yield(Token{i, end, Run})
				i = end
			case isWordRune(r):
				end := scanWord(text, i)
				yield(Token{i, end, Word})
				i = end
			default:
				i += size
			}
		}
	}
}

// EachWord calls yield for each word of text in order until it returns false.
// Words are cut at apostrophes, "l'Allemagne" gives l and Allemagne, and the runs of
// scripts without spaces at the words that are known of their languages.
func EachWord(text string, yield func(word string) bool) {
	done := false
	Tokenize(text, func(t Token) {
		if done {
			return
		}
		if t.Kind == Run {
			done = !eachKnown(text[t.Start:t.End], yield)
			return
		}
		for start := t.Start; !done && start < t.End; {
			end := start
			for end < t.End && text[end] != '\'' && !isTypographic(text[end:]) {
				end++
			}
			if end > start && !yield(text[start:end]) {
				done = true
			}
			start = end + 1
			if end < t.End && text[end] != '\'' {
				start = end + len("’")
			}
		}
	})
}

func isTypographic(s string) bool { return len(s) >= len("’") && s[:len("’")] == "’" }

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
		case IsRunRune(r):
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
			return i, IsRunRune(r)
		default:
			return i, true
		}
	}
	return i, true
}

// scanRun returns where the run ends of which the rune before i is part.
func scanRun(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !IsRunRune(r) && !unicode.Is(unicode.M, r) {
			break
		}
		i += size
	}
	return i
}

// IsUnspaced reports whether a rune is of a script that puts no spaces between
// words.
func IsUnspaced(r rune) bool {
	if r < 0x0E00 {
		return false
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー'
}

// JoinLines returns a text with the line that follows it in its document, where the break
// means nothing: with a space between them, but for scripts that put none.
func JoinLines(text, next string) string {
	last, _ := utf8.DecodeLastRuneInString(text)
	first, _ := utf8.DecodeRuneInString(next)
	if isTight(last) && isTight(first) {
		return text + next
	}
	return text + " " + next
}

// isTight reports whether a rune stands in texts without spaces: IsUnspaced and the marks
// among them.
func isTight(r rune) bool {
	return IsUnspaced(r) || strings.ContainsRune("。、，；：？！「」『』（）", r)
}

// IsRunRune reports whether a rune makes runs: IsUnspaced and Hangul, whose words
// carry their particles.
func IsRunRune(r rune) bool { return IsUnspaced(r) || unicode.Is(unicode.Hangul, r) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isASCIIWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c)
}

func isASCIILetter(text string, i int) bool {
	return i < len(text) && isASCIIWord(text[i]) && !isDigit(text[i])
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func isLetterAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsLetter(r)
}

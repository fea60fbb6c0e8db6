package language

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold brings a word to a form that doesn't depend on how it is written: lower
// case, without accents and without a possessive ending.
func Fold(word string) string {
	if !isASCII(word) {
		var b strings.Builder
		for _, r := range norm.NFKD.String(word) {
			switch {
			case unicode.Is(unicode.Mn, r):
			case r == '’':
				b.WriteByte('\'')
			default:
				if s := unaccented[r]; s != "" {
					b.WriteString(s)
				} else {
					b.WriteRune(r)
				}
			}
		}
		word = b.String()
	}
	return Base(strings.ToLower(word))
}

// Base takes the possessive ending off a word.
func Base(word string) string {
	for _, ending := range []string{"'s", "’s", "'", "’"} {
		if base, ok := strings.CutSuffix(word, ending); ok {
			return base
		}
	}
	return word
}

// unaccented are letters that Unicode doesn't take apart.
var unaccented = map[rune]string{
	'ß': "ss", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'æ': "ae", 'Æ': "ae",
	'œ': "oe", 'Œ': "oe", 'ı': "i", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th",
}

// FoldList returns the words of a list, folded.
func FoldList(w Words) Words {
	list := w.List()
	for i, word := range list {
		list[i] = strings.ReplaceAll(Fold(word), " ", "_")
	}
	return Words(strings.Join(list, " "))
}

// StartsUpper reports whether a word begins with a capital.
func StartsUpper(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

// IsAcronym reports whether a word is several letters, all capitals.
func IsAcronym(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && size < len(word) && strings.ToUpper(word) == word
}

// HasDigit reports whether a word has a decimal digit of any script.
func HasDigit(word string) bool { return strings.ContainsFunc(word, unicode.IsDigit) }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

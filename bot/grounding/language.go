package grounding

import (
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/language"
)

// wellCovered is the share of the claim's words from which on it doesn't matter
// what language it is in. WiCE is all English: .8 and 1 change nothing there.
const wellCovered = .9

// otherLanguage returns the reason why a claim is in a language that the evidence isn't in: its
// script is another, or its function words are.
func (c *Checker) otherLanguage(m *matched) (Reason, bool) {
	if m.coverAll >= wellCovered {
		return Reason{}, false
	}
	ours, theirs := scriptOf(m.claim.words), ""
	counts := make(map[string]int)
	var all []word
	for i := range m.source.sentences {
		all = append(all, m.source.sentences[i].words...)
		counts[scriptOf(m.source.sentences[i].words)]++
	}
	for s, n := range counts {
		if n > counts[theirs] || n == counts[theirs] && s > theirs {
			theirs = s
		}
	}
	if ours != "" && theirs != "" && counts[ours] == 0 {
		return Reason{Language, ours, theirs}, true
	}
	said, cited := languageOf(m.claim.words), languageOf(all)
	if said != "" && cited != "" && said != cited {
		return Reason{Language, said, cited}, true
	}
	return Reason{}, false
}

// scriptOf returns the script of most words, "" if they have no letters.
func scriptOf(words []word) string {
	counts := make(map[string]int)
	best := ""
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w.folded)
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				if counts[s.name]++; counts[s.name] > counts[best] {
					best = s.name
				}
			}
		}
	}
	return best
}

var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latin", unicode.Latin}, {"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Arabic", unicode.Arabic}, {"Hebrew", unicode.Hebrew},
	{"Devanagari", unicode.Devanagari}, {"Thai", unicode.Thai}, {"Hangul", unicode.Hangul}, {"Han", unicode.Han}, {"Kana", unicode.Katakana}, {"Kana", unicode.Hiragana},
}

// languageOf returns the language by its commonest function words, "" if there
// are too few or two languages are close.
func languageOf(words []word) string {
	counts := make(map[string]int)
	for _, w := range words {
		for _, l := range functionWords.Of(w.folded).List() {
			counts[l.Code]++
		}
	}
	best, most, second := "", 0, 0
	for _, l := range language.All() {
		switch n := counts[l.Code]; {
		case n > most:
			best, most, second = l.Code, n, most
		case n > second:
			second = n
		}
	}
	if most < 2 || 4*most < 5*second || most*8 < len(words) {
		return ""
	}
	return best
}

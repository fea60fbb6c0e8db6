package grounding

import (
	"cmp"
	"sync"

	"footnote/retrieval/language"
)

// synonymOf returns the term that stands for all of the meaning of a word in one
// language: its index term, if it has no synonyms. folded is the word as written.
func synonymOf(code, term, folded string) string {
	known := synonyms()[cmp.Or(code, fallbackLanguage)]
	return cmp.Or(known[term], known[folded], term)
}

// fallbackLanguage is what a document of unknown language most often is in.
const fallbackLanguage = "en"

// synonyms are general words that retellings exchange, by language, as they are
// written and without English endings.
var synonyms = sync.OnceValue(func() map[string]map[string]string {
	all := make(map[string]map[string]string)
	for _, l := range language.All() {
		m := make(map[string]string)
		for _, group := range l.Meaning.Synonyms {
			words := language.FoldList(group).List()
			for _, w := range words {
				if m[w] == "" {
					m[w] = "=" + words[0]
				}
				if s := stemWord(w); l.Code == fallbackLanguage && m[s] == "" {
					m[s] = "=" + words[0]
				}
			}
		}
		all[l.Code] = m
	}
	return all
})

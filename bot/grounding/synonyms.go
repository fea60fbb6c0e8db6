package grounding

import "footnote/retrieval/language"

// synonym returns the term that stands for all of its meaning.
func synonym(term string) string {
	if s, ok := synonyms[term]; ok {
		return s
	}
	return term
}

// synonyms are general words that retellings exchange, by their stems.
var synonyms = func() map[string]string {
	m := make(map[string]string)
	for _, l := range language.All() {
		for _, group := range l.Meaning.Synonyms {
			words := language.FoldList(group).List()
			for _, w := range words {
				if m[w] == "" {
					m[w] = "=" + words[0]
				}
				if s := stem(w); m[s] == "" {
					m[s] = "=" + words[0]
				}
			}
		}
	}
	return m
}()

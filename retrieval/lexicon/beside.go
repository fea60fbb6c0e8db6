package lexicon

import (
	"context"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/frequency"
)

// LookUpQuery returns the words of a query's question and then those of the texts
// beside it.
func (x *Lexicon) LookUpQuery(ctx context.Context, q *retrieval.Query) ([]retrieval.Word, error) {
	asking := *x
	asking.isWord = func(word string) bool {
		return frequency.MostZipf(q.Question.Spoken, word) > frequency.Rare || q.IsWord != nil && q.IsWord(word)
	}
	words, err := asking.LookUp(ctx, q.Question.Text)
	if err != nil {
		return words, err
	}
	return asking.addBeside(ctx, q.Beside, words)
}

// addBeside adds the words of the texts beside a question that it doesn't have
// itself, with their idf weighted: those that some passage has as they are.
func (x *Lexicon) addBeside(ctx context.Context, texts []retrieval.Beside, words []retrieval.Word) ([]retrieval.Word, error) {
	known := make(map[string]bool)
	for _, w := range words {
		for _, form := range w.Forms {
			known[form] = true
		}
	}
	isKnown := func(form string) bool { return known[form] }
	for _, text := range texts {
		found, err := x.LookUp(ctx, text.Text)
		if err != nil {
			return nil, err
		}
		for _, w := range found {
			if w.Stop || w.Passages == 0 || w.Corrected != "" || slices.ContainsFunc(w.Forms, isKnown) {
				continue
			}
			for _, form := range w.Forms {
				known[form] = true
			}
			w.IDF *= text.Weight
			w.Beside = true
			words = append(words, w)
		}
	}
	return words, nil
}

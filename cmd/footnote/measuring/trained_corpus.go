package measuring

import (
	"context"
	"footnote/retrieval"
	"footnote/retrieval/weights/training"
	"strings"
)

// trainedCorpus is the documents of one set.
type trainedCorpus struct{ evaluated }

// answerPassages is how many passages compete for an answer.
const answerPassages = 8

// Passages implements training.Corpus.
func (c trainedCorpus) Passages(ctx context.Context, asked string) ([]training.Passage, error) {
	q := retrieval.NewQuery(asked)
	q.Limit, q.Weights = answerPassages, c.weights
	found, err := retrieval.Search(ctx, c.index, q)
	if err != nil {
		return nil, err
	}
	var passages []training.Passage
	for i := range found.Hits {
		h := &found.Hits[i]
		p := training.Passage{Document: strings.TrimPrefix(h.Document, c.prefix)}
		for k := range h.Sentences {
			s := &h.Sentences[k]
			p.Sentences = append(p.Sentences, training.Sentence{
				Text: h.Text[s.Start-h.Start : s.End-h.Start], Features: s.Evidence[:],
			})
		}
		passages = append(passages, p)
	}
	return passages, nil
}

// Answer implements training.Corpus.
func (c trainedCorpus) Answer(ctx context.Context, question string, exclude func(string) bool) (training.Answer, error) {
	a, err := c.answerQuestion(ctx, question, exclude, false)
	return training.Answer{Features: a.Features, Confidence: a.Confidence, Forbidden: a.Forbidden}, err
}

// Close implements training.Corpus.
func (c trainedCorpus) Close() error { return c.index.Close() }

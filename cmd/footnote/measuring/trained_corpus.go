package measuring

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/weights/training"
)

// trainedCorpus is the documents of one set.
type trainedCorpus struct {
	evaluated
	close func() error
}

// answerPassages is how many passages compete for an answer.
const answerPassages = 12

// Passages implements training.Corpus.
func (c trainedCorpus) Passages(ctx context.Context, asked *eval.Question) ([]training.Passage, error) {
	q := c.answerer.NewQuery(bot.Question{Text: asked.Text, At: asked.At, Before: asked.Before, Near: c.inIndex(asked.Near)}, answerPassages)
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
func (c trainedCorpus) Answer(ctx context.Context, asked *eval.Question, exclude func(string) bool) (training.Answer, error) {
	a, err := c.answerQuestion(ctx, bot.Question{Text: asked.Text, At: asked.At, Before: asked.Before, Near: c.inIndex(asked.Near), Always: true}, exclude)
	out := training.Answer{Features: a.Features, Confidence: a.Confidence, Spoken: a.Spoken, Forbidden: a.Forbidden}
	if len(a.Sentences) > 0 {
		out.Sentence, out.Document = a.Sentences[0].Text, strings.TrimPrefix(a.Citations[0].Document, c.prefix)
	}
	return out, err
}

// Close implements training.Corpus.
func (c trainedCorpus) Close() error { return c.close() }

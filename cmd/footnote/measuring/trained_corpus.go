package measuring

import (
	"context"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/bot/followup"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/utterance"
	"footnote/retrieval/weights/training"
)

// trainedCorpus is the documents of one set.
type trainedCorpus struct {
	evaluated
	close func() error
}

// answerPassages is how many passages compete for an answer.
const answerPassages = 12

// questionOf returns what somebody asks who asked other questions before.
func (c trainedCorpus) questionOf(asked *eval.Question) bot.Question {
	q := bot.Question{Text: asked.Text, At: asked.At, Before: asked.Before, Near: c.inIndex(asked.Near)}
	var turns []followup.Turn
	for _, before := range slices.Backward(asked.Before) {
		turns = append(turns, followup.Turn{Question: before})
	}
	if len(turns) > 0 {
		q.Text, q.Leans = followup.CompleteSaid(utterance.Read(asked.Text), turns)
	}
	return q
}

// Passages implements training.Corpus.
func (c trainedCorpus) Passages(ctx context.Context, asked *eval.Question) ([]training.Passage, error) {
	q := c.answerer.NewQuery(c.questionOf(asked), answerPassages)
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
	q := c.questionOf(asked)
	q.Always = true
	a, err := c.answerQuestion(ctx, q, exclude)
	out := training.Answer{Features: a.Features, Confidence: a.Confidence, Spoken: a.Spoken, Forbidden: a.Forbidden}
	if len(a.Sentences) > 0 {
		out.Sentence, out.Document = a.Sentences[0].Text, strings.TrimPrefix(a.Citations[0].Document, c.prefix)
	}
	return out, err
}

// Close implements training.Corpus.
func (c trainedCorpus) Close() error { return c.close() }

package measuring

import (
	"context"
	"strings"

	"footnote/bot"
	"footnote/bot/answering"
	"footnote/retrieval"
	"footnote/retrieval/eval"
	"footnote/retrieval/weights"
)

// evaluated is the program as package eval sees it.
type evaluated struct {
	index    retrieval.Index
	answerer *answering.Answerer
	weights  *retrieval.Weights
	prefix   string // of document IDs in the index, before those of the set
}

func newEvaluated(x retrieval.Index, prefix string, by *weights.Set) (evaluated, error) {
	e := evaluated{index: x, prefix: prefix}
	meant := by
	if by == weights.Shipped() {
		meant = weights.ShippedMeant()
	}
	w, err := answering.NewWeights(by, meant)
	if err != nil {
		return e, err
	}
	e.answerer = answering.NewAnswerer(x).WeighingBy(w)
	if e.weights, err = retrieval.NewWeights(&by.Evidence); err == nil {
		e.weights.Meant, err = retrieval.NewWeights(&meant.Evidence)
	}
	return e, err
}

// passagesPerDocument is how many times as many passages are searched as
// documents are asked for: the best ones of a document crowd together.
const passagesPerDocument = 2

// Rank implements eval.System.
func (e evaluated) Rank(ctx context.Context, text string, n int) (eval.Ranked, error) {
	q := retrieval.NewQuery(text)
	q.Limit, q.Weights = passagesPerDocument*n, e.weights
	found, err := retrieval.Search(ctx, e.index, q)
	if err != nil {
		return eval.Ranked{}, err
	}
	return rankedDocuments(found.Hits, e.prefix), nil
}

// Answer implements eval.System.
func (e evaluated) Answer(ctx context.Context, question string, exclude func(string) bool) (eval.Answer, error) {
	answer, err := e.answerQuestion(ctx, bot.Question{Text: question, Always: true}, exclude)
	if err != nil {
		return eval.Answer{}, err
	}
	out := eval.Answer{Confidence: answer.Confidence, Spoken: answer.Spoken, Answered: answer.Outcome == bot.Answered}
	for _, s := range answer.Sentences {
		out.Sentences = append(out.Sentences, s.Text)
	}
	return out, nil
}

// inIndex returns documents of the set as the index calls them.
func (e evaluated) inIndex(documents []string) []string {
	var ids []string
	for _, d := range documents {
		ids = append(ids, e.prefix+d)
	}
	return ids
}

func (e evaluated) answerQuestion(ctx context.Context, q bot.Question, exclude func(string) bool) (bot.Answer, error) {
	if exclude != nil {
		q.Exclude = func(id string) bool { return exclude(strings.TrimPrefix(id, e.prefix)) }
	}
	return e.answerer.Answer(ctx, q)
}

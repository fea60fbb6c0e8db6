package answering

import (
	"cmp"
	"slices"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/question"
)

// beforeWeight is what the words of the question before count, and those of each one
// further back that share of the one after it.
const beforeWeight = .3

// NewQuery reads what a message asks, and takes what was asked before along.
func (a *Answerer) NewQuery(q bot.Question, limit int) retrieval.Query {
	query := retrieval.NewQuery(q.Text)
	if q.Whole {
		query = retrieval.Query{Question: question.Parse(retrieval.ClipQuery(q.Text))}
	}
	weight := beforeWeight
	for _, before := range q.Before {
		query.Beside = append(query.Beside, retrieval.Beside{Text: before, Weight: weight})
		weight *= beforeWeight
	}
	if len(q.Before) > 0 {
		query.Told = afterTold(q.Before, cmp.Or(query.Told, query.Question.Text))
	}
	query.Near = q.Near
	query.Limit, query.Exclude, query.Weights = limit, q.Exclude, a.weights.sentences
	return query
}

// toldBefore is how many of the questions before stand in front of what is told: two say
// what "and in spring?" after "and in Cork?" is about.
const toldBefore = 2

// afterTold puts the questions before, the latest of which is first, in front of what is
// told now.
func afterTold(before []string, told string) string {
	var all []string
	for _, b := range slices.Backward(before[:min(len(before), toldBefore)]) {
		all = append(all, b)
	}
	return strings.Join(append(all, told), "\n")
}

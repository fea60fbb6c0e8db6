package answering

import (
	"slices"
	"strings"

	"footnote/bot"
	"footnote/retrieval"
	"footnote/retrieval/question"
)

// beforeWeight is what the words of the question before count, and those of each one
// further back that share of the one after it; leaningWeight is that of a question that
// leans on it. Of 196 follow-ups of nine archives 69 are answered rightly with .3, and 73
// with .6, which brings passages of the topic before to questions that have left it.
const (
	beforeWeight  = .3
	leaningWeight = .6
)

// NewQuery reads what a message asks, and takes what was asked before along.
func (a *Answerer) NewQuery(q bot.Question, limit int) retrieval.Query {
	query := retrieval.NewQuery(q.Text)
	if q.Whole || q.Leans {
		query = retrieval.Query{Question: question.Parse(retrieval.ClipQuery(q.Text))}
	}
	share := beforeWeight
	if q.Leans {
		share = leaningWeight
	}
	weight := share
	for _, before := range q.Before {
		query.Beside = append(query.Beside, retrieval.Beside{Text: before, Weight: weight})
		weight *= share
	}
	query.Earlier = joinEarlier(q.Before)
	query.Near, query.Asked = q.Near, q.At
	query.Limit, query.Weights = limit, a.weights.sentences
	query.Exclude, query.Collections = q.Exclude, q.Collections
	return query
}

// earlierTold is how many of the questions before are told: two say what "and in spring?"
// after "and in Cork?" is about.
const earlierTold = 2

// joinEarlier joins the last of the questions before, of which the latest is first.
func joinEarlier(before []string) string {
	latest := slices.Clone(before[:min(len(before), earlierTold)])
	slices.Reverse(latest)
	return strings.Join(latest, "\n")
}

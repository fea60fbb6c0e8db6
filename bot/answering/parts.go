package answering

import (
	"context"
	"footnote/bot"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/question"
)

// alsoMeets is the share of the score of a part's best sentence that one with the
// kind of thing which the part asks for must have.
const alsoMeets = .6

// answerParts returns the sentences chosen for a question, those that answer a part
// of its own first. A part that the documents don't answer has none.
func (a *Answerer) answerParts(ctx context.Context, x retrieval.Index, q bot.Question, asked question.Question, chosen []candidate) ([]candidate, error) {
	var answers []candidate
	for _, part := range asked.Parts() {
		part := question.Parse(part)
		found, err := retrieval.Search(ctx, x, retrieval.Query{
			Question: part, Limit: answerPassages, Exclude: q.Exclude, Collections: q.Collections, Weights: a.weights.sentences,
		})
		if err != nil {
			return nil, err
		}
		ranked := rankSentences(found.Hits)
		sure := a.weights.confidencesIn(found).outcomeOf(confidenceFeatures(part, nil, found, ranked), len(ranked))
		if sure == bot.NotFound {
			continue
		}
		best := ranked[0]
		if sure == bot.Related && best.hit.Document != chosen[0].hit.Document {
			continue // what is little evidence alone is more beside the rest
		}
		if part.Expects != question.Anything && !best.Expected {
			i := slices.IndexFunc(ranked, func(c candidate) bool { return c.Expected })
			if i < 0 || ranked[i].score < alsoMeets*best.score {
				continue
			}
			best = ranked[i]
		}
		answers = append(answers, best)
	}
	var all []candidate
	for _, c := range append(answers, chosen...) {
		said := func(o candidate) bool { return o.hit.Document == c.hit.Document && o.Span == c.Span || sameWords(o, c) }
		if len(all) < maxSentences && !slices.ContainsFunc(all, said) {
			all = append(all, c)
		}
	}
	return all, nil
}

package answering

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"footnote/bot"

	"footnote/retrieval"
)

// Find returns the excerpts that speak most of the text, one a document, as an
// answer without sentences.
func (a *Answerer) Find(ctx context.Context, q bot.Question, n int) (bot.Answer, error) {
	began := time.Now()
	answer := bot.Answer{
		ID: cmp.Or(q.ID, rand.Text()), Question: q.Text, Outcome: bot.NotFound,
		Sentences: []bot.Sentence{}, Citations: []bot.Citation{}, Missing: []string{},
	}
	x, err := a.views.View(ctx)
	if err != nil {
		return answer, fmt.Errorf("find passages: %w", err)
	}
	defer x.Close()
	query := a.NewQuery(q, 3*n)
	query.NoReader = true
	found, err := retrieval.Search(ctx, x, query)
	if err != nil {
		return answer, fmt.Errorf("find passages: %w", err)
	}
	if err := hideExcludedWords(ctx, x, &q, &found); err != nil {
		return answer, fmt.Errorf("find passages: %w", err)
	}
	answer.Missing, answer.Corrected = missingWords(found.Words, query.Question.Spoken), found.CorrectedWords()
	ranked := rankSentences(found.Hits)
	for i := range found.Hits {
		h := &found.Hits[i]
		if len(answer.Citations) == n {
			break
		}
		if slices.ContainsFunc(answer.Citations, func(c bot.Citation) bool { return c.Document == h.Document }) {
			continue
		}
		best := slices.IndexFunc(ranked, func(c candidate) bool { return c.hit == h })
		if best < 0 {
			continue
		}
		c, err := citeHit(ctx, x, h, []retrieval.Span{ranked[best].Span})
		if err != nil {
			return answer, err
		}
		c.N, c.Score = len(answer.Citations)+1, h.Rank
		answer.Citations = append(answer.Citations, c)
		answer.Outcome = bot.Related
	}
	answer.Elapsed = milliseconds(time.Since(began))
	return answer, nil
}

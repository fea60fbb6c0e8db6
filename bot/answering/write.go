package answering

import (
	"context"
	"footnote/bot"
	"time"
)

// evidenceExcerpts is how many excerpts a Summarizer gets to work from.
const evidenceExcerpts = 6

// Write answers as Answer does and then, if s isn't nil, has s write the answer
// anew from the evidence. emit, if not nil, gets the answer as it grows.
func (a *Answerer) Write(ctx context.Context, q bot.Question, s bot.Summarizer, emit func(bot.Answer)) (bot.Answer, error) {
	if s == nil {
		return a.Answer(ctx, q)
	}
	began := time.Now()
	q.Evidence = evidenceExcerpts
	answer, err := a.Answer(ctx, q)
	if err != nil || answer.IsComputed() { // a model doesn't count
		return answer, err
	}
	answer, err = s.Summarize(ctx, answer, emit)
	answer.Elapsed = milliseconds(time.Since(began))
	return answer, err
}

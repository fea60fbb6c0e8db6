package summary

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/retrieval"
)

// Checker reports whether a sentence is borne out by the excerpts that it cites;
// *grounding.Checker does.
type Checker interface {
	Check(claim string, evidence []grounding.Evidence) grounding.Verdict
}

// Options of a Summarizer. Those without a default are required.
type Options struct {
	Model    bot.Model
	Name     string // of the model, to be shown
	Checker  Checker
	Analyzer retrieval.Analyzer // of the index that the evidence is from
	// Deadline is how long the model may take in all; 0 means 20 s.
	Deadline time.Duration
	// OpinionTime is how long a second opinion on one sentence may take of that;
	// 0 means 5 s.
	OpinionTime time.Duration
	// ContextTokens bounds the question and the excerpts in the prompt; 0
	// means 6,000, which leaves room in a context of 8,192.
	ContextTokens int
	// SecondOpinion asks the model again for each sentence that the checker has
	// passed, and drops those that it says aren't borne out.
	SecondOpinion bool
	// JSON has the model write its sentences and their excerpts as JSON by a schema, if
	// its server can. What comes as a text is taken as well.
	JSON bool
	Log  *slog.Logger // nil discards
}

const (
	maxSentences = 4
	maxTokens    = 600 // of what the model writes
	// mostTextBytes ends a model that doesn't stop by itself.
	mostTextBytes = 16 << 10
)

// Summarizer has a model write answers. It is safe for use by several
// goroutines.
type Summarizer struct {
	Options
	prompter *prompter
}

var _ bot.Summarizer = (*Summarizer)(nil)

// New returns a Summarizer.
func New(o Options) (*Summarizer, error) {
	o.Deadline = cmp.Or(o.Deadline, 20*time.Second)
	o.OpinionTime = cmp.Or(o.OpinionTime, 5*time.Second)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	p, err := newPrompter(cmp.Or(o.ContextTokens, 6000), o.JSON)
	if err != nil {
		return nil, err
	}
	return &Summarizer{o, p}, nil
}

// Summarize implements bot.Summarizer.
func (s *Summarizer) Summarize(ctx context.Context, a bot.Answer, emit func(bot.Answer)) (bot.Answer, error) {
	if len(a.Evidence) == 0 { // whether words alone would have answered doesn't matter
		return a, nil
	}
	began := time.Now()
	if emit != nil {
		own := a // what the documents say themselves is there to read while the model writes
		own.Summary = &bot.Summary{Model: s.Name, Writing: true}
		emit(own)
	}
	log := s.Log.With("request", a.ID, "model", s.Name)
	var used *bot.Usage
	w, err := s.writeSentences(ctx, a, emit, func(u bot.Usage) {
		if used == nil {
			used = new(bot.Usage)
		}
		used.Add(u)
	})
	stopped := errors.Is(context.Cause(ctx), bot.ErrStopped)
	if ctx.Err() != nil && !stopped {
		return a, ctx.Err()
	}
	reason := ""
	switch {
	case stopped && (w == nil || len(w.sentences) == 0):
		reason = "it was stopped"
	case err != nil && !(errors.Is(err, errEnough) || w != nil && len(w.sentences) > 0):
		reason = fallbackReason(err)
	case w.declined:
		reason = "the model found no answer in the excerpts"
	case w.written == 0:
		reason = "the model wrote nothing"
	case len(w.sentences) == 0 || w.dropped > len(w.sentences):
		reason = "too little of what the model wrote could be proved"
	}
	var omitted []bot.Omission
	dropped := 0
	if w != nil {
		dropped, omitted = w.dropped, w.omitted
	}
	log = log.With("elapsed", time.Since(began).Round(time.Millisecond), "dropped", dropped)
	if used != nil {
		log = log.With("prompt_tokens", used.PromptTokens, "completion_tokens", used.CompletionTokens, "estimated", used.Estimated, "cost", used.Cost)
	}
	if reason != "" {
		level := slog.LevelWarn
		if w != nil && w.declined && a.Outcome != bot.Answered {
			level = slog.LevelInfo // both say that the documents don't answer
		}
		if stopped {
			level = slog.LevelInfo
		}
		log.Log(ctx, level, "the extractive answer stands", "reason", reason, "err", err)
		a.Summary = &bot.Summary{Dropped: dropped, Omitted: omitted, Fallback: reason, Stopped: stopped, Usage: used}
		return a, nil
	}
	if err != nil && !errors.Is(err, errEnough) && !stopped {
		log.Warn("the model stopped in the middle", "err", err)
	}
	log.Info("summary written", "sentences", len(w.sentences))
	a = w.answerWith(a, s.Name)
	a.Summary.Usage, a.Summary.Stopped = used, stopped
	return a, nil
}

// fallbackReason says for people why a model's text isn't shown.
func fallbackReason(err error) string {
	var trouble *bot.ModelError
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "the model took too long"
	case !errors.As(err, &trouble):
		return "the model failed"
	}
	switch trouble.Trouble {
	case bot.Slow:
		return "the model took too long"
	case bot.Limited:
		return "the model's server takes no more questions now"
	case bot.Spent:
		return "today's budget for the model is spent"
	case bot.Refused:
		return "the model declined to answer"
	case bot.Oversized:
		return "the excerpts are longer than the model takes"
	case bot.Denied:
		return "the model's settings are wrong"
	case bot.Foreign:
		return "the model's server doesn't speak chat completions (does FOOTNOTE_MODEL_URL end in /v1?)"
	case bot.Garbled:
		return "what the model's server sent can't be read"
	}
	return "the model can't be reached"
}

// errEnough ends a model that has written as much as is shown.
var errEnough = errors.New("enough is written")

// writeSentences lets the model write and returns what passed. used is told what that
// has used.
func (s *Summarizer) writeSentences(ctx context.Context, a bot.Answer, emit func(bot.Answer), used func(bot.Usage)) (*writing, error) {
	prompt, evidence, err := s.prompter.summaryPrompt(a.Question, a.Evidence)
	if err != nil {
		return nil, err
	}
	prompt.Used = used
	ctx, cancel := context.WithTimeout(ctx, s.Deadline)
	defer cancel()
	w := &writing{
		checker: s.Checker, relevance: newRelevance(s.Analyzer, a.Question),
		evidence: evidence, log: s.Log.With("request", a.ID), seen: make(map[string]bool), rests: make(map[string][]bot.Rest),
	}
	if s.SecondOpinion {
		o := opinion{s.Model, s.prompter, s.OpinionTime, used, w.log}
		w.refutes = func(sentence string, cited []bot.Citation) bool { return o.isRefuted(ctx, sentence, cited) }
	}
	take := func(drafts []draft) error {
		for _, d := range drafts {
			if w.takeDraft(d) && emit != nil {
				draft := w.answerWith(a, s.Name)
				draft.Summary.Writing = true
				emit(draft)
			}
			if w.declined || len(w.sentences) >= maxSentences || w.isHopeless() {
				return errEnough
			}
		}
		return nil
	}
	var c cutter
	var shaped reshaper
	for piece, err := range s.Model.Complete(ctx, prompt) {
		if err != nil {
			return w, fmt.Errorf("write a summary: %w", errors.Join(err, take(c.finishText())))
		}
		w.written += len(piece)
		if err := take(c.addPiece(shaped.addPiece(strings.ToValidUTF8(piece, "\uFFFD")))); err != nil {
			return w, err
		}
		if w.written > mostTextBytes {
			return w, errEnough
		}
	}
	if err := ctx.Err(); err != nil {
		return w, fmt.Errorf("write a summary: %w", err)
	}
	return w, errors.Join(take(c.addPiece(shaped.finishText())), take(c.finishText()))
}

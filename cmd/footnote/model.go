package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"footnote/adapters/openai"
	"footnote/bot"
	"footnote/bot/grounding"
	"footnote/bot/meter"
	"footnote/bot/rewrite"
	"footnote/bot/secret"
	"footnote/bot/summary"
	"footnote/retrieval"
)

// modelSettings say which language model writes summaries, if any.
type modelSettings struct {
	Name        string        `name:"model" env:"FOOTNOTE_MODEL" placeholder:"NAME" group:"Model" help:"Language model that writes answers anew, each sentence checked against the excerpts (default: none)."`
	URL         string        `name:"model-url" env:"FOOTNOTE_MODEL_URL" default:"${model_url}" placeholder:"URL" group:"Model" help:"Its OpenAI-compatible server, with the version (default: ${default})."`
	Key         secret.String `name:"model-key" env:"FOOTNOTE_MODEL_KEY" placeholder:"KEY" group:"Model" help:"Its key, better kept in .env than on the command line (default: none)."`
	Temperature float64       `name:"model-temperature" env:"FOOTNOTE_MODEL_TEMPERATURE" default:"0" placeholder:"T" group:"Model" help:"Its temperature, from 0 to 2 (default: ${default})."`
	Deadline    time.Duration `name:"model-deadline" env:"FOOTNOTE_MODEL_DEADLINE" default:"20s" placeholder:"TIME" group:"Model" help:"How long it may take before the extractive answer stands (default: ${default})."`
	Silence     time.Duration `name:"model-silence" env:"FOOTNOTE_MODEL_SILENCE" placeholder:"TIME" group:"Model" help:"How long it may send nothing once it has begun to write; before that only the deadline counts (default: a quarter of the deadline, at least 15s)."`
	Rewrite     bool          `name:"model-rewrite" env:"FOOTNOTE_MODEL_REWRITE" group:"Model" help:"Let it make follow-ups questions that stand alone, from the questions before them; each is checked, and shown (default: off)."`
	Second      bool          `name:"model-second-opinion" env:"FOOTNOTE_MODEL_SECOND_OPINION" group:"Model" help:"Ask it again about each sentence that has passed the check, and drop those that it says the excerpts don't bear out (default: off)."`
	PriceIn     float64       `name:"model-price-in" env:"FOOTNOTE_MODEL_PRICE_IN" default:"0" placeholder:"PRICE" group:"Model" help:"What a million tokens that it reads cost, for the log and --json (default: ${default})."`
	PriceOut    float64       `name:"model-price-out" env:"FOOTNOTE_MODEL_PRICE_OUT" default:"0" placeholder:"PRICE" group:"Model" help:"What a million tokens that it writes cost (default: ${default})."`
	Budget      float64       `name:"model-budget" env:"FOOTNOTE_MODEL_BUDGET" default:"0" placeholder:"COST" group:"Model" help:"What serve may spend on it in a day (UTC) before the extractive answers stand, 0 for any sum (default: ${default})."`
	Context     int           `name:"model-context" env:"FOOTNOTE_MODEL_CONTEXT" default:"6000" placeholder:"N" group:"Model" help:"Most tokens of question and excerpts that it is sent (default: ${default})."`
}

// check tells settings that can't be meant.
func (m modelSettings) check() error {
	sum := func(x float64) bool { return 0 <= x && x <= math.MaxFloat64 } // NaN isn't either
	switch {
	case !(0 <= m.Temperature && m.Temperature <= 2):
		return fmt.Errorf("--model-temperature (FOOTNOTE_MODEL_TEMPERATURE) is %v, must be from 0 to 2", m.Temperature)
	case m.Deadline <= 0:
		return fmt.Errorf("--model-deadline (FOOTNOTE_MODEL_DEADLINE) is %v, must be longer than 0", m.Deadline)
	case m.Silence < 0:
		return fmt.Errorf("--model-silence (FOOTNOTE_MODEL_SILENCE) is %v, can't be shorter than 0", m.Silence)
	case !sum(m.PriceIn) || !sum(m.PriceOut) || !sum(m.Budget):
		return errors.New("--model-price-in, --model-price-out and --model-budget (FOOTNOTE_MODEL_PRICE_IN, _PRICE_OUT, _BUDGET) must be numbers from 0")
	case m.Budget > 0 && m.PriceIn+m.PriceOut == 0:
		return errors.New("--model-budget (FOOTNOTE_MODEL_BUDGET) needs prices: set FOOTNOTE_MODEL_PRICE_IN and FOOTNOTE_MODEL_PRICE_OUT")
	case m.Context < 500:
		return fmt.Errorf("--model-context (FOOTNOTE_MODEL_CONTEXT) is %d, must be 500 or more", m.Context)
	}
	return nil
}

// quarter is the part of the deadline that a lesser task gets, and no less than
// least: who gives a slow model more time means all that it does.
func (m modelSettings) quarter(least time.Duration) time.Duration { return max(least, m.Deadline/4) }

// client returns the model that is set, which may be sent a request so many
// times; 0 means the adapter's own number.
func (m modelSettings) client(tries int) (*openai.Model, error) {
	return openai.New(openai.Config{
		BaseURL: m.URL, Key: m.Key.Reveal(), Name: m.Name, Temperature: m.Temperature, Tries: tries,
		Silence: cmp.Or(m.Silence, m.quarter(15*time.Second)),
	})
}

// trial is how long the model may take for a word: what it has for an answer.
func (m modelSettings) trial() time.Duration { return max(doctorTime, m.Deadline) }

// tryOut asks the model for a word.
func (m modelSettings) tryOut(ctx context.Context) error {
	model, err := m.client(1)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, m.trial())
	defer cancel()
	if err := model.Check(ctx); err != nil {
		return fmt.Errorf("%s at %s: %w", model.Name(), model.Server(), err)
	}
	return nil
}

// wayOut says what to do about a model that doesn't write.
func (m modelSettings) wayOut(err error) string {
	var trouble *bot.ModelError
	switch {
	case !errors.As(err, &trouble):
	case trouble.Trouble == bot.Foreign:
		return "correct FOOTNOTE_MODEL_URL"
	case trouble.Trouble == bot.Slow:
		return fmt.Sprintf("raise FOOTNOTE_MODEL_DEADLINE, which is %v, lower FOOTNOTE_MODEL_CONTEXT, or choose a smaller model", m.Deadline)
	}
	return "check FOOTNOTE_MODEL, FOOTNOTE_MODEL_URL and FOOTNOTE_MODEL_KEY"
}

// tryModel is the service that says at the start if the model that is set doesn't
// write. Answers don't wait for it: without a model they are the documents' own
// words.
func (a *app) tryModel() service {
	return service{"model", func(ctx context.Context) error {
		m := a.settings.Model
		if err := m.tryOut(ctx); err != nil && ctx.Err() == nil {
			a.log.Warn("the model doesn't answer; until it does, answers are in the documents' own words", "err", err, "do", m.wayOut(err))
		}
		<-ctx.Done()
		return nil
	}}
}

// writers are what a model is used for; nil for what it isn't.
type writers struct {
	summarizer bot.Summarizer
	rewriter   bot.Rewriter
	model      *meter.Model
}

// writers returns those that are set, for excerpts that were indexed with the
// given analyzer. values keep what the model has cost; nil counts from the start
// of the program.
func (a *app) writers(analyzer retrieval.Analyzer, values bot.Values) (w writers, err error) {
	m := a.settings.Model
	if m.Name == "" {
		return w, nil
	}
	served, err := m.client(0)
	if err != nil {
		return w, usageError("%w (FOOTNOTE_MODEL and FOOTNOTE_MODEL_URL)", err)
	}
	model := meter.New(meter.Options{Next: served, In: m.PriceIn, Out: m.PriceOut, Budget: m.Budget, Values: values, Log: a.log})
	w.model = model
	w.summarizer, err = summary.New(summary.Options{
		Model: model, Name: m.Name, Checker: grounding.NewChecker(analyzer), Analyzer: analyzer,
		Deadline: m.Deadline, OpinionTime: m.quarter(5 * time.Second), ContextTokens: m.Context, SecondOpinion: m.Second, Log: a.log,
	})
	if err == nil && m.Rewrite {
		w.rewriter, err = rewrite.New(rewrite.Options{Model: model, Analyzer: analyzer, Deadline: m.quarter(5 * time.Second), Log: a.log})
	}
	return w, err
}

package main

import (
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
	case !sum(m.PriceIn) || !sum(m.PriceOut) || !sum(m.Budget):
		return errors.New("--model-price-in, --model-price-out and --model-budget (FOOTNOTE_MODEL_PRICE_IN, _PRICE_OUT, _BUDGET) must be numbers from 0")
	case m.Budget > 0 && m.PriceIn+m.PriceOut == 0:
		return errors.New("--model-budget (FOOTNOTE_MODEL_BUDGET) needs prices: set FOOTNOTE_MODEL_PRICE_IN and FOOTNOTE_MODEL_PRICE_OUT")
	case m.Context < 500:
		return fmt.Errorf("--model-context (FOOTNOTE_MODEL_CONTEXT) is %d, must be 500 or more", m.Context)
	}
	return nil
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
	served, err := openai.New(openai.Config{BaseURL: m.URL, Key: m.Key.Reveal(), Name: m.Name, Temperature: m.Temperature})
	if err != nil {
		return w, usageError("%w (FOOTNOTE_MODEL and FOOTNOTE_MODEL_URL)", err)
	}
	model := meter.New(meter.Options{Next: served, In: m.PriceIn, Out: m.PriceOut, Budget: m.Budget, Values: values, Log: a.log})
	w.model = model
	w.summarizer, err = summary.New(summary.Options{
		Model: model, Name: m.Name, Checker: grounding.NewChecker(analyzer), Analyzer: analyzer,
		Deadline: m.Deadline, ContextTokens: m.Context, SecondOpinion: m.Second, Log: a.log,
	})
	if err == nil && m.Rewrite {
		w.rewriter, err = rewrite.New(rewrite.Options{Model: model, Analyzer: analyzer, Log: a.log})
	}
	return w, err
}

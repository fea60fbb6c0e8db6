// Package writing sets up the language model that writes summaries and makes
// follow-ups questions of their own, if one is set.
package writing

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"footnote/adapters/openai"
	"footnote/bot"
	"footnote/bot/secret"
)

// Settings say which language model writes summaries, if any.
type Settings struct {
	Name        string        `name:"model" env:"FOOTNOTE_MODEL" placeholder:"NAME" group:"Model" help:"Language model that writes answers anew, each sentence checked against the excerpts (default: none)."`
	URL         string        `name:"model-url" env:"FOOTNOTE_MODEL_URL" default:"${model_url}" placeholder:"URL" group:"Model" help:"Its OpenAI-compatible server, with the version (default: ${default})."`
	Key         secret.String `name:"model-key" env:"FOOTNOTE_MODEL_KEY" placeholder:"KEY" group:"Model" help:"Its key, better kept in .env than on the command line (default: none)."`
	Temperature float64       `name:"model-temperature" env:"FOOTNOTE_MODEL_TEMPERATURE" default:"0" placeholder:"T" group:"Model" help:"Its temperature, from 0 to 2 (default: ${default})."`
	Deadline    time.Duration `name:"model-deadline" env:"FOOTNOTE_MODEL_DEADLINE" default:"20s" placeholder:"TIME" group:"Model" help:"How long it may take before the extractive answer stands (default: ${default})."`
	Silence     time.Duration `name:"model-silence" env:"FOOTNOTE_MODEL_SILENCE" placeholder:"TIME" group:"Model" help:"How long it may send nothing once it has begun to write; before that only the deadline counts (default: a quarter of the deadline, at least 15s)."`
	Rewrite     bool          `name:"model-rewrite" env:"FOOTNOTE_MODEL_REWRITE" group:"Model" help:"Let it make follow-ups questions that stand alone, from the questions before them; each is checked, and shown (default: off)."`
	Second      bool          `name:"model-second-opinion" env:"FOOTNOTE_MODEL_SECOND_OPINION" group:"Model" help:"Ask it again about each sentence that has passed the check, and drop those that it says the excerpts don't bear out (default: off)."`
	JSON        bool          `name:"model-json" env:"FOOTNOTE_MODEL_JSON" group:"Model" help:"Have it write its sentences as JSON by a schema, if its server can; doctor says whether it does (default: off)."`
	PriceIn     float64       `name:"model-price-in" env:"FOOTNOTE_MODEL_PRICE_IN" default:"0" placeholder:"PRICE" group:"Model" help:"What a million tokens that it reads cost, for the log and --json (default: ${default})."`
	PriceOut    float64       `name:"model-price-out" env:"FOOTNOTE_MODEL_PRICE_OUT" default:"0" placeholder:"PRICE" group:"Model" help:"What a million tokens that it writes cost (default: ${default})."`
	Budget      float64       `name:"model-budget" env:"FOOTNOTE_MODEL_BUDGET" default:"0" placeholder:"COST" group:"Model" help:"What serve may spend on it in a day (UTC) before the extractive answers stand, 0 for any sum (default: ${default})."`
	Context     int           `name:"model-context" env:"FOOTNOTE_MODEL_CONTEXT" default:"6000" placeholder:"N" group:"Model" help:"Most tokens of question and excerpts that it is sent (default: ${default})."`
}

// Check returns what is wrong with settings that can't be meant.
func (m Settings) Check() error {
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
func (m Settings) quarter(least time.Duration) time.Duration { return max(least, m.Deadline/4) }

// client returns the model that is set, which may be sent a request so many
// times; 0 means the adapter's own number.
func (m Settings) client(tries int) (*openai.Model, error) {
	return openai.New(openai.Config{
		BaseURL: m.URL, Key: m.Key.Reveal(), Name: m.Name, Temperature: m.Temperature, Tries: tries,
		Silence: cmp.Or(m.Silence, m.quarter(15*time.Second)),
	})
}

// leastTrial is how long any model may take for a word.
const leastTrial = 15 * time.Second

// trial is how long the model may take for a word: what it has for an answer.
func (m Settings) trial() time.Duration { return max(leastTrial, m.Deadline) }

// TryOut asks the model for a word.
func (m Settings) TryOut(ctx context.Context) error {
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

// WayOut says what to do about a model that doesn't write.
func (m Settings) WayOut(err error) string {
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

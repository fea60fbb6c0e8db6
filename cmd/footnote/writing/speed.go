package writing

import (
	"context"
	"fmt"
	"strings"
	"time"

	"footnote/bot"
)

// Speed is how fast a model reads prompts and writes, in tokens a second.
type Speed struct{ Read, Write float64 }

// What the model is measured by: a prompt of some hundred tokens, as one or two excerpts
// are, and an answer of some sentences.
const (
	measuredLines  = 24
	measuredTokens = 48
)

// answerTokens is what an answer of four sentences takes, with their marks.
const answerTokens = 150

// MeasureSpeed has a model read a prompt and write. now is the clock. The texts are no one
// server's business: they hold nothing of the documents. An answer in one piece, as servers
// give that don't stream, tells of reading and writing only together.
func MeasureSpeed(ctx context.Context, model bot.Model, now func() time.Time) (Speed, error) {
	var prompt strings.Builder
	for i := range measuredLines { // no two alike, so that no server has read it before
		fmt.Fprintf(&prompt, "Line %d of a list that was made at %d: box %d holds %d pencils.\n", i+1, now().UnixNano(), i*7+3, i*i+1)
	}
	prompt.WriteString("\nCount from one to forty in words.")
	used := bot.Usage{}
	p := bot.Prompt{User: prompt.String(), MaxTokens: measuredTokens, Used: func(u bot.Usage) { used = u }}
	began := now()
	var first, last time.Time
	var text strings.Builder
	pieces := 0
	for piece, err := range model.Complete(ctx, p) {
		if err != nil {
			return Speed{}, err
		}
		last = now()
		if pieces++; pieces == 1 {
			first = last
		}
		text.WriteString(piece)
	}
	if pieces == 0 {
		return Speed{}, nil
	}
	read, wrote := used.PromptTokens, used.CompletionTokens
	if read == 0 {
		read = bot.Tokens(p.User)
	}
	if wrote == 0 {
		wrote = bot.Tokens(text.String())
	}
	s := Speed{Read: perSecond(read, first.Sub(began))}
	if pieces > 1 {
		s.Write = perSecond(wrote-1, last.Sub(first))
	} else {
		s.Write = perSecond(wrote, last.Sub(began))
	}
	return s, nil
}

// perSecond is how many a second some tokens are. The least time that counts is a
// millisecond.
func perSecond(tokens int, d time.Duration) float64 {
	return float64(max(tokens, 1)) / max(d, time.Millisecond).Seconds()
}

// answerTime is how long an answer takes at this speed with a prompt of so many tokens.
func (s Speed) answerTime(context int) time.Duration {
	return time.Duration((float64(context)/s.Read + answerTokens/s.Write) * float64(time.Second))
}

// Fit is whether the settings leave a model the time that it needs.
type Fit struct {
	Fits bool
	Text string // what the model does, for people
	Do   string // which settings would fit, "" where these do
}

// spare is the part of the deadline that an answer should take at the most: a busy server is
// slower than one that is asked by doctor alone.
const spare = .7

// leastContext is what a prompt needs for an excerpt or two.
const leastContext = 1000

// FitOf reports whether a model of this speed answers before the deadline with as much as
// it is sent, and else which context or deadline would do.
func (m Settings) FitOf(s Speed) Fit {
	took := s.answerTime(m.Context)
	f := Fit{Text: fmt.Sprintf("it reads %.0f and writes %.0f tokens a second: an answer takes up to %v of FOOTNOTE_MODEL_DEADLINE=%v", s.Read, s.Write, roundTime(took), m.Deadline)}
	within := time.Duration(float64(m.Deadline) * spare)
	if took <= within {
		f.Fits = true
		return f
	}
	longer := fmt.Sprintf("set FOOTNOTE_MODEL_DEADLINE=%v", roundUp(time.Duration(float64(took)/spare)))
	smaller := int((within.Seconds()-answerTokens/s.Write)*s.Read) / 100 * 100
	if smaller < leastContext {
		f.Do = longer + ", or choose a smaller model"
		return f
	}
	f.Do = fmt.Sprintf("%s, or FOOTNOTE_MODEL_CONTEXT=%d, or choose a smaller model", longer, min(smaller, m.Context))
	return f
}

func roundTime(d time.Duration) time.Duration {
	if d < 10*time.Second {
		return d.Round(100 * time.Millisecond)
	}
	return d.Round(time.Second)
}

// roundUp returns a time that one would set: whole tens of seconds.
func roundUp(d time.Duration) time.Duration {
	const step = 10 * time.Second
	return (d + step - 1) / step * step
}

// Measure measures the model that is set and, where it isn't asked for JSON, finds out
// whether its server takes a schema.
func (m Settings) Measure(ctx context.Context) (fit Fit, takesSchema bool, err error) {
	model, err := m.client(1)
	if err != nil {
		return Fit{}, false, err
	}
	ctx, cancel := context.WithTimeout(ctx, m.trial())
	defer cancel()
	speed, err := MeasureSpeed(ctx, model, time.Now)
	if err != nil || speed.Write == 0 {
		return Fit{}, false, err
	}
	takesSchema, err = model.TakesSchema(ctx)
	return m.FitOf(speed), takesSchema, err
}

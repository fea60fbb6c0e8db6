package writing

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"footnote/bot"
)

// paced is a model that takes so long for each token that it reads and writes, by a clock of
// its own.
type paced struct {
	clock       time.Time
	read, write time.Duration
	pieces      int
	err         error
}

func (p *paced) Complete(_ context.Context, prompt bot.Prompt) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if p.err != nil {
			yield("", p.err)
			return
		}
		p.clock = p.clock.Add(400 * p.read)
		for i := range p.pieces {
			if i > 0 {
				p.clock = p.clock.Add(p.write)
			}
			if !yield("one ", nil) {
				return
			}
		}
		prompt.Used(bot.Usage{PromptTokens: 400, CompletionTokens: p.pieces})
	}
}

func TestMeasureSpeed(t *testing.T) {
	p := &paced{clock: time.Unix(0, 0), read: 10 * time.Millisecond, write: 50 * time.Millisecond, pieces: 41}
	s, err := MeasureSpeed(t.Context(), p, func() time.Time { return p.clock })
	if err != nil || s.Read < 99 || s.Read > 101 || s.Write < 19.9 || s.Write > 20.1 {
		t.Errorf("%+v, %v", s, err)
	}
	p.pieces = 0
	if s, err := MeasureSpeed(t.Context(), p, func() time.Time { return p.clock }); s != (Speed{}) || err != nil {
		t.Errorf("of a model that writes nothing: %+v, %v", s, err)
	}
	p.err = errors.New("gone")
	if _, err := MeasureSpeed(t.Context(), p, func() time.Time { return p.clock }); err == nil {
		t.Error("an error is lost")
	}
}

// TestFit: doctor names settings by which the model has the time that it needs.
func TestFit(t *testing.T) {
	m := Settings{Deadline: 20 * time.Second, Context: 6000}
	for _, test := range []struct {
		name     string
		speed    Speed
		fits     bool
		text, do string
	}{
		{"on a graphics card", Speed{3000, 60}, true, "it reads 3000 and writes 60 tokens a second: an answer takes up to 4.5s of FOOTNOTE_MODEL_DEADLINE=20s", ""},
		{"on a processor", Speed{400, 30}, false, "20s of", "set FOOTNOTE_MODEL_DEADLINE=30s, or FOOTNOTE_MODEL_CONTEXT=3600, or choose a smaller model"},
		{"too large for it", Speed{60, 5}, false, "2m10s of", "set FOOTNOTE_MODEL_DEADLINE=3m10s, or choose a smaller model"},
	} {
		f := m.FitOf(test.speed)
		if f.Fits != test.fits || !strings.Contains(f.Text, test.text) || f.Do != test.do {
			t.Errorf("%s: %+v", test.name, f)
		}
	}
}

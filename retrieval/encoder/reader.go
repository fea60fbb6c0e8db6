package encoder

import (
	"context"
	"fmt"
	"math"

	"footnote/retrieval/encoder/weights"
)

const (
	// pairPieces is how many pieces of a question and a text are read together, as in
	// the reader's training.
	pairPieces = 160
	// askedPieces is how many of them the question has at most.
	askedPieces = 96
)

// Reader tells how well texts answer a question. It reads each with the question, by
// an encoder's tables and first layers and by layers of its own. Several goroutines may
// use it at once.
type Reader struct {
	encoder *Encoder
	model   *weights.Reader
}

// NewReader returns the reader that the program carries, beside the encoder of New.
func NewReader(e *Encoder) (*Reader, error) {
	m, err := weights.OpenReader()
	if err != nil {
		return nil, fmt.Errorf("opening the reader's weights: %w", err)
	}
	if len(m.Kind) != Size || m.Shared > len(e.model.Layers) {
		return nil, fmt.Errorf("the reader's weights don't fit the encoder's")
	}
	return &Reader{e, m}, nil
}

// IsFast is that of the encoder.
func (r *Reader) IsFast() bool { return r.encoder.IsFast() }

// Read returns a score for each text, in their order: the logit of that it answers the
// question. The only error is that of ctx.
func (r *Reader) Read(ctx context.Context, question string, texts []string) ([]float32, error) {
	e := r.encoder
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	scores := make([]float32, len(texts))
	s.clearTexts()
	from := 0
	flush := func(to int) {
		if from < to {
			e.lookUp(s, r.model.Kind)
			e.runLayers(s, e.model.Layers[:r.model.Shared])
			e.runLayers(s, r.model.Layers)
		}
		for i := from; i < to; i++ {
			scores[i] = r.score(s, i-from)
		}
		s.clearTexts()
		from = to
	}
	for i, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !e.addPair(s, question, text) {
			flush(i)
			e.addPair(s, question, text)
		}
	}
	flush(len(texts))
	return scores, nil
}

// addPair adds the pieces of a question and of a text that is read with it, and reports
// whether there was room for them. There always is for the first pair.
func (e *Encoder) addPair(s *scratch, question, text string) bool {
	before := len(s.ids)
	s.ids = e.tokenizer.appendPieces(s.ids, &s.text, question, askedPieces)
	second := len(s.ids)
	s.ids = e.tokenizer.appendPieces(s.ids, &s.text, text, pairPieces-(second-before)+1)
	copy(s.ids[second:], s.ids[second+1:]) // one mark stands between both
	s.ids = s.ids[:len(s.ids)-1]
	if len(s.ids) > MaxPieces && before > 0 {
		s.ids = s.ids[:before]
		return false
	}
	s.seconds = append(s.seconds, second)
	s.bounds = append(s.bounds, len(s.ids))
	return true
}

// score is the reader's head.
func (r *Reader) score(s *scratch, pair int) float32 {
	var asked, text [Size]float32
	mean := func(dst *[Size]float32, from, to int) (squares float64) {
		for row := from; row < to; row++ {
			for i, v := range s.state[row*Size:][:Size] {
				dst[i] += v
			}
		}
		n := float32(max(to-from, 1))
		for i := range dst {
			dst[i] /= n
			squares += float64(dst[i]) * float64(dst[i])
		}
		return squares
	}
	a := mean(&asked, s.bounds[pair], s.seconds[pair])
	b := mean(&text, s.seconds[pair], s.bounds[pair+1])
	var product, sum float64
	for i, v := range asked {
		p := v * text[i]
		product += float64(p)
		sum += float64(r.model.Product[i]*p) + float64(r.model.Text[i]*text[i])
	}
	cosine := 0.0
	if a > 0 && b > 0 {
		cosine = product / math.Sqrt(a*b)
	}
	return float32(float64(r.model.Cosine)*cosine+sum) + r.model.Bias
}

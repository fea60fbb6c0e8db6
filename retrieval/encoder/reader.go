package encoder

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

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
	return newReaderOf(e, m)
}

// newReaderOf returns a reader with other weights, which must be as wide as the
// encoder's.
func newReaderOf(e *Encoder, m *weights.Reader) (*Reader, error) {
	if m.Shared > len(e.model.Layers) || len(m.Kind) != Size || m.Layers[0].Up.Out != e.model.Dims.Inner {
		return nil, errors.New("the reader's weights don't fit the encoder's")
	}
	return &Reader{e, m}, nil
}

// IsFast is that of the encoder.
func (r *Reader) IsFast() bool { return r.encoder.IsFast() }

// Read returns a score for each text, in their order: the logit of that it answers the
// question. The only error is that of ctx.
func (r *Reader) Read(ctx context.Context, question string, texts []string) ([]float32, error) {
	s := r.encoder.scratch.Get().(*scratch)
	defer r.encoder.scratch.Put(s)
	scores := make([]float32, len(texts))
	if err := r.scoreAll(ctx, s, scores, question, texts); err != nil {
		return nil, err
	}
	return scores, nil
}

// scoreAll writes the scores of texts.
func (r *Reader) scoreAll(ctx context.Context, s *scratch, scores []float32, question string, texts []string) error {
	e := r.encoder
	s.question = e.tokenizer.appendPieces(s.question[:0], &s.text, question, askedPieces)
	return s.fillPasses(ctx, len(texts), func(i int) bool { return e.addPair(s, texts[i]) }, func(from, to int) {
		e.lookUp(s, r.model.Kind)
		e.runLayers(s, e.model.Layers[:r.model.Shared])
		e.runLayers(s, r.model.Layers)
		for i := from; i < to; i++ {
			scores[i] = r.score(s, i-from)
		}
	})
}

// addPair adds the pieces of the question and of a text that is read with it, and
// reports whether there was room for them. There always is for the first pair.
func (e *Encoder) addPair(s *scratch, text string) bool {
	before := len(s.ids)
	s.ids = append(s.ids, s.question...)
	second := len(s.ids)
	// The mark at the question's end is that between both: the text's own first one
	// goes.
	s.ids = e.tokenizer.appendPieces(s.ids, &s.text, text, pairPieces-len(s.question)+1)
	s.ids = slices.Delete(s.ids, second, second+1)
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

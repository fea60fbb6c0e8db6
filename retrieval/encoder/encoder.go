package encoder

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"footnote/retrieval/encoder/kernel"
	"footnote/retrieval/encoder/weights"
)

const (
	// Size is the number of values of a vector.
	Size = 384
	// MaxPieces is the number of WordPieces that are read of a text, with two marks
	// for its start and end. What comes after them is cut off, as in the model's
	// training. 256 pieces are about 1,000 characters of English.
	MaxPieces = 256
)

// Encoder makes vectors of texts. Several goroutines may use it at once, each on
// one processor.
type Encoder struct {
	model     *weights.Model
	tokenizer tokenizer
	kernel    *kernel.Set
	scratch   sync.Pool // of *scratch
}

// New returns an encoder with the weights that the program carries. It costs less
// than a millisecond.
func New() (*Encoder, error) {
	m, err := weights.Open()
	if err != nil {
		return nil, fmt.Errorf("opening the encoder's weights: %w", err)
	}
	return Open(m)
}

// Open returns an encoder with other weights.
func Open(m *weights.Model) (*Encoder, error) { return openWith(m, kernel.All()[0]) }

// openWith returns an encoder that computes by these kernels.
func openWith(m *weights.Model, set *kernel.Set) (*Encoder, error) {
	if m.Dims.Hidden != Size || m.Dims.Positions < MaxPieces {
		return nil, fmt.Errorf("the encoder's weights give vectors of %d values for %d pieces, not of %d for %d",
			m.Dims.Hidden, m.Dims.Positions, Size, MaxPieces)
	}
	e := &Encoder{model: m, kernel: set}
	if m.Unigram != nil {
		e.tokenizer = unigram{m.Unigram}
	} else {
		e.tokenizer = newWordPieces(m.Vocabulary)
	}
	e.scratch.New = func() any { return newScratch(m.Dims) }
	return e, nil
}

// Info returns what the encoder's weights say of their model. What it says of
// beginnings is for the caller to write before texts.
func (e *Encoder) Info() weights.Info { return e.model.Info }

// IsFast reports whether the processor has instructions that a fast kernel was
// written for. Without them a passage takes half a second or so: callers still
// embed questions, but not whole corpora.
func (e *Encoder) IsFast() bool { return e.kernel.Fast }

// IsWord reports whether a word is one piece of the vocabulary, in whichever case: of 71
// words that people ask with and that documents didn't have .77 are, of 58 misspelt ones
// .02.
func (e *Encoder) IsWord(word string) bool {
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	lower := strings.ToLower(word)
	_, first := utf8.DecodeRuneInString(lower)
	for _, written := range []string{word, lower, strings.ToUpper(lower[:first]) + lower[first:]} {
		s.question = e.tokenizer.appendPieces(s.question[:0], &s.text, written, askedPieces)
		if len(s.question) == 3 && !e.tokenizer.isUnknown(s.question[1]) { // with the marks of start and end
			return true
		}
	}
	return false
}

// Embed writes the vector of text to dst, which must have room for Size values. Its
// length is 1. Of a long text only the first MaxPieces pieces count. The empty text
// has a vector, too, that says nothing.
func (e *Encoder) Embed(dst []float32, text string) {
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	s.clearTexts()
	e.addText(s, text)
	e.forward(s)
	e.pool(s, 0, dst[:Size])
}

// EmbedAll returns the vectors of texts, as Embed gives them, in their order. Short
// texts are computed together, which is faster than one by one. It works on the
// caller's goroutine alone; callers that want more processors share the texts out.
// The only error is that of ctx.
func (e *Encoder) EmbedAll(ctx context.Context, texts []string) ([][]float32, error) {
	s := e.scratch.Get().(*scratch)
	defer e.scratch.Put(s)
	out, values := make([][]float32, len(texts)), make([]float32, len(texts)*Size)
	for i := range out {
		out[i] = values[i*Size:][:Size:Size]
	}
	err := s.fillPasses(ctx, len(texts), func(i int) bool { return e.addText(s, texts[i]) }, func(from, to int) {
		e.forward(s)
		for i := from; i < to; i++ {
			e.pool(s, i-from, out[i])
		}
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

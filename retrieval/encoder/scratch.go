package encoder

import (
	"context"

	"footnote/retrieval/encoder/kernel"
	"footnote/retrieval/encoder/weights"
)

// block is how many rows run through the feed-forward step together, so that what
// lies between its halves stays in the processor's cache. The tiles of all kernels
// divide it.
const block = 48

// scratch is the memory for one pass through the model, of one text or of several
// short ones. It is about 3 MB and is used again and again.
type scratch struct {
	ids    []int32 // pieces of the texts, one text after the other
	bounds []int   // where each text begins in ids, and where the last one ends
	// question and seconds are for a Reader: the pieces of the question, and where the
	// second segment of each text begins in ids.
	question []int32
	seconds  []int
	text     buffers // for the tokenizer

	state   []float32 // [rows][Hidden]
	qkv     []float32 // [rows][3·Hidden]
	context []float32 // [rows][Hidden]: what attention gathered
	change  []float32 // [rows][Hidden]: what a step adds to the state
	inner   []float32 // [block][Inner]

	keys    []float32 // [head width][pieces of a text, rounded up]: keys of a head, transposed
	scores  []float32 // [pieces of a text][the same, rounded up]
	inverse []float32 // [pieces of a text]: 1 / sum of a row of scores
	ones    []float32

	states *kernel.Quantised // state or context
	part   kernel.Quantised  // a part of states
	inners *kernel.Quantised // inner
}

func newScratch(d weights.Dims) *scratch {
	rows := MaxPieces + kernel.Rows
	s := &scratch{
		ids:      make([]int32, 0, MaxPieces+pairPieces+longestWord),
		question: make([]int32, 0, askedPieces+longestWord),
		text:     newBuffers(),
		bounds:   make([]int, 0, MaxPieces/2+1),
		state:    make([]float32, rows*d.Hidden),
		qkv:      make([]float32, rows*3*d.Hidden),
		context:  make([]float32, rows*d.Hidden),
		change:   make([]float32, rows*d.Hidden),
		inner:    make([]float32, block*d.Inner),
		keys:     make([]float32, d.Hidden/d.Heads*MaxPieces),
		scores:   make([]float32, rows*MaxPieces),
		inverse:  make([]float32, rows),
		ones:     make([]float32, rows),
		states:   kernel.NewQuantised(rows, d.Hidden),
		inners:   kernel.NewQuantised(block, d.Inner),
	}
	for i := range s.ones {
		s.ones[i] = 1
	}
	return s
}

func newBuffers() buffers {
	return buffers{word: make([]byte, 0, 4*longestWord), run: make([]byte, 0, 1024), path: make([]step, longestRun+1)}
}

func (s *scratch) clearTexts() {
	s.ids = s.ids[:0]
	s.bounds = append(s.bounds[:0], 0)
	s.seconds = s.seconds[:0]
}

// rows returns the number of pieces of all texts.
func (s *scratch) rows() int { return len(s.ids) }

// fillPasses adds n texts to s, as many at a time as there is room for, and runs each
// pass, which has the texts from … to. add reports whether there was room for a text.
// The only error is that of ctx.
func (s *scratch) fillPasses(ctx context.Context, n int, add func(i int) bool, run func(from, to int)) error {
	s.clearTexts()
	from := 0
	for i := range n {
		if err := ctx.Err(); err != nil {
			return err
		}
		if add(i) {
			continue
		}
		run(from, i)
		s.clearTexts()
		from = i
		add(i)
	}
	if from < n {
		run(from, n)
	}
	return nil
}

// addText adds the pieces of a text and reports whether there was room for them.
// There always is for the first one.
func (e *Encoder) addText(s *scratch, text string) bool {
	before := len(s.ids)
	limit := MaxPieces - before
	if before > 0 {
		// One piece too many shows that the text must wait for the next pass: only
		// the first one is cut.
		limit++
	}
	if limit < 2 {
		return false
	}
	s.ids = e.tokenizer.appendPieces(s.ids, &s.text, text, limit)
	if len(s.ids) > MaxPieces {
		s.ids = s.ids[:before]
		return false
	}
	s.bounds = append(s.bounds, len(s.ids))
	return true
}

package encoder

import (
	"context"
	"math"
	"strings"
	"sync"
	"testing"

	"footnote/retrieval/encoder/kernel"
	"footnote/retrieval/encoder/weights"
)

// open returns an encoder with these kernels.
func open(t testing.TB, set *kernel.Set) *Encoder {
	t.Helper()
	m, err := weights.Open()
	if err != nil {
		t.Fatal(err)
	}
	e, err := openWith(m, set)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// openBest returns the encoder that a program has on this processor.
func openBest(t testing.TB) *Encoder {
	t.Helper()
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// eachKernel runs a test with each of the kernels of this processor.
func eachKernel(t *testing.T, test func(t *testing.T, e *Encoder)) {
	for _, set := range kernel.All() {
		t.Run(set.Name, func(t *testing.T) { test(t, open(t, set)) })
	}
}

func cosine(a, b []float32) float64 {
	var ab, aa, bb float64
	for i, v := range a {
		w := b[i]
		ab, aa, bb = ab+float64(v)*float64(w), aa+float64(v)*float64(v), bb+float64(w)*float64(w)
	}
	return ab / math.Sqrt(aa*bb)
}

func embed(e *Encoder, text string) []float32 {
	v := make([]float32, Size)
	e.Embed(v, text)
	return v
}

func TestVectorsAreThoseOfTheModel(t *testing.T) {
	eachKernel(t, func(t *testing.T, e *Encoder) {
		for _, g := range readGolden(t, "testdata/golden.json") {
			if g.Vector == nil || !e.IsFast() && len(g.IDs) > 12 {
				continue
			}
			v := embed(e, g.Text)
			least := .995
			if g.Text == "" {
				least = .99 // a vector that means nothing
			}
			if got := cosine(v, g.floats()); got < least {
				t.Errorf("%.40q: cosine with the model's own vector %.5f", g.Text, got)
			} else {
				t.Logf("%.40q: %.5f", g.Text, got)
			}
			if length := math.Sqrt(cosine(v, v)); math.Abs(length-1) > 1e-6 {
				t.Errorf("%.40q: length %v", g.Text, length)
			}
		}
	})
}

// TestTextsTogetherAreTextsAlone keeps texts that share a pass from touching each
// other, whatever their lengths are.
func TestTextsTogetherAreTextsAlone(t *testing.T) {
	texts := []string{"tide", "", "Who pays for the ferry?", strings.Repeat("the ferry leaves at noon ", 60), "a", "b c",
		strings.Repeat("harbour ", 30), strings.Repeat("boat ", 40), strings.Repeat("storm ", 35), "when does it end"}
	eachKernel(t, func(t *testing.T, e *Encoder) {
		texts := texts
		if !e.IsFast() {
			texts = texts[:3]
		}
		vectors, err := e.EmbedAll(t.Context(), texts)
		if err != nil || len(vectors) != len(texts) {
			t.Fatal(len(vectors), err)
		}
		for i, text := range texts {
			if got := cosine(vectors[i], embed(e, text)); got < .9999 {
				t.Errorf("%.20q: cosine %.6f", text, got)
			}
		}
	})
}

func TestNoTexts(t *testing.T) {
	e := openBest(t)
	if v, err := e.EmbedAll(t.Context(), nil); err != nil || len(v) != 0 {
		t.Error(v, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if v, err := e.EmbedAll(ctx, []string{"tide"}); err == nil {
		t.Error("no error of a context that has ended:", v)
	}
}

// countPieces returns how many pieces an encoder reads of a text.
func countPieces(e *Encoder, text string) int {
	s := newScratch(e.model.Dims)
	s.clearTexts()
	e.addText(s, text)
	return s.rows()
}

func TestLongTextsAreReadInPart(t *testing.T) {
	e := openBest(t)
	for text, want := range map[string]int{"": 2, "tide": 3, strings.Repeat("tide ", 999): MaxPieces} {
		if got := countPieces(e, text); got != want {
			t.Errorf("%.10q: %d pieces, want %d", text, got, want)
		}
	}
}

func TestQuantisedVectorsGiveCosines(t *testing.T) {
	eachKernel(t, func(t *testing.T, e *Encoder) {
		texts := []string{"How do I get my money back?", "Refunds are paid within 14 days.", "The storm broke the mast.", "tide"}
		vectors, err := e.EmbedAll(t.Context(), texts)
		if err != nil {
			t.Fatal(err)
		}
		stored, dots := make([]int8, len(texts)*Size), make([]int32, len(texts))
		for i, v := range vectors {
			Quantize(stored[i*Size:(i+1)*Size], v)
		}
		e.Scan(dots, stored[:Size], stored)
		for i, v := range vectors {
			if got, want := float64(dots[i])*Cosine, cosine(vectors[0], v); math.Abs(got-want) > .005 {
				t.Errorf("%q: product %.4f, cosine %.4f", texts[i], got, want)
			}
		}
		if dots[1] <= dots[2] || dots[1] <= dots[3] {
			t.Errorf("refunds aren't nearest to money back: %v", dots)
		}
	})
}

func TestQuantizeHoldsWhatIsOutOfRange(t *testing.T) {
	dst := make([]int8, 4)
	if Quantize(dst, []float32{1, -1, .1, -.0005}); dst[0] != 127 || dst[1] != -127 || dst[2] != 51 || dst[3] != 0 {
		t.Error(dst)
	}
}

func TestGoroutinesShareAnEncoder(t *testing.T) {
	e := openBest(t)
	texts := []string{"tide", "Who pays for the ferry?", "the storm broke the mast"}
	var want [][]float32
	for _, text := range texts {
		want = append(want, embed(e, text))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, text := range texts {
				if got := cosine(embed(e, text), want[i]); got < .9999 {
					t.Errorf("%q: cosine %v", text, got)
				}
			}
		})
	}
	wg.Wait()
}

func TestForwardAllocatesNothing(t *testing.T) {
	eachKernel(t, func(t *testing.T, e *Encoder) {
		s, dst := newScratch(e.model.Dims), make([]float32, Size)
		if n := testing.AllocsPerRun(2, func() {
			s.clearTexts()
			e.addText(s, "high tide")
			e.forward(s)
			e.pool(s, 0, dst)
		}); n != 0 {
			t.Errorf("%v allocations", n)
		}
	})
}

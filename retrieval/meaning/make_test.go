package meaning

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"footnote/retrieval/encoder"
)

// lengths is an encoder whose vectors hold the length of the text.
type lengths struct {
	mu    sync.Mutex
	texts []string // embedded, in no order
	each  func(texts []string)
	alone atomic.Int64 // calls of Embed
}

func (*lengths) IsFast() bool       { return true }
func (*lengths) IsWord(string) bool { return false }

func (e *lengths) Embed(dst []float32, text string) {
	e.alone.Add(1)
	clear(dst)
	dst[0] = float32(len(text)) / 512
}

func (e *lengths) EmbedAll(ctx context.Context, texts []string) ([][]float32, error) {
	if e.each != nil {
		e.each(texts)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.texts = append(e.texts, texts...)
	vectors := make([][]float32, len(texts))
	for i, text := range texts {
		vectors[i] = make([]float32, encoder.Size)
		vectors[i][0] = float32(len(text)) / 512
	}
	return vectors, nil
}

func (*lengths) Scan(dst []int32, query, vectors []int8) { dot(dst, query, vectors) }

func newTestStore(t *testing.T, e Encoder) *Store {
	return NewStore(filepath.Join(t.TempDir(), "meaning"), e, "toy", quiet())
}

// texts yields numbered texts and then an error, if there is one.
func textsUpTo(n int, err error) iter.Seq2[Text, error] {
	return func(yield func(Text, error) bool) {
		for i := range n {
			if !yield(Text{keyOf(i), fmt.Sprint("text ", i)}, nil) {
				return
			}
		}
		if err != nil {
			yield(Text{}, err)
		}
	}
}

func TestMake(t *testing.T) {
	for _, n := range []int{0, 1, unitTexts, unitTexts + 1, batchTexts, 2*batchTexts + 7} {
		e := &lengths{}
		s := newTestStore(t, e)
		reported := 0
		check(t, s.Make(t.Context(), s.Passages, textsUpTo(n, nil), MakeOptions{Made: func(n int) { reported += n }}))
		if reported != n || len(e.texts) != n {
			t.Errorf("%d texts: %d reported, %d embedded", n, reported, len(e.texts))
		}
		m := s.Meaning()
		for i := range n {
			if v, ok := m.Passages.Vector(keyOf(i)); !ok || v[0] != int8(len(fmt.Sprint("text ", i))) {
				t.Fatalf("%d texts: that of %d is %v, %v", n, i, v, ok)
			}
		}
		m.Close()
	}
}

// TestMakeKeepsWhatIsMade ends the making in the middle of a batch.
func TestMakeKeepsWhatIsMade(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var units atomic.Int64
	e := &lengths{each: func([]string) {
		if units.Add(1) == batchTexts/unitTexts+3 {
			cancel()
		}
	}}
	s := newTestStore(t, e)
	err := s.Make(ctx, s.Passages, textsUpTo(3*batchTexts, nil), MakeOptions{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	kept := s.Passages.Snapshot()
	defer kept.Close()
	if kept.Rows() < batchTexts || kept.Rows() != len(e.texts) {
		t.Errorf("%d vectors are kept of %d that were made", kept.Rows(), len(e.texts))
	}
	broken := errors.New("a broken document")
	s = newTestStore(t, &lengths{})
	if err := s.Make(t.Context(), s.Passages, textsUpTo(5, broken), MakeOptions{}); !errors.Is(err, broken) {
		t.Errorf("it ended with %v", err)
	}
	kept = s.Passages.Snapshot()
	defer kept.Close()
	if kept.Rows() != 5 {
		t.Errorf("%d vectors are kept", kept.Rows())
	}
}

// down is a server that fails.
type down struct {
	Model
	calls atomic.Int32
}

func (*down) IsRemote() bool { return true }
func (*down) Batch() int     { return 2 }

func (d *down) Passages(context.Context, []string) ([][]float32, error) {
	d.calls.Add(1)
	return nil, errors.New("down")
}

// TestMakingEndsWithTheFirstFailure: a server isn't asked again and again.
func TestMakingEndsWithTheFirstFailure(t *testing.T) {
	s := newTestStore(t, &lengths{})
	d := &down{Model: s.model}
	s.model = d
	if err := s.Make(t.Context(), s.Passages, textsUpTo(40, nil), MakeOptions{}); err == nil || err.Error() != "down" {
		t.Errorf("it fails with %v", err)
	}
	if n := d.calls.Load(); n < 1 || n > remoteCalls {
		t.Errorf("the server was asked %d times", n)
	}
}

func TestShareOut(t *testing.T) {
	for _, c := range []struct {
		share      float64
		processors int
		workers    int
		busy       float64
	}{
		{0, 4, 4, 1}, {1, 4, 4, 1}, {.5, 4, 2, 1}, {.5, 2, 1, 1}, {.5, 1, 1, .5}, {.5, 3, 2, .75}, {.01, 2, 1, .02}, {7, 2, 2, 1}, {.3, 10, 3, 1},
	} {
		if workers, busy := shareOut(c.share, c.processors); workers != c.workers || busy < c.busy-1e-9 || busy > c.busy+1e-9 {
			t.Errorf("%v of %d processors: %d workers, busy %v", c.share, c.processors, workers, busy)
		}
	}
}

// TestRest has a goroutine that may be busy a quarter of the time pause three times
// as long as it worked, unless all is to end.
func TestRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		rest(t.Context(), time.Second, .25)
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("it pauses for %s", took)
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		began = time.Now()
		rest(ended, time.Hour, .25)
		rest(t.Context(), time.Hour, 1)
		if took := time.Since(began); took != 0 {
			t.Errorf("it pauses for %s", took)
		}
	})
}

func TestQuestionsAreEmbeddedOnce(t *testing.T) {
	e := &lengths{}
	s := newTestStore(t, e)
	m := s.Meaning()
	defer m.Close()
	var asking sync.WaitGroup
	first := m.Embed(t.Context(), "first")
	for range 8 {
		asking.Go(func() {
			if v := m.Embed(t.Context(), "first"); !slices.Equal(v, first) {
				t.Errorf("another vector: %v", v)
			}
		})
	}
	asking.Wait()
	if n := e.alone.Load(); n != 1 {
		t.Errorf("it was embedded %d times", n)
	}
	for i := range 2 * mostRecent {
		m.Embed(t.Context(), fmt.Sprint(i))
		m.Embed(t.Context(), "first") // is asked all the time
	}
	if n := e.alone.Load(); n != 1+2*mostRecent || len(s.asked.vectors) != mostRecent {
		t.Errorf("%d were embedded, %d are kept", n, len(s.asked.vectors))
	}
}

func TestOneMakerAtATime(t *testing.T) {
	s := newTestStore(t, &lengths{})
	unlock, got, err := s.Lock()
	if err != nil || !got {
		t.Fatal(got, err)
	}
	if _, again, err := s.Lock(); again || err != nil {
		t.Errorf("a second one gets the lock: %v", err)
	}
	check(t, unlock())
	unlock, got, err = s.Lock()
	if err != nil || !got {
		t.Fatal(got, err)
	}
	check(t, unlock())
}

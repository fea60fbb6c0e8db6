package meaning

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"slices"
	"sync"
	"time"

	"footnote/retrieval/processors"
)

const (
	// batchTexts are embedded before they are written: what a killed process loses.
	// 512 passages take one processor about 8 s.
	batchTexts = 512
)

// MakeOptions say how vectors are made. The zero value uses all processors.
type MakeOptions struct {
	// Share is the share of the processors that is used, 0 for all.
	Share float64
	// Made, if set, is called with the number of texts embedded since the last call.
	Made func(n int)
}

// Text is a text to be embedded, and the key that its vector is kept by.
type Text struct {
	Key  Key
	Text string
}

// Make embeds texts and adds their vectors to a folder of the store, in batches.
// Texts that the folder has, or that come twice, are for the caller to leave out.
// Where it ends early, by ctx or by an error of texts, what was made is kept. Only
// the holder of the lock may call it.
func (s *Store) Make(ctx context.Context, f *Folder, texts iter.Seq2[Text, error], o MakeOptions) error {
	var batch []Text
	for text, err := range texts {
		if err != nil {
			return cmp.Or(s.makeBatch(ctx, f, batch, o), err)
		}
		if batch = append(batch, text); len(batch) == batchTexts {
			if err := s.makeBatch(ctx, f, batch, o); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return s.makeBatch(ctx, f, batch, o)
}

// makeBatch embeds some texts and adds their vectors.
func (s *Store) makeBatch(ctx context.Context, f *Folder, texts []Text, o MakeOptions) error {
	// The longest first: at the end, no goroutine waits long for another.
	slices.SortStableFunc(texts, func(a, b Text) int { return len(b.Text) - len(a.Text) })
	workers, busy := shareOut(o.Share, processors.Count())
	if s.model.IsRemote() {
		workers, busy = remoteCalls, 1 // it isn't this processor that is busy
	}
	size := max(1, s.model.Batch())
	units := make(chan []Text)
	var mu sync.Mutex
	var made []Vector
	var failed error
	hasFailed := func() bool { // the next call would fail as well, or be paid for in vain
		mu.Lock()
		defer mu.Unlock()
		return failed != nil
	}
	var group sync.WaitGroup
	for range min(workers, (len(texts)+size-1)/size) {
		group.Go(func() {
			for unit := range units {
				if hasFailed() {
					continue
				}
				began := time.Now()
				vectors, err := s.embedUnit(ctx, unit)
				mu.Lock()
				made, failed = append(made, vectors...), cmp.Or(failed, err)
				if o.Made != nil && err == nil {
					o.Made(len(unit))
				}
				mu.Unlock()
				rest(ctx, time.Since(began), busy)
			}
		})
	}
	for unit := range slices.Chunk(texts, size) {
		units <- unit
	}
	close(units)
	group.Wait()
	if len(made) > 0 {
		failed = cmp.Or(f.Add(made), failed)
	}
	return failed
}

// remoteCalls is how many calls a server has at once: the next one is on its way while
// it works, and it has time for others.
const remoteCalls = 2

// embedUnit returns the vectors of a few texts.
func (s *Store) embedUnit(ctx context.Context, unit []Text) ([]Vector, error) {
	texts := make([]string, len(unit))
	for i, t := range unit {
		texts[i] = t.Text
	}
	scale := s.scale.Load()
	if scale == nil {
		return nil, fmt.Errorf("the model %s wasn't set up", s.model.Identity())
	}
	values, err := s.model.Passages(ctx, texts)
	if err != nil {
		return nil, err
	}
	if len(values) != len(unit) {
		return nil, fmt.Errorf("%w: %d for %d texts", errVector, len(values), len(unit))
	}
	vectors := make([]Vector, len(unit))
	for i, t := range unit {
		vectors[i].Key = t.Key
		if vectors[i].Values, err = scale.quantize(values[i]); err != nil {
			return nil, err
		}
	}
	return vectors, nil
}

// shareOut returns how many goroutines make up a share of the processors, and which
// part of the time each is to be busy.
func shareOut(share float64, processors int) (workers int, busy float64) {
	if share <= 0 || share > 1 {
		share = 1
	}
	most := share * float64(processors)
	workers = max(1, int(math.Ceil(most-1e-9)))
	return workers, min(1, most/float64(workers))
}

// rest pauses after some work so that only a part of the time is busy.
func rest(ctx context.Context, worked time.Duration, busy float64) {
	if busy >= 1 {
		return
	}
	pause := time.NewTimer(time.Duration(float64(worked) * (1 - busy) / busy))
	defer pause.Stop()
	select {
	case <-pause.C:
	case <-ctx.Done():
	}
}

package blevex

import (
	"context"

	index "github.com/blevesearch/bleve_index_api"
)

// A batch is one atomic step of bleve and one segment. Smaller ones cost merging and
// make searches dearer, larger ones cost memory.
const (
	batchEntries = 12000 // at most mostEntries
	batchBytes   = 10 << 20
)

// mostWorkers bounds the memory of a change where there are many processors: a
// worker has up to 80 MB. Reading files, the other half of the work, isn't
// bounded by it.
const mostWorkers = 4

// worker is what puts one document at a time: a batch with the memory to fill
// it and to make a segment of it.
type worker struct {
	*vocabulary
	batch   *index.Batch
	bytes   int         // of its entries
	bodies  []termCount // of its entries
	segment segmentWriter
}

// takeWorker returns a worker that nobody else uses until it is released. The one
// released last comes first: where few are in use, few are made.
func (c *change) takeWorker() *worker {
	c.busy <- struct{}{}
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := len(c.idle); n > 0 {
		w := c.idle[n-1]
		c.idle = c.idle[:n-1]
		return w
	}
	w := &worker{vocabulary: newVocabulary(c.store.analyzer), batch: index.NewBatch()}
	c.workers = append(c.workers, w)
	return w
}

func (c *change) releaseWorker(w *worker) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.idle = append(c.idle, w)
	<-c.busy
}

// bodyTerms counts the terms of a passage, in memory that lasts as long as the batch.
func (w *worker) bodyTerms(language, text string) countedTerms {
	counted := w.countTerms(language, text)
	begin := len(w.bodies)
	w.bodies = append(w.bodies, counted.terms...)
	return countedTerms{w.bodies[begin:], counted.length}
}

// putEntry adds an entry to the batch and gives the batch to bleve, in this
// goroutine, when it is full.
func (c *change) putEntry(ctx context.Context, w *worker, e *entry) error {
	e.place = len(w.batch.IndexOps)
	w.batch.Update(e)
	w.bytes += e.Size()
	return c.flushFull(ctx, w)
}

// deleteEntry adds the deletion of a key to the batch.
func (c *change) deleteEntry(ctx context.Context, w *worker, key string) error {
	w.batch.Delete(key)
	return c.flushFull(ctx, w)
}

func (c *change) flushFull(ctx context.Context, w *worker) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if len(w.batch.IndexOps) < batchEntries && w.bytes < batchBytes {
		return nil
	}
	return c.flushWorker(w)
}

// flushWorker gives the batch to bleve.
func (c *change) flushWorker(w *worker) error {
	if err := c.engine.Batch(w.batch); err != nil {
		return c.store.unwritableError("write to the index", err)
	}
	w.batch, w.bytes, w.bodies = index.NewBatch(), 0, w.bodies[:0]
	if w.isFull() { // which can only be now that no entry refers to it
		w.vocabulary = newVocabulary(c.store.analyzer)
	}
	return nil
}

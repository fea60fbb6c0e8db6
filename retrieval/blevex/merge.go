package blevex

import (
	"context"
	"errors"
	"fmt"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/index/scorch/mergeplan"
	index "github.com/blevesearch/bleve_index_api"
)

// Each segment has dictionaries of its own, in which every word of a question is looked
// up. A change adds at least one; once there are more than mostSegments, the smallest
// are merged into one, so that fewSegments are left. Between the two lies what keeps a
// small change from merging large segments: only every fifth change of one file merges
// any, and then those of the four before it.
const (
	mostSegments = 10
	fewSegments  = 6
	// A merge takes no more than so many segments at once: where a first index has
	// made hundreds, larger merges would take longer and make no difference.
	mostMerged = 10
)

// mergeSegments merges the smallest segments where there are too many. All batches must
// have been flushed.
func (c *change) mergeSegments(ctx context.Context) error {
	engine, ok := c.engine.(*scorch.Scorch)
	if !ok {
		return fmt.Errorf("bleve gave a %T, not a scorch index", c.engine)
	}
	for {
		n, err := countSegments(engine)
		if err != nil || n <= mostSegments {
			return err
		}
		if err := engine.ForceMerge(ctx, mergeOptions(n)); err != nil {
			return err
		}
		// bleve writes the merged state down some time later; with a batch it waits
		// until that is done.
		if err := engine.Batch(index.NewBatch()); err != nil {
			return err
		}
		left, err := countSegments(engine)
		if err != nil {
			return err
		}
		if left >= n { // it gave up, and goes on as it is
			return ctx.Err()
		}
	}
}

// countSegments returns how many segments an index has now.
func countSegments(engine *scorch.Scorch) (n int, err error) {
	reader, err := engine.Reader()
	if err != nil {
		return 0, err
	}
	if snapshot, ok := reader.(*scorch.IndexSnapshot); ok {
		n = len(snapshot.Segments())
	}
	return n, errors.Join(err, reader.Close())
}

// mergeOptions has bleve merge the smallest of n segments.
func mergeOptions(n int) *mergeplan.MergePlanOptions {
	at := min(n-fewSegments+1, mostMerged)
	return &mergeplan.MergePlanOptions{
		MaxSegmentsPerTier: 1, MaxSegmentSize: mergeplan.MaxSegmentSizeLimit, TierGrowth: 2,
		FloorSegmentSize: 1, SegmentsPerMergeTask: at,
		CalcBudget: func(int64, int64, *mergeplan.MergePlanOptions) int { return max(fewSegments, n-at+1) },
		ScoreSegments: func(segments []mergeplan.Segment, _ *mergeplan.MergePlanOptions) float64 {
			sum := 0.
			for _, s := range segments {
				sum += float64(s.LiveSize())
			}
			// As many as may be at once; of these the smallest.
			return sum/mergeplan.MaxSegmentSizeLimit/mostMerged - float64(len(segments))
		},
	}
}

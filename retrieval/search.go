package retrieval

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Hit is one passage of a search result.
type Hit struct {
	Candidate
	// Rank is what the hit is ordered by: Score, Proximity, Titled, and what
	// feedback and the best sentence add.
	Rank      float64
	Proximity float64
	// Titled is what the title adds, as far as the query names it.
	Titled float64
	// Terms are the index terms of Text.
	Terms []Term
	// Words tells, by term, which of Result.Words it matches; -1 for none.
	Words []int
	// Sentences of Text in order.
	Sentences []Sentence
	// Duplicates are documents that hold nearly the same passage.
	Duplicates []string
	// Twins are the passages of Duplicates: of what differs a little, a figure
	// may be what matters.
	Twins []Hit
}

// Result is what a search found.
type Result struct {
	Words    []Word
	Hits     []Hit // best first
	Passages int   // in the whole index
	// Meant reports whether the passages were searched by meaning, too.
	Meant bool
}

// How many candidates are ranked again. With fewest, the eight hits that an
// answer takes lose nothing (the right sentences of SQuAD 2, CLAP NQ, QED and
// XQuAD stay the same) against twice as many, in half the time; lists of
// results, from DefaultLimit on, gain from more.
const (
	fewestReranked = 30
	mostReranked   = 50
)

// Search finds the passages that speak of the query: candidates by first-stage
// score, the best of them ranked again by the nearness of the query's words,
// near-duplicates folded into the best of their kind.
func Search(ctx context.Context, x Index, q Query) (Result, error) {
	limit := cmp.Or(q.Limit, DefaultLimit)
	fewest := fewestReranked
	if limit >= DefaultLimit {
		fewest = mostReranked
	}
	found, err := findCandidates(ctx, x, &q, max(fewest, 2*limit))
	if err != nil {
		return Result{}, err
	}
	r := Result{Words: found.Words, Passages: found.Passages}
	m := newMatcher(x.Analyzer(), found.Words)
	w := cmp.Or(q.Weights, shippedWeights())
	if found.Meant && w.Meant != nil {
		w = w.Meant
	}
	if !found.Meant {
		q.Vector = nil
	}
	if !hasKnownWord(found.Words) {
		q.Near = nil // what shares no word with the documents leans on none
	}
	ev := newEvidence(m, x, q, w)
	for i := range ev.readings {
		ev.readings[i] = respell(ev.readings[i], found.Words)
	}
	r.Meant = found.Meant
	found.Hits = slices.DeleteFunc(found.Hits, isStrange)
	if found.Meant {
		guessCosines(found.Hits)
	}
	sortByPromise(found.Hits, w.OfCosine*ev.perfect())
	r.Hits = make([]Hit, len(found.Hits))
	for i, c := range found.Hits {
		r.Hits[i] = Hit{Candidate: c, Rank: c.Score}
		if i < fewest {
			m.matchTerms(&r.Hits[i])
			m.weighTitle(&r.Hits[i])
			if r.Hits[i].Sentences, err = ev.weighSentences(ctx, &r.Hits[i]); err != nil {
				return Result{}, err
			}
		}
	}
	ev.markEditions(r.Hits)
	ev.markTimes(r.Hits, cmp.Or(q.Asked, time.Now()))
	sortByRank(r.Hits)
	if !q.Question.TellsAnswers() {
		m.addFeedback(r.Hits)
	}
	ev.scoreSentences(ctx, r.Hits)
	sortByRank(r.Hits)
	r.Hits = foldDuplicates(r.Hits, limit)
	return r, nil
}

// hasKnownWord reports whether some passage has a word of the question itself, or it
// has function words alone.
func hasKnownWord(words []Word) bool {
	content := false
	for _, w := range words {
		if w.Stop || w.Beside {
			continue
		}
		if w.Passages > 0 {
			return true
		}
		content = true
	}
	return !content
}

// leastCosine is how near a passage is that has none of the words. Of the passages that
// answer 484 questions of three archives nine in ten have .15 to .18 at least, words
// shared or not; made-up words come to .1 to .2.
const leastCosine = .2

// isStrange reports whether a passage has none of the words and isn't near either.
func isStrange(c Candidate) bool { return c.Score == 0 && (&c).Nearness() < leastCosine }

// guessCosines gives passages without a vector the mean cosine of those that have one:
// they were not embedded yet, or are in another language, which says nothing about them.
func guessCosines(hits []Candidate) {
	sum, known := 0.0, 0
	for i := range hits {
		if hits[i].Cosine != NoCosine {
			sum += hits[i].Cosine
			known++
		}
	}
	for i := range hits {
		if hits[i].Cosine == NoCosine && known > 0 {
			hits[i].Cosine = sum / float64(known)
		}
	}
}

// sortByPromise orders candidates by what is known of them before they are looked
// into: their score and, at a weight, their cosine.
func sortByPromise(found []Candidate, ofCosine float64) {
	promise := func(c *Candidate) float64 { return c.Score + ofCosine*c.Nearness() }
	slices.SortStableFunc(found, func(a, b Candidate) int { return cmp.Compare(promise(&b), promise(&a)) })
}

// Nearness returns the cosine of a passage, 0 if it has no vector.
func (c *Candidate) Nearness() float64 {
	if c.Cosine == NoCosine {
		return 0
	}
	return c.Cosine
}

func sortByRank(hits []Hit) {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Rank, a.Rank), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start))
	})
}

package opensearch

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"footnote/retrieval"
	"footnote/retrieval/engine"
)

const (
	// moreFetched is how many passages are fetched beyond those wanted, since the
	// cluster's order is not quite ours.
	moreFetched = 50
	// growth is how many times as many are fetched where those weren't enough.
	growth = 4
	// mostFetched is how many OpenSearch hands out at once.
	mostFetched = 10_000
	// allowance is by how much the cluster's score may be below what it bounds: it keeps
	// lengths of passages roughly, and counts those that are gone.
	allowance = .03
	// mostClauses is how many terms a query looks up: OpenSearch allows 1,024 clauses.
	// Where a question has more, in a corpus of many languages, the rest are of words
	// that most passages have; they still count in our scores.
	mostClauses = 900
)

// word is one query word that is looked up.
type word struct {
	at    int // index into Candidates.Words
	idf   float64
	forms []string // as the fields have them
}

// Candidates implements retrieval.Index.
func (x *Index) Candidates(ctx context.Context, q retrieval.Query, n int) (found retrieval.Candidates, err error) {
	found.Passages = x.state.Passages
	lex := x.lexicon()
	if found.Words, err = lex.LookUpQuery(ctx, &q); err != nil {
		return found, fmt.Errorf("search the index: %w", err)
	}
	words := lookUps(found.Words)
	if len(words) > 0 && n > 0 {
		if found.Hits, err = x.bestHits(ctx, &q, words, len(found.Words), n); err != nil {
			return found, fmt.Errorf("search the index: %w", err)
		}
	}
	found.Meant = x.isMeant(&q)
	if err := x.prefetch(ctx, found.Hits); err != nil {
		return found, fmt.Errorf("search the index: %w", err)
	}
	return found, nil
}

// lookUps returns the words that some passage has, the rarest first.
func lookUps(words []retrieval.Word) (list []word) {
	for i, w := range words {
		if w.Stop || w.Passages == 0 {
			continue
		}
		looked := word{at: i, idf: w.IDF}
		for _, form := range w.Forms {
			looked.forms = append(looked.forms, encodeTerm(form))
		}
		list = append(list, looked)
	}
	slices.SortStableFunc(list, func(a, b word) int { return cmp.Compare(b.idf, a.idf) })
	return list[:min(len(list), engine.MaxQueryWords)]
}

// bestHits returns the n best passages. words is the number of Candidates.Words.
func (x *Index) bestHits(ctx context.Context, q *retrieval.Query, list []word, words, n int) ([]retrieval.Candidate, error) {
	matching, err := x.matchQuery(ctx, q, list)
	if err != nil {
		return nil, err
	}
	for size := min(n+moreFetched, mostFetched); ; size = min(size*growth, mostFetched) {
		fetched, err := x.fetchHits(ctx, matching, size, x.isMeant(q))
		if err != nil {
			return nil, err
		}
		var hits []retrieval.Candidate
		bound := 0.0 // of the passages that weren't fetched
		for i := range fetched {
			f := &fetched[i]
			bound = f.Score
			if q.Exclude != nil && q.Exclude(f.Source.Document) {
				continue
			}
			c, err := x.scorePassage(q, &f.Source, list, words)
			if err != nil {
				return nil, err
			}
			hits = append(hits, c)
		}
		sortCandidates(hits)
		all := len(fetched) < size || size == mostFetched
		if all || len(hits) >= n && hits[n-1].Score >= bound*(1+allowance) {
			return hits[:min(len(hits), n)], nil
		}
	}
}

func sortCandidates(found []retrieval.Candidate) {
	slices.SortFunc(found, func(a, b retrieval.Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start))
	})
}

// matchQuery returns the query for passages that have any of the words. What it scores
// is, but for allowance, no less than their BM25F: the cluster's BM25 of each form and field
// apart, brought to the idf of the word, which saturates each apart.
func (x *Index) matchQuery(ctx context.Context, q *retrieval.Query, list []word) (query, error) {
	var forms []string
	for _, w := range list {
		forms = append(forms, w.forms...)
	}
	counts, err := x.countFields(ctx, forms) // known from looking up the words, mostly
	if err != nil {
		return nil, err
	}
	var should []any
	for _, w := range list {
		for _, form := range w.forms {
			for _, f := range []struct {
				name string
				n    int
			}{{"b", counts[form].body}, {"c", counts[form].context}} {
				if f.n > 0 && len(should) < mostClauses {
					boost := w.idf / inverseFrequency(x.state.Passages, f.n)
					should = append(should, query{"term": query{f.name: query{"value": form, "boost": boost}}})
				}
			}
		}
	}
	must, mustNot := x.state.visible()
	within, err := x.collectionFilter(ctx, q)
	if err != nil {
		return nil, err
	}
	return query{"bool": query{"should": should, "minimum_should_match": 1, "filter": append(must, within...), "must_not": mustNot}}, nil
}

// inverseFrequency is the idf that OpenSearch gives a term that n of some passages have.
func inverseFrequency(passages, n int) float64 {
	n = min(n, passages)
	return math.Log1p((float64(passages-n) + .5) / (float64(n) + .5))
}

// fetched is a passage with the cluster's score.
type fetched struct {
	Score  float64 `json:"_score"`
	Source passage `json:"_source"`
}

// fetchHits returns the best passages by the cluster's score.
func (x *Index) fetchHits(ctx context.Context, matching query, size int, withVectors bool) ([]fetched, error) {
	fields := []string{"d", "n", "l", "h", "t", "s", "b", "c"}
	if withVectors {
		fields = append(fields, "v", "m")
	}
	body := query{"query": matching, "size": size, "track_total_hits": false, "_source": fields}
	var found struct {
		Hits struct {
			Hits []fetched `json:"hits"`
		} `json:"hits"`
	}
	err := x.search(ctx, "find passages", x.state.Index, "&search_type=dfs_query_then_fetch", body, &found)
	return found.Hits.Hits, err
}

// scorePassage makes a candidate of a passage: its BM25F, word by word.
func (x *Index) scorePassage(q *retrieval.Query, p *passage, list []word, words int) (retrieval.Candidate, error) {
	c := retrieval.Candidate{
		Document: p.Document, Passage: retrieval.Passage{Start: p.Start, End: p.Start + len(p.Text), Text: p.Text},
		Language: p.Language, Title: p.Title, Parts: make([]float64, words), Above: make([]bool, words),
	}
	if err := p.check(); err != nil {
		return c, err
	}
	body, bodyLength := countTerms(p.Body)
	context, contextLength := countTerms(p.Context)
	inBody, inContext := x.state.NormalizerFor(false), x.state.NormalizerFor(true)
	for _, w := range list {
		var tf float32
		for _, form := range w.forms {
			if n := body[form]; n > 0 {
				tf += inBody.Normalize(float32(n), float32(bodyLength))
			}
			if n := context[form]; n > 0 {
				tf += inContext.Normalize(float32(n), float32(contextLength))
				c.Above[w.at] = true
			}
		}
		if tf > 0 {
			c.Parts[w.at] = w.idf * float64(engine.SaturateFrequency(tf))
			c.Score += c.Parts[w.at]
		}
	}
	if x.isMeant(q) {
		c.Cosine = x.meant.cosineOf(q, p)
	}
	return c, nil
}

// collectionFilter returns a filter for the collections that a query allows, none if it
// allows all.
func (x *Index) collectionFilter(ctx context.Context, q *retrieval.Query) ([]any, error) {
	if q.Collections == nil {
		return nil, nil
	}
	all, err := x.listCollections(ctx)
	if err != nil {
		return nil, err
	}
	allowed := []string{}
	for _, name := range all {
		if q.Collections(name) {
			allowed = append(allowed, name)
		}
	}
	if len(allowed) == len(all) {
		return nil, nil
	}
	return []any{query{"terms": query{"g": allowed}}}, nil
}

// mostCollections is how many collections are told apart: beyond them nothing is
// filtered, but left out here.
const mostCollections = 10_000

// listCollections returns the collections that have a passage, asked once for a state.
func (x *Index) listCollections(ctx context.Context) ([]string, error) {
	x.listing.Lock()
	defer x.listing.Unlock()
	if x.collections != nil {
		return x.collections, nil
	}
	var found struct {
		Aggregations struct {
			Names struct {
				Buckets []struct {
					Key json.RawMessage `json:"key"`
				} `json:"buckets"`
			} `json:"names"`
		} `json:"aggregations"`
	}
	body := query{
		"size": 0, "track_total_hits": false, "query": x.state.filtered(),
		"aggs": query{"names": query{"terms": query{"field": "g", "size": mostCollections}}},
	}
	if err := x.search(ctx, "list the collections", x.state.Index, "", body, &found); err != nil {
		return nil, err
	}
	list := []string{}
	for _, b := range found.Aggregations.Names.Buckets {
		var name string
		if err := json.Unmarshal(b.Key, &name); err != nil {
			return nil, fmt.Errorf("list the collections: %w", err)
		}
		list = append(list, name)
	}
	x.collections = list
	return list, nil
}

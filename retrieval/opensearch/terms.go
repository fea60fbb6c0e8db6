package opensearch

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/lexicon"
)

// indexedTerms answers a lexicon's questions about the terms of an index, each batch in
// one request, and remembers how often terms are.
type indexedTerms Index

var _ lexicon.Terms = (*indexedTerms)(nil)

// fieldCounts are how many passages have a term in their text, and in their context.
type fieldCounts struct{ body, context int }

func (c fieldCounts) most() int { return max(c.body, c.context) }

// mostFilters bounds what is counted by one request.
const mostFilters = 1000

// countMatches returns how many of the passages that count match each query.
func (x *Index) countMatches(ctx context.Context, matches []any) ([]int, error) {
	var counts []int
	for len(matches) > 0 {
		some := matches[:min(len(matches), mostFilters)]
		matches = matches[len(some):]
		var found struct {
			Aggregations struct {
				Terms struct {
					Buckets []struct {
						Count int `json:"doc_count"`
					} `json:"buckets"`
				} `json:"terms"`
			} `json:"aggregations"`
		}
		body := query{
			"size": 0, "track_total_hits": false, "query": x.state.filtered(),
			"aggs": query{"terms": query{"filters": query{"filters": some}}},
		}
		if err := x.search(ctx, "count words", x.state.Index, "", body, &found); err != nil {
			return nil, err
		}
		buckets := found.Aggregations.Terms.Buckets
		if len(buckets) != len(some) {
			return nil, fmt.Errorf("count words on %s: %d counts of %d", x.address, len(buckets), len(some))
		}
		for _, b := range buckets {
			counts = append(counts, b.Count)
		}
	}
	return counts, nil
}

// countFields counts terms in both fields.
func (x *Index) countFields(ctx context.Context, terms []string) (map[string]fieldCounts, error) {
	counts := make(map[string]fieldCounts, len(terms))
	var unknown []string
	for _, t := range terms {
		if _, ok := counts[t]; ok {
			continue
		}
		known, ok := x.counts.get(t)
		if !ok {
			unknown = append(unknown, t)
		}
		counts[t] = known
	}
	var matches []any
	for _, t := range unknown {
		matches = append(matches, term("b", encodeTerm(t)), term("c", encodeTerm(t)))
	}
	found, err := x.countMatches(ctx, matches)
	if err != nil {
		return nil, err
	}
	for i, t := range unknown {
		counts[t] = fieldCounts{found[2*i], found[2*i+1]}
		x.counts.put(t, counts[t])
	}
	return counts, nil
}

// Count implements lexicon.Terms.
func (x *indexedTerms) Count(ctx context.Context, terms []string) ([]int, error) {
	found, err := (*Index)(x).countFields(ctx, terms)
	if err != nil {
		return nil, err
	}
	counts := make([]int, len(terms))
	for i, t := range terms {
		counts[i] = found[t].most()
	}
	return counts, nil
}

// Together implements lexicon.Terms.
func (x *indexedTerms) Together(ctx context.Context, pairs []lexicon.Pair) ([]int, error) {
	matches := make([]any, len(pairs))
	for i, p := range pairs {
		matches[i] = query{"bool": query{"filter": []any{term("b", encodeTerm(p.First)), term("b", encodeTerm(p.Second))}}}
	}
	return (*Index)(x).countMatches(ctx, matches)
}

// mostNear is how many terms near to a form each field is asked for: the most frequent
// come first, but shards and fields have to be added up.
const mostNear = 10

// Nearest implements lexicon.Terms. The cluster finds the terms; which of them most
// passages have is counted, since it also knows those of passages that are gone.
func (x *indexedTerms) Nearest(ctx context.Context, forms []string) ([]string, error) {
	suggest := query{}
	for i, form := range forms {
		for _, field := range []string{"b", "c"} {
			suggest[fmt.Sprint(field, i)] = query{"text": encodeTerm(form), "term": query{
				"field": field, "analyzer": "whitespace", "suggest_mode": "always", "sort": "frequency", "size": mostNear, "shard_size": 5 * mostNear,
				"max_edits": 1, "prefix_length": 1, "min_word_length": 1, "accuracy": 0, "max_inspections": 100, "max_term_freq": 1 << 30,
			}}
		}
	}
	var found struct {
		Suggest map[string][]struct {
			Options []struct {
				Text string `json:"text"`
			} `json:"options"`
		} `json:"suggest"`
	}
	err := x.search(ctx, "find the nearest words", x.state.Index, "", query{"size": 0, "suggest": suggest}, &found)
	if err != nil {
		return nil, err
	}
	near := make([][]string, len(forms))
	var all []string
	for i, form := range forms {
		first, _ := utf8.DecodeRuneInString(form)
		for _, field := range []string{"b", "c"} {
			for _, entry := range found.Suggest[fmt.Sprint(field, i)] {
				for _, o := range entry.Options {
					if strings.HasPrefix(o.Text, string(first)) {
						near[i] = append(near[i], o.Text)
						all = append(all, o.Text)
					}
				}
			}
		}
	}
	counts, err := (*Index)(x).countFields(ctx, all)
	if err != nil {
		return nil, err
	}
	best := make([]string, len(forms))
	for i, list := range near {
		for _, t := range list {
			n, most := counts[t], counts[best[i]]
			if sum, top := n.body+n.context, most.body+most.context; sum > 0 && (best[i] == "" || sum > top || sum == top && t < best[i]) {
				best[i] = t
			}
		}
	}
	return best, nil
}

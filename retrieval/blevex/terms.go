package blevex

import (
	"context"
	"errors"
	"unicode/utf8"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/vellum"

	"footnote/retrieval/lexicon"
)

// indexedTerms answers a lexicon's questions about the terms of an index. Not for
// concurrent use: it works in the scratch of one search.
type indexedTerms struct {
	*Index
	sc *scratch
}

var _ lexicon.Terms = (*indexedTerms)(nil)

// postingsOf returns the postings of a term in every segment, nil if it is in none.
// Deleted passages are among the postings, but not counted.
func (x *indexedTerms) postingsOf(term string) ([][]fieldPostings, error) {
	if lists, ok := x.known.find(term); ok {
		return lists, nil
	}
	var lists [][]fieldPostings
	for seg := range x.terms {
		for i := range searchedFields {
			p, ok, err := x.lookUpTerm(seg, i, term)
			if err != nil {
				return nil, err
			}
			if !ok {
				continue
			}
			if lists == nil {
				lists = make([][]fieldPostings, len(x.terms))
			}
			lists[seg] = append(lists[seg], p)
		}
	}
	x.known.remember(term, lists)
	return lists, nil
}

// lookUpTerm looks a term up in a field of a segment.
func (x *indexedTerms) lookUpTerm(seg, field int, term string) (p fieldPostings, ok bool, err error) {
	dictionary, err := x.sc.dictionary(seg, field)
	if err != nil {
		return p, false, err
	}
	x.sc.key = append(x.sc.key[:0], term...)
	value, ok, err := dictionary.Get(x.sc.key)
	if err != nil || !ok {
		return p, false, err
	}
	p, err = x.terms[seg].read(field, value)
	return p, err == nil && p.count > 0, err
}

// Count implements lexicon.Terms.
func (x *indexedTerms) Count(_ context.Context, terms []string) ([]int, error) {
	counts := make([]int, len(terms))
	for i, term := range terms {
		lists, err := x.postingsOf(term)
		if err != nil {
			return nil, err
		}
		var body, above int
		for _, list := range lists {
			for _, p := range list {
				if p.context {
					above += p.count
				} else {
					body += p.count
				}
			}
		}
		counts[i] = max(body, above)
	}
	return counts, nil
}

// Together implements lexicon.Terms.
func (x *indexedTerms) Together(_ context.Context, pairs []lexicon.Pair) ([]int, error) {
	both := make([]int, len(pairs))
	for i, pair := range pairs {
		first, err := x.postingsOf(pair.First)
		if err != nil {
			return nil, err
		}
		second, err := x.postingsOf(pair.Second)
		if err != nil {
			return nil, err
		}
		if first == nil || second == nil {
			continue
		}
		for seg := range x.terms {
			both[i] += countBoth(first[seg], second[seg], x.terms[seg].deleted)
		}
	}
	return both, nil
}

// countBoth returns how many passages have both terms in their text.
func countBoth(first, second []fieldPostings, deleted *roaring.Bitmap) int {
	if len(first) == 0 || len(second) == 0 || first[0].context || second[0].context {
		return 0 // the body comes before the context
	}
	both := roaring.And(first[0].bitmap(), second[0].bitmap())
	if deleted != nil {
		both.AndNot(deleted)
	}
	return int(both.GetCardinality())
}

// Nearest implements lexicon.Terms.
func (x *indexedTerms) Nearest(_ context.Context, forms []string) ([]string, error) {
	nearest := make([]string, len(forms))
	for i, form := range forms {
		known := false
		if nearest[i], known = x.known.findNearest(form); known {
			continue
		}
		var err error
		if nearest[i], err = x.nearestTo(form); err != nil {
			return nil, err
		}
		x.known.rememberNearest(form, nearest[i])
	}
	return nearest, nil
}

// nearestTo returns the term nearest to a form: of those one edit away, and with
// the same first letter, the one that most passages have; "" if there is none.
func (x *indexedTerms) nearestTo(form string) (string, error) {
	near, err := x.automata.BuildDfa(form, 1)
	if err != nil {
		return "", err
	}
	first, size := utf8.DecodeRuneInString(form)
	from, to := []byte(form[:size]), []byte(string(first+1))
	counts := make(map[string]int)
	for seg := range x.terms {
		t := &x.terms[seg]
		for i, dictionary := range t.dictionaries {
			found, err := dictionary.Search(near, from, to)
			for ; err == nil; err = found.Next() {
				term, value := found.Current()
				p, err := t.read(i, value)
				if err != nil {
					return "", err
				}
				counts[string(term)] += p.count
			}
			if !errors.Is(err, vellum.ErrIteratorDone) {
				return "", err
			}
		}
	}
	best := ""
	for term, n := range counts {
		if n > 0 && (best == "" || n > counts[best] || n == counts[best] && term < best) {
			best = term
		}
	}
	return best, nil
}

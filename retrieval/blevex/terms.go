package blevex

import (
	"context"
	"unicode/utf8"

	"footnote/retrieval/lexicon"
)

// indexedTerms answers a lexicon's questions about the terms of an index. It keeps
// the postings that it has counted, since most are scored next. Not for concurrent
// use: it works in the scratch of one search.
type indexedTerms struct {
	*Index
	sc    *scratch
	found map[string][][]fieldPostings // by term, by segment
}

var _ lexicon.Terms = (*indexedTerms)(nil)

// postingsOf returns the postings of a term in every segment, without those of
// deleted passages.
func (x *indexedTerms) postingsOf(term string) ([][]fieldPostings, error) {
	if lists, ok := x.found[term]; ok {
		return lists, nil
	}
	lists := make([][]fieldPostings, len(x.segments))
	for seg := range x.segments {
		for _, name := range []string{bodyField, contextField} {
			list, err := x.sc.postingsList(seg, name, term)
			if err != nil {
				return nil, err
			}
			if count := int(list.Count()); count > 0 {
				lists[seg] = append(lists[seg], fieldPostings{list, name == contextField, term, count})
			}
		}
	}
	x.found[term] = lists
	return lists, nil
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
		for seg := range x.segments {
			n, err := x.countBoth(seg, pair)
			if err != nil {
				return nil, err
			}
			both[i] += n
		}
	}
	return both, nil
}

// countBoth returns how many passages of a segment have both terms in their text.
func (x *indexedTerms) countBoth(seg int, pair lexicon.Pair) (int, error) {
	first, err := x.sc.postingsList(seg, bodyField, pair.First)
	if err != nil {
		return 0, err
	}
	second, err := x.sc.postingsList(seg, bodyField, pair.Second)
	if err != nil || first.Count() == 0 || second.Count() == 0 {
		return 0, err
	}
	if first.Count() > second.Count() {
		first, second = second, first
	}
	in, n := membersOf(second), 0
	passages := first.Iterator(false, false, false, nil)
	for {
		p, err := passages.Next()
		if err != nil || p == nil {
			return n, err
		}
		if in.hasPassage(uint32(p.Number())) {
			n++
		}
	}
}

// Nearest implements lexicon.Terms.
func (x *indexedTerms) Nearest(_ context.Context, forms []string) ([]string, error) {
	nearest := make([]string, len(forms))
	for i, form := range forms {
		var err error
		if nearest[i], err = x.nearestTo(form); err != nil {
			return nil, err
		}
	}
	return nearest, nil
}

// nearestTo returns the term nearest to a form: of those one edit away, and with
// the same first letter, the one that most passages have; "" if there is none.
func (x *indexedTerms) nearestTo(form string) (string, error) {
	dfa, err := x.automata.BuildDfa(form, 1)
	if err != nil {
		return "", err
	}
	first, size := utf8.DecodeRuneInString(form)
	from, to := []byte(form[:size]), []byte(string(first+1))
	counts := make(map[string]uint64)
	for seg := range x.segments {
		for _, name := range []string{bodyField, contextField} {
			dict, err := x.sc.fieldDictionary(seg, name)
			if err != nil {
				return "", err
			}
			terms := dict.AutomatonIterator(dfa, from, to)
			for {
				entry, err := terms.Next()
				if err != nil {
					return "", err
				}
				if entry == nil {
					break
				}
				// Not entry.Count: after a term that is in one passage only,
				// zap gives 1 for all that follow.
				list, err := x.sc.postingsList(seg, name, entry.Term)
				if err != nil {
					return "", err
				}
				counts[entry.Term] += list.Count()
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

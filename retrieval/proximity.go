package retrieval

import (
	"unicode/utf8"

	"footnote/retrieval/language"
)

// Weights of the proximity score, after the sequential dependence model of
// Metzler and Croft, "A Markov Random Field Model for Term Dependencies",
// 2005: pairs of neighbouring query words count where they stand next to each
// other in order, and less where they stand within a window.
//
// What they were measured to do, on 500 questions each of SQuAD 2 and QED (hit@1)
// and on Cranfield (nDCG@10): as they are .878, .912, .395; without proximity .870,
// .916, .397; orderedWeight .2 gives .876, .914, .396 and .5 .882, .908, .397;
// unorderedWeight 0 .876, .914, .395 and .2 .878, .910, .397; a window of 4 .876,
// .912, .395 and one of 16 .878, .910, .394.
const (
	orderedWeight   = .3
	unorderedWeight = .1
	proximityWindow = 8 // terms
)

// matcher finds a query's words in passages.
type matcher struct {
	analyzer Analyzer
	words    []Word
	forms    map[string]int // index term → word
	second   map[string]int // index term → the other word that it stands for, if it is a compound
	total    float64        // idf of all content words
	pairs    []pair
}

// pair is two neighbouring content words of the query.
type pair struct {
	first, second int
	gap           int // function words between them
	idf           float64
	ordered       float64 // orderedWeight, or what is left of it
}

func newMatcher(a Analyzer, words []Word) *matcher {
	m := &matcher{analyzer: a, words: words, forms: make(map[string]int), second: make(map[string]int)}
	last, gap := -1, 0
	for i, w := range words {
		if w.Stop {
			gap++
			continue
		}
		m.total += w.IDF
		for _, form := range w.Forms {
			if _, ok := m.forms[form]; ok {
				m.second[form] = i
			} else {
				m.forms[form] = i
			}
		}
		if last >= 0 && words[last].Beside == w.Beside {
			p := pair{last, i, gap, (words[last].IDF + w.IDF) / 2, orderedWeight}
			if isOverlapping(words[last].Text) && isOverlapping(w.Text) {
				// Neighbouring character pairs share a character: that they
				// stand in order says less. XQuAD's Chinese: .934 of .925.
				p.ordered /= 3
			}
			m.pairs = append(m.pairs, p)
		}
		last, gap = i, 0
	}
	return m
}

// isOverlapping reports whether a term is a character pair of a script without word spaces.
func isOverlapping(term string) bool {
	r, _ := utf8.DecodeRuneInString(term)
	return language.IsUnspaced(r)
}

// bytesPerTerm is what a term with the space after it takes at least, mostly.
const bytesPerTerm = 5

// matchTerms analyzes the passage of a hit, marks the query's words in it and adds
// the proximity score to its rank.
func (m *matcher) matchTerms(h *Hit) {
	h.Terms = m.analyzer.Terms(make([]Term, 0, len(h.Text)/bytesPerTerm), h.Language, h.Text)
	h.Words = make([]int, len(h.Terms))
	var places []place
	for i, t := range h.Terms {
		h.Words[i] = -1
		if t.Stop {
			continue
		}
		if w, ok := m.forms[t.Text]; ok {
			h.Words[i] = w
			places = append(places, place{i, w})
			if other, ok := m.second[t.Text]; ok {
				places = append(places, place{i, other})
			}
		}
	}
	for _, p := range m.pairs {
		ordered, unordered := p.countPairs(places)
		h.Proximity += p.idf * (p.ordered*saturateFrequency(ordered) + unorderedWeight*saturateFrequency(unordered))
	}
	h.Rank += h.Proximity
}

// place is a term position that matches a query word.
type place struct{ position, word int }

// countPairs returns how often the pair stands in order at its own distance, and
// how often within the window in either order.
func (p pair) countPairs(places []place) (ordered, unordered float64) {
	for i, a := range places {
		if a.word != p.first && a.word != p.second {
			continue
		}
		for _, b := range places[i+1:] {
			distance := b.position - a.position
			if distance >= proximityWindow {
				break
			}
			if b.word == a.word || b.word != p.first && b.word != p.second {
				continue
			}
			unordered++
			if a.word == p.first && (distance <= 1 || distance == 1+p.gap) {
				ordered++
			}
		}
	}
	return ordered, unordered
}

// MostOfWord is what a word adds to a score at most, over its idf.
const MostOfWord = 2.2

// saturateFrequency is BM25's saturation with k1 = 1.2 and no length normalisation.
func saturateFrequency(tf float64) float64 { return tf * MostOfWord / (tf + MostOfWord - 1) }

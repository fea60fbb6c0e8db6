package blevex

import (
	"encoding/binary"
	"math"
	"strings"

	"footnote/retrieval/language"
)

// vocabulary numbers the terms of the documents that are being indexed, so that
// they are counted, grouped and sorted by number and not by text: a word costs
// one look-up, and only a new one is folded. Not for concurrent use.
type vocabulary struct {
	analyzer *Analyzer
	terms    []numbered                    // by number
	numbers  map[string]uint32             // of the terms
	words    map[*folder]map[string]uint32 // surface form → number of its term
	counts   []uint32                      // by number, zero between texts
	found    []termCount
	most     int // terms, before it is full
}

// numbered is a term of the vocabulary.
type numbered struct {
	text string
	head uint64 // its first bytes, in an order as theirs
}

// noTerm stands for words that aren't indexed: function words.
const noTerm = math.MaxUint32

// mostTerms is how many terms a vocabulary may grow to before it starts anew.
const mostTerms = 1 << 18

// termCount is how often a text has a term.
type termCount struct{ term, count uint32 }

// countedTerms are the terms of a field.
type countedTerms struct {
	terms  []termCount // each once, in no order
	length int         // number of terms, repeated ones included
}

func newVocabulary(a *Analyzer) *vocabulary {
	return &vocabulary{
		analyzer: a, most: mostTerms,
		numbers: make(map[string]uint32), words: make(map[*folder]map[string]uint32),
	}
}

// isFull reports whether it is time for a new vocabulary.
func (v *vocabulary) isFull() bool { return len(v.terms) >= v.most }

// countTerms counts the terms of texts, function words left out. The result is good
// until the next call.
func (v *vocabulary) countTerms(code string, texts ...string) countedTerms {
	f := v.analyzer.folderFor(code)
	words := v.words[f]
	if words == nil {
		words = make(map[string]uint32)
		v.words[f] = words
	}
	found, length := v.found[:0], 0
	for _, text := range texts {
		eachTerm(text, func(t language.Token) {
			surface := text[t.Start:t.End]
			term, ok := words[surface]
			if !ok {
				term = v.learnWord(f, words, surface, t.Kind)
			}
			if term == noTerm {
				return
			}
			if v.counts[term] == 0 {
				found = append(found, termCount{term: term})
			}
			v.counts[term]++
			length++
		})
	}
	for i := range found {
		t := &found[i]
		t.count, v.counts[t.term] = v.counts[t.term], 0
	}
	v.found = found
	return countedTerms{found, length}
}

// learnWord returns the number of the term that a new surface form folds to.
func (v *vocabulary) learnWord(f *folder, words map[string]uint32, surface string, kind language.Kind) uint32 {
	folded := f.foldToken(surface, kind)
	number, ok := uint32(noTerm), true
	if folded.text != "" && !folded.stop {
		number, ok = v.numbers[folded.text]
	}
	if !ok {
		number = uint32(len(v.terms))
		text := strings.Clone(folded.text) // it would otherwise keep the document's text alive
		v.terms = append(v.terms, numbered{text, sortKey(text)})
		v.counts = append(v.counts, 0)
		v.numbers[text] = number
	}
	if len(surface) <= maxTermBytes {
		if len(words) >= maxKnown {
			clear(words)
		}
		words[strings.Clone(surface)] = number
	}
	return number
}

// sortKey returns the first eight bytes of s as a number.
func sortKey(s string) uint64 {
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}

// compareTerms orders terms by their bytes.
func (t numbered) compareTerms(o numbered) int {
	switch {
	case t.head < o.head:
		return -1
	case t.head > o.head:
		return +1
	}
	return strings.Compare(t.text, o.text)
}

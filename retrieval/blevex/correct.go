package blevex

import (
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/vellum/levenshtein"

	"footnote/retrieval"
)

const (
	// correctedRunes is the length from which on a word is corrected: among
	// shorter ones a single edit leads to another word too often.
	correctedRunes = 5
	// maxCorrected bounds the work for a question full of unknown words.
	maxCorrected = 8
)

// speller finds index terms one edit (a letter added, dropped, changed, or two
// swapped) away from a word that no passage has. Words that exist are left
// alone: correcting those too costs far more right answers than it saves.
type speller struct {
	automata *levenshtein.LevenshteinAutomatonBuilder
}

func newSpeller() (speller, error) {
	automata, err := levenshtein.NewLevenshteinAutomatonBuilder(1, true)
	return speller{automata}, err
}

// correctable tells words that may be misspelt: letters of a script that is
// written in words.
func correctable(w retrieval.Word) bool {
	if utf8.RuneCountInString(w.Text) < correctedRunes {
		return false
	}
	for _, r := range w.Text {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\'' && r != '\u2019' || unspaced(r) {
			return false
		}
	}
	return true
}

// nearest returns the term of the corpus nearest to form: of those one edit
// away, and with the same first letter, the one that most passages have. ""
// if there is none.
func (s speller) nearest(sc *scratch, form string) (string, error) {
	dfa, err := s.automata.BuildDfa(form, 1)
	if err != nil {
		return "", err
	}
	first, size := utf8.DecodeRuneInString(form)
	from, to := []byte(form[:size]), []byte(string(first+1))
	counts := make(map[string]uint64)
	best := ""
	for seg := range sc.segments {
		for _, name := range []string{bodyField, contextField} {
			dict, err := sc.dictionary(seg, name)
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
				list, err := sc.postings(seg, name, entry.Term)
				if err != nil {
					return "", err
				}
				counts[entry.Term] += list.Count()
			}
		}
	}
	for term, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && term < best {
			best = term
		}
	}
	return best, nil
}

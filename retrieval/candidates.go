package retrieval

import (
	"context"
	"slices"
	"strings"

	"footnote/retrieval/language"
)

// findCandidates returns n candidates of a query, by words and where there is one by
// meaning, of which it gives the query the vector. What leans on a question before is
// taken alone if it shares no word with the documents.
func findCandidates(ctx context.Context, x Index, q *Query, n int) (Candidates, error) {
	f := finding{Index: x, q: q, n: n}
	if m := meaningOf(x); m != nil {
		q.IsWord = m.IsWord
		if q.Vector == nil {
			f.meaning = m
		}
	}
	found, err := f.find(ctx)
	if err == nil && q.Earlier != "" && !hasKnownWord(found.Words) {
		q.Earlier, q.Beside = "", nil
		found, err = f.find(ctx)
	}
	if err != nil || !spellCorrected(x, found.Words, found.Hits) || f.meaning == nil || q.Vector == nil {
		return found, err
	}
	// The vector of a misspelt word says little: it is searched again with the right one.
	f.misspelt = found.Words
	if found, err = f.find(ctx); err == nil {
		found.Words = f.misspelt
	}
	return found, err
}

// finding is a search for candidates.
type finding struct {
	Index
	meaning  Meaning // that makes the vector, nil if there is none or the query has one
	q        *Query
	n        int
	misspelt []Word // words with those that were taken for them
}

func (f *finding) find(ctx context.Context) (Candidates, error) {
	if f.meaning != nil && isAskedIn(f.q.Question, f.meaning.Languages()) {
		v := embedQuery(ctx, f.meaning, respell(f.q.Question.Text, f.misspelt), respell(f.q.AllTold(), f.misspelt))
		if v != nil || f.misspelt == nil { // that of the misspelt words is better than none
			f.q.Vector = v
		}
	}
	return f.Candidates(ctx, *f.q, f.n)
}

// spellCorrected replaces the index terms that stand for misspelt words with words as
// the passages have them, and reports whether there are any.
func spellCorrected(x Index, words []Word, hits []Candidate) bool {
	some := false
	for i := range words {
		w := &words[i]
		some = some || w.Corrected != ""
		if w.Corrected == "" || strings.Contains(w.Corrected, " ") {
			continue
		}
		for _, h := range hits {
			terms := x.Analyzer().Terms(nil, h.Language, h.Text)
			if k := slices.IndexFunc(terms, func(t Term) bool { return slices.Contains(w.Forms, t.Text) }); k >= 0 {
				w.Corrected = strings.ToLower(h.Text[terms[k].Start:terms[k].End])
				break
			}
		}
	}
	return some
}

// respell returns a text with the words that were taken for its misspelt ones: the reader
// knows words as they are spelt.
func respell(text string, words []Word) string {
	taken := map[string]string{}
	for _, w := range words {
		if w.Corrected != "" {
			taken[strings.ToLower(w.Text)] = w.Corrected
		}
	}
	if len(taken) == 0 {
		return text
	}
	var b strings.Builder
	end := 0
	language.Tokenize(text, func(t language.Token) {
		if word, ok := taken[strings.ToLower(text[t.Start:t.End])]; ok {
			b.WriteString(text[end:t.Start] + word)
			end = t.End
		}
	})
	return b.String() + text[end:]
}

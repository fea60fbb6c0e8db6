package lexicon

import (
	"context"
	"math"
	"slices"
	"strings"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// Lexicon looks up the words of questions. It is safe for use by several
// goroutines if its parts are.
type Lexicon struct {
	Terms    Terms
	Analyzer retrieval.Analyzer
	// Languages are those of the corpus, as BCP 47 base codes. With none, questions
	// are analyzed as the analyzer does by default.
	Languages []string
	Passages  int // in the whole index

	isWord func(word string) bool // one that people use, nil if that isn't known
}

// LookUp returns the words of a question with their forms and how many passages
// have them. Function words of the question's own language are marked, unless
// there is nothing else to go by. The error is of Terms.
func (x *Lexicon) LookUp(ctx context.Context, question string) ([]retrieval.Word, error) {
	l := &lookup{Lexicon: x, question: question, counts: make(map[string]int)}
	l.analyzeWords()
	for _, step := range []func(context.Context) error{l.countForms, l.splitUnknown, l.correctUnknown} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	x.markForeign(l.words)
	return l.words, nil
}

// lookup is the work on one question.
type lookup struct {
	*Lexicon
	question string
	words    []retrieval.Word
	starts   []int // by word, until words are merged
	counts   map[string]int
}

// analyzeWords finds the forms of each word in every language of the corpus, since a
// word is indexed under the form of its document's language.
func (l *lookup) analyzeWords() {
	at := make(map[int]int) // start of a token → its word
	var stops [][]bool      // by language, by word
	for _, code := range l.analyzedLanguages() {
		stop := make([]bool, len(l.words))
		for _, t := range l.Analyzer.Terms(nil, code, l.question) {
			i, ok := at[t.Start]
			if !ok {
				i = len(l.words)
				at[t.Start] = i
				l.words = append(l.words, retrieval.Word{Text: l.question[t.Start:t.End]})
				l.starts = append(l.starts, t.Start)
				stop = append(stop, false)
			}
			stop[i] = t.Stop || isFunctionWord(l.question[t.Start:t.End], code)
			if !slices.Contains(l.words[i].Forms, t.Text) {
				l.words[i].Forms = append(l.words[i].Forms, t.Text)
			}
		}
		stops = append(stops, stop)
	}
	markStops(l.words, stops)
}

// analyzedLanguages lists the languages that a question may be in.
func (x *Lexicon) analyzedLanguages() []string {
	if len(x.Languages) == 0 {
		return []string{""}
	}
	return x.Languages
}

// countForms counts the passages of every form, and of neighbouring words written
// as one, in one call.
func (l *lookup) countForms(ctx context.Context) error {
	joined := l.joinedForms()
	var terms []string
	for _, w := range l.words {
		if !w.Stop {
			terms = append(terms, w.Forms...)
		}
	}
	for _, j := range joined {
		terms = append(terms, j.form)
	}
	if err := l.countTerms(ctx, terms); err != nil {
		return err
	}
	for _, j := range joined {
		if l.counts[j.form] > 0 {
			l.words[j.word].Forms = append(l.words[j.word].Forms, j.form)
			l.words[j.word+1].Forms = append(l.words[j.word+1].Forms, j.form)
		}
	}
	for i := range l.words {
		l.weighWord(&l.words[i])
	}
	return nil
}

// countTerms asks for the terms whose counts aren't known yet.
func (l *lookup) countTerms(ctx context.Context, terms []string) error {
	var unknown []string
	for _, term := range terms {
		if _, known := l.counts[term]; !known {
			l.counts[term] = 0
			unknown = append(unknown, term)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	counts, err := l.Terms.Count(ctx, unknown)
	if err != nil {
		return err
	}
	for i, n := range counts {
		l.counts[unknown[i]] = n
	}
	return nil
}

// weighWord fills in a word's passages and idf from the counts of its forms.
func (l *lookup) weighWord(w *retrieval.Word) {
	if w.Stop {
		return
	}
	w.Passages = 0
	for _, form := range w.Forms {
		w.Passages += l.counts[form]
	}
	w.Passages = min(w.Passages, l.Passages)
	w.IDF = inverseFrequency(l.Passages, w.Passages)
	if strings.Contains(w.Corrected, " ") {
		w.IDF /= 2 // half of the word that was asked for
	}
}

// inverseFrequency is documented at retrieval.Word.
func inverseFrequency(passages, n int) float64 {
	return math.Log1p((float64(passages-n) + .5) / (float64(n) + .5))
}

// mergeRepeated keeps the first of words with the same forms.
func mergeRepeated(words []retrieval.Word) []retrieval.Word {
	kept := words[:0]
	for _, w := range words {
		same := func(k retrieval.Word) bool { return slices.Equal(k.Forms, w.Forms) }
		if !slices.ContainsFunc(kept, same) {
			kept = append(kept, w)
		}
	}
	return kept
}

// foldWord returns the index term of a word alone, and whether it is a function word.
func (l *lookup) foldWord(code, word string) (term string, stop bool) {
	for _, t := range l.Analyzer.Terms(nil, code, word) {
		return t.Text, t.Stop
	}
	return "", true
}

// keepsBeginnings reports whether words of a language are folded to their
// beginnings, so that a compound looks like its first part.
func keepsBeginnings(code string) bool {
	l := language.For(code)
	return l != nil && l.Index.Beginning > 0
}

package blevex

import (
	"math"
	"slices"
	"strings"

	"footnote/retrieval"
)

// words analyzes a query in every language of the corpus: a word is looked up
// in all the forms that those languages would have indexed it under.
// Function words of the query's own language are marked, unless there is
// nothing else to go by.
func (x *Index) words(sc *scratch, query string) ([]retrieval.Word, error) {
	var words []retrieval.Word
	var starts []int        // by word
	at := make(map[int]int) // start of a token → its word
	var stops [][]bool      // by language, by word
	for _, language := range x.analyzed() {
		stop := make([]bool, len(words))
		for _, t := range x.analyzer.Terms(nil, language, query) {
			i, ok := at[t.Start]
			if !ok {
				i = len(words)
				at[t.Start] = i
				words = append(words, retrieval.Word{Text: query[t.Start:t.End]})
				starts = append(starts, t.Start)
				stop = append(stop, false)
			}
			stop[i] = t.Stop
			if !slices.Contains(words[i].Forms, t.Text) {
				words[i].Forms = append(words[i].Forms, t.Text)
			}
		}
		stops = append(stops, stop)
	}
	markStops(words, stops)
	if err := x.addCompounds(sc, query, words, starts); err != nil {
		return nil, err
	}
	words, err := x.splitCompounds(sc, words)
	return mergeRepeated(words), err
}

// analyzed lists the languages that a query may be in.
func (x *Index) analyzed() []string {
	if len(x.languages) == 0 {
		return []string{""}
	}
	return x.languages
}

// markStops marks the function words of the language that recognizes most of
// them, which is how the query's own language shows.
func markStops(words []retrieval.Word, stops [][]bool) {
	best, most := -1, 0
	for i, stop := range stops {
		n := 0
		for _, s := range stop {
			if s {
				n++
			}
		}
		if n > most {
			best, most = i, n
		}
	}
	if best < 0 || most == len(words) {
		return // a query of only function words is taken at its word
	}
	asking := 0
	for i := range words {
		if !stops[best][i] && asks(words, i) {
			asking++
		}
	}
	for i, s := range stops[best] {
		words[i].Stop = s || asking+most < len(words) && asks(words, i)
	}
}

// properties are what a question may ask the measure of, and an answer should speak
// of, if only by their opposites: how old, how heavy.
var properties = strings.Fields("old tall far large big high fast wide deep heavy hoch groß alt weit schnell schwer teuer")

// asks tells a word that a question is asked with and that says nothing of what is
// asked for: how often, how long.
func asks(words []retrieval.Word, i int) bool {
	previous := ""
	if i > 0 {
		previous = strings.ToLower(words[i-1].Text)
	}
	word := strings.ToLower(words[i].Text)
	return retrieval.Interrogative(previous, word) && !slices.Contains(properties, word)
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

// idf is documented at retrieval.Word.
func idf(passages, n int) float64 {
	return math.Log1p((float64(passages-n) + .5) / (float64(n) + .5))
}

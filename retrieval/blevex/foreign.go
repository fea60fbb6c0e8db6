package blevex

import (
	"slices"
	"strings"

	"footnote/retrieval"
)

// stopLanguages are those whose recipes have stop words.
var stopLanguages = strings.Fields("ar bg ca cs da de el en es fa fi fr hi hr hu id it nl no pl pt ro ru sv tr")

// unlistedStops are function words of questions that bleve's lists leave out.
var unlistedStops = map[string][]string{
	"es": strings.Fields("es son fue fueron era eran ha han hay está están ser cuál cuáles dónde cuándo quién quiénes"),
	"ru": strings.Fields("это где"),
	"pt": strings.Fields("é são foi foram era eram há está estão ser onde"),
}

// markForeign marks the function words among those that no passage has, where
// the query is in a language that no passage is in. It shows by having more
// function words of that language than of any of the corpus's: two, or one
// beside a word that questions are asked with, since short words mean something
// in one language or another.
func (x *Index) markForeign(words []retrieval.Word) {
	own := 0
	asks, unknown := false, false
	previous := ""
	for _, w := range words {
		lower := lowerCase(w.Text, false)
		if w.Stop {
			own++
		} else {
			asks = asks || retrieval.Interrogative(previous, lower)
			unknown = unknown || w.Passages == 0
		}
		previous = lower
	}
	if !unknown {
		return
	}
	most := max(own+1, 2)
	if asks {
		most = own + 1
	}
	var best [][]bool // by language, by word
	for _, language := range stopLanguages {
		if slices.Contains(x.languages, language) {
			continue
		}
		stops, n := x.stopsIn(language, words)
		switch {
		case n > most:
			best, most = [][]bool{stops}, n
		case n == most:
			best = append(best, stops)
		}
	}
	for _, stops := range best {
		for i, stop := range stops {
			words[i].Foreign = words[i].Foreign || stop && words[i].Passages == 0 && !words[i].Stop
		}
	}
}

// stopsIn tells which words are function words of a language, and how many.
func (x *Index) stopsIn(language string, words []retrieval.Word) (stops []bool, n int) {
	f := x.analyzer.folder(language)
	stops = make([]bool, len(words))
	for i, w := range words {
		if f.foldWord(w.Text).stop || slices.Contains(unlistedStops[language], lowerCase(w.Text, f.turkic)) {
			stops[i] = true
			n++
		}
	}
	return stops, n
}

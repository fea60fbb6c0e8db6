package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/language"
	"footnote/retrieval/question"
)

// isFunctionWord reports whether a question is asked with a word that the stop list
// of its language leaves out: those lists are of texts. Where there is no such list
// the line between answers and refusals was drawn with these words among the others:
// without them Vietnamese answers 3.6 % more of what the documents don't.
func isFunctionWord(word, code string) bool {
	return functionWords.In(strings.ToLower(word), language.Of(code)) && !language.IsAcronym(word)
}

var functionWords = language.Gather(func(l *language.Language) language.Words {
	if l.Index.Stop == "" {
		return ""
	}
	return language.Asking(l) + l.Index.MoreStops
})

// markStops marks the function words of the language that recognizes most of
// them, which is how the question's own language shows. stops tells them by
// language and by word.
func markStops(words []retrieval.Word, stops [][]bool) {
	best, most := -1, 0
	for i, stop := range stops {
		if n := countTrue(stop); n > most {
			best, most = i, n
		}
	}
	if best < 0 || most == len(words) {
		return // a question of only function words is taken at its word
	}
	spoken := spokenIn(words)
	asking := 0
	for i := range words {
		if !stops[best][i] && isAskingWord(words, i, spoken) {
			asking++
		}
	}
	for i, s := range stops[best] {
		words[i].Stop = s || asking+most < len(words) && isAskingWord(words, i, spoken)
	}
}

func countTrue(list []bool) int {
	n := 0
	for _, is := range list {
		if is {
			n++
		}
	}
	return n
}

// isAskingWord reports whether a question is asked with word i, which says nothing of what
// is asked for: how often, how long.
func isAskingWord(words []retrieval.Word, i int, spoken language.Codes) bool {
	previous := ""
	if i > 0 {
		previous = strings.ToLower(words[i-1].Text)
	}
	word := strings.ToLower(words[i].Text)
	if r, _ := utf8.DecodeRuneInString(word); language.IsRunRune(r) {
		return false // a piece of a run, which is no word
	}
	return question.IsInterrogative(spoken, previous, word) && !question.IsProperty(spoken, word)
}

// spokenIn returns the languages that a question of these words may be in.
func spokenIn(words []retrieval.Word) language.Codes {
	var pieces []string
	for _, w := range words {
		language.EachWord(w.Text, func(piece string) bool {
			pieces = append(pieces, strings.ToLower(piece))
			return true
		})
	}
	return language.Spoken(pieces)
}

// markForeign marks the function words among those that no passage has, where
// the question is in a language that no passage is in. It shows by having more
// function words of that language than of any of the corpus's: two, or one
// beside a word that questions are asked with, since short words mean something
// in one language or another.
func (x *Lexicon) markForeign(words []retrieval.Word) {
	own := 0
	asks, unknown := false, false
	previous, spoken := "", spokenIn(words)
	for _, w := range words {
		lower := strings.ToLower(w.Text)
		if w.Stop {
			own++
		} else {
			asks = asks || question.IsInterrogative(spoken, previous, lower)
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
	for _, l := range language.All() {
		if l.Index.Stop == "" || slices.Contains(x.Languages, l.Code) {
			continue
		}
		stops := x.stopsIn(l, words)
		switch n := countTrue(stops); {
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

// stopsIn reports which words are function words of a language.
func (x *Lexicon) stopsIn(l *language.Language, words []retrieval.Word) []bool {
	stops := make([]bool, len(words))
	for i, w := range words {
		terms := x.Analyzer.Terms(nil, l.Code, w.Text)
		stops[i] = len(terms) > 0 && terms[0].Stop || isFunctionWord(w.Text, l.Code)
	}
	return stops
}

package grounding

import (
	"slices"
	"strings"

	"footnote/retrieval/language"
	"footnote/retrieval/quantity"
)

// laid is a sentence, of the claim or of the evidence, taken apart for alignment.
type laid struct {
	text       string
	words      []word
	quantities []quantity.Quantity
	spoken     language.Codes
	// inFigure is by word the index of the quantity, or its bound, that it is a part
	// of, -1 for none.
	inFigure []int
	// breaks is by word whether a comma or another mark stands before it.
	breaks  []bool
	content []bool // by word: it says something by itself
	limited []bool // by word: it is a part of a limit
	limits  []limit
}

func layOut(text string, words []word, quantities []quantity.Quantity, spoken language.Codes) *laid {
	t := &laid{
		text: text, words: words, quantities: quantities, spoken: spoken, inFigure: make([]int, len(words)),
		breaks: make([]bool, len(words)), content: make([]bool, len(words)), limited: make([]bool, len(words)),
	}
	strict := spoken&limitedLanguages() == 0
	for i, w := range words {
		t.inFigure[i] = slices.IndexFunc(quantities, func(q quantity.Quantity) bool {
			return q.Start <= w.Start && w.End <= q.End && !q.Weak
		})
		if i > 0 {
			t.breaks[i] = strings.ContainsAny(gapBefore(text, words, i), ",;:()–—،、，")
		}
		if w.capital && t.inFigure[i] < 0 { // WHO is no who
			t.content[i] = true
			continue
		}
		if strict {
			t.content[i] = t.inFigure[i] < 0 && !t.isOneOf(i, closedWords)
			continue
		}
		t.content[i] = !w.stop && t.inFigure[i] < 0 && !t.isOneOf(i, freeWords) && !t.isOneOf(i, relations) && !t.isOneOf(i, functionVerbs) && !functionWords.In(w.lower, spoken)
	}
	for i := range len(words) - 1 {
		if f := t.inFigure[i+1]; f >= 0 && quantities[f].Kind == quantity.Date && t.isOneOf(i, periods) {
			t.content[i] = false // im Jahr 2016
		}
	}
	t.markBounds()
	t.limits = t.findLimits()
	for _, l := range t.limits {
		for i := l.at; i < l.end; i++ {
			t.limited[i] = true
		}
	}
	for i := range words {
		t.content[i] = t.content[i] && !t.limited[i]
	}
	return t
}

// gapBefore is the text between a word and the one before it, none where they overlap, as
// the runs of a script without spaces do.
func gapBefore(text string, words []word, i int) string {
	if words[i-1].End >= words[i].Start {
		return ""
	}
	return text[words[i-1].End:words[i].Start]
}

// markBounds takes the words of a figure's bound for a part of the figure.
func (t *laid) markBounds() {
	for n, q := range t.quantities {
		if q.Bound == quantity.Exactly || q.Weak {
			continue
		}
		first, last := t.wordsOf(q)
		if first < 0 {
			continue
		}
		for i := first - 1; i >= 0 && t.isBoundWord(i); i-- {
			t.inFigure[i], t.content[i] = n, false
		}
		for i := last + 1; i < len(t.words) && !t.breaks[i] && t.isBoundWord(i); i++ {
			t.inFigure[i], t.content[i] = n, false
		}
	}
}

// isBoundWord reports whether word i, of no figure yet, may bound one.
func (t *laid) isBoundWord(i int) bool {
	if t.inFigure[i] >= 0 {
		return false
	}
	for _, piece := range cutPieces(t.words[i].lower) {
		if !boundWords.In(piece, t.spoken) {
			return false
		}
	}
	return true
}

var boundWords = language.Gather(func(l *language.Language) language.Words {
	n := l.Numbers
	var all language.Words
	for _, list := range []language.Words{n.About, n.Nearly, n.Over, n.AtLeast, n.Under, n.AtMost, n.After.AtLeast, n.After.AtMost, n.After.Over, n.After.Under, n.After.About, n.After.Nearly} {
		for _, phrase := range list.List() {
			all += language.Words(strings.Join(cutPieces(phrase), " ")) + " "
		}
	}
	return all
})

// wordsOf returns the first and the last word of a quantity, -1 and -1 if it has none.
func (t *laid) wordsOf(q quantity.Quantity) (first, last int) {
	first, last = -1, -1
	for i, w := range t.words {
		if q.Start < w.End && w.Start < q.End {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// isOneOf reports whether word i, as written, is in a list of its languages.
func (t *laid) isOneOf(i int, list language.Lexicon) bool {
	return list.In(t.words[i].lower, t.spoken)
}

// nextContent returns the first word of content, or of a figure, from word i on within
// a few words, -1 if there is none.
func (t *laid) nextContent(i int) int {
	for j := i; j < min(i+5, len(t.words)); j++ {
		if t.breaks[j] {
			return -1
		}
		if t.content[j] || t.inFigure[j] >= 0 {
			return j
		}
	}
	return -1
}

// figureFollows reports whether a figure stands at word i or behind an article there.
func (t *laid) figureFollows(i int) bool {
	for j := i; j < min(i+3, len(t.words)); j++ {
		if t.inFigure[j] >= 0 {
			return true
		}
		if t.isOneOf(j, periods) || weekdays.In(t.words[j].folded, t.spoken) {
			return true
		}
		if !t.words[j].stop && language.Month(t.words[j].folded) == 0 {
			return false
		}
	}
	return false
}

// isContentNoun reports whether word i is written as a noun or a name where it doesn't
// open the sentence. An opening word is one if an index form of it isn't known
// otherwise, which only the caller can tell: it counts as none here.
func (t *laid) isContentNoun(i int) bool {
	w := t.words[i]
	return w.upper && !w.opens && !w.stop
}

// snippet is the text of some words.
func (t *laid) snippet(from, to int) string {
	from, to = max(from, 0), min(to, len(t.words))
	if from >= to {
		return ""
	}
	return t.text[t.words[from].Start:t.words[to-1].End]
}

// prepositionBefore returns the preposition of the phrase that word i stands in, ""
// for none: articles, adjectives and other words of a name may stand between.
func (t *laid) prepositionBefore(i int) string {
	if base, rest, ok := strings.Cut(t.words[i].lower, "'"); ok && base != "" && rest != "" && prepositions.In(base, t.spoken) {
		return base // sull'autobus
	}
	skipped := 0
	for j := i - 1; j >= max(i-4, 0); j-- {
		w := t.words[j].lower
		if base, rest, ok := strings.Cut(w, "'"); ok && base != "" && rest != "" {
			w = base
		}
		if prepositions.In(w, t.spoken) || passiveWords.In(w, t.spoken) {
			return w
		}
		if t.breaks[j+1] || functionVerbs.In(w, t.spoken) || t.limited[j] {
			return ""
		}
		name := t.words[i].upper && (t.words[j].upper || together.In(t.words[j].folded, t.spoken) && j > 0 && t.words[j-1].upper)
		if !articles.In(w, t.spoken) && !(name && skipped == 0) {
			if skipped++; skipped > 1 || j == 0 || !t.isOneOf(j-1, articles) && !t.isOneOf(j-1, prepositions) || t.content[j] && t.isOneOf(j-1, infinitives) {
				return ""
			}
		}
	}
	return ""
}

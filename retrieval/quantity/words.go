package quantity

import (
	"slices"
	"strconv"
	"sync"

	"footnote/retrieval/language"
)

func parseFactor(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64) // of the table of units: tested
	return f
}

// meaning is a value of a word, with the languages in which it has it: a billion
// is a thousand times as much in German as in English.
type meaning struct {
	value float64
	in    language.Codes
}

// meanings are the values of the words of all languages, those of English first.
type meanings map[string][]meaning

func (m meanings) addMeaning(word string, value float64, in language.Codes) {
	list := m[word]
	i := slices.IndexFunc(list, func(known meaning) bool { return known.value == value })
	if i >= 0 {
		in |= list[i].in
		list = slices.Delete(list, i, i+1)
	}
	list = append(list, meaning{value, in})
	if last := list[len(list)-1]; last.in&english != 0 {
		list = append([]meaning{last}, list[:len(list)-1]...)
	}
	m[word] = list
}

var english = language.Of("en")

// The number words of all languages: cardinals are those below a hundred, or a
// thousand where hundreds are words of their own, scales multiply, shares divide.
var (
	cardinals = seriesOf(func(l *language.Language) []language.Series { return l.Numbers.Cardinals })
	ordinals  = seriesOf(func(l *language.Language) []language.Series { return l.Numbers.Ordinals })
	scales    = scalesOf(func(l *language.Language) []language.Scale { return l.Numbers.Scales })
	parts     = scalesOf(func(l *language.Language) []language.Scale { return l.Numbers.Shares })
	// strangers mean something else too in another language.
	strangers = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Strangers })
	// alone are scales that count without a number before them.
	alone = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Alone })
	// joiners may stand between two number words: vingt et un.
	joiners = language.Gather(func(l *language.Language) language.Words { return l.Numbers.Joiners })
	// scaleJoiners may only after a scale: a hundred and five.
	scaleJoiners = language.Gather(func(l *language.Language) language.Words { return l.Numbers.ScaleJoiners })
)

func seriesOf(list func(*language.Language) []language.Series) func() meanings {
	return sync.OnceValue(func() meanings {
		m := make(meanings)
		for _, l := range language.All() {
			for word, n := range language.Values(list(l)) {
				m.addMeaning(word, float64(n), language.Of(l.Code))
			}
		}
		return m
	})
}

func scalesOf(list func(*language.Language) []language.Scale) func() meanings {
	return sync.OnceValue(func() meanings {
		m := make(meanings)
		for _, l := range language.All() {
			for _, scale := range list(l) {
				for _, word := range scale.Words.List() {
					m.addMeaning(word, scale.Factor, language.Of(l.Code))
				}
			}
		}
		return m
	})
}

// spokenLanguages returns the languages that the text may be in.
func (p *parser) spokenLanguages() language.Codes { return p.spokenBeside("") }

// spokenBeside returns the languages that the text may be in by its other words.
func (p *parser) spokenBeside(word string) language.Codes {
	if known, ok := p.languages[word]; ok {
		return known
	}
	var words []string
	for _, t := range p.tokens {
		if t.word != "" && t.word != word {
			words = append(words, t.word)
		}
	}
	if p.languages == nil {
		p.languages = make(map[string]language.Codes)
	}
	spoken := language.Spoken(words)
	p.languages[word] = spoken
	return spoken
}

// isSpoken reports whether a word may mean in the text what it means in some
// languages: one that means something else elsewhere does only in a text that may be
// in one of them.
func (p *parser) isSpoken(word string, in language.Codes) bool {
	return in&^strangers.Of(word) != 0 || in&p.spokenBeside(word) != 0
}

// isStranger reports whether a word of these languages means something else, too, in
// each of them or elsewhere. Of English words none does so often.
func isStranger(word string, in language.Codes) bool {
	return in&^strangers.Of(word) == 0 && in&english == 0
}

// chooseMeaning returns what a word means in one of the languages, or nothing. Where these
// are not all, a word beside it has told which they are.
func (p *parser) chooseMeaning(list []meaning, word string, in language.Codes) (meaning, bool) {
	var found []meaning
	for _, m := range list {
		if m.in&in != 0 && (in != language.Anything || p.isSpoken(word, m.in)) {
			found = append(found, m)
		}
	}
	if len(found) == 0 {
		return meaning{}, false
	}
	for _, m := range found[:len(found)-1] {
		if m.in&in&p.spokenBeside(word) != 0 {
			return m, true
		}
	}
	return found[len(found)-1], true
}

// scaleAt returns what the word at token i multiplies by, in one of the languages.
func (p *parser) scaleAt(i int, in language.Codes) (meaning, bool) {
	w := p.wordAt(i)
	return p.chooseMeaning(scales()[w], w, in)
}

// cardinalAt returns the value of the number word at token i, in one of the
// languages.
func (p *parser) cardinalAt(i int, in language.Codes) (meaning, bool) {
	w := p.wordAt(i)
	list := cardinals()[w]
	if list == nil {
		list = joinedCardinals(w)
	}
	return p.chooseMeaning(list, w, in)
}

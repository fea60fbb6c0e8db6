package quantity

import (
	"strconv"
	"strings"

	"footnote/retrieval/language"
)

func parseFactor(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64) // of the table of units: tested
	return f
}

// The number words of all languages: cardinals are those below a hundred, scales
// multiply, shares divide.
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

func seriesOf(list func(*language.Language) []language.Series) map[string]float64 {
	m := make(map[string]float64)
	for _, l := range language.All() {
		for word, n := range language.Values(list(l)) {
			m[word] = float64(n)
		}
	}
	return m
}

func scalesOf(list func(*language.Language) []language.Scale) map[string]float64 {
	m := make(map[string]float64)
	for _, l := range language.All() {
		for _, scale := range list(l) {
			for _, word := range scale.Words.List() {
				m[word] = scale.Factor
			}
		}
	}
	return m
}

// cardinal returns the value of a number word below a million, joined German
// ones included: fünfundzwanzig, zweihunderttausend.
func cardinal(word string) (float64, bool) {
	if v, ok := cardinals[word]; ok {
		return v, true
	}
	const shortest, longest = 8, 60 // bytes of a joined word
	if len(word) < shortest || len(word) > longest {
		return 0, false
	}
	for _, scale := range []struct {
		name  string
		value float64
	}{{"tausend", 1e3}, {"hundert", 100}} {
		before, after, found := strings.Cut(word, scale.name)
		if !found {
			continue
		}
		head, ok := 1.0, true
		if before != "" && before != "ein" {
			head, ok = cardinal(before)
		}
		tail, tailOK := 0.0, true
		if after = strings.TrimPrefix(after, "und"); after != "" {
			tail, tailOK = cardinal(after)
		}
		return head*scale.value + tail, ok && tailOK && head < scale.value && tail < scale.value
	}
	if ones, tens, found := strings.Cut(word, "und"); found {
		t, ok := cardinals[tens]
		o, known := cardinals[ones]
		if ones == "ein" {
			o, known = 1, true
		}
		return t + o, ok && known && t >= 20 && o < 10
	}
	return 0, false
}

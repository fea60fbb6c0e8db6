package wording

import (
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval/frequency"
	"footnote/retrieval/language"
)

// catalogue holds all languages, those first that a text in a script of several is
// taken for.
var catalogue = []*Words{
	english(), german(), french(), spanish(), portuguese(), italian(), russian(), chinese(), japanese(), arabic(),
}

// All returns the languages that there are texts in, English first. They are not to
// be changed.
func All() []*Words { return catalogue }

// In returns the texts of a language, those in English if there are none. A locale
// such as "pt-BR" will do.
func In(code string) *Words {
	if w := find(code); w != nil {
		return w
	}
	return catalogue[0]
}

func find(locale string) *Words {
	base, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	i := slices.IndexFunc(catalogue, func(w *Words) bool { return w.Code == strings.ToLower(base) })
	if i < 0 {
		return nil
	}
	return catalogue[i]
}

// Tell returns the code of the language to answer a text in, one that there are texts
// in. A short text often shows none, or several: then it is that of locale, the
// platform's word for what the asker speaks, which may be "", and else English.
func Tell(text, locale string) string {
	preferred := In(locale).Code
	var words []string
	language.EachWord(text, func(word string) bool {
		if len(word) > 1 { // single letters are words of several languages, and marks of lists
			words = append(words, strings.ToLower(word))
		}
		return true
	})
	spoken := language.Spoken(words)
	social := greetsIn(words)
	if social != 0 && (spoken == language.Anything || spoken&social == 0) {
		spoken = social
	} else if social != 0 {
		spoken &= social
	}
	if spoken == language.Anything || spoken&language.Of(preferred) != 0 {
		return preferred
	}
	if spoken&language.Of("zh") != 0 && hasKana(text) {
		return "ja"
	}
	for _, w := range catalogue {
		if spoken&language.Of(w.Code) != 0 && (social != 0 || isForeign(words, preferred, w.Code)) {
			return w.Code
		}
	}
	return preferred
}

// likelier is by how much a text is likelier in another language than in the asker's
// before it is taken for that: a hundred times, as a logarithm to base 10. Phrases that
// were borrowed, "per diem in France", come to less, "le VPN" and "who is Lena" to more.
const likelier = 2

// isForeign reports whether a text of these words is rather in another language than in
// home. It is where a word is in a script that home isn't written in; else the words must
// be used so much more in the other. One that shows its language and that home doesn't
// use is enough.
func isForeign(words []string, home, other string) bool {
	gain := 0.0
	for _, word := range words {
		spoken := language.Spoken([]string{word})
		if spoken != language.Anything && spoken&language.Of(home) == 0 {
			if !strings.ContainsFunc(word, isLatin) {
				return true
			}
			if frequency.Zipf(home, word) <= frequency.Rare {
				gain += likelier
			}
		}
		gain += frequency.Zipf(other, word) - frequency.Zipf(home, word)
	}
	return gain >= likelier
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// greetsIn returns the languages that have the most of these words as social ones,
// none if there are no such words.
func greetsIn(words []string) language.Codes {
	var spoken language.Codes
	most := 1
	for _, w := range catalogue {
		n := 0
		social := strings.Fields(w.Social)
		for _, word := range words {
			if slices.Contains(social, word) {
				n++
			}
		}
		switch {
		case n > most:
			spoken, most = language.Of(w.Code), n
		case n == most:
			spoken |= language.Of(w.Code)
		}
	}
	return spoken
}

func hasKana(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana) })
}

package corpus

import (
	"cmp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/RadhiFadlillah/whatlanggo"

	"footnote/retrieval"
	"footnote/retrieval/language"
)

// Measured on the first bytes of the 2,880 paragraphs of XQuAD: of 400 bytes
// and with a confidence from .4 on, 98 % are told right and 2 % not at all; of
// 1,500 bytes and from .2 on, 99.5 % are told right.
const (
	languageSample = 400 // bytes looked at in one place
	longSample     = 1500
	sureEnough     = .4
	sureOfLong     = .2
	sureOfSpan     = .6 // that a part is in another language than the rest
)

const (
	// languageSpan is the least that a part in another language has, bytes.
	languageSpan = 600
	// fewestLetters is what a language is told from.
	fewestLetters = 24
)

// linguist recognises the language of texts. It is safe for use by several
// goroutines.
type linguist struct {
	options whatlanggo.Options
}

// newLinguist returns a linguist for the languages that are common in
// documents: the rarer ones that trigrams confuse with them would be named by
// mistake more often than rightly.
func newLinguist() linguist {
	known := make(map[whatlanggo.Lang]bool)
	for _, l := range []whatlanggo.Lang{
		whatlanggo.Afr, whatlanggo.Arb, whatlanggo.Azj, whatlanggo.Bel, whatlanggo.Bul, whatlanggo.Ces,
		whatlanggo.Dan, whatlanggo.Deu, whatlanggo.Eng, whatlanggo.Est, whatlanggo.Fin, whatlanggo.Fra,
		whatlanggo.Heb, whatlanggo.Hin, whatlanggo.Hrv, whatlanggo.Hun, whatlanggo.Ind, whatlanggo.Ita,
		whatlanggo.Lav, whatlanggo.Lit, whatlanggo.Mar, whatlanggo.Mkd, whatlanggo.Nep, whatlanggo.Nld,
		whatlanggo.Nob, whatlanggo.Pes, whatlanggo.Pol, whatlanggo.Por, whatlanggo.Ron, whatlanggo.Rus,
		whatlanggo.Slv, whatlanggo.Spa, whatlanggo.Srp, whatlanggo.Swe, whatlanggo.Tgl, whatlanggo.Tur,
		whatlanggo.Ukr, whatlanggo.Urd, whatlanggo.Vie,
	} {
		known[l] = true
	}
	return linguist{whatlanggo.Options{Whitelist: known}}
}

// setLanguages completes a document with its language, where the text shows it
// or the document declares none, and with the parts that are in other
// languages.
func (g linguist) setLanguages(d *retrieval.Document) {
	text := d.Text
	begin := g.detectLanguage(cutWindow(text, 0, languageSample), sureEnough)
	middle, end := begin, begin
	if len(text) > 3*languageSample {
		middle = g.detectLanguage(cutWindow(text, len(text)/2, languageSample), sureEnough)
		end = g.detectLanguage(cutWindow(text, len(text)-languageSample, languageSample), sureEnough)
	}
	found := cmp.Or(begin, middle, end)
	if middle == end && middle != "" {
		found = middle
	}
	if found == "" {
		found = g.detectLanguage(cutWindow(text, 0, longSample), sureOfLong)
	}
	if found != "" && (d.Language == "" || g.isKnown(d.Language)) {
		d.Language = found
	}
	if areDifferent(begin, middle) || areDifferent(middle, end) || areDifferent(begin, end) {
		d.Languages = g.findForeignParts(text, d.Language)
	}
}

// areDifferent reports whether two languages are both known and not the same.
func areDifferent(a, b string) bool { return a != b && a != "" && b != "" }

// findForeignParts finds where the language of text changes, paragraph by
// paragraph. It returns nil if all of the text is in one language.
func (g linguist) findForeignParts(text, main string) []retrieval.LanguageSpan {
	var spans []retrieval.LanguageSpan
	now := main
	for start := 0; start < len(text); {
		end := min(start+languageSpan, len(text))
		if i := strings.Index(text[end:], "\n"); i >= 0 {
			end += i + 1
		} else {
			end = len(text)
		}
		if l := g.detectLanguage(cutWindow(text[:end], start, languageSample), sureOfSpan); l != "" && l != now {
			spans = append(spans, retrieval.LanguageSpan{Offset: start, Language: l})
			now = l
		}
		start = end
	}
	return spans
}

// isKnown reports whether the linguist knows a language.
func (g linguist) isKnown(language string) bool {
	for l := range g.options.Whitelist {
		if l.Iso6391() == language {
			return true
		}
	}
	return false
}

// detectLanguage returns the BCP 47 base language of a short text, or "" if the
// detector is less sure of it than sure, from 0 to 1.
func (g linguist) detectLanguage(text string, sure float64) string {
	letters, kana, han := 0, 0, 0
	for _, r := range text {
		switch {
		case r < utf8.RuneSelf:
			if unicode.IsLetter(r) {
				letters++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLetter(r):
			letters++
		}
	}
	switch {
	case han+kana > letters/2 && kana*10 > han:
		return "ja"
	case han+kana > letters/2 && han > 4: // one character says as much as a few letters
		return "zh"
	case letters < fewestLetters:
		return ""
	case plainLanguage(text) != "":
		return plainLanguage(text)
	case !isProse(text):
		return ""
	}
	info := whatlanggo.DetectWithOptions(text, g.options)
	if info.Lang < 0 || info.Confidence < sure {
		return ""
	}
	return info.Lang.Iso6391()
}

// plainLanguage returns the language that a text shows plainly by its function
// words, a hundred times as fast as trigrams do; "" if it shows none so.
func plainLanguage(text string) string {
	words := 0
	hits := make(map[string]int, 1) // by language
	seen := make(map[giveaway]bool, 4)
	for word := range strings.FieldsSeq(text) {
		words++
		if g, ok := giveaways()[word]; ok {
			hits[g.language]++
			seen[g] = true
		}
	}
	for language, n := range hits {
		kinds := 0
		for g := range seen {
			if g.language == language {
				kinds++
			}
		}
		if kinds >= 3 && n*8 >= words || kinds >= 2 && seen[giveaway{language, 0}] && n*12 >= words {
			return language
		}
	}
	return ""
}

// giveaway is a kind of function words of a language.
type giveaway struct {
	language string
	kind     int
}

// giveaways are the words of each kind, also with a capital.
var giveaways = sync.OnceValue(func() map[string]giveaway {
	m := make(map[string]giveaway)
	for _, l := range language.All() {
		for kind, words := range l.Grammar.Giveaways {
			for _, word := range words.List() {
				m[word] = giveaway{l.Code, kind}
				m[strings.ToUpper(word[:1])+word[1:]] = giveaway{l.Code, kind}
			}
		}
	}
	return m
})

// isProse reports whether text is running text. In code, tables and lists of
// names, trigrams see languages that aren't there. In running text most words
// are nothing but letters, and many begin in lower case if the script has that.
func isProse(text string) bool {
	words, plain, capital := 0, 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		word = strings.Trim(word, `.,;:!?()"'«»„“”‘’¿¡–-`)
		if word == "" || strings.ContainsFunc(word, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && !strings.ContainsRune("'’-\u200c\u200d", r)
		}) {
			continue
		}
		plain++
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsUpper(r) {
			capital++
		}
	}
	return plain*10 >= words*6 && capital*10 <= words*6
}

// cutWindow cuts about n bytes of text from about start on, at runes.
func cutWindow(text string, start, n int) string {
	start = max(start, 0)
	for start < len(text) && !utf8.RuneStart(text[start]) {
		start++
	}
	end := min(start+n, len(text))
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	return text[start:end]
}

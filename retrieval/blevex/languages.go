package blevex

import (
	"strconv"

	// Stop words and token filters register themselves by name; the names that a
	// language uses stand in its file of package language.
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/bg"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ca"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/cs"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/da"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/de"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/el"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/en"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/es"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fa"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/fr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hi"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hr"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/hu"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/id"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/in"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/it"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/nl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/no"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pl"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/pt"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ro"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ru"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/sv"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/tr"

	"footnote/retrieval/language"
)

// fallbackLanguage is how words of an unknown language are folded. English
// stemming leaves other languages' words mostly alone, and it is what an
// undetected short text most often is.
const fallbackLanguage = "en"

// recipeFor returns how words of a BCP 47 base language are folded; of a language
// that nothing is known of they are only lower-cased.
func recipeFor(code string) language.Index {
	if code == "nb" || code == "nn" {
		code = "no"
	}
	if l := language.For(code); l != nil {
		return l.Index
	}
	return language.Index{}
}

// digitsOf maps the number words of a language, and Roman numerals, to digits.
func digitsOf(recipe language.Index) (words, romans map[string]string) {
	words, romans = make(map[string]string), make(map[string]string)
	for word, n := range language.Values(recipe.Numerals) {
		words[word] = strconv.Itoa(n)
	}
	if recipe.Romans {
		for i, numeral := range romanNumerals {
			if numeral != "" {
				romans[numeral] = strconv.Itoa(i + 2)
			}
		}
	}
	return words, romans
}

// romanNumerals are those from 2 on that are unlikely to be anything else, in
// capitals: Henry VIII, World War II.
var romanNumerals = []string{
	"II", "III", "IV", "", "VI", "VII", "VIII", "IX", "", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX",
}

package blevex

import (
	"slices"

	"github.com/blevesearch/bleve/v2/analysis/lang/ar"
	"github.com/blevesearch/bleve/v2/analysis/lang/bg"
	"github.com/blevesearch/bleve/v2/analysis/lang/ca"
	"github.com/blevesearch/bleve/v2/analysis/lang/cs"
	"github.com/blevesearch/bleve/v2/analysis/lang/da"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/el"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fa"
	"github.com/blevesearch/bleve/v2/analysis/lang/fi"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hi"
	"github.com/blevesearch/bleve/v2/analysis/lang/hr"
	"github.com/blevesearch/bleve/v2/analysis/lang/hu"
	"github.com/blevesearch/bleve/v2/analysis/lang/id"
	"github.com/blevesearch/bleve/v2/analysis/lang/in"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/no"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/bleve/v2/analysis/lang/ro"
	"github.com/blevesearch/bleve/v2/analysis/lang/ru"
	"github.com/blevesearch/bleve/v2/analysis/lang/sv"
	"github.com/blevesearch/bleve/v2/analysis/lang/tr"
)

// recipe names the parts of bleve that turn a lower-case word of a language
// into its index term: a list of stop words and the filters that fold
// inflected forms together, in order.
type recipe struct {
	stop    string
	filters []string
	// prefix, if not 0, is how many letters of a word are kept: where bleve
	// has no stemmer for a language, a word's beginning folds its inflected
	// forms nearly as well (McNamee and Mayfield, "Character N-Gram
	// Tokenization for European Language Text Retrieval", 2004).
	prefix int
}

// wordBeginning is a recipe's prefix: on XQuAD's Greek 5 and 6 letters are
// best (hit@1 .919; 4: .905, 7: .913, whole words: .876).
const wordBeginning = 6

// fallbackLanguage is how words of an unknown language are folded. English
// stemming leaves other languages' words mostly alone, and it is what an
// undetected short text most often is.
const fallbackLanguage = "en"

// recipeFor returns the recipe of a BCP 47 base language, false if there is
// none and words are only lower-cased and folded.
func recipeFor(language string) (recipe, bool) {
	switch language {
	case "ar":
		return recipe{stop: ar.StopName, filters: []string{ar.NormalizeName, ar.StemmerName}}, true
	case "bg":
		return recipe{stop: bg.StopName, prefix: wordBeginning}, true
	case "ca":
		return recipe{stop: ca.StopName, filters: []string{ca.ElisionName}}, true
	case "cs":
		return recipe{stop: cs.StopName, prefix: wordBeginning}, true
	case "da":
		return recipe{stop: da.StopName, filters: []string{da.SnowballStemmerName}}, true
	case "de":
		return recipe{stop: de.StopName, filters: []string{de.NormalizeName, de.SnowballStemmerName}}, true
	case "el":
		return recipe{stop: el.StopName, prefix: wordBeginning}, true
	case "en":
		return recipe{stop: en.StopName, filters: []string{en.PossessiveName, en.SnowballStemmerName}}, true
	case "es":
		return recipe{stop: es.StopName, filters: []string{es.NormalizeName, es.SnowballStemmerName}}, true
	case "fa":
		return recipe{stop: fa.StopName, filters: []string{ar.NormalizeName, fa.NormalizeName}}, true
	case "fi":
		return recipe{stop: fi.StopName, filters: []string{fi.SnowballStemmerName}}, true
	case "fr":
		return recipe{stop: fr.StopName, filters: []string{fr.ElisionName, fr.SnowballStemmerName}}, true
	case "hi":
		return recipe{stop: hi.StopName, filters: []string{in.NormalizeName, hi.NormalizeName, hi.StemmerName}}, true
	case "hr":
		return recipe{stop: hr.StopName, filters: []string{hr.StemmerName}}, true
	case "hu":
		return recipe{stop: hu.StopName, filters: []string{hu.SnowballStemmerName}}, true
	case "id":
		return recipe{stop: id.StopName}, true
	case "it":
		return recipe{stop: it.StopName, filters: []string{it.ElisionName, it.SnowballStemmerName}}, true
	case "nl":
		return recipe{stop: nl.StopName, filters: []string{nl.SnowballStemmerName}}, true
	case "no", "nb", "nn":
		return recipe{stop: no.StopName, filters: []string{no.SnowballStemmerName}}, true
	case "pl":
		return recipe{stop: pl.StopName, filters: []string{pl.SnowballStemmerName}}, true
	case "pt":
		return recipe{stop: pt.StopName, filters: []string{pt.LightStemmerName}}, true
	case "ro":
		return recipe{stop: ro.StopName, filters: []string{ro.SnowballStemmerName}}, true
	case "ru":
		return recipe{stop: ru.StopName, filters: []string{ru.SnowballStemmerName}}, true
	case "sv":
		return recipe{stop: sv.StopName, filters: []string{sv.SnowballStemmerName}}, true
	case "tr":
		return recipe{stop: tr.StopName, filters: []string{tr.SnowballStemmerName}}, true
	}
	// Inflected languages of which bleve has neither stemmer nor stop words.
	if slices.Contains([]string{"az", "be", "et", "lt", "lv", "mk", "sk", "sl", "sr", "uk"}, language) {
		return recipe{prefix: wordBeginning}, true
	}
	return recipe{}, false
}

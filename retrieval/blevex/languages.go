package blevex

import (
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
}

// fallbackLanguage is how words of an unknown language are folded. English
// stemming leaves other languages' words mostly alone, and it is what an
// undetected short text most often is.
const fallbackLanguage = "en"

// recipeFor returns the recipe of a BCP 47 base language, false if there is
// none and words are only lower-cased and folded.
func recipeFor(language string) (recipe, bool) {
	switch language {
	case "ar":
		return recipe{ar.StopName, []string{ar.NormalizeName, ar.StemmerName}}, true
	case "bg":
		return recipe{stop: bg.StopName}, true
	case "ca":
		return recipe{ca.StopName, []string{ca.ElisionName}}, true
	case "cs":
		return recipe{stop: cs.StopName}, true
	case "da":
		return recipe{da.StopName, []string{da.SnowballStemmerName}}, true
	case "de":
		return recipe{de.StopName, []string{de.NormalizeName, de.SnowballStemmerName}}, true
	case "el":
		return recipe{stop: el.StopName}, true
	case "en":
		return recipe{en.StopName, []string{en.PossessiveName, en.SnowballStemmerName}}, true
	case "es":
		return recipe{es.StopName, []string{es.NormalizeName, es.SnowballStemmerName}}, true
	case "fa":
		return recipe{fa.StopName, []string{ar.NormalizeName, fa.NormalizeName}}, true
	case "fi":
		return recipe{fi.StopName, []string{fi.SnowballStemmerName}}, true
	case "fr":
		return recipe{fr.StopName, []string{fr.ElisionName, fr.SnowballStemmerName}}, true
	case "hi":
		return recipe{hi.StopName, []string{in.NormalizeName, hi.NormalizeName, hi.StemmerName}}, true
	case "hr":
		return recipe{hr.StopName, []string{hr.StemmerName}}, true
	case "hu":
		return recipe{hu.StopName, []string{hu.SnowballStemmerName}}, true
	case "id":
		return recipe{stop: id.StopName}, true
	case "it":
		return recipe{it.StopName, []string{it.ElisionName, it.SnowballStemmerName}}, true
	case "nl":
		return recipe{nl.StopName, []string{nl.SnowballStemmerName}}, true
	case "no", "nb", "nn":
		return recipe{no.StopName, []string{no.SnowballStemmerName}}, true
	case "pl":
		return recipe{pl.StopName, []string{pl.SnowballStemmerName}}, true
	case "pt":
		return recipe{pt.StopName, []string{pt.LightStemmerName}}, true
	case "ro":
		return recipe{ro.StopName, []string{ro.SnowballStemmerName}}, true
	case "ru":
		return recipe{ru.StopName, []string{ru.SnowballStemmerName}}, true
	case "sv":
		return recipe{sv.StopName, []string{sv.SnowballStemmerName}}, true
	case "tr":
		return recipe{tr.StopName, []string{tr.SnowballStemmerName}}, true
	}
	return recipe{}, false
}

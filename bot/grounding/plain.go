package grounding

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"footnote/retrieval"
)

// plainAnalyzer folds words without knowing their language: lower case, no
// accents, English endings off.
type plainAnalyzer struct{}

// Terms implements retrieval.Analyzer.
func (plainAnalyzer) Terms(dst []retrieval.Term, _, text string) []retrieval.Term {
	eachWord(text, func(start, end int) {
		lower := fold(text[start:end])
		dst = append(dst, retrieval.Term{Text: stem(lower), Start: start, End: end, Stop: functionWords[lower]})
	})
	return dst
}

// eachWord calls yield with every run of letters, marks and digits; an
// apostrophe between letters belongs to the word.
func eachWord(text string, yield func(start, end int)) {
	start := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || r >= utf8.RuneSelf && unicode.Is(unicode.M, r)
		if !inside && start >= 0 && (r == '\'' || r == '’') {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			inside = unicode.IsLetter(next)
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			yield(start, i)
			start = -1
		}
		i += size
	}
	if start >= 0 {
		yield(start, len(text))
	}
}

// fold brings a word to lower case, without accents and a possessive ending.
func fold(word string) string {
	ascii := true
	for i := 0; i < len(word); i++ {
		ascii = ascii && word[i] < utf8.RuneSelf
	}
	if !ascii {
		var b strings.Builder
		for _, r := range norm.NFKD.String(word) {
			switch {
			case unicode.Is(unicode.Mn, r):
			case r == '’':
				b.WriteByte('\'')
			default:
				if s := unaccented[r]; s != "" {
					b.WriteString(s)
				} else {
					b.WriteRune(r)
				}
			}
		}
		word = b.String()
	}
	word = strings.ToLower(word)
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
}

// unaccented are letters that Unicode doesn't take apart.
var unaccented = map[rune]string{'ß': "ss", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ı': "i", 'ð': "d", 'Ð': "d", 'þ': "th", 'Þ': "th"}

// stem takes common English endings off.
func stem(w string) string {
	if len(w) < 4 {
		return w
	}
	for _, e := range endings {
		if base, ok := strings.CutSuffix(w, e.off); ok && len(base) >= e.least {
			w = base + e.on
			if n := len(w); e.double && n > 3 && w[n-1] == w[n-2] && !strings.ContainsRune("lsz", rune(w[n-1])) {
				w = w[:n-1]
			}
			break
		}
	}
	return strings.TrimSuffix(w, "e")
}

var endings = []struct {
	off, on string
	least   int
	double  bool
}{
	{"sses", "ss", 1, false}, {"ies", "y", 2, false}, {"ied", "y", 2, false}, {"ss", "ss", 1, false}, {"us", "us", 1, false},
	{"ing", "", 3, true}, {"ed", "", 3, true}, {"es", "e", 3, false}, {"s", "", 3, false}, {"ly", "", 4, false},
}

// functionWords are those of the languages that are told apart by them.
var functionWords = allFunctionWords()

func allFunctionWords() map[string]bool {
	all := make(map[string]bool)
	for _, words := range wordsByLanguage {
		for w := range words {
			all[w] = true
		}
	}
	return all
}

// wordsByLanguage holds the commonest function words, folded.
var wordsByLanguage = map[string]map[string]bool{
	"en": set("the of and to a in is was were are be been being that this these those it its for on with as by at from or an which who whom whose " +
		"but not have has had he she they them their his her him we us our you your i me my will would can could should may might must do does did " +
		"than then there here what when where how also both each such so if into over under about after before between through during while because no nor only own same very just more most some any all other up down out off again further once"),
	"fr": set("le la les des du de et est une un dans pour que qui sur avec par ne pas au aux ce cette ces il elle ils elles son sa ses leur leurs en a ete sont plus ont mais ou se nous vous ont etait"),
	"de": set("der die das und ist von den dem des ein eine einer einem einen zu mit im in auf fur nicht sich auch als an es bei nach wird wurde wurden sind war hat haben uber oder aus er sie ihr sein seine am zum zur vor"),
	"es": set("el la los las de del y que en un una es por con para su sus se no al lo como mas pero fue son ha han este esta estos entre sin o le ser"),
	"it": set("il lo la gli le di del della dei delle che e un una per con non si da in al alla sono era ha come anche piu nel nella su"),
	"pt": set("o os as um uma do da dos das que e em por com para nao se no na nos nas ao mais foi sao tem como ou seu sua"),
	"nl": set("de het een en van in is dat op te voor met zijn niet aan er om ook als bij door naar uit werd was over dit"),
}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

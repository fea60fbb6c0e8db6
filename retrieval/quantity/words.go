package quantity

import (
	"strconv"
	"strings"
)

func parseFactor(s string) float64 {
	f, _ := strconv.ParseFloat(s, 64) // of the table above: tested
	return f
}

// cardinals are number words below a hundred; scales multiply.
var (
	cardinals = numbered(
		series{"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty", 1, 1},
		series{"thirty forty fifty sixty seventy eighty ninety", 30, 10},
		series{"deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2, 1},
		series{"vingt trente quarante cinquante soixante", 20, 10},
		series{"zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig", 2, 1},
		series{"dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 30, 10},
		series{"dos tres cuatro cinco seis siete ocho nueve diez", 2, 1}, // once is an English word
		series{"doce trece catorce quince", 12, 1},
		series{"veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10},
		series{"vingts", 20, 1},
	)
	ordinals = numbered(
		series{"first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 1, 1},
		series{"thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10},
	)
	scales = map[string]float64{
		"hundred": 100, "cent": 100, "cents": 100, "hundert": 100, "cien": 100, "ciento": 100,
		"thousand": 1e3, "mille": 1e3, "tausend": 1e3, "mil": 1e3, "ألف": 1e3, "آلاف": 1e3, "k": 1e3,
		"million": 1e6, "millions": 1e6, "millionen": 1e6, "millón": 1e6, "millones": 1e6, "mio": 1e6, "mn": 1e6, "مليون": 1e6, "ملايين": 1e6,
		"billion": 1e9, "milliard": 1e9, "milliards": 1e9, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9, "bn": 1e9, "مليار": 1e9,
		"trillion": 1e12, "trn": 1e12, "tn": 1e12, "lakh": 1e5, "crore": 1e7,
		"dozen": 12, "dutzend": 12, "douzaine": 12, "docena": 12,
	}
	// strangers mean something else too in another language.
	strangers = setOf("elf dos sept dix neuf mil cent cents onze seize quince acht mille seis drei")
	parts     = map[string]float64{"half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10}
)

// series are words for from, from+step and so on.
type series struct {
	words      string
	from, step int
}

func numbered(all ...series) map[string]float64 {
	m := make(map[string]float64)
	for _, s := range all {
		for i, w := range strings.Fields(s.words) {
			m[w] = float64(s.from + i*s.step)
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

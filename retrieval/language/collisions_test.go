package language

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// asked are the lists that are looked up in all languages at once, with Has: their
// words must not be everyday words of another language. The others are looked up in
// the languages of a text, with In.
var asked = map[string]func(*Language) Words{
	"Names.Addresses": func(l *Language) Words { return l.Names.Addresses },
	"Names.Places":    func(l *Language) Words { return l.Names.Places },
	"Talk.Following":  func(l *Language) Words { return l.Talk.Following },
	"Time.Months":     func(l *Language) Words { return without(l.MonthNames(), l.Time.AmbiguousMonths) },
	"Time.Weekdays":   func(l *Language) Words { return l.Time.Weekdays },
	"Time.Centuries":  func(l *Language) Words { return l.Time.Centuries },
	"Numbers":         func(l *Language) Words { return without(numberWords(l), l.Numbers.Strangers) },
	// Those of English end no sentence in any language.
	"Writing": func(l *Language) Words {
		if l.Code != "en" {
			return ""
		}
		return joinWords(l.Writing.Honorifics, l.Writing.Shortened, l.Writing.BeforeNumber)
	},
}

// numberWords returns the words of numbers, their scales, parts and units.
func numberWords(l *Language) Words {
	var all Words
	for _, list := range [][]Series{l.Numbers.Cardinals, l.Numbers.Ordinals} {
		for _, s := range list {
			all += s.Words + " "
		}
	}
	for _, list := range [][]Scale{l.Numbers.Scales, l.Numbers.Shares} {
		for _, s := range list {
			all += s.Words + " "
		}
	}
	for _, unit := range slices.Sorted(maps.Keys(l.Numbers.Units)) {
		all += l.Numbers.Units[unit] + " "
	}
	return all
}

func without(w, but Words) Words {
	var rest Words
	set := but.Set()
	for _, word := range w.List() {
		if !set[word] {
			rest += Words(strings.ReplaceAll(word, " ", "_")) + " "
		}
	}
	return rest
}

// allowed are collisions that do no harm, by list.
var allowed = map[string]Words{
	// Only words that are written as names are looked up: Pan Tadeusz, Peter Pan.
	"Names.Addresses": "bu pak pan sig",
	// So are these.
	"Names.Places": "eu sua",
	// k stands joined to digits only; the others are what they are in English, or no
	// word that stands behind a number.
	"Numbers": "k barrel minute ton",
	// A sentence that ends in one of these goes on with a word that begins sentences,
	// but for the first two, which hardly end one.
	"Writing": "hon sen al co est ca ch ed no nos v",
}

// TestCollisions finds words of lists that are asked of texts in any language and
// that are everyday words in another one.
func TestCollisions(t *testing.T) {
	common := commonWords(t)
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		list := Gather(asked[name])
		fine := allowed[name].Set()
		found := make(map[string]bool)
		for _, word := range slices.Sorted(maps.Keys(list.words())) {
			in := list.Of(word)
			if isPhrase(word) {
				continue
			}
			others := telling.Of(word) &^ in
			english := common[word] && in&Of("en") == 0
			if others == 0 && !english {
				continue
			}
			found[word] = true
			if !fine[word] {
				t.Errorf("%s: %q of %s is an everyday word of %s%s", name, word, listed(in), listed(others), map[bool]string{true: " (commonest English)"}[english])
			}
		}
		for word := range fine {
			if !found[word] && len(common) > 0 {
				t.Errorf("%s: %q collides with nothing", name, word)
			}
		}
	}
}

// commonWords returns the commonest words of English texts, none where these are not
// beside the checkout.
func commonWords(t *testing.T) map[string]bool {
	const path, most = "../../../shared/data/squad2/corpus.jsonl", 3000
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Logf("English texts are not beside this checkout (%s): only function words are compared", path)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	counts := make(map[string]int)
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var d struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		EachWord(d.Text, func(word string) bool {
			if !StartsUpper(word) && !HasDigit(word) {
				counts[word]++
			}
			return true
		})
	}
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b))
	})
	common := make(map[string]bool)
	for _, word := range words[:min(most, len(words))] {
		common[word] = true
	}
	return common
}

package codepage

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// pair is a letter beside another one, or beside what is none, which is ' '. Of
// an ideograph the first is 0.
type pair [2]rune

// lift is how usual a pair is in a language: the logarithm of its share of the
// language's pairs, above that of a pair that doesn't occur.
type lift struct {
	language int
	value    float64
}

// unseen is the logarithm of the share of a pair that doesn't occur: one in
// eight thousand, as many as the pairs of a text that the table is made of.
const unseen = -9

//go:embed pairs.txt
var pairsText string

// pairTable has the pairs of all languages.
type pairTable struct {
	languages []string
	lifts     map[pair][]lift
}

// loadTable reads pairs.txt once, when the first text needs it.
var loadTable = sync.OnceValue(func() *pairTable { return readTable(pairsText) })

// readTable reads the lines "language<TAB>lift<TAB>pairs".
func readTable(text string) *pairTable {
	t := &pairTable{lifts: make(map[pair][]lift)}
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(fields) != 3 {
			continue
		}
		if n := len(t.languages); n == 0 || t.languages[n-1] != fields[0] {
			t.languages = append(t.languages, fields[0])
		}
		value, _ := strconv.ParseFloat(fields[1], 64) // TestTable sees to it
		for pairs := fields[2]; pairs != ""; {
			var p pair
			p, pairs = cutPair(pairs)
			t.lifts[p] = append(t.lifts[p], lift{len(t.languages) - 1, value})
		}
	}
	return t
}

// cutPair returns the first pair of several, and the others.
func cutPair(pairs string) (pair, string) {
	first, n := utf8.DecodeRuneInString(pairs)
	if isIdeograph(first) {
		return pair{0, first}, pairs[n:]
	}
	second, m := utf8.DecodeRuneInString(pairs[n:])
	return pair{first, second}, pairs[n+m:]
}

// String is what cutPair reads.
func (p pair) String() string {
	if p[0] == 0 {
		return string(p[1])
	}
	return string(p[:])
}

// fold returns a letter in lower case, and ' ' for all that is none.
func fold(r rune) rune {
	if isLetter(r) {
		return unicode.ToLower(r)
	}
	return ' '
}

package frequency

import (
	"embed"
	"math"
	"strings"
	"sync"

	"footnote/retrieval/language"
)

//go:embed data
var files embed.FS

// tables holds the files that were asked for, by language.
var tables sync.Map // language code → func() string

// table returns the lines of a language, "" if there is no table of it.
func table(code string) string {
	load, ok := tables.Load(code)
	if !ok {
		load, _ = tables.LoadOrStore(code, sync.OnceValue(func() string {
			data, _ := files.ReadFile("data/" + code + ".txt") // no file is no table
			return string(data)
		}))
	}
	return load.(func() string)()
}

// Rare is the Zipf frequency that a word has which stands in no table, a little
// below the rarest that the tables hold.
const Rare = 4

// Zipf returns how often a word is used in a language, as the logarithm to base 10
// of its occurrences in a thousand million words (van Heuven and others,
// "SUBTLEX-UK", 2014): 7 for the commonest of all, Rare or less for those that are
// not among some thousands.
func Zipf(code, word string) float64 {
	tenths := lookUp(table(code), strings.ToLower(word))
	if tenths == 0 {
		return Rare
	}
	return math.Max(float64(tenths)/10, Rare)
}

// MostZipf returns the frequency of a word in that of the languages which uses it
// most. Of a text that shows no language English is taken, too.
func MostZipf(spoken language.Codes, word string) float64 {
	most := float64(Rare)
	if spoken == language.Anything {
		spoken = language.Of("en")
	}
	for _, l := range spoken.List() {
		most = max(most, Zipf(l.Code, word))
	}
	return most
}

// lookUp finds a word among sorted lines by bisection: ten times its frequency, 0
// if it isn't there.
func lookUp(lines, word string) int {
	low, high := 0, len(lines) // beginnings of lines
	for low < high {
		middle := (low + high) / 2
		start := strings.LastIndexByte(lines[:middle], '\n') + 1
		end := start + strings.IndexByte(lines[start:], '\n')
		tab := strings.IndexByte(lines[start:end], '\t')
		switch strings.Compare(word, lines[start:start+tab]) {
		case 0:
			tenths := 0
			for _, digit := range lines[start+tab+1 : end] {
				tenths = 10*tenths + int(digit-'0')
			}
			return tenths
		case -1:
			high = start
		default:
			low = end + 1
		}
	}
	return 0
}

// Words from nowhere on count fully when documents lack them, words from everywhere
// on count nothing: people use those about whatever they speak of.
const (
	nowhere    = 4.6
	everywhere = 6.1
)

// Telling returns how much it says that documents lack a word, from 0 for words that
// are used everywhere to 1 for rare ones.
func Telling(spoken language.Codes, word string) float64 {
	return min(1, max(0, (everywhere-MostZipf(spoken, word))/(everywhere-nowhere)))
}

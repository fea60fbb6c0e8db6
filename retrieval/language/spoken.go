package language

import (
	"math/bits"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Spoken returns the languages that a short text may be in: those of which it has
// the most function words and words that ask, each written as they are or without
// its accents, which counts half. Of languages that have as many, those whose words
// are shared by the fewest others win. A word in a script of its own says as much as
// a function word, one with letters that few languages have half as much. Without
// any sign it is Anything. The words are in lower case.
func Spoken(words []string) Codes { return SpokenAfter(words, Anything) }

// SpokenAfter is like Spoken for a text that follows one in these languages: what
// speaks for one of them speaks louder.
func SpokenAfter(words []string, before Codes) Codes {
	var counts [64]int
	var weights [64]float64
	add := func(set Codes, count int) {
		weight := float64(count) / float64(bits.OnesCount64(uint64(set)))
		for ; set != 0; set &= set - 1 {
			i := bits.TrailingZeros64(uint64(set))
			counts[i] += count
			weights[i] += weight
		}
	}
	for _, word := range words {
		set := telling.Of(word)
		add(set, exact)
		add(bare.Of(word)&^set, exact/2)
		add(writtenIn(word), exact)
		add(spelledIn(word), exact/2)
	}
	for i := range counts {
		if before != Anything && before&(1<<i) != 0 && counts[i] > 0 {
			counts[i] += exact
			weights[i] += 1 // as a word that two languages share
		}
	}
	var spoken Codes
	most, best := 0, 0.0
	for i, n := range counts {
		switch w := weights[i]; {
		case n == 0 || n < most || n == most && w < best-tie:
		case n > most || w > best+tie:
			spoken, most, best = 1<<i, n, w
		default:
			spoken |= 1 << i
		}
	}
	if most == 0 {
		return Anything
	}
	return spoken
}

const (
	exact = 2    // what a word counts as it is written
	tie   = 1e-9 // weights that differ by less are the same
)

// telling are the words by which a language shows.
var telling = Gather(func(l *Language) Words { return l.Grammar.Function }, func(l *Language) Words { return l.Grammar.Shared }, singleWords(Asking))

// bare are the same without accents: many people leave them out.
var bare = Gather(func(l *Language) Words { return Unaccented(l.Grammar.Function + " " + singleWords(Asking)(l)) })

// Unaccented returns the words of a list without their accents, where people write
// them so: elsewhere than in Latin and Greek such signs are vowels.
func Unaccented(w Words) Words {
	var plain Words
	for _, word := range w.List() {
		if r, _ := utf8.DecodeRuneInString(word); unicode.In(r, unicode.Latin, unicode.Greek) {
			plain += FoldList(Words(strings.ReplaceAll(word, " ", "_"))) + " "
		}
	}
	return plain
}

// singleWords returns what a list holds but for its phrases.
func singleWords(list func(*Language) Words) func(*Language) Words {
	return func(l *Language) Words {
		var single Words
		for _, word := range list(l).List() {
			if !isPhrase(word) {
				single += Words(word) + " "
			}
		}
		return single
	}
}

// writtenIn returns the languages that are written in a word's script, none for
// Latin.
func writtenIn(word string) Codes {
	r, _ := utf8.DecodeRuneInString(word)
	if r < firstOfOtherScripts {
		return 0
	}
	for _, s := range scripts {
		if unicode.Is(s.table, r) {
			return s.codes
		}
	}
	return 0
}

// spelledIn returns the languages that have all letters of a word by which
// languages of one script differ, none if it has no such letters.
func spelledIn(word string) Codes {
	set, special := Anything, false
	for _, r := range word {
		if r < utf8.RuneSelf {
			continue
		}
		if own := letters()[r]; own != 0 {
			set &= own
			special = true
		}
	}
	if !special {
		return 0
	}
	return set
}

var letters = sync.OnceValue(func() map[rune]Codes {
	m := make(map[rune]Codes)
	for i, l := range all {
		for _, r := range l.Writing.Letters {
			m[r] |= 1 << i
		}
	}
	return m
})

// firstOfOtherScripts is the first letter of a script that isn't Latin, in Greek.
const firstOfOtherScripts = 0x370

// script is a script with the languages that are written in it.
type script struct {
	table *unicode.RangeTable
	codes Codes
}

var scripts = func() []script {
	var list []script
	at := make(map[string]int)
	for i, l := range all {
		for _, name := range l.Writing.Scripts {
			if _, ok := at[name]; !ok {
				at[name] = len(list)
				list = append(list, script{table: unicode.Scripts[name]})
			}
			list[at[name]].codes |= 1 << i
		}
	}
	return list
}()

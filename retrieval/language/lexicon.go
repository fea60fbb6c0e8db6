package language

import (
	"iter"
	"maps"
	"math/bits"
	"strings"
	"sync"
)

// Codes is a set of languages.
type Codes uint64

// Anything is the set of all languages: of a text that shows none.
const Anything = ^Codes(0)

// Of returns the set of the languages with these codes, of those that are known.
func Of(codes ...string) Codes {
	var set Codes
	for _, code := range codes {
		set |= codesOf[canonical(code)]
	}
	return set
}

// Written returns the languages that words of a text may be in whose language was
// told, Anything where it wasn't or nothing is known of it.
func Written(code string) Codes {
	if set := Of(code); set != 0 {
		return set
	}
	return Anything
}

// codesOf holds a set for each language alone.
var codesOf = func() map[string]Codes {
	m := make(map[string]Codes)
	for i, l := range all {
		m[l.Code] = 1 << i
	}
	return m
}()

// Only returns the language if the set holds one alone, else nil.
func (c Codes) Only() *Language {
	if bits.OnesCount64(uint64(c)) != 1 {
		return nil
	}
	return all[bits.TrailingZeros64(uint64(c))]
}

// List returns the languages of the set in order of code.
func (c Codes) List() []*Language {
	var list []*Language
	for set := c; set != 0; set &= set - 1 {
		if i := bits.TrailingZeros64(uint64(set)); i < len(all) {
			list = append(list, all[i])
		}
	}
	return list
}

// Lexicon tells in which languages a word is one of a list. It is put together when
// it is first asked.
type Lexicon struct{ words func() map[string]Codes }

// Gather joins lists of all languages.
func Gather(lists ...func(*Language) Words) Lexicon {
	return Lexicon{sync.OnceValue(func() map[string]Codes {
		const bytesOfWord = 9
		size := 0
		var gathered [][]Words
		for _, l := range all {
			var own []Words
			for _, list := range lists {
				words := list(l)
				own = append(own, words)
				size += len(words)
			}
			gathered = append(gathered, own)
		}
		x := make(map[string]Codes, size/bytesOfWord)
		for i, own := range gathered {
			for _, words := range own {
				for word := range strings.FieldsSeq(string(words)) {
					x[strings.ReplaceAll(word, "_", " ")] |= 1 << i
				}
			}
		}
		return x
	})}
}

// Of returns the languages in whose list the word is, in lower case.
func (x Lexicon) Of(word string) Codes { return x.words()[word] }

// Has reports whether the word, in lower case, is in the list of any language.
func (x Lexicon) Has(word string) bool { return x.Of(word) != 0 }

// In reports whether the word is in the list of one of the languages.
func (x Lexicon) In(word string, spoken Codes) bool { return x.Of(word)&spoken != 0 }

// All returns the words and phrases with their languages.
func (x Lexicon) All() iter.Seq2[string, Codes] { return maps.All(x.words()) }

// Asking are the words that questions are asked with, in all languages.
func Asking(l *Language) Words {
	a := l.Asks
	return joinWords(a.Number, a.Date, a.Person, a.Place, a.Reason, a.Manner, a.Thing)
}

func joinWords(lists ...Words) Words {
	var joined Words
	for _, list := range lists {
		joined += list + " "
	}
	return joined
}

package language

import "math/bits"

// Codes is a set of languages.
type Codes uint64

// Anything is the set of all languages: of a text that shows none.
const Anything = ^Codes(0)

// Of returns the set of the languages with these codes, of those that are known.
func Of(codes ...string) Codes {
	var set Codes
	for _, code := range codes {
		for i, l := range all {
			if l.Code == code {
				set |= 1 << i
			}
		}
	}
	return set
}

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

// Lexicon tells in which languages a word is one of a list.
type Lexicon map[string]Codes

// Gather joins lists of all languages.
func Gather(lists ...func(*Language) Words) Lexicon {
	x := make(Lexicon)
	for i, l := range all {
		for _, list := range lists {
			for _, word := range list(l).List() {
				x[word] |= 1 << i
			}
		}
	}
	return x
}

// Has reports whether the word, in lower case, is in the list of any language.
func (x Lexicon) Has(word string) bool { return x[word] != 0 }

// In reports whether the word is in the list of one of the languages.
func (x Lexicon) In(word string, spoken Codes) bool { return x[word]&spoken != 0 }

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

// telling are the words by which a language shows.
var telling = Gather(
	func(l *Language) Words { return l.Grammar.Function },
	func(l *Language) Words { return l.Grammar.Telling },
	Asking,
)

// Spoken returns the languages that a short text may be in, of which it has the
// most function words and words that ask; Anything if it has none. The words are
// in lower case.
func Spoken(words []string) Codes {
	var counts [64]int
	most := 0
	for _, word := range words {
		for set := telling[word]; set != 0; set &= set - 1 {
			i := bits.TrailingZeros64(uint64(set))
			counts[i]++
			most = max(most, counts[i])
		}
	}
	if most == 0 {
		return Anything
	}
	var spoken Codes
	for i, n := range counts {
		if n == most {
			spoken |= 1 << i
		}
	}
	return spoken
}

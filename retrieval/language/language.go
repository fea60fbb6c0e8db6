package language

import (
	"slices"
	"strings"
)

// Words is a list of words in lower case with spaces between them. A phrase of
// several words has underscores between its words: "how_about".
type Words string

// List returns the words and phrases, phrases with spaces.
func (w Words) List() []string {
	list := strings.Fields(string(w))
	for i, word := range list {
		list[i] = strings.ReplaceAll(word, "_", " ")
	}
	return list
}

// Set returns the words and phrases as a set.
func (w Words) Set() map[string]bool {
	set := make(map[string]bool)
	for _, word := range w.List() {
		set[word] = true
	}
	return set
}

// Language is what is known of one language. A list that is empty is not known
// yet; whatever reads it does without.
type Language struct {
	Code string // BCP 47 base language
	Name string // in English

	Grammar Grammar
	Asks    Asks
	Tally   Tally
	Talk    Talk
	Names   Names
	Time    Time
	Numbers Numbers
	Denial  Denial
	Limits  Limits
	Meaning Meaning
	Writing Writing
	Pages   Pages
	Mail    Mail
	Index   Index
}

// All returns the languages in order of code. They are not to be changed.
func All() []*Language { return all }

// For returns a language by its BCP 47 base code, nil if nothing is known of it.
func For(code string) *Language { return byCode[canonical(code)] }

// canonical returns the code under which the two written forms of Norwegian stand.
func canonical(code string) string {
	if code == "nb" || code == "nn" {
		return "no"
	}
	return code
}

var (
	all    = sortByCode(languages())
	byCode = indexByCode(all)
)

func sortByCode(list []*Language) []*Language {
	slices.SortFunc(list, func(a, b *Language) int { return strings.Compare(a.Code, b.Code) })
	return list
}

func indexByCode(list []*Language) map[string]*Language {
	m := make(map[string]*Language)
	for _, l := range list {
		m[l.Code] = l
	}
	return m
}

// languages lists what the files of this package know, a file a language.
func languages() []*Language {
	return append(inflected(),
		arabic(), bulgarian(), catalan(), chinese(), croatian(), czech(), danish(), dutch(), english(), finnish(), french(),
		german(), greek(), hindi(), hungarian(), indonesian(), italian(), japanese(), korean(), norwegian(), persian(),
		polish(), portuguese(), romanian(), russian(), spanish(), swedish(), thai(), turkish(), vietnamese(),
	)
}

package followup

import (
	"strings"
	"sync"

	xlanguage "golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"footnote/retrieval/language"
)

// nameKind is what a name may be of.
type nameKind int

const (
	unknownName nameKind = iota
	placeName
	personName
)

// regions are the names of countries and continents, in lower case, in the
// languages whose fragments are known.
var regions = sync.OnceValue(func() map[string]bool {
	names := make(map[string]bool)
	for _, l := range language.All() {
		for _, place := range l.Names.Places.List() {
			names[place] = true
		}
	}
	var dictionaries []display.Namer
	for _, l := range language.All() {
		if l.Talk.Leaders != "" {
			dictionaries = append(dictionaries, display.Regions(xlanguage.Make(l.Code)))
		}
	}
	add := func(code string) {
		r, err := xlanguage.ParseRegion(code)
		if err != nil || code == "ZZ" {
			return
		}
		for _, d := range dictionaries {
			names[strings.ToLower(d.Name(r))] = true
		}
	}
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			add(string([]rune{a, b}))
		}
	}
	for _, continent := range strings.Fields("002 003 005 009 019 142 150") { // UN M49
		add(continent)
	}
	delete(names, "")
	return names
})

// kindOf returns what a name is of, given the word before it, in one of these
// languages. A name of several words that is no country is taken for a person's,
// unless it is joined by "of" and the like.
func kindOf(name, before string, spoken language.Codes) nameKind {
	lower := strings.ToLower(name)
	words := strings.Fields(lower)
	switch {
	case regions()[lower], placePrepositions.In(before, spoken):
		return placeName
	case len(words) < 2 || len(words) > 3:
		return unknownName
	}
	for _, w := range words {
		if nameLinks.In(w, spoken) && !nameParticles.In(w, spoken) {
			return unknownName
		}
	}
	return personName
}

// replaceName puts a name in the place of the first one that may be of the same
// kind. before is the word that stood before the name, in one of these languages.
func (q question) replaceName(name, before string, spoken language.Codes) (string, bool) {
	kind := kindOf(name, before, spoken)
	best, fit := -1, -1
	for i := 0; i < len(q.words); i++ {
		if !q.words[i].name {
			continue
		}
		previous := ""
		if i > 0 {
			previous = q.words[i-1].lower
		}
		end := q.nameEnd(i)
		other := kindOf(q.text[q.words[i].start:q.words[end-1].end], previous, q.spoken)
		f := kindsMatch(kind, other)
		if q.capitalisesNouns() {
			if f == 2 && kind == unknownName {
				f = 1 // rather of a thing than of somebody
			}
			if bareAfter.In(previous, q.spoken) {
				f++
			}
		}
		if f == 2 && placePrepositions.In(before, spoken) && placePrepositions.In(previous, q.spoken) {
			f++ // "in" one after "in" another
		}
		if f > fit {
			best, fit = i, f
		}
		i = end
	}
	if best < 0 || fit == 0 {
		return "", false
	}
	return q.replaceWords(best, q.nameEnd(best), name), true
}

// capitalisesNouns reports whether the question is in a language that writes all
// nouns with a capital.
func (q question) capitalisesNouns() bool {
	only := q.spoken.Only()
	return only != nil && only.Writing.CapitalNouns
}

// kindsMatch says how well two kinds go together, 0 if not at all.
func kindsMatch(a, b nameKind) int {
	switch {
	case a == b:
		return 2
	case a == unknownName || b == unknownName:
		return 1
	}
	return 0
}

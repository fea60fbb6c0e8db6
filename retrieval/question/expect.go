package question

import "footnote/retrieval/language"

// Expectation is the kind of thing that would answer a question, as far as its
// words tell.
type Expectation int

// The kinds of things that questions ask for.
const (
	Anything Expectation = iota
	Number               // how many, how much
	Money                // how much does it cost
	Date                 // when, which year
	Name                 // who, which company
	Place                // where, which country
	Reason               // why
)

// expectation finds the first words that say what kind of answer is wanted.
func (q Question) expectation() Expectation {
	for i, w := range q.pieces {
		next := ""
		if i+1 < len(q.pieces) {
			next = q.pieces[i+1]
		}
		follows := func(first, second language.Lexicon) bool { return first[w]&second[next] != 0 }
		asked := q.askedNoun(i + 1)
		switch {
		case follows(manner, much) && q.anyPiece(i, paying.Has), thing[w]&moneyNouns[asked] != 0:
			return Money
		case number.Has(w), follows(manner, degree):
			return Number
		case date.Has(w), follows(thing, dateNouns):
			return Date
		case person.Has(w) && !q.asksManner(w), follows(manner, naming):
			return Name
		case place.Has(w), follows(thing, placeNouns):
			return Place
		case reason.Has(w):
			return Reason
		case follows(thing, numberNouns):
			return Number
		case follows(thing, nameNouns):
			return Name
		}
	}
	return Anything
}

// asksManner reports whether a word that asks for a person may as well ask how, in
// one of the languages that the question may be in: "wie" is who in Dutch and how
// in German.
func (q Question) asksManner(w string) bool {
	return manner.Has(w) && (manner.In(w, q.Spoken) || !person.In(w, q.Spoken))
}

// askedNoun returns the noun that what or which, before piece i, asks for: "what
// year", "what was the year". "" if there is none.
func (q Question) askedNoun(i int) string {
	rest := q.pieces[i:]
	if len(rest) > 2 && copulas.Has(rest[0]) && articles.In(rest[1], copulas[rest[0]]) {
		return rest[2]
	}
	if len(rest) > 0 {
		return rest[0]
	}
	return ""
}

// anyPiece reports whether a piece from i on passes the test.
func (q Question) anyPiece(i int, test func(string) bool) bool {
	for _, piece := range q.pieces[i:] {
		if test(piece) {
			return true
		}
	}
	return false
}

// IsInterrogative reports whether a question is asked with a word that its answer
// needn't have; previous is the word before it, "" if there is none. The words are
// in lower case.
func IsInterrogative(previous, word string) bool {
	return number.Has(word) || date.Has(word) || person.Has(word) || place.Has(word) || reason.Has(word) ||
		manner[previous]&degree[word] != 0
}

// IsProperty reports whether a question may ask the measure of a word that an
// answer should speak of, if only by its opposite: old, heavy.
func IsProperty(word string) bool { return properties.Has(word) }

var (
	number = language.Gather(func(l *language.Language) language.Words { return l.Asks.Number })
	date   = language.Gather(func(l *language.Language) language.Words { return l.Asks.Date })
	person = language.Gather(func(l *language.Language) language.Words { return l.Asks.Person })
	place  = language.Gather(func(l *language.Language) language.Words { return l.Asks.Place })
	reason = language.Gather(func(l *language.Language) language.Words { return l.Asks.Reason })
	manner = language.Gather(func(l *language.Language) language.Words { return l.Asks.Manner })
	thing  = language.Gather(func(l *language.Language) language.Words { return l.Asks.Thing })

	degree      = language.Gather(func(l *language.Language) language.Words { return l.Asks.Degree })
	properties  = language.Gather(func(l *language.Language) language.Words { return l.Asks.Properties })
	much        = language.Gather(func(l *language.Language) language.Words { return l.Asks.Much })
	naming      = language.Gather(func(l *language.Language) language.Words { return l.Asks.Naming })
	paying      = language.Gather(func(l *language.Language) language.Words { return l.Asks.Paying })
	numberNouns = language.Gather(func(l *language.Language) language.Words { return l.Asks.NumberNouns })
	dateNouns   = language.Gather(func(l *language.Language) language.Words { return l.Asks.DateNouns })
	placeNouns  = language.Gather(func(l *language.Language) language.Words { return l.Asks.PlaceNouns })
	moneyNouns  = language.Gather(func(l *language.Language) language.Words { return l.Asks.MoneyNouns })
	nameNouns   = language.Gather(func(l *language.Language) language.Words { return l.Asks.NameNouns })

	copulas  = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Copulas })
	articles = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Articles })
)

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

// findExpectation finds the first words that say what kind of answer is wanted.
func (q Question) findExpectation() Expectation {
	open := true // only articles and prepositions so far
	what := false
	pays := q.says(paying)
	for i := range q.pieces {
		asked := func(x asker) bool { return q.asks(x, i, open) != 0 }
		// What happened when it ended? asks for no date.
		relative := what && !open
		switch {
		case pays && q.asksMuch(i, open), q.followsAsked(thing, moneyNouns, i, open), q.asksDegreeOfMoney(i, open):
			return Money
		case asked(number), q.follows(manner, degree, i, open):
			return Number
		case asked(date) && !relative, q.follows(thing, dateNouns, i, open):
			return Date
		case asked(person) && !asked(manner), q.follows(manner, naming, i, open), q.follows(thing, naming, i, open):
			return Name
		case asked(place) && !relative, q.follows(thing, placeNouns, i, open):
			return Place
		case asked(reason) && !relative:
			return Reason
		case q.follows(thing, numberNouns, i, open):
			return Number
		case q.follows(thing, nameNouns, i, open):
			return Name
		}
		what = what || open && (asked(thing) || asked(manner))
		open = open && q.leadsNoun(i)
	}
	return Anything
}

// asksMuch reports whether piece i asks for an amount of money, in a question that
// speaks of paying: how much does it cost. Words such as "combien" ask how many as
// well, if a noun follows.
func (q Question) asksMuch(i int, open bool) bool {
	if q.follows(manner, much, i, open) {
		return true
	}
	numbers := q.asks(number, i, open)
	if numbers == 0 {
		return false
	}
	if q.languagesAt(much, i) != 0 || q.languagesAt(paying, i+1) != 0 || i > 0 && q.languagesAt(paying, i-1) != 0 || i+1 == len(q.pieces) {
		return true
	}
	counts := i+1 < len(q.pieces) && counting.In(q.pieces[i]+" "+q.pieces[i+1], q.Spoken)
	return !counts && q.languagesAt(function, i+1) != 0
}

// asksDegreeOfMoney reports whether piece i asks how high a price is.
func (q Question) asksDegreeOfMoney(i int, open bool) bool {
	return q.follows(manner, degree, i, open) && q.namesAsked(moneyNouns, i+2)
}

// follows reports whether a word or phrase of second stands behind one of first, at
// piece i, in one language.
func (q Question) follows(first asker, second language.Lexicon, i int, open bool) bool {
	found := false
	q.eachPhrase(i, func(phrase string, end int) {
		found = found || q.asked(first, phrase, open)&q.languagesAt(second, end) != 0
	})
	return found
}

// followsAsked is like follows, and finds "what was the price", too.
func (q Question) followsAsked(first asker, second language.Lexicon, i int, open bool) bool {
	found := false
	q.eachPhrase(i, func(phrase string, end int) {
		found = found || q.asked(first, phrase, open) != 0 && q.namesAsked(second, end)
	})
	return found
}

// namesAsked reports whether a word of the list stands at piece i, or behind a
// form of "to be" and an article that do.
func (q Question) namesAsked(list language.Lexicon, i int) bool {
	if q.languagesAt(list, i) != 0 {
		return true
	}
	return i+2 < len(q.pieces) && q.languagesAt(copulas, i)&q.languagesAt(articles, i+1) != 0 && q.languagesAt(list, i+2) != 0
}

// asks returns the languages of the question in which a word or phrase at piece i
// asks.
func (q Question) asks(x asker, i int, open bool) language.Codes {
	var set language.Codes
	q.eachPhrase(i, func(phrase string, _ int) { set |= q.asked(x, phrase, open) })
	return set
}

// asked returns the languages of the question in which a phrase asks. Where the
// question opens with it, it does without its accents, too, which people leave out.
func (q Question) asked(x asker, phrase string, open bool) language.Codes {
	set := x.exact.Of(phrase)
	if open {
		set |= x.bare.Of(phrase)
	}
	return set & q.Spoken
}

// languagesAt returns the languages of the question in which a word or phrase of the list
// stands at piece i.
func (q Question) languagesAt(list language.Lexicon, i int) language.Codes {
	var set language.Codes
	q.eachPhrase(i, func(phrase string, _ int) { set |= list.Of(phrase) })
	return set & q.Spoken
}

// longestPhrase is how many words a phrase of the lists has at the most.
const longestPhrase = 3

// eachPhrase calls yield for the phrases that begin with piece i, and the piece
// behind each.
func (q Question) eachPhrase(i int, yield func(phrase string, end int)) {
	phrase := ""
	for end := i; end < len(q.pieces) && end < i+longestPhrase; end++ {
		if end > i {
			phrase += " "
		}
		phrase += q.pieces[end]
		yield(phrase, end+1)
	}
}

// says reports whether the question has a word of the list in a language that it
// may be in.
func (q Question) says(list language.Lexicon) bool {
	for i := range q.pieces {
		if q.languagesAt(list, i) != 0 {
			return true
		}
	}
	return false
}

// IsInterrogative reports whether a question is asked with a word that its answer
// needn't have; previous is the word before it, "" if there is none. The words are
// in lower case, of a question that may be in these languages.
func IsInterrogative(spoken language.Codes, previous, word string) bool {
	for _, x := range []asker{number, date, person, place, reason} {
		if x.exact.In(word, spoken) {
			return true
		}
	}
	return manner.exact.Of(previous)&degree.Of(word)&spoken != 0
}

// IsProperty reports whether a question may ask the measure of a word that an
// answer should speak of, if only by its opposite: old, heavy.
func IsProperty(spoken language.Codes, word string) bool { return properties.In(word, spoken) }

// asker is a list of words that ask, as they are written and without accents.
type asker struct{ exact, bare language.Lexicon }

func gatherAsking(list func(language.Asks) language.Words) asker {
	return asker{
		exact: language.Gather(func(l *language.Language) language.Words { return list(l.Asks) }),
		bare:  language.Gather(func(l *language.Language) language.Words { return language.Unaccented(list(l.Asks)) }),
	}
}

func gatherAsks(list func(language.Asks) language.Words) language.Lexicon {
	return language.Gather(func(l *language.Language) language.Words { return list(l.Asks) })
}

var (
	number = gatherAsking(func(a language.Asks) language.Words { return a.Number })
	date   = gatherAsking(func(a language.Asks) language.Words { return a.Date })
	person = gatherAsking(func(a language.Asks) language.Words { return a.Person })
	place  = gatherAsking(func(a language.Asks) language.Words { return a.Place })
	reason = gatherAsking(func(a language.Asks) language.Words { return a.Reason })
	manner = gatherAsking(func(a language.Asks) language.Words { return a.Manner })
	thing  = gatherAsking(func(a language.Asks) language.Words { return a.Thing })

	degree      = gatherAsks(func(a language.Asks) language.Words { return a.Degree })
	properties  = gatherAsks(func(a language.Asks) language.Words { return a.Properties })
	much        = gatherAsks(func(a language.Asks) language.Words { return a.Much })
	naming      = gatherAsks(func(a language.Asks) language.Words { return a.Naming })
	paying      = gatherAsks(func(a language.Asks) language.Words { return a.Paying })
	numberNouns = gatherAsks(func(a language.Asks) language.Words { return a.NumberNouns })
	dateNouns   = gatherAsks(func(a language.Asks) language.Words { return a.DateNouns })
	placeNouns  = gatherAsks(func(a language.Asks) language.Words { return a.PlaceNouns })
	moneyNouns  = gatherAsks(func(a language.Asks) language.Words { return a.MoneyNouns })
	nameNouns   = gatherAsks(func(a language.Asks) language.Words { return a.NameNouns })
	counting    = gatherAsks(func(a language.Asks) language.Words { return a.Counting })

	copulas      = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Copulas })
	articles     = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Articles })
	prepositions = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Prepositions })
	function     = language.Gather(func(l *language.Language) language.Words { return l.Grammar.Function })
)

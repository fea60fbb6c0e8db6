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
	Talk    Talk
	Names   Names
	Time    Time
	Numbers Numbers
	Denial  Denial
	Limits  Limits
	Meaning Meaning
	Writing Writing
	Mail    Mail
	Index   Index
}

// Grammar holds the closed classes of words.
type Grammar struct {
	// Function are the commonest function words: they tell the language. Where an
	// apostrophe cuts words, its pieces stand among them.
	Function Words
	// Giveaways are kinds of words of which several show the language at once, the
	// surest kind first.
	Giveaways    []Words
	Articles     Words // and words that stand in their place
	Prepositions Words
	// PlacePrepositions mostly stand before places where a name follows.
	PlacePrepositions Words
	// Locative may stand before the name of a place that answers "where".
	Locative     Words
	Auxiliaries  Words
	Copulas      Words // forms of "to be" between what is asked for and the rest
	Conjunctions Words // join the parts of a question
	// Together join names that do something with each other.
	Together Words

	PersonPronouns Words // he, him, his
	ThingPronouns  Words // it, its, they
	PluralPronouns Words // of either kind
	Possessives    Words
	// Back are pronouns that, as a sentence's first word, stand for something
	// named before.
	Back Words
}

// Asks holds how questions are asked, by what they expect.
type Asks struct {
	Number Words // how many, in one word
	Date   Words
	Person Words
	Place  Words
	Reason Words
	Manner Words // how
	Thing  Words // what, which

	// Degree are the words after Manner that ask for a number: how many, how old.
	Degree Words
	// Amounts are those of Degree that ask how many of what follows them.
	Amounts Words
	// Much is the one that may ask for money.
	Much Words
	// Openers may begin the second part of a question, beyond what asks for a number,
	// a date, a person, a place or a reason.
	Openers Words
	// Properties are those of Degree that an answer should speak of, if only by
	// their opposites.
	Properties Words
	// Counting is the phrase whose next word is what is counted.
	Counting Words
	// Naming are the words after Manner that ask for a name: wie heißt.
	Naming Words
	// Paying are words that make a question for a number one for money.
	Paying Words

	// The nouns after Thing that say what is expected.
	NumberNouns, DateNouns, PlaceNouns, MoneyNouns, NameNouns Words

	// Definitions begin questions for what something is, DefinitionEnds end them.
	Definitions, DefinitionEnds Words
	// Defining are the verbs of sentences that say what something is, with the question
	// for that.
	Defining []Defining
	// Demonstratives end questions about what was just said: who said that?
	Demonstratives Words
	// Helping are words that a question may need and that say nothing of what it
	// is about, beyond Function.
	Helping Words
}

// Defining makes a question of a sentence that says what something is.
type Defining struct {
	Verb     string // between the thing and what it is
	Ends     string // ends the sentence, "" for any end
	Question string // %s is the thing
	// Sure reports whether Verb and Ends show it. Elsewhere an article or a figure must
	// stand behind the verb.
	Sure bool
}

// Talk holds how people speak to each other.
type Talk struct {
	// Leaders begin fragments that lean on the question before: what about.
	Leaders Words
	// Companions may stand beside a bare question word: since when?
	Companions Words
	Courtesies Words // thanks, please, yes
	// ExpletiveAfter and ExpletiveBefore stand beside an "it" that means nothing.
	ExpletiveAfter, ExpletiveBefore Words
	// Following are the words with which sentences announce a list.
	Following Words
}

// Names holds what stands in and around names.
type Names struct {
	Addresses Words // forms of address: mr, madam
	// Titles are written with a capital and name nobody.
	Titles Words
	// Links join the words of a name: of, de la.
	Links Words
	// Particles are those of Links that are part of a person's name.
	Particles Words
	// Peoples are pairs of a place and its people where neither begins with
	// enough of the other: france french.
	Peoples Words
	// PeopleEndings turn a place into its people, or inflect a name.
	PeopleEndings Words
	// Acronyms are everyday ones with the two words that they are known by, as
	// phrases: ceo_chief_executive.
	Acronyms Words
	// Places are short names of countries that registries of regions lack.
	Places Words
	// BareAfter are the prepositions after which a name stands without an article,
	// in a language that writes all nouns with a capital.
	BareAfter Words
	// NounEndings are those of adjectives before a noun, in such a language.
	NounEndings Words
}

// Time holds the words for times.
type Time struct {
	Months [12]Words // with their abbreviations
	// AmbiguousMonths are other words, too: a capital or a number must stand
	// beside them.
	AmbiguousMonths Words
	// CapitalMonths reports whether months are written with a capital.
	CapitalMonths bool
	// InsideDate may stand between the day, the month and the year.
	InsideDate Words
	// BeforeMonth may stand before an ambiguous month.
	BeforeMonth Words
	Weekdays    Words
	Centuries   Words
	// Clock are words beside a date or a time of day, in bylines and headers.
	Clock Words
	// Passing say that something is so now, and nothing else.
	Passing Words
}

// Scale is what number words multiply by.
type Scale struct {
	Factor float64
	Words  Words
}

// Bounds are the words that bound a number.
type Bounds struct{ About, Nearly, Over, AtLeast, Under, AtMost Words }

// Numbers holds the words for numbers and measures.
type Numbers struct {
	// Cardinals and Ordinals below a hundred.
	Cardinals, Ordinals []Series
	Scales              []Scale
	// Alone are scales that count without a number before them.
	Alone Words
	// Joiners may stand between two number words, ScaleJoiners only after a scale.
	Joiners, ScaleJoiners Words
	// Strangers are number words, scales and units that mean something else in
	// another language, or in their own: they count only in a text that may be in
	// theirs, and one alone is weak.
	Strangers Words
	// Shares are the parts of a whole, by what they divide by.
	Shares []Scale
	// BeforeShare are words after which "a third" is a share and no rank.
	BeforeShare Words
	// OrdinalMarks follow digits: 21st.
	OrdinalMarks Words
	// Loose are number words of any form, as evidence that a sentence has one.
	Loose Words

	// Joined reports whether number words are written as one: zweihundert. JoinedBy
	// may stand between ones and tens inside it, Stems stand there only.
	Joined   bool
	JoinedBy Words
	Stems    []Series

	// About, Nearly … are the words before a number that bound it.
	About, Nearly, Over, AtLeast, Under, AtMost Words
	// After are those behind it: or more.
	After Bounds

	// PerCent are phrases for a hundredth.
	PerCent Words
	// Units are names of units by the name that retrieval/quantity knows them by.
	Units map[string]Words
	// Currencies are names of money as evidence that a sentence has a price.
	Currencies Words
}

// Denial holds what turns a sentence into its opposite.
type Denial struct {
	Negations Words
	// Prefixes and Endings make a word its opposite: unlike, isn't.
	Prefixes, Endings Words
	// Clauses end the reach of a negation.
	Clauses Words
	// HarmlessPairs are a negation and the word after it that deny nothing: not_only.
	HarmlessPairs Words
	// BeforeFigure are negations that deny nothing before a figure: no. 5.
	BeforeFigure Words
}

// Limits holds the small words that decide whether, for whom, when and how far a
// statement holds. Two sentences of the same other words say different things if
// these differ. A word may stand in several lists: may is a permission and a
// possibility.
type Limits struct {
	Not   Words // the negations proper, without verbs such as fail
	False Words // of a statement: it is false that
	Only  Words

	Can, Might, Must, Should, Would, Will Words
	Plan                                  Words // intends to
	Perhaps                               Words
	Said                                  Words // says that, according to
	Doubted                               Words // claims, fears, hopes that

	If, When, Unless, Except, Although Words
	Because                            Words

	All, Most, Some, Few, Many, Each, Half, Twice Words
	More, Less                                    Words
	NoLonger, Again                               Words

	Before, After, Until, Since, While Words
	// These count only right before a figure or a date.
	By, Within, From Words
	// Next and Last stand before a period: next year.
	Next, Last Words
	// Per stands between a figure and what it is for each of.
	Per Words

	// Nearly say that something didn't happen, or isn't so, by little.
	Nearly Words
	// Apposed are nouns that stand before a name and say what it is: village of.
	Apposed Words
	// Degree stands before a figure that something changes by: um 5 Prozent.
	Degree Words
	// PastEnds are how a verb in a simple past ends, in a language where that shows.
	PastEnds Words
	// SubjectFirst reports whether the subject stands before the verb in statements.
	SubjectFirst bool
	// BarePlurals reports whether a noun without an article speaks of all of a kind and
	// what tells which stands before it: electric cars.
	BarePlurals bool
	// There are words for a place that was named before.
	There Words
	// Period are names of periods beyond those that are units: spring, night.
	Period Words
	// State are verbs between a thing and its figure that say no more than is: costs.
	State Words
	// Free are words of no weight, beyond Grammar.Function: total, located, amount.
	Free Words
	// Passive stands before who does something, where that follows the verb.
	Passive Words
	// Definite are the articles before what is known, which may be pronouns elsewhere.
	Definite Words
	// Voice are the verbs that make a passive.
	Voice Words
	// Infinitive stands before a verb that tells no fact by itself: to go.
	Infinitive Words
	// InfinitiveEnds are how such a verb ends, "" if it has no ending.
	InfinitiveEnds Words
	// OnlyAround say together, with words between them, what Only does: ne … que.
	OnlyAround [2]Words
	// Which begin a clause that says who or what of many is meant.
	Which Words
}

// Cue says that answers to questions with one of Asked tend to have one of
// Answers.
type Cue struct{ Asked, Answers Words }

// Meaning holds what words have to do with each other.
type Meaning struct {
	Synonyms []Words // general words that retellings exchange
	// Forms are the forms of a word that have not enough letters in common.
	Forms []Words
	// FormPrefixes begin inflected forms: gekostet.
	FormPrefixes Words
	// Converse are pairs of verbs for one deal as its two sides see it: buy, sell.
	Converse [][2]Words
	Antonyms [][2]Words
	Cues     []Cue
	Causes   Words // words of sentences that give a reason
}

// Writing holds how sentences are written.
type Writing struct {
	// Honorifics and other abbreviations never end a sentence.
	Honorifics Words
	// Shortened may stand inside a sentence or end it.
	Shortened Words
	// BeforeNumber are abbreviations only before a number: no. 5.
	BeforeNumber Words
	// Starters mostly begin a sentence where they have a capital.
	Starters Words
	// BeforeOrdinal stand before ordinal numbers written with a dot: am 6. Juli.
	BeforeOrdinal Words
	// DottedOrdinals reports whether such numbers are written.
	DottedOrdinals bool
	// CapitalNouns reports whether every noun has a capital.
	CapitalNouns bool
	// Participle is a regular expression of participles, where a fragment may
	// end in one.
	Participle string
	// Bylines begin a line that names the author.
	Bylines []string
	// Small are words of a masthead that have no capital.
	Small Words
	// Elides reports whether short words are joined to the next by an apostrophe.
	Elides bool
	// Scripts are the scripts that the language is written in, by their names in
	// Unicode, but for Latin.
	Scripts []string
	// Letters are its letters that others of the same script lack, in lower case: of
	// Latin ones all beyond a to z.
	Letters string
}

// Mail holds what mail programs write around what they quote.
type Mail struct {
	Wrote      []string // ends the line before a quotation, regular expressions
	OldMessage Words    // between lines, above a quoted message
	On         Words    // begins the line before a quotation
}

// Index holds how an index folds words: names of stop lists and token filters
// are bleve's.
type Index struct {
	Stop    string
	Filters []string
	// Beginning is how many letters of a word are kept, 0 for all: where there is
	// no stemmer for a language, a word's beginning folds its inflected forms nearly
	// as well (McNamee and Mayfield, "Character N-Gram Tokenization for European
	// Language Text Retrieval", 2004).
	Beginning int
	// MoreStops are function words of questions that the stop list leaves out.
	MoreStops Words
	// Turkic reports whether I and İ are the capitals of ı and i.
	Turkic bool
	// Numerals are the number words that are folded to digits, so that "season 8" and
	// "the eighth season" share a term. "one" and "first" stay words: they mostly are.
	Numerals []Series
	// Romans reports whether Roman numerals are folded to digits, too.
	Romans bool
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

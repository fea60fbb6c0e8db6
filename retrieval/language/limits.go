package language

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
	Not Words // the negations proper, without verbs such as fail
	// Without denies the noun behind it, not the verb of the sentence.
	Without Words
	False   Words // of a statement: it is false that
	Only    Words

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
	// Light are verbs that make one of the noun beside them: to make a decision.
	Light Words
	// Relative are pronouns that begin a relative clause behind a comma, beyond Which.
	Relative Words
	// Relations are prepositions that only say where or by what means, and stand for each
	// other in retellings: via, across.
	Relations Words
	// Anyone are names of whoever is spoken to: customers, people. A text that says "you"
	// or "whoever" is retold of them.
	Anyone Words
	// Addressing are words of a text that speaks to whoever reads it: you, whoever.
	Addressing Words
	// Demanded say that something must be, without a modal: compulsory.
	Demanded Words
	// Whoever begins a rule for all whom it names.
	Whoever Words
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

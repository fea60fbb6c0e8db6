package language

// Grammar holds the closed classes of words.
type Grammar struct {
	// Function are the commonest function words: they tell the language. Where an
	// apostrophe cuts words, its pieces stand among them.
	Function Words
	// Shared are common words that are function words of other languages: they don't
	// tell this one from those.
	Shared Words
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

package language

// Tally holds how people ask for what is computed from the rows of a table.
type Tally struct {
	Count Words // how many, number of
	Sum   Words // in total, altogether
	Mean  Words // on average
	List  Words // list the, which are all the; they open a question

	// Superlatives of any measure, and of what they measure.
	Most, Least       Words
	Dearest, Cheapest Words // money
	Newest, Oldest    Words // dates
	Longest, Shortest Words // lengths and times
	// Worst is the least of what is good and the most of what is bad.
	Worst Words

	// Yes and No are what cells say of a column that is either so or not.
	Yes, No Words
	// Rows are names of tables and of what stands in them, which say nothing of what
	// they are about: list, entry, thing.
	Rows Words
	// This stands before a period that is now: this year.
	This Words
	// Having are verbs that say no more than that a row has a value: rated high.
	Having Words
	// Both are the words for all of two.
	Both Words
	// To stands between the first and the last of a range: April to June.
	To Words
	// Outdated are words in names of documents and folders that no longer hold.
	Outdated Words
	// Editions are what stands before or behind the number of a document's version.
	Editions Words
}

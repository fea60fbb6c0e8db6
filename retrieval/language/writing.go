package language

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
	// Elsewhere are words that send the reader to another place, and begin their clause:
	// "see the price list".
	Elsewhere Words
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
	Sheets  Words // what programs call a sheet that nobody has named
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

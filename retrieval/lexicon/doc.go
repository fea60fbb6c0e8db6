// Package lexicon decides which index terms the words of a question are looked up
// under: in every language of the corpus, written as one word or as two, spelt
// out, or corrected where no passage has them; and which of them are function
// words that are not looked up at all.
//
// It knows no engine. What it must know of the indexed terms it asks through
// Terms, in batches: a question costs at most five calls, whatever its length, so
// that the terms may lie behind a network.
package lexicon

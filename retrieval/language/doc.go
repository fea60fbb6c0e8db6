// Package language holds all that Footnote knows of human languages: their
// function words, how they ask, count, date, deny and address people, and the
// one tokenizer that cuts any text into words.
//
// A language is one file that fills one Language. A new language needs nothing
// else, but for an import in blevex where bleve has a stemmer for it. A field
// that is empty is knowledge that nobody has added yet: TestCoverage prints
// which fields those are.
//
// Words of one language are words of another that mean something else: "come" asks
// in Italian, "due" counts there, "die" is an article in German. Whatever reads a
// table asks Lexicon.In with the languages that a text may be in, by Spoken, or by
// what is known of its document. TestCollisions knows the lists that are asked with
// Has, and has their words be everyday words of no other language.
//
// What reads these tables lives elsewhere: retrieval/question finds out what is
// asked, retrieval/quantity reads figures, bot/grounding compares claims. None
// of them keeps words of its own.
package language

// Package grounding checks in code, without a model, whether a sentence is
// borne out by the excerpts that it cites.
//
// A sentence fails at once, whatever its score, if it has a quotation that no
// excerpt has word for word, a figure or a name that none has, or says the
// opposite of the sentence that it comes closest to: each is a [Reason] with
// the words that are wrong. What is left is weighed by a small logistic model
// over how well the excerpts cover its words (see features).
package grounding

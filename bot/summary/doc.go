// Package summary has a language model write an answer from numbered excerpts
// and lets through what it can prove.
//
// The model gets the question and the excerpts, fenced as data, and nothing
// else. While it writes, its text is cut into sentences; a sentence leaves the
// package only when it cites excerpts that exist and a [Checker] finds it
// supported by them; if the operator wants it, the model is then asked for a
// second opinion, which can only take away. Numbers of citations are given
// here, one a document, in the order of first use, whatever numbers the model
// had before it. A model that is slow, down or mostly wrong changes nothing: the
// extractive answer stands, and says so.
package summary

// Package question reads what a question asks, once: its words, the languages it
// may be in, the kind of answer that it expects, the names and the figures that it
// says, and its parts. Whatever works on a question takes the Question that Parse
// returned and doesn't cut the text again.
package question

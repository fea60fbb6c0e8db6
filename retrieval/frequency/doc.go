// Package frequency knows how often words are used in a language at large: a word
// that people use everywhere is no evidence when documents lack it, and a text
// without spaces is cut at the words that are likeliest.
package frequency

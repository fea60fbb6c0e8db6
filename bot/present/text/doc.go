// Package text is what adapters do to text before they render it: measure it
// in the unit that the platform counts in, split it at sentences, carry
// highlights along and take out what hides or reorders text. It knows no
// markup: escaping is each adapter's own.
package text

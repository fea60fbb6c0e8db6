// Package wording is the catalogue of what Footnote says to people, in ten languages.
//
// A language is one file that fills one [Words]; [In] returns it by its code, and
// [Tell] finds out in which one to answer somebody. A field that a file leaves out,
// or whose places for values differ from those of English, fails a test. Package
// present makes the blocks of replies of these texts, and adapters label their
// buttons and windows with them. Lines of the log, JSON and what the command line
// says beside answers stay English.
package wording

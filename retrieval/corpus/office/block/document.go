// Package block holds what all readers of Office files make: a [Document] of
// [Block]s in reading order, and what bounds and explains the reading of it.
//
// It knows no file format. The readers of XML packages (package office) and of
// the formats before 2007 (package legacy) share it, so that a table, a slide
// or a note reads the same whichever format it comes from.
package block

import "context"

// Document is what an Office file says. Facts are as the file states them, ""
// if it doesn't.
type Document struct {
	MediaType string
	Title     string
	Author    string
	Publisher string
	Language  string
	Created   string // a date, often ISO 8601 with a time
	Blocks    []Block
	// Embedded are the files inside this one that are documents of their own.
	Embedded []Embedded
	// Omitted says what isn't in the text on purpose, each for the file's owner:
	// "the hidden sheet Prices".
	Omitted []string
}

// Embedded is a file inside another one. It has either Open or Read.
type Embedded struct {
	Name string // for people; it may not be unique, and may lead anywhere
	// Open returns the file. An error is an *Error, or the context's.
	Open func(context.Context) (File, error)
	// Read returns what the file says, where it lies in parts that are no file by
	// themselves.
	Read func(context.Context) (*Document, error)
}

// File is a file with the name that its container gives it, "" if none.
type File struct {
	Name string
	Data []byte
}

// SetFact sets a fact where none is set yet.
func SetFact(field *string, value string) {
	if *field == "" {
		*field = OneLine(value)
	}
}

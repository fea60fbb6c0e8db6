// Package block holds what all readers of Office files make: a [Document] of
// [Block]s in reading order, and what bounds and explains the reading of it.
//
// It knows no file format. The readers of XML packages (package office) and of
// the formats before 2007 (package legacy) share it, so that a table, a slide
// or a note reads the same whichever format it comes from.
package block

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
}

// SetFact sets a fact where none is set yet.
func SetFact(field *string, value string) {
	if *field == "" {
		*field = OneLine(value)
	}
}

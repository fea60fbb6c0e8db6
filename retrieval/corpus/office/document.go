package office

import "fmt"

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

// fact sets a fact where none is set yet.
func fact(field *string, value string) {
	if *field == "" {
		*field = oneLine(value)
	}
}

// Error says why a file can't be read.
type Error struct {
	Reason  string // for the file's owner, with the way out
	Refused bool   // the file is fine, but nothing to read
	Err     error  // what the parser said; may be nil
}

func (e *Error) Error() string {
	if e.Err == nil {
		return e.Reason
	}
	return e.Reason + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// refuse says that a file is not something to read.
func refuse(format string, args ...any) error {
	return &Error{Reason: fmt.Sprintf(format, args...), Refused: true}
}

// fail says that a file should have been readable and wasn't.
func fail(err error, format string, args ...any) error {
	return &Error{Reason: fmt.Sprintf(format, args...), Err: err}
}

var (
	errPassword = fail(nil, "it is protected by a password; save a copy without one")
	errTooMuch  = fail(nil, "it holds more than %d MB of text; split it", maxText>>20)
)

// maxText is the most text that one file may hold, in bytes: a shelf of books.
const maxText = 64 << 20

// budget is how much text may still be read. What is kept besides the text,
// such as an empty cell, costs some of it too, so that it bounds the memory.
type budget struct{ left int }

func newBudget() *budget { return &budget{maxText} }

func (b *budget) spend(n int) error {
	if b.left -= n; b.left < 0 {
		return errTooMuch
	}
	return nil
}

// blockCost is what a paragraph or cell costs beside its text.
const blockCost = 64

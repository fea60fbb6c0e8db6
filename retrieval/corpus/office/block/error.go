package block

import "fmt"

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

// Refuse says that a file is not something to read.
func Refuse(format string, args ...any) error {
	return &Error{Reason: fmt.Sprintf(format, args...), Refused: true}
}

// Fail says that a file should have been readable and wasn't. The cause may be
// nil.
func Fail(cause error, format string, args ...any) error {
	return &Error{Reason: fmt.Sprintf(format, args...), Err: cause}
}

// Reasons that several formats give.
var (
	ErrPassword = Fail(nil, "it is protected by a password; save a copy without one")
	ErrTooMuch  = Fail(nil, "it holds more than %d MB of text; split it", MaxText>>20)
)

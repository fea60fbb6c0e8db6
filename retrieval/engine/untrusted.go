package engine

import "errors"

// UntrustedError is about an index that must be made again: it is damaged, or of
// another version.
type UntrustedError struct{ Reason string }

// Error implements error.
func (e *UntrustedError) Error() string { return "the index can't be trusted: " + e.Reason }

// IsUntrusted reports whether an error of opening is about an index that is to be made
// again.
func IsUntrusted(err error) bool {
	bad := (*UntrustedError)(nil)
	return errors.As(err, &bad)
}

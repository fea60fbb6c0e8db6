package mirror

import (
	"context"
	"time"

	"footnote/retrieval/corpus"
)

// Source is somewhere that documents are fetched from.
type Source interface {
	// Changes goes through all that there is and reports each document once: as it is
	// now, as unchanged, or as gone. known has what is kept of an address. An error from
	// report ends it and is returned; any other error says that the source could not be
	// gone through, and then nothing counts as unnamed.
	Changes(ctx context.Context, known Known, report func(Change) error) error
	// Check asks about a document that is kept and that Changes did not report: it may
	// be gone, or only no longer named by another.
	Check(ctx context.Context, kept Kept) (Change, error)
}

// PausedError is the error of a Source that can't go on for now, though nothing is wrong
// with what was asked for: the next pass goes on where this one ended.
type PausedError struct {
	Why string
	For time.Duration // that the source asks to be left alone; 0 if it doesn't say
}

// Error implements error.
func (e *PausedError) Error() string { return e.Why + "; the rest is left for the next pass" }

// complete is a Source of which all is known after Changes: what it did not report is
// gone, and need not be asked about.
type complete interface{ NamesAll() bool }

// Known returns what is kept of an address, or of one that leads to the same document.
type Known func(address string) (Kept, bool)

// Kept is what is remembered of a document that was fetched.
type Kept struct {
	corpus.Origin
	// Aliases are other addresses that led to it.
	Aliases []string `json:"aliases,omitempty"`
	// ETag and LastModified are what its server said of its version.
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	// Mark is what was said of its version by what named it, such as a feed.
	Mark string `json:"mark,omitempty"`
	// Links are the addresses that it names.
	Links []string `json:"links,omitempty"`
	// Checked is when it was last known to be as it is kept.
	Checked time.Time `json:"checked"`
	// Resumed reports whether that was in the pass that is under way, before it was
	// interrupted: there is no need to ask again.
	Resumed bool `json:"-"`
}

// State is what a Change says of a document.
type State int

const (
	// Fetched: Body is what it is now.
	Fetched State = iota
	// Same: it is as it is kept.
	Same
	// Gone: it is there no more.
	Gone
	// Failed: it can't be told now. What is kept stays.
	Failed
)

// Change is what a Source reports of a document.
type Change struct {
	State State
	// Kept is what to remember of it. URL is its address. With Same only the marks
	// count, with Gone and Failed only the address.
	Kept
	// Body are its bytes, with Fetched.
	Body []byte
	// Name is the slash path that its file should have.
	Name string
	// Problem says what failed.
	Problem string
}

package retrieval

import (
	"context"
	"errors"
	"time"
)

// FileState is what an index remembers of a file that it has read.
type FileState struct {
	File
	Hash string // hex SHA-256 of the bytes
	// Documents are the IDs that the file gave.
	Documents []string
	// Failed is the reason why the file, or part of it, gave no document.
	Failed  string
	Skipped bool
	// Missing reports whether the file was gone when this was written down, and that
	// its documents stayed all the same.
	Missing bool `json:",omitempty"`
	// Readers are what has read the file, as Content has it; nil in what
	// programs kept that knew of no versions, and of files never read.
	Readers []string `json:",omitempty"`
	// Passing says that the file is to be tried again for Failed. No Hash is
	// kept then, unless it is Fatal, for it would say that nothing is to be done.
	Passing bool `json:",omitempty"`
	// Fatal says that the program ended while the file was parsed.
	Fatal bool `json:",omitempty"`
	// Tries are how often the parsing has failed so in a row, and Tried is when
	// it last did.
	Tries int       `json:",omitempty"`
	Tried time.Time `json:",omitzero"`
}

// seenAs returns the state of a file whose bytes haven't changed, as the folder
// lists it now.
func (s FileState) seenAs(f File) FileState {
	s.File, s.Missing = f, false
	return s
}

// Store is an index that Sync brings up to date.
type Store interface {
	// Files returns what the index remembers.
	Files(ctx context.Context) (FileStates, error)
	// Begin starts a change of the index. Readers see nothing of it before
	// Commit. An error matching ErrLocked says that another process is at it,
	// one matching ErrMoved that it has changed since Files was last called.
	Begin(ctx context.Context) (Change, error)
}

// Change is a set of changes that takes effect as a whole or not at all.
// Put and Delete may be called by several goroutines, each document by one.
type Change interface {
	// Put adds a document or replaces the one of the same ID.
	Put(ctx context.Context, d *Document) error
	Delete(ctx context.Context, document string) error
	// Commit makes the change visible, with what to remember of files that are new or
	// of which something else is to be remembered than before, each once. Nothing is
	// remembered any more of those at the paths gone.
	Commit(ctx context.Context, files []FileState, gone ...string) error
	// Abort drops the change. After Commit it does nothing.
	Abort() error
}

// ErrLocked is matched by errors of a Store that another process is changing.
var ErrLocked = errors.New("the index is being changed by another process")

// ErrMoved is matched by errors of a Store that was changed between Files and
// Begin: what is to be done must be found out anew.
var ErrMoved = errors.New("the index was changed by another process")

// ErrNotFound is matched by errors about a document that the index hasn't.
var ErrNotFound = errors.New("no such document")

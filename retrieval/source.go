package retrieval

import (
	"context"
	"fmt"
	"iter"
	"time"
)

// Source lists the files of a corpus and reads them. Package corpus has the
// one for folders.
type Source interface {
	// Files yields every file that may hold documents, in lexical order of
	// path, each path once. An error that concerns one path is a *ReadError
	// and the walk goes on after it; any other error ends the walk.
	Files(ctx context.Context) iter.Seq2[File, error]
	// Load reads a file's bytes. Several calls may run at once.
	Load(ctx context.Context, f File) (Content, error)
	// Outdated reports whether the source would read a file otherwise today
	// than when state was made, as far as the versions of its readers tell.
	Outdated(state FileState) bool
}

// PartialSource is a Source that may know what has changed in it.
type PartialSource interface {
	Source
	// Changed returns the paths of all files and folders that may have changed since the
	// last Sync that went well; nil if that isn't known. Sync looks at nothing else then.
	Changed() []string
	// FilesBelow yields what Files yields of the file at a path, or of the files in the
	// folder there and in those below it; nothing where there is neither.
	FilesBelow(ctx context.Context, path string) iter.Seq2[File, error]
}

// File is one file of a corpus as a directory lists it.
type File struct {
	Path    string    // slash-separated, below the corpus root
	Size    int64     // bytes
	ModTime time.Time // zero where the file system has none
	Device  uint64    `json:",omitempty"` // number of the file system that it is on, 0 where that isn't known
}

// Content is one file's bytes, not yet parsed: the hash is cheap, the
// documents may not be.
type Content interface {
	// Hash is the hex SHA-256 of the file's bytes.
	Hash() string
	// Documents parses the file and emits each document that it holds, in
	// order. A file that can't be read gives a *ReadError; documents emitted
	// before it are good. An error from emit ends the call and is returned.
	Documents(ctx context.Context, emit func(*Document) error) error
	// Readers names, after Documents, what has read the file and the files in
	// it: each a format with its reader's version, such as "pdf/1", in order.
	Readers() []string
}

// ReadError says why a file, or a record in it, gave no document.
type ReadError struct {
	Path string
	// Reason is one sentence for the corpus's owner: what is wrong and, where
	// there is one, the way out.
	Reason string
	// Skipped reports whether the file isn't meant to be read (a picture, an empty
	// file), or what it was read without isn't (a hidden sheet), from one that should
	// have been readable and wasn't.
	Skipped bool
	// Passing reports whether the moment may be to blame for the failure (time,
	// memory, a disk), so that the file is tried again though it hasn't
	// changed, from one that only another file or another reader mends.
	Passing bool
	// Fatal reports whether the program has ended while the file was read. Such a
	// file, which is Passing too, is tried again after a pause only.
	Fatal bool  `json:",omitempty"`
	Err   error `json:"-"` // the cause, may be nil
}

func (e *ReadError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s: %s (%v)", e.Path, e.Reason, e.Err)
	}
	return fmt.Sprintf("%s: %s", e.Path, e.Reason)
}

func (e *ReadError) Unwrap() error { return e.Err }

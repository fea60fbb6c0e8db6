package blevex

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"footnote/retrieval"
	"footnote/retrieval/private"
)

// suspectName is a file that says which generation a search has found damaged: the
// state that CURRENT had. All of that generation's files are read then before it is
// trusted again, whatever their sizes and times are.
const suspectName = "SUSPECT"

// noteSuspect has a generation's files compared with their checksums before it is
// opened again. Where that can't be written down, searches go on failing with an error
// that says so.
func (s *Store) noteSuspect(gen generation) {
	if err := private.WriteFile(filepath.Join(s.dir, suspectName), []byte(gen.line)); err != nil {
		s.log.Debug("a damaged index can't be noted", "err", err)
	}
}

// isSuspect reports whether a search has found a generation damaged.
func (s *Store) isSuspect(gen generation) bool {
	line, err := os.ReadFile(filepath.Join(s.dir, suspectName))
	return err == nil && string(line) == gen.line
}

// acquit forgets what noteSuspect noted: all files are as they were made.
func (s *Store) acquit() { _ = os.Remove(filepath.Join(s.dir, suspectName)) }

// guardAgainstFaults makes an error of what goes wrong in files that were damaged after
// they were summed: bleve panics on some of them, and reading a mapped file that has
// become shorter is a fault of memory. After such an error the next one who opens the
// index reads all of it first. The result is to be deferred.
func (x *Index) guardAgainstFaults(err *error) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			*err = searchError(fmt.Errorf("%v", p))
		}
		if *err != nil && x.suspect != nil && !isHarmless(*err) {
			x.suspect()
		}
	}
}

// isHarmless reports whether an error of a search says nothing about the files.
func isHarmless(err error) bool {
	return errors.Is(err, retrieval.ErrNotFound) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
